"""A citation template and what it is read as."""

import re
from itertools import islice
from typing import NamedTuple

import msgspec

from validator.parameters import parameters
from validator.profile import RefusedArchives, TemplateUse
from validator.template import Parameter, Template
from validator.values import anchor, reference_name, vancouver
from validator.values.calendar import Calendar
from validator.values.date import read
from validator.values.name import bare
from validator.values.name_list import NameLists, name_lists

_CONTRIBUTED = ("citation", "cite-book")
_MARKED = 5_000
"""Tags in longer values are left as they are."""


class Citation(msgspec.Struct, eq=False, gc=False):
    """A citation template, with its parameters by what they mean (the profile's fields).

    ``reference`` is the start of the reference that holds it, or -1 for one in the open, as in a
    list of further reading. Three dicts hold value by name, blanks left out: ``given`` all of them,
    extension tags being what MediaWiki puts in their place; ``judged`` what schemas judge;
    ``values`` what the template uses. It drops parameters that it does not know, and addresses in
    archives that it refuses with what belongs to them (the profile's ``refused_archives``), which
    no schema judges. ``kind`` is the file name of its schema (``cite-book``), whatever redirect it
    is written with.
    """

    template: Template
    use: TemplateUse
    reference: int
    start: int
    end: int
    kind: str
    given: dict[str, str]
    judged: dict[str, str]
    values: dict[str, str]
    _fields: dict[str, tuple[str, ...]]
    _lists: NameLists | None = None

    @property
    def lists(self) -> NameLists:
        """The lists of names: authors, editors and so on."""
        if self._lists is None:
            contributors = self.kind in _CONTRIBUTED and not self.get("periodical")
            self._lists = name_lists(self.values, contributors=contributors)
        return self._lists

    def count(self, kind: str) -> int:
        """How many names a list has, given one by one or in Vancouver style."""
        instead = self.lists.instead(kind)
        if instead:
            return sum(1 for _ in vancouver.names(self.values[instead])) if instead[0] == "v" else 0
        return sum(1 for person in self.lists.people(kind) if person.last)

    @property
    def is_book(self) -> bool:
        """Whether it is a ``{{citation}}`` of a book: of nothing in a periodical."""
        return self.kind == "citation" and not self.get("periodical")

    @property
    def ends_with_stop(self) -> bool:
        """Whether the template ends its parts with full stops (CS1) or with commas (CS2)."""
        style = self.values.get("mode", "cs2" if self.kind == "citation" else "cs1")
        return style != "cs2"

    @property
    def is_of_website(self) -> bool:
        """Whether it is a ``{{citation}}`` of a website."""
        periodical = self.parameter("periodical") if self.kind == "citation" else None
        return periodical is not None and periodical.name == "website"

    @property
    def is_untitled_article(self) -> bool:
        """Whether it says that an article in a journal has no title."""
        return (
            self.kind in ("cite-journal", "citation")
            and self.values.get("title") in ("none", "off")
            and self.is_in_journal
        )

    @property
    def is_in_journal(self) -> bool:
        """Whether it names a journal, and not another kind of periodical."""
        return "journal" in self.values or "script-journal" in self.values

    def anchored(self, calendar: Calendar) -> tuple[tuple[str, ...], str]:
        """The surnames and the year of which the template makes an anchor for short footnotes."""
        names = self.surnames("contributor") or self.surnames("author") or self.surnames("editor")
        year, date = self.get("year"), self.get("date")
        if year and date:
            return names, year
        return names, anchor.year(date or year or self.get("publication-date"), calendar)

    def anchor(self, calendar: Calendar) -> str:
        """The anchor itself; empty for a citation without names, which has none."""
        names, year = self.anchored(calendar)
        return anchor.PREFIX + "".join(names) + year if names else ""

    def surnames(self, kind: str) -> tuple[str, ...]:
        """The first surnames of a list, as many as make an anchor."""
        instead = self.lists.instead(kind)
        if instead:
            several = vancouver.names(self.values[instead]) if instead[0] == "v" else ()
            return tuple(islice(map(vancouver.surname, several), anchor.NAMES))
        written = [self.values[person.last] for person in self.lists.slots(kind) if person.last]
        return tuple(map(bare, written[: anchor.NAMES]))

    @property
    def name(self) -> str:
        """The template's name as written."""
        return self.template.name

    @property
    def source(self) -> str:
        """What tells the source from others: its address, or its title."""
        return self.get("url") or self.get("title")

    @property
    def reference_name(self) -> str:
        """A telling name for a reference to it; empty if nothing in it tells."""
        date = self.get("date") or self.get("year")
        work = self.get("work") or self.get("periodical") or self.get("publisher")
        title = self.get("title") or self.get("chapter")
        return reference_name.of_work(self.get("author"), date, work, title)

    def year(self, calendar: Calendar, *, sure: bool = True) -> int:
        """The year of publication; 0 if none is given, or none that can be read.

        One with “c.” counts only if it need not be ``sure``.
        """
        values = self.values
        written = values.get("date") or values.get("year") or values.get("publication-date")
        found = read(written, calendar) if written else None
        return found.start[0] if found is not None and not (sure and found.circa) else 0

    def get(self, field: str) -> str:
        """The value of a field such as ``url`` or ``archive-date``; empty if absent or blank."""
        values = self.values
        for name in self._fields.get(field, ()):
            if name in values:
                return values[name]
        return ""

    def parameter(self, field: str) -> Parameter | None:
        """The parameter that gives a field its value, or None."""
        for name in self._fields.get(field, ()):
            if name in self.values:
                return self.template.parameter(name)
        return None


class Address(NamedTuple):
    """Where a cited source, its chapter or its copy is to be read: the value of a field."""

    citation: Citation
    field: str
    url: str


def citation(
    template: Template,
    use: TemplateUse,
    reference: int,
    fields: dict[str, tuple[str, ...]],
    refused: RefusedArchives | None,
    tags: re.Pattern[str] | None,
) -> Citation:
    """A citation template as it is read; ``tags`` finds the extension tags in values."""
    given = template.values
    if "" in given.values():
        given = {name: value for name, value in given.items() if value}
    if tags is not None and template.holds("<"):
        given = {name: _marked(value, tags) for name, value in given.items()}
    values = given
    kind = ""
    if use.schema:
        kind = use.schema.rpartition("/")[2]
        known = parameters(use.schema)
        if not known.takes_all(given.keys()):
            values = {name: value for name, value in given.items() if known.takes(name)}
    judged = given
    if refused and refused.holders(given):
        judged, values = refused.without(given), refused.without(values)
    return Citation(
        template, use, reference, template.start, template.end, kind, given, judged, values, fields
    )


def _marked(value: str, tags: re.Pattern[str]) -> str:
    return value if "<" not in value or len(value) > _MARKED else tags.sub(_marker, value)


def _marker(tag: re.Match[str]) -> str:
    """What a module gets in place of an extension tag."""
    return f"\x7f'\"`UNIQ--{tag[1].lower()}-00000000-QINU`\"'\x7f"
