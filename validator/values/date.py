"""Dates as citations and articles write them.

The grammar is that of the citation templates (English Wikipedia,
Help:CS1 errors#bad_date and MOS:DATE); the words come from a `Calendar`, so the
same grammar serves other languages.  A year before 1582 follows the Julian leap
rule, later years the Gregorian one (ISO 8601 forms start in 1582).

A value is reduced to its *shape* ("2 March 2001" has the shape "D M Y") and the
shape is looked up in one table; only then the numbers are judged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import NamedTuple

from validator.pattern import pattern

LONGEST = 100
"""No date is written with more characters than this."""

GREGORIAN = 1582
"""The first year of the Gregorian calendar."""

WIKIPEDIA_BORN = date(2001, 1, 15)
"""No web page was consulted for Wikipedia before this day."""

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
    hyphen: bool = False
    """A hyphen stands where an en dash belongs (MOS:DATERANGE)."""


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

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The number of every month name."""
        return {w: name.number for w, name in self.names.items() if name.kind == "M"}

    @cached_property
    def month(self) -> tuple[str, ...]:
        """The full name of every month, January first."""
        full: dict[int, str] = {}
        for word, number in self.months.items():
            if self.names[word].style & 1:
                full.setdefault(number, word)
        return tuple(full.get(number, str(number)) for number in range(1, 13))

    @cached_property
    def token(self) -> re.Pattern[str]:
        """One piece of a date: a known name, a number, another word, a dash, space."""
        return re.compile(
            rf"(?P<name>{_any_of(self.names)})(?![^\W\d_])"
            r"|(?P<number>[0-9]+)(?P<suffix>[^\W\d_]*)"
            r"|(?P<word>\w+)|(?P<dash>[-–])| +"
        )

    @cached_property
    def day(self) -> re.Pattern[str]:
        """A whole day in the three common forms, exactly as templates want it."""
        month = _any_of(self.months)
        return re.compile(
            rf"(?P<d1>{_DAY}) (?P<m1>{month}) (?P<y1>{_YEAR})"
            rf"|(?P<m2>{month}) (?P<d2>{_DAY}), (?P<y2>{_YEAR})"
            rf"|(?P<y3>{_YEAR})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>[0-3][0-9])"
        )

    @cached_property
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
        space = rf"(?:{_SPACES})"
        return re.compile(
            rf"[1-9{opening}](?<!\w.)(?:(?<=[1-9])(?:"
            rf"[0-9]?{first}{space}(?:{_any_of(self.months)}){space}{_YEAR}"
            rf"|[0-9]{{3}}(?<!-[0-9]{{4}})-[01][0-9]-[0-3][0-9](?!-))"
            rf"|(?:{month}){space}{_DAY},{space}{_YEAR})(?!\w)"
        )


_DAY = "(?:[12][0-9]|3[01]|[1-9])"
_YEAR = "[1-9][0-9]{3}"
_SPACES = " |&nbsp;|\xa0"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


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

