"""The words of a language's dates, and the patterns they make."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from validator.once import once


class Name(NamedTuple):
    """A word of the calendar."""

    kind: str
    """M month, S season, Q quarter, F feast, C circa."""
    number: int
    style: int
    """1 written out, 2 abbreviated, 3 both at once ("May")."""


class Calendar:
    """The words of a language's dates; two calendars are never equal."""

    def __init__(
        self,
        names: Mapping[str, Name],
        first: frozenset[str],
        straddling: frozenset[str],
        undated: frozenset[str],
    ) -> None:
        self.names = names
        self.first = first
        self.straddling = straddling
        self.undated = undated

    @classmethod
    def of(
        cls,
        months: Sequence[Sequence[str]],
        seasons: Sequence[str],
        circa: Sequence[str],
        *,
        first: Sequence[str] = (),
        straddling: Sequence[str] = ("Winter", "Summer"),
        quarters: Sequence[str] = tuple(
            f"{nth} Quarter" for nth in ("First", "Second", "Third", "Fourth")
        ),
        feasts: Sequence[str] = ("Easter", "Christmas"),
        undated: Sequence[str] = ("n.d.", "nd"),
    ) -> "Calendar":
        """Build a calendar.

        `months` holds twelve lists: the full name, then the short ones.  `first`
        is what may follow the number of a month's first day (French "er").
        `straddling` seasons may cover two years ("Winter 2019–20").
        """
        names: dict[str, Name] = {}
        for number, spellings in enumerate(months, 1):
            for place, spelling in enumerate(spellings):
                style = 3 if len(spellings) == 1 else 1 if place == 0 else 2
                known = names.get(spelling)
                if known and known.number == number:
                    style |= known.style
                names[spelling] = Name("M", number, style)
        for kind, words in (("S", seasons), ("Q", quarters), ("F", feasts)):
            for number, word in enumerate(words, 1):
                names.setdefault(word, Name(kind, number, 3))
        for word in circa:
            names[f"{word} "] = Name("C", 0, 3)
        return cls(names, frozenset(first), frozenset(straddling), frozenset(undated))

    @once
    def months(self) -> Mapping[str, int]:
        """The number of every month name."""
        return {w: name.number for w, name in self.names.items() if name.kind == "M"}

    @once
    def month(self) -> tuple[str, ...]:
        """The full name of every month, January first."""
        full: dict[int, str] = {}
        for word, number in self.months.items():
            if self.names[word].style & 1:
                full.setdefault(number, word)
        return tuple(full.get(number, str(number)) for number in range(1, 13))

    def named(self, word: str) -> Name:
        """What a word of the calendar names; one of two parts may have several spaces between."""
        return self.names.get(word) or self.names[" ".join(word.split())]

    @once
    def token(self) -> re.Pattern[str]:
        """One piece of a date: a known name, a number, another word, a dash, space."""
        names = re.sub(r"\\ (?=\w)", " +", _any_of(self.names))
        return re.compile(
            rf"(?P<name>{names})(?![^\W\d_])"
            r"|(?P<number>[0-9]+)(?P<suffix>[^\W\d_]*)"
            r"|(?P<word>\w+)|(?P<dash>[-–])| +"
        )

    @once
    def day(self) -> re.Pattern[str]:
        """A whole day in the three common forms, exactly as templates want it."""
        month = _any_of(self.months)
        return re.compile(
            rf"(?P<d1>{_DAY}) (?P<m1>{month}) (?P<y1>{_YEAR})"
            rf"|(?P<m2>{month}) (?P<d2>{_DAY}), (?P<y2>{_YEAR})"
            rf"|(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>[0-3][0-9])"
        )

    @once
    def prose(self) -> re.Pattern[str]:
        """A whole day within running text.

        The pattern opens with the set of characters a date can begin with, because
        that is what the regex engine skips to fastest.
        """
        tails: dict[str, set[str]] = {}
        for word in self.months:
            tails.setdefault(word[0], set()).add(word[1:])
        month = "|".join(
            rf"(?<={re.escape(head)})(?:{_any_of(rest)})" for head, rest in tails.items()
        )
        opening = re.escape("".join(sorted(tails)))
        first = rf"(?:{_any_of(self.first)})?" if self.first else ""
        space = rf"(?:{SPACES})"
        return re.compile(
            rf"[1-9{opening}](?<!\w.)(?:(?<=[1-9])(?:"
            rf"[0-9]?{first}{space}(?:{_any_of(self.months)}){space}{_YEAR}"
            rf"|[0-9]{{3}}(?<!-[0-9]{{4}})-[01][0-9]-[0-3][0-9](?!-))"
            rf"|(?:{month}){space}{_DAY},{space}{_YEAR})(?!\w)"
        )

    @once
    def prose_year(self) -> re.Pattern[str]:
        """The year of whatever may be a whole day within running text; quicker to look for."""
        ends = "".join(rf"|(?<={re.escape(end)}[ \xa0;].)" for end in {m[-2:] for m in self.months})
        return re.compile(rf"[1-9](?:(?<=[0-9],[ \xa0;].)|(?=[0-9]{{3}}-[01]){ends})[0-9]{{3}}")


_DAY = "(?:[12][0-9]|3[01]|[1-9])"
_YEAR = "[1-9][0-9]{3}"
SPACES = " |&nbsp;|\xa0"
"""A space within a date, as a pattern."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"
