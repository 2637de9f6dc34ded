"""The main job: sources in, a report and its articles out."""

import gc
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from validator import __version__, baseline, catalogue
from validator.article import Article
from validator.baseline import Baseline, Entry
from validator.catalogue import Active
from validator.engine import MOST, Engine, Result
from validator.errors import SourceError, UsageError
from validator.finding import Finding, Severity
from validator.fixer import fix
from validator.gate import Gates
from validator.profile import Profile, load, shipped_wikis
from validator.profile_file import load as load_file
from validator.report import (
    FORMAT,
    UNREAD,
    ArticleSummary,
    BrokenGate,
    Coverage,
    Fault,
    Report,
    RuleSummary,
    SectionCoverage,
    Skipped,
    day,
    totals,
)
from validator.settings import Settings
from validator.sources import Source, schemas
from validator.wikitext.read import AUTO, read
from validator.wikitext.reader import ScannedArticle

_LINKS = "whether cited links are alive and archived"
_OFFLINE = "this version works offline"


class Options(NamedTuple):
    """What the call asks for over the settings; empty means as the settings say.

    ``strict`` lets stale entries of the baseline fail the run.
    """

    today: date
    wiki: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""
    fix: bool = False
    baseline: Baseline | None = None
    max_tag_age: int | None = None
    strict: bool = False
    profile: str = ""


class Change(NamedTuple):
    """What edits made of a source; ``before`` and ``after`` are equal if none was kept."""

    path: str
    before: str
    after: str
    cured: int
    refused: tuple[Finding, ...]


class Outcome(NamedTuple):
    """A report, the articles by path for renderers, and whether the run fails its gate.

    ``changes`` are there if edits were asked for; the report is then of what they leave.
    """

    report: Report
    articles: dict[str, Article]
    failed: bool
    changes: tuple[Change, ...] = ()


class _Project(NamedTuple):
    """What checks the articles of one settings file."""

    settings: Settings
    engine: Engine
    gates: Gates
    baseline: Baseline | None

    def stale(self, path: str, result: Result) -> Iterable[Entry]:
        """The entries of the baseline that an article does not need any more."""
        if self.baseline is None:
            return ()
        unsure = {*result.cut, *(fault.rule for fault in result.faults)}
        ran = {active.id for active in self.engine.rules} - unsure
        return self.baseline.stale(path, ran, result.findings)


class Checker:
    """Checks sources one by one; every settings file met gets an engine of its own.

    ``coverage`` asks for the figures of sentences with a source, which not every format shows.
    """

    def __init__(
        self, options: Options, *, keep_articles: bool = True, coverage: bool = True
    ) -> None:
        self._options = options
        self._own = load_file(Path(options.profile)) if options.profile else None
        self._keep = keep_articles
        self._coverage = coverage
        self._projects: dict[int, _Project] = {}
        self._articles: dict[str, Article] = {}
        self._summaries: list[ArticleSummary] = []
        self._findings: list[Finding] = []
        self._faults: list[Fault] = []
        self._skipped: list[Skipped] = []
        self._changes: list[Change] = []
        self._gates: list[BrokenGate] = []
        self._stale: list[Entry] = []
        self._known = 0
        self._failed = False

    def project(self, settings: Settings) -> _Project:
        """What checks by some settings; raises UsageError if they name what does not exist."""
        known = self._projects.get(id(settings))
        if known is None:
            for pattern in (*self._options.select, *self._options.ignore):
                catalogue.matching(pattern)
            try:
                known = _project(settings, self._options)
                if settings.profile and not self._options.wiki:
                    load_file(Path(settings.profile))
            except UsageError as error:
                raise UsageError(f"{settings.origin}: {error}") from error
            self._projects[id(settings)] = known
        return known

    def check(self, source: Source, settings: Settings) -> None:
        """Check one source."""
        project = self.project(settings)
        engine = project.engine
        wiki = self._options.wiki or settings.wiki
        article = read(source.text, source.path, wiki, self._profile(settings))
        if self._options.fix:
            article, result = self._fixed(article, engine)
        else:
            result = engine.examine(article)
        findings = self._new(source.path, project, result)
        self._findings.extend(findings)
        self._faults.extend(result.faults)
        self._summaries.append(summary(article, coverage=self._coverage))
        for rule_id in result.cut:
            what = f"{rule_id} beyond its first {MOST:,} findings"
            self._skipped.append(Skipped(source.path, what, "too many to read"))
        if article.urls:
            self._skipped.append(Skipped(source.path, _LINKS, _OFFLINE))
        if self._keep:
            self._articles[source.path] = article
        gate = self._options.fail_on or settings.fail_on
        if gate != "never":
            least = Severity.read(gate)
            self._failed |= any(Severity.read(f.severity) >= least for f in findings)

    def _new(self, path: str, project: _Project, result: Result) -> tuple[Finding, ...]:
        """The findings that the baseline does not have; notes the gates that they break."""
        findings = result.findings
        if project.baseline is not None:
            self._stale += project.stale(path, result)
            findings = tuple(one for one in findings if not project.baseline.knows(one))
            self._known += len(result.findings) - len(findings)
        findings = project.gates.aged(findings)
        self._gates += project.gates.broken(path, findings)
        return findings

    def _fixed(self, article: ScannedArticle, engine: Engine) -> tuple[ScannedArticle, Result]:
        """The article with the safe edits of its findings, read by the customs of the same wiki."""
        path, profile = article.path, article.profile
        fixed = fix(article, lambda text: read(text, path, profile=profile), engine)
        change = Change(path, article.text, fixed.article.text, fixed.cured, fixed.refused)
        self._changes.append(change)
        return fixed.article, fixed.result

    def _profile(self, settings: Settings) -> Profile | None:
        """The profile in a file that the call or else the settings name, if any."""
        if self._own is not None or self._options.wiki or not settings.profile:
            return self._own
        return load_file(Path(settings.profile))

    def skip(self, path: str, why: str) -> None:
        """Note a source that could not be checked at all."""
        self._skipped.append(Skipped(path, UNREAD, why))

    def outcome(self) -> Outcome:
        """What the run has to say."""
        findings = tuple(self._findings)
        report = Report(
            FORMAT,
            __version__,
            day(self._options.today),
            totals(findings),
            tuple(self._summaries),
            findings,
            tuple(self._faults),
            tuple(self._skipped),
            _rule_summaries(findings, (project.engine for project in self._projects.values())),
            tuple(self._gates),
            self._known,
            tuple(self._stale),
        )
        failed = self._failed or bool(self._gates or (self._options.strict and self._stale))
        return Outcome(report, self._articles, failed, tuple(self._changes))


