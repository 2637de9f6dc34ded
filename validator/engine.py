"""Runs rules over an article; knows no files, no network, no output."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from validator.article import Article
from validator.catalogue import Active
from validator.finding import Finding, Hit, Severity
from validator.own_schema import OwnSchema
from validator.report import Fault
from validator.rule import Context
from validator.schemas import Schemas
from validator.template_schema import TemplateSchemas

_EXCERPT = 120
_place = itemgetter(0, 1, 2)
_WORDS = {severity: str(severity) for severity in Severity}
MOST = 10_000
"""Findings of one rule in one article; no report of more would be read."""

RAISE = "WIKIVET_RAISE_FAULTS"
"""Set in the environment by the tests: a crash in a rule is raised, not recorded."""


class Result(NamedTuple):
    """What the rules said of one article: findings by place, and rules that crashed.

    ``cut`` names the rules that had more than ``MOST`` to say.
    """

    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    cut: tuple[str, ...] = ()


class Engine:
    """Rules, a day and a project's own schemas; keeps the schemas of each wiki it meets.

    ``named`` gives the name by which the fingerprints know an article, by its path.
    """

    def __init__(
        self,
        rules: Sequence[Active],
        today: date,
        own: Sequence[OwnSchema] = (),
        named: Callable[[str], str] = str,
    ) -> None:
        self.rules = rules
        self.today = today
        self._own = own
        self._named = named
        self._schemas: dict[str, tuple[Schemas, TemplateSchemas]] = {}

    def examine(self, article: Article) -> Result:
        """Check one article. A rule that crashes costs its own findings only."""
        context = self.context(article)
        said: list[tuple[int, int, str, Active, Hit]] = []
        faults = []
        cut = []
        for active in self.rules:
            try:
                if active.rule.is_idle(article):
                    continue
                hits = list(islice(active.rule.check(article, context), MOST + 1))
            except Exception as error:
                if os.environ.get(RAISE):
                    raise
                faults.append(Fault(article.path, active.id, f"{type(error).__name__}: {error}"))
                continue
            if not hits:
                continue
            if len(hits) > MOST:
                hits.pop()
                cut.append(active.id)
            said += ((hit.start, hit.end, active.id, active, hit) for hit in hits)
        said.sort(key=_place)  # by place, so that lines are counted once
        ordinals: dict[tuple[str, str], int] = {}
        name = self._named(article.path)
        findings = (_finding(article, name, active, hit, ordinals) for *_, active, hit in said)
        return Result(tuple(findings), tuple(faults), tuple(cut))

    def context(self, article: Article) -> Context:
        """What rules may know besides the article; made anew for each article."""
        wiki = article.profile.wiki
        if wiki not in self._schemas:
            schemas = Schemas(article.profile, self.today)
            self._schemas[wiki] = (schemas, TemplateSchemas(schemas, self._own, wiki))
        return Context(self.today, *self._schemas[wiki])


def examine(article: Article, rules: Iterable[Active], today: date) -> Result:
    """Check one article with some rules; see :class:`Engine` for many articles."""
    return Engine(list(rules), today).examine(article)


def _finding(
    article: Article, name: str, active: Active, hit: Hit, ordinals: dict[tuple[str, str], int]
) -> Finding:
    text = article.text
    position = article.lines.position(hit.start)
    excerpt = text[hit.start : hit.end]
    if len(excerpt) > _EXCERPT:
        excerpt = excerpt[: _EXCERPT - 1] + "…"
    section = article.section_at(hit.start).title
    identity = hit.identity or " ".join(excerpt.split())
    ordinal = ordinals.get((active.id, identity), 0)
    ordinals[active.id, identity] = ordinal + 1
    facts = hit.facts
    if "cs1" in facts and article.profile.citation_module != "cs1":
        facts = {key: value for key, value in facts.items() if key != "cs1"}
    return Finding(
        active.id,
        _WORDS[active.severity if hit.severity is None or active.settled else hit.severity],
        hit.message,
        article.path,
        hit.start,
        hit.end,
        position.line,
        position.column,
        excerpt,
        section,
        fingerprint(active.id, name, section, identity, ordinal),
        facts,
        hit.related,
        hit.edits,
        active.rule.safe and bool(hit.edits),
    )


def fingerprint(rule: str, path: str, section: str, identity: str, ordinal: int) -> str:
    """Sixteen hexadecimal digits that stay the same while text elsewhere changes."""
    key = "\x1f".join((rule, path, section, identity, str(ordinal)))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