_ISO = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has, leap days as of the time."""
    leap = year % 4 == 0 and (year < GREGORIAN or year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)


def read(text: str, calendar: Calendar) -> WikiDate | None:
    """Read the whole text as a date, or return None."""
    found = _judge(text, calendar)
    return found if isinstance(found, WikiDate) else None


def _judge(text: str, calendar: Calendar) -> WikiDate | str:
    """Return the date, or why it is none ("" when no form fits at all)."""
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
    hyphen = False

    def kind(piece: re.Match[str]) -> str:
        nonlocal letter, hyphen
        which = piece.lastgroup
        if which == "name":
            name = calendar.names[piece[0]]
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
            hyphen |= piece[0] == "-"
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
    start = _moment(shape.start, values)
    end = _moment(shape.end, values) if shape.end else None
    return (
        _moment_fault(start, calendar)
        or (_moment_fault(end, calendar) if end else "")
        or (_range_fault(shape, start, end, names, calendar) if end else "")
        or WikiDate(start, end, shape.form, shape.precision, outline[0] == "C", letter, hyphen)
    )


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
    for found in calendar.prose.finditer(text):
        value = _judge(re.sub(_SPACES, " ", found[0]), calendar)
        if isinstance(value, WikiDate):
            yield found.start(), found.end(), value


def blemish(text: str, calendar: Calendar) -> str | None:
    """Say what is untidy in a date that is accepted all the same."""
    found = read(text, calendar)
    if found and found.hyphen:
        return f"hyphen where an en dash is needed; write {text.replace('-', '–')}"
    return None


def complaint(text: str, calendar: Calendar, today: date | None = None) -> str | None:
    """Say why the text is no date, or return None when it is one.

    With `today` given, years after the next one are refused too.
    """
    found = _judge(text, calendar)
    if isinstance(found, WikiDate):
        last = (found.end or found.start)[0]
        if today is not None and last > today.year + 1:
            return f"the year {last} lies in the future"
        return None
    return found or _explain(text, calendar)


def day_complaint(
    text: str,
    calendar: Calendar,
    today: date | None = None,
    earliest: date | None = None,
) -> str | None:
    """Say why the text is not one whole day, between `earliest` and tomorrow.

    Tomorrow counts because it has already begun somewhere (Help:CS1 errors).
    """
    if why := complaint(text, calendar):
        return why
    found = read(text, calendar)
    if found and found.disambiguator:
        return f"the letter {found.disambiguator} does not belong after this year"
    day = full_day(text, calendar)
    if day is None:
        return "a single full day (day, month and year) is needed"
    if earliest and day < earliest:
        return f"{text} is before {earliest.isoformat()}"
    if today and day > today + timedelta(days=1):
        return f"{text} lies in the future"
    return None


# What people write instead: a reason, a pattern, its replacement.  The repairs
# pile up until the value can be read.
_REPAIRS: tuple[tuple[str, str, str], ...] = (
    ("holds a wikilink", r"\[\[(?:[^\[\]|]*\|)?|\]\]", ""),
    ("holds a dash other than an en dash", r"&[nm]dash;|&#821[12];|[—−‒‐‑]", "–"),
    ("holds a special space", r"&nbsp;|&#160;|&thinsp;|[\xa0\u2009\u200a\u202f]", " "),
    ("holds an ordinal", r"(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)(?![^\W_])", r"\1"),
    (
        "slashes or dots stand where hyphens are needed",
        r"\A([12][0-9]{3})[/.]([0-9]{1,2})[/.]([0-9]{1,2})\Z",
        r"\1-\2-\3",
    ),
    ("slash where an en dash is needed", r"\A([^/]+)/([^/]+)\Z", r"\1–\2"),
    ("the month needs two digits", r"\A([0-9]{4})-([0-9])(?=-[0-9]{1,2}\Z)", r"\1-0\2"),
    ("the day needs two digits", r"\A([0-9]{4}-[0-9]{2})-([0-9])\Z", r"\1-0\2"),
    ("leading zero", r"(?<![0-9-])0+(?=[1-9][0-9]?(?![0-9]))", ""),
    ("full stop after the month", r"([^\W\d_]{3})\.", r"\1"),
    ("the year comes last", r"\A([12][0-9]{3}),? ([^\W\d_]+) ([0-9]{1,2})\Z", r"\3 \2 \1"),
    ("the year comes last", r"\A([12][0-9]{3}),? ([^\W\d_]+)\Z", r"\2 \1"),
    ("no space before the comma", r" +,", ","),
    ("no space after the comma", r",(?=[^ ])", ", "),
    (
        "a comma is missing after the day",
        r"\A([^\W\d_]+ [0-9]{1,2}(?:–[0-9]{1,2})?) (?=[12][0-9]{3}\Z)",
        r"\1, ",
    ),
    ("a comma after the month", r"(?<=[^\W\d_]),(?= [12][0-9]{3}\Z)", ""),
    ("a word between month and year", r"(?<=[^\W\d_]) of (?=[12][0-9]{3}\Z)", " "),
    ("a stop at the end", r"[.,;:]+\Z", ""),
    ("no space between number and month", r"(?<![0-9])([0-9]{1,2})(?=[^\W\d_]{3})", r"\1 "),
    ("no space between month and year", r"(?<=[^\W\d_])(?=[12][0-9]{3}\Z)", " "),
)
_SLASHED = pattern(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})")
_MONTH = pattern(r"([0-9]{1,2})[/.-]([12][0-9]{3})")
_WORD = pattern(r"[^\W\d_]+")
_DASH = pattern(r" *[-–] *")
_FOREWORD = pattern(r"([^\W\d_]+\.?),? +(?=\S)")
_NUMBER = pattern(r"[0-9]+")
_OPEN = pattern(r"([0-9]{3,4}) *[-–] *(?:present|now|date|current)?", re.IGNORECASE)
_CIRCA = pattern(r"(?:circa|ca\.?|c\.?|about|around) *", re.IGNORECASE)


def _explain(text: str, calendar: Calendar) -> str:
    """Find words for a value that has no form of a date at all."""
    if not text.strip():
        return "empty"
    if numeric := _SLASHED.fullmatch(text):
        return _numeric_fault(numeric, calendar)
    if (numeric := _MONTH.fullmatch(text)) and 1 <= int(numeric[1]) <= 12:
        return f"a number for the month; write {calendar.month[int(numeric[1]) - 1]} {numeric[2]}"
    if _OPEN.fullmatch(text):
        return "the range has no end"
    whys: list[str] = []
    fixed = text.strip()
    for why, wrong, right in _REPAIRS:
        better = re.sub(wrong, right, fixed)
        if better != fixed:
            whys.append(why)
            fixed = better
            if advice := _advice(whys, fixed, calendar):
                return advice
    named = _respell(fixed, calendar, whys)
    for candidate, why in (
        (named, ""),
        (_DASH.sub("–", named), "spaces around the dash of this range"),
        (_DASH.sub(" – ", named), "no spaces around the dash of this range"),
    ):
        if advice := _advice([*whys, why] if why else whys, candidate, calendar):
            return advice
    if about := _CIRCA.match(text):
        circa = next((w for w, n in calendar.names.items() if n.kind == "C"), "")
        better = circa + text[about.end() :]
        if read(better, calendar):
            return f"“{about[0].strip()}” is not accepted; write {better}"
    if (word := _FOREWORD.match(named)) and read(named[word.end() :], calendar):
        return f"“{word[1]}” is no part of a date; write {named[word.end() :]}"
    if not text.isascii() and any(c.isdecimal() and not c.isascii() for c in text):
        return "digits other than 0–9"
    if not _NUMBER.search(text):
        return "no year"
    if _NUMBER.fullmatch(text) and text[0] == "0":
        return "the year has a leading zero"
    if long := next((n for n in _NUMBER.findall(text) if len(n) > 4), None):
        return f"{long[:20]} is not a year"
    return f"no known form of a date, such as 2 {calendar.month[2]} 2001 or 2001-03-02"


def _advice(whys: list[str], fixed: str, calendar: Calendar) -> str | None:
    """Turn reasons into a sentence once the repaired value says something."""
    found = _judge(fixed, calendar)
    if not whys or not found:
        return None
    reasons = ", ".join(dict.fromkeys(whys))
    return f"{reasons}; {found if isinstance(found, str) else f'write {fixed}'}"


def _respell(text: str, calendar: Calendar, whys: list[str]) -> str:
    """Put the nearest known name for every unknown word of the text."""
    folded = {word.casefold(): word for word in calendar.names}

    def nearest(word: re.Match[str]) -> str:
        if word[0] in calendar.names or len(word[0]) < 3:
            return word[0]
        if same := folded.get(word[0].casefold()):
            whys.append(f"{word[0]} is written {same}")
            return same
        close = get_close_matches(word[0].casefold(), folded, 1, 0.7)
        if not close:
            return word[0]
        whys.append(f"{word[0]} is misspelled, nearest is {folded[close[0]]}")
        return folded[close[0]]

    return _WORD.sub(nearest, text)


def _numeric_fault(numeric: re.Match[str], calendar: Calendar) -> str:
    one, two = int(numeric[1]), int(numeric[3])
    year = int(numeric[4]) if len(numeric[4]) == 4 else None
    mark = {"/": "slashed", ".": "dotted", "-": "hyphenated"}[numeric[2]]
    readings = [
        f"{day} {calendar.month[month - 1]} {year or '…' + numeric[4]}"
        for day, month in dict.fromkeys(((one, two), (two, one)))
        if 1 <= month <= 12 and 1 <= day <= month_length(year or 2000, month)
    ]
    if len(readings) == 2:
        return f"{mark} numeric dates are ambiguous: {readings[0]} or {readings[1]}"
    if readings:
        return f"{mark} numeric dates are not accepted; write {readings[0]}"
    return f"{mark} numeric dates are not accepted, and no month has this number"
