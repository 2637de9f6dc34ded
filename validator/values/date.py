"""Dates as citations and articles write them.

The grammar is that of the citation templates (English Wikipedia,
Help:CS1 errors#bad_date and MOS:DATE); the words come from a `Calendar`, so the
same grammar serves other languages.  A year before 1582 follows the Julian leap
rule, later years the Gregorian one (ISO 8601 forms start in 1582).

A value is reduced to its *shape* ("2 March 2001" has the shape "D M Y") and the
shape is looked up in one table; only then the numbers are judged.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from validator.pattern import pattern
from validator.values.calendar import SPACES, Calendar, Name

LONGEST = 100
"""No date is written with more characters than this."""

GREGORIAN = 1582
"""The first year of the Gregorian calendar."""

Moment = tuple[int, int | None, int | None]
"""Year, month and day, as far as given."""


class WikiDate(NamedTuple):
    """A date, or a range of dates, read from text."""

    start: Moment
    """The (first) date; the year is 0 for "n.d.", undated."""
    end: Moment | None
    """The last date of a range."""
    form: str
    """``dmy mdy ymd my year season quarter feast nd``; ``range-`` before it."""
    precision: str
    """The finest part given: ``day month season year none``."""
    circa: bool = False
    disambiguator: str = ""
    """The letter of "1995a"."""


Places = tuple[int | None, int | None, int | None]


class _Shape(NamedTuple):
    form: str
    precision: str
    start: Places
    """Where year, month and day are among the values of the shape."""
    end: Places | None = None


_SHAPES: dict[str, _Shape] = {
    # single dates
    "D M Y": _Shape("dmy", "day", (2, 1, 0)),
    "M D, Y": _Shape("mdy", "day", (2, 0, 1)),
    "M Y": _Shape("my", "month", (1, 0, None)),
    "S Y": _Shape("season", "season", (1, None, None)),
    "Q Y": _Shape("quarter", "season", (1, None, None)),
    "F Y": _Shape("feast", "season", (1, None, None)),
    "Y": _Shape("year", "year", (0, None, None)),
    "CY": _Shape("year", "year", (1, None, None)),
    # ranges; a dash between single words or numbers is unspaced
    "D–D M Y": _Shape("range-dmy", "day", (3, 2, 0), (3, 2, 1)),
    "M D–D, Y": _Shape("range-mdy", "day", (3, 0, 1), (3, 0, 2)),
    "D M – D M Y": _Shape("range-dmy", "day", (4, 1, 0), (4, 3, 2)),
    "M D – M D, Y": _Shape("range-mdy", "day", (4, 0, 1), (4, 2, 3)),
    "D M Y – D M Y": _Shape("range-dmy", "day", (2, 1, 0), (5, 4, 3)),
    "M D, Y – M D, Y": _Shape("range-mdy", "day", (2, 0, 1), (5, 3, 4)),
    "M–M Y": _Shape("range-my", "month", (2, 0, None), (2, 1, None)),
    "M Y – M Y": _Shape("range-my", "month", (1, 0, None), (3, 2, None)),
    "S–S Y": _Shape("range-season", "season", (2, None, None), (2, None, None)),
    "S Y – S Y": _Shape("range-season", "season", (1, None, None), (3, None, None)),
    "S Y–Y": _Shape("range-season", "season", (1, None, None), (2, None, None)),
    "S Y–D": _Shape("range-season", "season", (1, None, None), (2, None, None)),
    "Y–Y": _Shape("range-year", "year", (0, None, None), (1, None, None)),
    "Y–D": _Shape("range-year", "year", (0, None, None), (1, None, None)),
}

_OLD = frozenset(("Y", "CY", "Y–Y", "D M Y", "M D, Y"))
"""Shapes whose years may have three digits."""
_WORD = pattern(r"[^\W\d_]+")
_ISO = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has, leap days as of the time."""
    leap = year % 4 == 0 and (year < GREGORIAN or year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)


def read(text: str, calendar: Calendar) -> WikiDate | None:
    """Read the whole text as a date, or return None."""
    found = judge(text, calendar)
    return found if isinstance(found, WikiDate) else None


def judge(text: str, calendar: Calendar) -> WikiDate | str:
    """Return the date, or why it is none (empty when no form fits at all)."""
    if len(text) > LONGEST:
        return f"longer than any date ({len(text)} characters)"
    return _judge_short(text, calendar)


