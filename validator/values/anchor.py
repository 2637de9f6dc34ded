"""Anchors of citations, to which short footnotes link: ``CITEREFHall1990``.

Sources: Help:Citation Style 1#Anchors of the English Wikipedia, and what its citation module makes
of dates. Nothing raises, whatever the text.
"""

from unicodedata import normalize

from validator.pattern import pattern
from validator.values.calendar import Calendar
from validator.values.date import LONGEST, read

PREFIX = "CITEREF"
NAMES = 4
"""So many surnames make an anchor."""

_LAST = pattern(r"[0-9]{2,4}[A-Za-z]?\Z")
_YEAR = pattern(
    r"(?:c\. )?[0-9]{3,4}[a-z]?|[0-9]{4}–(?:[0-9]{4}|[0-9]{2})[a-z]?|n\.d\.[a-z]?|nd[a-z]?"
)


def year(written: str, calendar: Calendar) -> str:
    """What a date gives to an anchor: its year with its letter; empty for what is no date.

    A template is given back as it stands, since it may print a date.
    """
    if "{{" in written:
        return written
    found = read(written, calendar)
    if found is None:
        return ""
    if found.form == "nd" or found.circa:
        return written
    first = str(found.start[0])
    if found.form == "ymd":
        return first
    last = _LAST.search(written)
    if last is None:
        return first
    spans = found.end is not None and found.end[0] != found.start[0]
    return f"{first}–{last[0]}" if spans and found.precision != "day" else last[0]


def is_year(text: str) -> bool:
    """Whether a short footnote takes its last value for the year."""
    return len(text) <= LONGEST and _YEAR.fullmatch(text) is not None


def encoded(text: str) -> str:
    """An anchor as MediaWiki writes it, from a text without markup."""
    joined = "_".join(text.replace("_", " ").split())
    return joined if joined.isascii() else normalize("NFC", joined)
