"""An article's parts as tables: references, citations in the open, infoboxes, tags."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from validator.article import Article, Infobox, Tag
from validator.citation import Citation
from validator.errors import DataError
from validator.parameters import Parameters
from validator.reference import Reference
from validator.render.findings_view import Item, Locator
from validator.render.marks import address, clip
from validator.schemas import Schemas
from validator.template import Parameter, Template

_TITLE, _VALUE, _TEXT = 240, 300, 400
_USES = 10


class Table(NamedTuple):
    """Rows of a table, and how many more there are."""

    rows: Sequence[Any] = ()
    more: int = 0

    @property
    def all(self) -> int:
        """How many rows there are, shown or not."""
        return len(self.rows) + self.more


class Spot(NamedTuple):
    """A line, and its anchor if the page shows it."""

    line: int
    target: str


class Cited(NamedTuple):
    """What a citation template cites; addresses have a link only if they may have one."""

    template: str
    title: str
    translated: str
    author: str
    date: str
    work: str
    url: str
    link: str
    archive: str
    archive_link: str
    archive_date: str
    access_date: str


class ReferenceRow(NamedTuple):
    """A reference with all its uses."""

    label: str
    name: str
    uses: int
    spots: tuple[Spot, ...]
    defined: Spot | None
    cited: tuple[Cited, ...]
    text: str
    links: tuple[tuple[str, str], ...]
    findings: tuple[Item, ...]


class OpenRow(NamedTuple):
    """A citation outside references."""

    section: str
    spot: Spot
    cited: Cited
    findings: tuple[Item, ...]


class ParameterRow(NamedTuple):
    """A parameter of an infobox; ``state`` is how its schema sees it, in a word."""

    name: str
    value: str
    spot: Spot
    state: str
    note: str
    type: str
    findings: tuple[Item, ...]


class Box(NamedTuple):
    """An infobox against its schema (``schema`` is empty without one)."""

    name: str
    schema: str
    spot: Spot
    rows: tuple[ParameterRow, ...]
    blank: tuple[ParameterRow, ...]
    more: int


class TagRow(NamedTuple):
    """A maintenance tag; ``months`` is its age, -1 if it has no date."""

    name: str
    means: str
    kind: str
    since: str
    months: int
    age: str
    reason: str
    covers: str
    section: str
    spot: Spot
    findings: tuple[Item, ...]


class Parts:
    """Reads the parts of one article for the page."""

    def __init__(
        self,
        article: Article,
        found: tuple[Item, ...],
        prefix: str,
        today: date,
        lines: bool,
        most: int,
    ) -> None:
        self._article = article
        self._findings = Locator(found)
        self._prefix = prefix
        self._today = today
        self._lines = lines
        self._most = most

    def _spot(self, offset: int) -> Spot:
        line = self._article.lines.position(offset).line
        return Spot(line, f"{self._prefix}L{line}" if self._lines else "")

    def _plain(self, source: str, length: int) -> str:
        return clip(" ".join(self._article.rendered(source[: 4 * length]).split()), length)

    # References

    def references(self) -> Table:
        """Every reference once, by number; defined but never used ones last."""
        _ = self._article.citations  # reading them tells references what they cite
        entries: dict[tuple[str, str], list[Reference]] = {}
        numbers: dict[tuple[str, str], int] = {}
        counters: dict[str, int] = {}
        for reference in self._article.references:
            key = (reference.group, reference.name or f"\0{reference.start}")
            entries.setdefault(key, []).append(reference)
            if not reference.listed and key not in numbers:
                numbers[key] = counters[reference.group] = counters.get(reference.group, 0) + 1
        order = sorted(entries, key=lambda key: (key[0], numbers.get(key, len(entries) + 1)))
        return self._table(order, lambda key: self._reference(entries[key], numbers.get(key)))

    def _table(self, things: Sequence[Any], row: Callable[[Any], Any]) -> Table:
        shown = things[: self._most]
        return Table(tuple(map(row, shown)), len(things) - len(shown))

    def _reference(self, members: list[Reference], number: int | None) -> ReferenceRow:
        uses = [reference for reference in members if not reference.listed]
        defined = next((reference for reference in members if reference.content), None)
        held = self._article.citations_by_reference.get(defined.start, []) if defined else []
        cited = tuple(map(self.cited, held[:20]))
        first = members[0]
        group = f"{first.group} " if first.group else ""
        findings = {
            item.anchor: item
            for reference in members[:200]
            for item in self._findings.within(reference.start, reference.end)
        }
        return ReferenceRow(
            f"{group}{number}" if number else f"{group}–",
            clip(first.name, _TITLE),
            len(uses),
            tuple(self._spot(reference.start) for reference in uses[:_USES]),
            self._spot(defined.start) if defined else None,
            cited,
            self._plain(defined.content, _TEXT) if defined and not cited else "",
            self._links_in(defined) if defined and not cited else (),
            tuple(findings.values())[:50],
        )

    def _links_in(self, reference: Reference) -> tuple[tuple[str, str], ...]:
        links = self._article.links_by_reference.get(reference.start, [])
        return tuple((clip(link.url, _VALUE), address(link.url)) for link in links[:5])

    def cited(self, citation: Citation) -> Cited:
        """What a citation template cites, in a reader's words."""
        get = citation.get
        title = get("title") or get("script-title") or get("chapter")
        if not get("title") and title[2:3] == ":":
            title = title[3:].strip()
        url, archive = get("url") or get("chapter-url"), get("archive-url")
        return Cited(
            clip(citation.name, 80),
            self._plain(title, _TITLE),
            self._plain(get("trans-title"), _TITLE),
            self._authors(citation),
            self._plain(get("date") or get("year") or get("publication-date"), 60),
            self._plain(get("work") or get("publisher"), 120),
            clip(url, _VALUE),
            address(url),
            clip(archive, _VALUE),
            address(archive),
            self._plain(get("archive-date"), 60),
            self._plain(get("access-date"), 60),
        )

    def _authors(self, citation: Citation) -> str:
        last, first = citation.get("author"), citation.get("first")
        if not last:
            return ""
        more = any(
            citation.template.values.get(name.replace("#", "2"))
            for name in self._article.profile.citation_fields.get("author", ())
            if "#" in name
        )
        name = f"{last}, {first}" if first else last
        return self._plain(name, 120) + (" et al." if more else "")

    def in_the_open(self) -> Table:
        """Citations outside references."""
        return self._table([c for c in self._article.citations if c.reference < 0], self._open)

    def _open(self, citation: Citation) -> OpenRow:
        return OpenRow(
            self._article.section_at(citation.start).title,
            self._spot(citation.start),
            self.cited(citation),
            self._findings.within(citation.start, citation.end),
        )

    # Infoboxes

    def boxes(self) -> tuple[Box, ...]:
        """Infoboxes, every parameter as written."""
        schemas = Schemas(self._article.profile, self._today)
        return tuple(
            self._box(infobox, schemas) for infobox in self._article.infoboxes[: self._most]
        )

    def _box(self, infobox: Infobox, schemas: Schemas) -> Box:
        template = infobox.template
        known: Parameters | None = None
        if infobox.use.schema:
            try:
                known = schemas.parameters(infobox.use.schema)
            except DataError:
                known = None
        rows: list[ParameterRow] = []
        blank: list[ParameterRow] = []
        counts = _last(template)
        for place, parameter in enumerate(template.parameters[: self._most]):
            row = self._parameter(parameter, known, counts[parameter.name] != place)
            (rows if parameter.value or row.findings else blank).append(row)
        schema = infobox.use.schema if known else ""
        return Box(
            clip(template.name, 80),
            schema,
            self._spot(template.start),
            tuple(rows),
            tuple(blank),
            max(0, len(template.parameters) - self._most),
        )

    def _parameter(
        self, parameter: Parameter, known: Parameters | None, overridden: bool
    ) -> ParameterRow:
        note = known.note(parameter.name) if known else None
        state, remark = _state(parameter, note, known is not None)
        if overridden:
            remark = "; ".join(filter(None, (remark, "a later one of this name counts")))
        return ParameterRow(
            clip(parameter.name, 80),
            clip(parameter.value, _VALUE),
            self._spot(parameter.start),
            state,
            remark,
            str((note or {}).get("type", "")),
            self._findings.within(parameter.start - 1, parameter.end),
        )

    # Tags

    def tags(self) -> Table:
        """Maintenance tags with their age today."""
        return self._table(self._article.tags, self._tag)

    def _tag(self, tag: Tag) -> TagRow:
        months = -1
        age = "unknown"
        if tag.date:
            months = (self._today.year - tag.date[0]) * 12 + self._today.month - tag.date[1]
            age = _age(months)
        covers = self._article.text[tag.covers.start : tag.covers.end]
        return TagRow(
            clip(tag.template.name, 80),
            tag.use.means,
            tag.use.kind,
            clip(tag.date_text, 60),
            months,
            age,
            self._plain(tag.reason, _TEXT),
            self._plain(covers, _TITLE),
            self._article.section_at(tag.start).title,
            self._spot(tag.start),
            self._findings.within(tag.start, tag.end),
        )


def _last(template: Template) -> dict[str, int]:
    return {parameter.name: place for place, parameter in enumerate(template.parameters)}


def _state(parameter: Parameter, note: dict[str, Any] | None, schema: bool) -> tuple[str, str]:
    """How a schema sees a parameter: a word, and a remark."""
    if not schema:
        return "no schema", ""
    if note is None:
        return "unknown", ""
    if note.get("deprecated"):
        instead = note.get("replacement")
        return "deprecated", f"use {instead}" if instead else str(note.get("means", ""))
    canonical = note.get("parameter", parameter.name)
    if note.get("alias") and canonical != parameter.name:
        return "alias", f"of {canonical}"
    return "known", ""


def _age(months: int) -> str:
    if months < 0:
        return "in the future"
    if months < 1:
        return "this month"
    years, rest = divmod(months, 12)
    if not years:
        return _counted(rest, "month")
    return _counted(years, "year") + (f", {_counted(rest, 'month')}" if rest else "")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def states(rows: Iterable[ParameterRow]) -> dict[str, int]:
    """How many parameters are in which state."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    return counts