@lru_cache(maxsize=4096)
def _judge_short(text: str, calendar: Calendar) -> WikiDate | str:
    if found := calendar.day.fullmatch(text):
        return _whole_day(found, calendar)
    if iso := _ISO.fullmatch(text):
        return _iso_fault(int(iso[1]), int(iso[2]), int(iso[3]), calendar)
    if text in calendar.undated:
        return WikiDate((0, None, None), None, "nd", "none")
    if text[:-1] in calendar.undated and text[-1].isascii() and text[-1].isalpha():
        return WikiDate((0, None, None), None, "nd", "none", disambiguator=text[-1])
    return _shaped(text, calendar)


def _whole_day(found: re.Match[str], calendar: Calendar) -> WikiDate | str:
    d1, m1, y1, m2, d2, y2, y3, m3, d3 = found.groups()
    if y1:
        form, year, month, day = "dmy", int(y1), calendar.months[m1], int(d1)
    elif y2:
        form, year, month, day = "mdy", int(y2), calendar.months[m2], int(d2)
    else:
        form, year, month, day = "ymd", int(y3), int(m3), int(d3)
        if year < GREGORIAN:
            return _iso_fault(year, month, day, calendar)
    if not 0 < day <= month_length(year, month):
        return _day_fault(year, month, day, calendar)
    return WikiDate((year, month, day), None, form, "day")


def _iso_fault(year: int, month: int, day: int, calendar: Calendar) -> str:
    if not 1 <= month <= 12:
        swapped = f"; {year}-{day:02}-{month:02}?" if 1 <= day <= 12 and month <= 31 else ""
        return f"there is no month {month}{swapped}"
    if year < GREGORIAN:
        return f"year-month-day is for the years from {GREGORIAN}, not {year}"
    return _day_fault(year, month, day, calendar)


def _day_fault(year: int, month: int, day: int, calendar: Calendar) -> str:
    if day == 0:
        return "there is no day 0"
    return f"{calendar.month[month - 1]} {year} has {month_length(year, month)} days"


def _shaped(text: str, calendar: Calendar) -> WikiDate | str:
    values: list[int] = []
    names: list[Name] = []
    letter = ""

    def kind(piece: re.Match[str]) -> str:
        nonlocal letter
        which = piece.lastgroup
        if which == "name":
            name = calendar.named(piece[0])
            values.append(name.number)
            names.append(name)
            return name.kind
        if which == "suffix":
            number, suffix = piece["number"], piece["suffix"]
            values.append(int(number))
            if suffix:
                if number == "1" and suffix in calendar.first:
                    return "D"
                if piece.end() != len(text) or len(suffix) > 1 or not suffix.isascii():
                    return "?"
                letter = suffix
            if len(number) < 3:
                kinds = "Zz" if number[0] == "0" else "Dd"
                return kinds[bool(suffix)]
            return "Y" if len(number) < 5 and number[0] != "0" else "?"
        if which == "dash":
            return "–"
        return "?" if which else " "

    outline = calendar.token.sub(kind, text)
    if outline.endswith(("–Z", "–d", "–z")):
        outline = outline[:-1] + "D"
    shape = _SHAPES.get(outline)
    if shape is None:
        return ""
    if outline.endswith("–D"):
        year, short = values[-2:]
        if year < 1000 or year % 100 >= short or (short < 13 and outline[0] == "Y"):
            return _short_year_fault(year, short)
        values[-1] += year // 100 * 100
    if outline not in _OLD and any(0 < values[at] < 1000 for at in _years(shape)):
        return "a year of three digits is taken alone or with day and month only"
    start = _moment(shape.start, values)
    end = _moment(shape.end, values) if shape.end else None
    return (
        _moment_fault(start, calendar)
        or (_moment_fault(end, calendar) if end else "")
        or (_range_fault(shape, start, end, names, calendar) if end else "")
        or WikiDate(start, end, shape.form, shape.precision, outline[0] == "C", letter)
    )


def _years(shape: _Shape) -> list[int]:
    """Where the years of a shape are among its values."""
    return [places[0] for places in (shape.start, shape.end) if places and places[0] is not None]


