"""Findings as the page shows them: numbered, in their line, with their rule's words."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from unicodedata import bidirectional

from validator import catalogue
from validator.article import Article
from validator.errors import UsageError
from validator.finding import Finding
from validator.render.marks import clip

_AROUND = 50
_LINE = 1_000
_FACT = 160
_FACT_NAMES = {"cs1": "CS1 condition", "cite": "Cite message"}


class Place(NamedTuple):
    """A place to point at; ``target`` is its anchor, empty if the page has none."""

    line: int
    column: int
    target: str
    message: str


class Change(NamedTuple):
    """What an edit would replace, and by what."""

    old: str
    new: str
    line: int


class Item(NamedTuple):
    """A finding; ``anchor`` ends its ids: ``i-…`` in the list, ``f-…`` in the source."""

    number: int
    anchor: str
    finding: Finding
    message: str
    before: str
    excerpt: str
    after: str
    direction: str
    facts: tuple[tuple[str, str], ...]
    related: tuple[Place, ...]
    changes: tuple[Change, ...]
    in_source: bool


class Group(NamedTuple):
    """The findings of one section."""

    title: str
    items: tuple[Item, ...]


class RulePage(NamedTuple):
    """What a rule means, from its docstring; ``why`` is empty for a rule that is not here."""

    id: str
    anchor: str
    severity: str
    findings: int
    summary: str
    why: str
    bad: str
    good: str
    see: tuple[str, ...]


def rule_page(rule: str, severity: str, findings: int, summary: str) -> RulePage:
    """The page of a rule that ran."""
    anchor = "rule-" + rule.replace("/", "-")
    try:
        page = catalogue.card(rule).page
    except UsageError:
        return RulePage(rule, anchor, severity, findings, summary, "", "", "", ())
    return RulePage(
        rule,
        anchor,
        severity,
        findings,
        summary or page.summary,
        page.why,
        page.parts.get("Bad", ""),
        page.parts.get("Good", ""),
        tuple(line.strip(" -*") for line in page.parts.get("See", "").splitlines() if line.strip()),
    )


def items(
    findings: Iterable[Finding], article: Article | None, prefix: str, used: set[str], shown: bool
) -> tuple[Item, ...]:
    """The findings of one article in order; ``used`` keeps anchors apart over the whole page."""
    made = []
    for number, finding in enumerate(findings, start=1):
        anchor = finding.fingerprint
        while anchor in used:
            anchor += "-2"
        used.add(anchor)
        made.append(_item(number, anchor, finding, article, prefix, shown))
    return tuple(made)


def _item(
    number: int, anchor: str, finding: Finding, article: Article | None, prefix: str, shown: bool
) -> Item:
    before = after = ""
    related: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()
    if article is not None:
        before, after = _around(article.text, finding)
        related = tuple(
            _place(article, part.start, part.message, prefix if shown else None)
            for part in finding.related[:20]
        )
        changes = tuple(
            Change(
                clip(article.text[edit.start : edit.end], _FACT),
                clip(edit.new, _FACT),
                article.lines.position(edit.start).line,
            )
            for edit in finding.edits[:20]
        )
    return Item(
        number,
        anchor,
        finding,
        clip(finding.message, 600),
        before,
        clip(finding.excerpt.rstrip("\r\n"), 200),
        after,
        _direction(article.text, finding.start) if article else "auto",
        _facts(finding),
        related,
        changes,
        article is not None and shown,
    )


def _around(text: str, finding: Finding) -> tuple[str, str]:
    """What stands before and after a finding on its line."""
    start, end = finding.start, finding.end
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[max(line, start - _AROUND) : start]
    lead = "…" if start - line > _AROUND else ""
    if finding.excerpt.endswith("…") and end - start > len(finding.excerpt):
        return lead + before, ""
    if finding.excerpt[-1:] in {"\r", "\n"}:
        return lead + before, ""
    after = text[end : end + _AROUND + 1].partition("\n")[0].partition("\r")[0]
    return lead + before, after[:_AROUND] + ("…" if len(after) > _AROUND else "")


def _direction(text: str, offset: int) -> str:
    """``rtl`` if the first letter of the line is one of a script from right to left."""
    line = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    kinds = map(bidirectional, text[line : line + _LINE])
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _place(article: Article, offset: int, message: str, prefix: str | None) -> Place:
    position = article.lines.position(min(offset, len(article.text)))
    target = "" if prefix is None else f"{prefix}L{position.line}"
    return Place(position.line, position.column, target, clip(message, 300))


def _facts(finding: Finding) -> tuple[tuple[str, str], ...]:
    """What a rule knows besides its message."""
    facts = []
    for key, value in list(finding.facts.items())[:12]:
        shown = _fact(value)
        if shown and shown not in finding.message:
            facts.append((_FACT_NAMES.get(key, key.replace("_", " ")), clip(shown, _FACT)))
    return tuple(facts)


def _fact(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, (list, tuple)) and all(isinstance(part, (str, int)) for part in value):
        return ", ".join(map(str, value))
    if isinstance(value, dict) and all(isinstance(part, (str, int)) for part in value.values()):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return json.dumps(value, ensure_ascii=False, default=str)


def groups(found: Iterable[Item]) -> tuple[Group, ...]:
    """Findings by section title, in the order of the article."""
    by_title: dict[str, list[Item]] = {}
    for item in found:
        by_title.setdefault(item.finding.section, []).append(item)
    return tuple(Group(title, tuple(members)) for title, members in by_title.items())


class Locator:
    """Tells which findings start inside a span."""

    def __init__(self, found: Sequence[Item]) -> None:
        self._items = found
        self._starts = [item.finding.start for item in found]

    def within(self, start: int, end: int) -> tuple[Item, ...]:
        """Findings that start in ``start``–``end``, at most fifty."""
        low = bisect_left(self._starts, start)
        return tuple(self._items[low : min(bisect_left(self._starts, end), low + 50)])
