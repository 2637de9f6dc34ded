"""What is wrong with a date, in words, and what to write instead."""

import re
from datetime import date, timedelta
from difflib import get_close_matches

from validator.pattern import pattern
from validator.values.calendar import Calendar
from validator.values.date import WikiDate, full_day, judge, month_length, read

WIKIPEDIA_BORN = date(2001, 1, 15)
"""No web page was consulted for Wikipedia before this day."""


def complaint(
    text: str, calendar: Calendar, today: date | None = None, ahead: int = 1
) -> str | None:
    """Say why the text is no date, or return None when it is one.

    With `today` given, dates more than `ahead` years after this one are refused too.
    """
    found = judge(text, calendar)
    if isinstance(found, WikiDate):
        last = (found.end or found.start)[0]
        if today is not None and last > today.year + ahead:
            return f"the year {last} lies in the future"
        return None
    return found or _explain(text, calendar)


def plain_complaint(text: str, calendar: Calendar, today: date | None = None) -> str | None:
    """Say why the text is no date made of days, months and years alone."""
    if why := complaint(text, calendar, today):
        return why
    found = read(text, calendar)
    if found is None or found.circa or found.precision in ("season", "none"):
        return "only days, months and years are taken here"
    if found.disambiguator.islower():
        return f"the letter {found.disambiguator} does not belong after this year"
    return None


def day_complaint(
    text: str,
    calendar: Calendar,
    today: date | None = None,
    earliest: date | None = None,
    ahead: int | None = None,
) -> str | None:
    """Say why the text is not one whole day, between `earliest` and tomorrow.

    Tomorrow counts because it has already begun somewhere (Help:CS1 errors). `ahead` takes days
    until so many years after this one.
    """
    if why := complaint(text, calendar, today if ahead else None, ahead or 1):
        return why
    found = read(text, calendar)
    if found and found.disambiguator.islower():
        return f"the letter {found.disambiguator} does not belong after this year"
    if found is None or found.precision != "day" or found.end or found.circa:
        return "a single full day (day, month and year) is needed"
    day = full_day(text, calendar)
    if day is None:  # before the Gregorian calendar
        return f"{text} is before {earliest.isoformat()}" if earliest else None
    if earliest and day < earliest:
        return f"{text} is before {earliest.isoformat()}"
    if today and not ahead and day - timedelta(days=1) > today:
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
    found = judge(fixed, calendar)
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
