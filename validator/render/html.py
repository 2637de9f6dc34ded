"""The report as one self-contained page: templates, style and script are in ``reports/templates``.

The page asks for nothing: its style and script stand in it and are the only ones its content
security policy lets run. Everything can be read without the script.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from validator.article import Article
from validator.finding import Finding, Severity
from validator.render import marks
from validator.render.article_view import Box, Parts, Table, states
from validator.render.findings_view import Group, Item, RulePage, groups, items, rule_page
from validator.render.source_view import Extent, Stretch, stretches
from validator.render.visible import visible
from validator.report import ArticleSummary, Fault, Report, Skipped
from validator.shipped import REPORTS

if TYPE_CHECKING:
    from jinja2 import Environment

SOFT, HARD = 2_000_000, 8_000_000
"""Bytes of a page: above the first the source is shortened, above the second more goes."""


class Scope(NamedTuple):
    """How much a page shows; ``said`` is what its banner tells of the rest."""

    source: Extent
    rows: int
    findings: int
    said: str


_ALL = 10**9
SCOPES = (
    Scope("all", _ALL, _ALL, ""),
    Scope("near", _ALL, _ALL, "The source is shown only around findings"),
    Scope("none", 500, _ALL, "The source is left out, and tables end after 500 rows"),
    Scope("none", 0, _ALL, "The source and the tables are left out"),
    Scope("none", 0, 2_000, "The source, the tables and most findings are left out"),
    Scope("none", 0, 200, "The source, the tables and nearly all findings are left out"),
)


class View(NamedTuple):
    """An article as the page shows it; ``prefix`` keeps its anchors apart from other articles'."""

    path: str
    name: str
    folder: str
    prefix: str
    summary: ArticleSummary | None
    counts: Mapping[str, int]
    found: tuple[Item, ...]
    groups: tuple[Group, ...]
    claims: Table
    references: Table
    opened: Table
    boxes: tuple[Box, ...]
    tags: Table
    source: tuple[Stretch, ...]
    lines: int
    faults: tuple[Fault, ...]
    profile: str
    language: str
    tables: bool


LEVELS = ("error", "warning", "info")


def render(report: Report, articles: Mapping[str, Article]) -> str:
    """The report as an HTML page; the same report makes the same bytes."""
    environment = _environment()
    page = ""
    for scope in SCOPES[_first_scope(report, articles) :]:
        page = _page(environment, report, articles, scope)
        size = len(page.encode())
        if size <= (SOFT if scope.source == "all" else HARD):
            break
    return page


def _first_scope(report: Report, articles: Mapping[str, Article]) -> int:
    """Tell what is sure to be too large, from the least that things take."""
    found = 1_000 * len(report.findings)
    if found > HARD:
        return 4
    rows = source = 0
    for article in articles.values():
        rows += 300 * (len(article.references) + len(article.citations) + len(article.tags))
        rows += 300 * sum(len(infobox.template.parameters) for infobox in article.infoboxes)
        source += len(article.text) + 40 * len(article.lines.line_starts)
    if found + rows > HARD:
        return 2
    return 1 if found + rows + source > SOFT else 0