def settle() -> None:
    """Prepare the process for checking many articles.

    What is loaded by now stays, so no collection need look at it again; an article's parts hold
    no cycles, so collections may be rare.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def check(texts: Mapping[str, str], options: Options, settings: Settings | None = None) -> Outcome:
    """Check texts by path, all with the same settings."""
    checker = Checker(options)
    settings = settings or Settings()
    for path, text in texts.items():
        checker.check(Source(path, text), settings)
    return checker.outcome()


def check_files(
    files: Iterable[Path | Source | SourceError],
    options: Options,
    reader: Callable[[Path], Source],
    settings_of: Callable[[Path], Settings],
    *,
    keep_articles: bool = True,
    coverage: bool = True,
) -> Outcome:
    """Check files with the settings each of them finds above itself.

    Sources already read, and what could not be read, go by the settings of the current folder.
    """
    checker = Checker(options, keep_articles=keep_articles, coverage=coverage)
    checker.project(settings_of(Path()))
    for file in files:
        if isinstance(file, Source):
            checker.check(file, settings_of(Path()))
            continue
        if isinstance(file, SourceError):
            checker.skip(file.path, file.why)
            continue
        try:
            source = reader(file)
        except SourceError as error:
            checker.skip(error.path, error.why)
        else:
            checker.check(source, settings_of(file.parent))
    return checker.outcome()


def _project(settings: Settings, options: Options) -> _Project:
    rules = _active(settings, options)
    if settings.wiki != AUTO:
        load(settings.wiki)
    wiki = options.wiki or settings.wiki
    age = settings.max_tag_age if options.max_tag_age is None else options.max_tag_age
    ran = [active.id for active in rules]
    gates = Gates(settings.gate, age, shipped_wikis() if wiki == AUTO else (wiki,), ran)
    known = options.baseline
    if known is None and settings.baseline:
        known = baseline.load(Path(settings.baseline))
    own = schemas.read(settings)
    engine = Engine(rules, options.today, own, known.name if known else str)
    return _Project(settings, engine, gates, known)


def _active(settings: Settings, options: Options) -> list[Active]:
    return catalogue.active(
        options.select or settings.select,
        (*settings.ignore, *options.ignore),
        settings.severity,
        settings.rules,
    )


def summary(article: Article, *, coverage: bool = True) -> ArticleSummary:
    """What a report says of an article besides its findings."""
    return ArticleSummary(
        article.path,
        article.profile.wiki,
        article.language,
        article.is_plain_text,
        len(article.text),
        len(article.references),
        len(article.citations),
        article.urls,
        len(article.infoboxes),
        len(article.tags),
        _coverage(article) if coverage else None,
    )


def _coverage(article: Article) -> Coverage | None:
    """How many sentences state something, and have a source; None where nobody can tell."""
    statements = article.statements
    if statements is None:
        return None
    counts: dict[int, list[int]] = {}
    for statement in statements:
        count = counts.setdefault(statement.section, [0, 0])
        count[0] += 1
        count[1] += statement.cited
    sections = tuple(
        SectionCoverage(article.sections[section].title, *count)
        for section, count in sorted(counts.items())
    )
    return Coverage(len(statements), sum(statement.cited for statement in statements), sections)


def _rule_summaries(
    findings: tuple[Finding, ...], engines: Iterable[Engine]
) -> tuple[RuleSummary, ...]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    ran = {active.id: active for engine in engines for active in engine.rules}
    cards = catalogue.cards()
    return tuple(
        RuleSummary(
            rule_id, str(ran[rule_id].severity), cards[rule_id].page.summary, counts.get(rule_id, 0)
        )
        for rule_id in sorted(ran)
    )