def _short_year_fault(year: int, short: int) -> str:
    if 1 <= short <= 12:
        return f"{short:02} may be a month or a year; write both years in full"
    full = year // 100 * 100 + short + (0 if short > year % 100 else 100)
    advice = f"; write {year}–{full}" if full < 10_000 else ""
    return f"two digits cannot name the second year here{advice}"


def _moment(places: Places, values: list[int]) -> Moment:
    year, month, day = places
    return (
        0 if year is None else values[year],
        None if month is None else values[month],
        None if day is None else values[day],
    )


def _moment_fault(moment: Moment, calendar: Calendar) -> str:
    year, month, day = moment
    if month is None or day is None or 0 < day <= month_length(year, month):
        return ""
    return _day_fault(year, month, day, calendar)


def _range_fault(
    shape: _Shape, start: Moment, end: Moment, names: list[Name], calendar: Calendar
) -> str:
    """Complain unless the largest part written twice increases, in one style."""
    if len(names) == 2:
        one, two = names
        if not one.style & two.style:
            return "one month is abbreviated, the other is not"
        if one.kind == "S" and shape.start == shape.end:
            return "both seasons are the same" if one.number == two.number else ""
    if shape.form == "range-season" and len(names) == 1:
        name = next(w for w, n in calendar.names.items() if n == names[0])
        if name not in calendar.straddling:
            return f"{name} does not straddle two years"
        if end[0] != start[0] + 1:
            return f"one {name} covers two consecutive years"
        return ""
    assert shape.end is not None
    for part, place, other, first, last in zip(
        ("year", "month", "day"), shape.start, shape.end, start, end, strict=True
    ):
        if place != other:
            if first is not None and last is not None and first < last:
                return ""
            if first == last:
                return f"the {part} is the same at both ends; write it once"
            return f"the {part} at the end of the range precedes the one at its start"
    return ""


def order(text: str, calendar: Calendar) -> str | None:
    """Return dmy, mdy or ymd for a date (or range) that names days, else None."""
    found = read(text, calendar)
    return found.form[-3:] if found and found.precision == "day" else None


def apparent_order(text: str) -> str:
    """Return dmy, mdy or ymd for what looks like a date that names days; empty for the rest.

    Where `order` tells one, this tells the same in a fraction of the time; not the reverse.
    """
    first = text[:1]
    if "0" <= first <= "9":
        if len(text) == 10 and text[4] == "-":
            return "ymd"
        return "dmy" if len(text) > 7 and not text[:4].isdigit() else ""
    return "mdy" if "," in text else ""


def write(day: date, like: str, calendar: Calendar) -> str:
    """Write a day as `like` writes one: its order, and months short where it has them short.

    `like` may also be ``dmy`` or ``mdy``; anything else gives year-month-day.
    """
    form = like if like in ("dmy", "mdy") else order(like, calendar)
    if form not in ("dmy", "mdy"):
        return day.isoformat()
    month = calendar.month[day.month - 1]
    named = [calendar.names[word].style for word in _WORD.findall(like) if word in calendar.months]
    if named and not named[0] & 1:
        short = (w for w, n in calendar.months.items() if n == day.month)
        month = next((w for w in short if calendar.names[w].style & 2), month)
    if form == "mdy":
        return f"{month} {day.day}, {day.year:04}"
    suffix = min(calendar.first, default="") if day.day == 1 else ""
    return f"{day.day}{suffix} {month} {day.year:04}"


def full_day(text: str, calendar: Calendar) -> date | None:
    """Return the one whole day the text names; days before 1582 give None."""
    found = read(text, calendar)
    if found is None or found.precision != "day" or found.end or found.circa:
        return None
    year, month, day = found.start
    if month is None or day is None or year < GREGORIAN:
        return None
    return date(year, month, day)


def find(text: str, calendar: Calendar) -> Iterator[tuple[int, int, WikiDate]]:
    """Yield start, end and value of every whole day in running text.

    Years have four digits here; "&nbsp;" counts as a space.  Impossible days are
    passed over.
    """
    if calendar.prose_year.search(text) is None:
        return
    for found in calendar.prose.finditer(text):
        value = judge(re.sub(SPACES, " ", found[0]), calendar)
        if isinstance(value, WikiDate):
            yield found.start(), found.end(), value