def _page(
    environment: "Environment", report: Report, articles: Mapping[str, Article], scope: Scope
) -> str:
    from markupsafe import Markup

    folder = REPORTS / "templates"
    style = (folder / "report.css").read_text("utf-8")
    script = (folder / "report.js").read_text("utf-8")
    views = _views(report, articles, scope)
    return environment.get_template("page.html").render(
        report=report,
        views=views,
        single=len(views) == 1,
        scope=scope,
        left_out=len(report.findings) - sum(len(view.found) for view in views),
        rules=_rules(report),
        severities=[(level, getattr(report.totals, level)) for level in LEVELS],
        unchecked=_unchecked(report.skipped),
        hit=_counted(finding.rule for finding in report.findings),
        sections=_counted(finding.section for finding in report.findings),
        # Our own files, which the policy names by their hashes.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
    )


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(REPORTS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(
        text=marks.text,
        inline=marks.inline,
        prose=marks.prose,
        phrase=marks.phrase,
        address=marks.address,
        attribute=visible,
        count=_count,
        states=states,
    )
    return environment


def _policy(style: str, script: str) -> str:
    """Content security policy: nothing from anywhere, but this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", "\u202f")


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the first met first."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _unchecked(skipped: Iterable[Skipped]) -> list[tuple[str, str, list[str]]]:
    """What was not checked and why, once each, with the articles it holds for."""
    where: dict[tuple[str, str], list[str]] = {}
    for one in skipped:
        where.setdefault((one.what, one.why), []).append(one.path)
    return [(what, why, paths) for (what, why), paths in where.items()]


def _rules(report: Report) -> dict[str, RulePage]:
    """The rules that ran, and any other that a finding names."""
    pages = {
        rule.id: rule_page(rule.id, rule.severity, rule.findings, rule.summary)
        for rule in report.rules
    }
    for finding in report.findings:
        if finding.rule not in pages:
            pages[finding.rule] = rule_page(finding.rule, finding.severity, 0, "")
    return pages


def _views(report: Report, articles: Mapping[str, Article], scope: Scope) -> tuple[View, ...]:
    summaries = {summary.path: summary for summary in report.articles}
    by_path: dict[str, list[Finding]] = {path: [] for path in summaries}
    for finding in _kept(report.findings, scope.findings):
        by_path.setdefault(finding.path, []).append(finding)
    counts: dict[str, dict[str, int]] = {}
    for finding in report.findings:
        of = counts.setdefault(finding.path, dict.fromkeys(LEVELS, 0))
        of[finding.severity] += 1
    used: set[str] = set()
    return tuple(
        _view(
            path,
            "" if len(by_path) == 1 else f"a{number}-",
            by_path[path],
            counts.get(path, dict.fromkeys(LEVELS, 0)),
            summaries.get(path),
            articles.get(path),
            report,
            scope,
            used,
        )
        for number, path in enumerate(by_path, start=1)
    )


def _kept(findings: Sequence[Finding], most: int) -> Sequence[Finding]:
    """The worst findings, in the report's order."""
    if len(findings) <= most:
        return findings
    ranked = sorted(
        range(len(findings)), key=lambda at: (-Severity.read(findings[at].severity), at)
    )
    return [findings[at] for at in sorted(ranked[:most])]


def _view(
    path: str,
    prefix: str,
    findings: Sequence[Finding],
    counts: Mapping[str, int],
    summary: ArticleSummary | None,
    article: Article | None,
    report: Report,
    scope: Scope,
    used: set[str],
) -> View:
    place = PurePosixPath(path)
    found = items(findings, article, prefix, used, scope.source != "none")
    tables = article is not None and scope.rows > 0
    claims = references = opened = tags = Table()
    boxes: tuple[Box, ...] = ()
    source: tuple[Stretch, ...] = ()
    if article is not None and tables:
        parts = Parts(
            article,
            found,
            prefix,
            date.fromisoformat(report.today),
            scope.source == "all",
            scope.rows,
        )
        references, opened, tags = parts.references(), parts.in_the_open(), parts.tags()
        boxes = parts.boxes()
        if summary is not None and summary.claims is not None:
            sections = summary.claims.sections
            claims = Table(sections[: scope.rows], max(0, len(sections) - scope.rows))
        source = stretches(article, found, scope.source)
    return View(
        path,
        place.name or path,
        f"{place.parent}/" if place.name and place.parent.name else "",
        prefix,
        summary,
        counts,
        found,
        groups(found),
        claims,
        references,
        opened,
        boxes,
        tags,
        source,
        len(article.lines.line_starts) - article.text.endswith(("\n", "\r")) if article else 0,
        tuple(fault for fault in report.faults if fault.path == path),
        article.profile.wiki if article else (summary.wiki if summary else ""),
        _language(article, summary),
        tables,
    )


def _language(article: Article | None, summary: ArticleSummary | None) -> str:
    """The article's language as a ``lang`` attribute; empty if nobody knows."""
    known = summary.language if summary else article.language if article else ""
    return "" if known == "und" else known
