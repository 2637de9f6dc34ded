"""Values of infobox parameters: what surely is no number, file, address, place or colour.

Infoboxes take words beside numbers, units, ranges and notes, and print them. So a value is refused
only for what no template can make good.
"""

import re

from validator.pattern import pattern
from validator.values import url
from validator.values.calendar import Calendar
from validator.values.date import month_length

_DIGIT = pattern(r"\d")
_LINK = pattern(r"\[\[[^\[\]]*\]\]")
_TWO_POINTS = pattern(r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])")
_GROUPED = pattern(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])")
_LETTER_DIGIT = pattern(r"(?<![^\W_])[0-9]+[OolI][0-9]+(?![^\W_])")
_PLAIN_ADDRESS = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,9}:/|[a-z]{3,6}(?:;|:?)//)\S*")
_ENDING = pattern(
    r"\.(?:jpe?g?|png|gif|svg|tiff?|webp|xcf|djvu?|pdf|webm|og[gvax]|opus|mp[34]|mpe?g|wav|flac|stl|midi?"
    r"|map|tab|jpeg|jpe)\Z",
    re.IGNORECASE,
)
_FORBIDDEN = pattern(r"[\x00-\x1f#<>|\x7f]")
_NO_TITLE = pattern(r"[\x00-\x1f\[\]{}<>|\x7f]")
_WEB = pattern(r"(?:https?:)?//", re.IGNORECASE)
_SIZE = pattern(
    r"(?:upright *=? *)?(?:[0-9]+(?:\.[0-9]+)?|[0-9]*\.[0-9]+)? *(?:x *[0-9]+)? *"
    r"(?:px|pixels?|pixel|%|em|x)?(?: *px)?|frameless|thumb(?:nail)?|default|auto|frame|upright"
    r"|none|full",
    re.IGNORECASE,
)
_NUMBERS = pattern(r"[-+−]?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_PAIR = pattern(r"\A *([-+−]?[0-9]{1,3}(?:\.[0-9]+)?) *[,;/|] *([-+−]?[0-9]{1,3}(?:\.[0-9]+)?) *\Z")
_HEX = pattern(r"#([^\s;]*)")
_RGB = frozenset((3, 4, 6, 8))
_ISO = pattern(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY = pattern(r"(?<![\w.])([0-9]{1,2})\.? ([^\W\d_]{3,12})\.?,? ([0-9]{4})(?![\w-])")
_DAY_LAST = pattern(r"(?<!\w)([^\W\d_]{3,12})\.? ([0-9]{1,2}), ([0-9]{4})(?![\w-])")


def number_complaint(text: str) -> str | None:
    """Say why a value is no number: a link and nothing else, or a number with a slip in it."""
    if _LINK.fullmatch(text) and not _DIGIT.search(text):
        return "there is no number in it"
    if (slip := _LETTER_DIGIT.search(text)) is not None:
        return f"“{slip[0]}” has a letter among its digits"
    if (odd := _TWO_POINTS.fullmatch(text)) is not None and not _GROUPED.fullmatch(text):
        return f"“{odd[0][:30]}” has more than one decimal point"
    return None


def address_complaint(text: str) -> str | None:
    """Say why a value that begins like a web address is none."""
    found = _PLAIN_ADDRESS.match(text)
    if found is None:
        return None
    return url.complaint(found[0])


def file_complaint(text: str) -> str | None:
    """Say why no file can have this name; links and pictures in brackets are no names."""
    if "[[" in text:
        return None
    if _WEB.match(text):
        return "a web address is no file name"
    if (odd := _FORBIDDEN.search(text)) is not None:
        shown = odd[0] if odd[0].isprintable() else "a control character"
        return f"no file name holds {shown}"
    if not _ENDING.search(text):
        return "it has no ending such as .jpg or .svg"
    return None


def title_complaint(text: str) -> str | None:
    """Say why no page can have this title."""
    odd = _NO_TITLE.search(text)
    if odd is None:
        return None
    return f"no title holds {odd[0] if odd[0].isprintable() else 'a control character'}"


def size_complaint(text: str) -> str | None:
    """Say why a value is no size of a picture."""
    return None if _SIZE.fullmatch(text) else "a size such as 250px is needed"


def coordinates_complaint(text: str) -> str | None:
    """Say why a value cannot be coordinates: no digit, or two numbers that are no place."""
    if not _DIGIT.search(text):
        return "there is no number in it"
    pair = _PAIR.match(text)
    if pair is None:
        return None
    latitude, longitude = (abs(float(part.lstrip("-+−"))) for part in pair.groups())
    if latitude > 90:
        return f"the latitude {pair[1]} is beyond 90 degrees"
    return f"the longitude {pair[2]} is beyond 360 degrees" if longitude > 360 else None


def colour_complaint(text: str) -> str | None:
    """Say why a value with a ``#`` is no colour of a style sheet."""
    found = _HEX.match(text)
    if found is None:
        return None
    digits = found[1].rstrip("\"' ")
    if len(digits) not in _RGB:
        return f"# is followed by {len(digits)} digits, not by 3 or 6"
    if any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        return f"“{digits}” has other digits than 0–9 and a–f"
    return None


def boolean_complaint(text: str) -> str | None:
    """Say why a value is neither 1 nor 0."""
    return None if text in ("0", "1") else "1 or 0 is needed"


def day_complaint(text: str, calendar: Calendar) -> str | None:
    """Say which date in a text is impossible: a month or a day that there is not."""
    dates = [(m[0], m[1], m[2], m[3]) for m in _ISO.finditer(text)]
    for shape, day, month in ((_DAY, 1, 2), (_DAY_LAST, 2, 1)):
        dates += [
            (m[0], m[3], calendar.months[m[month]], m[day])
            for m in shape.finditer(text)
            if m[month] in calendar.months
        ]
    for written, *numbers in dates:
        if why := _impossible(*map(int, numbers)):
            return why if written == text else f"in {written}, {why}"
    return None


def _impossible(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    return None if 1 <= day <= month_length(year, month) else f"the month has no day {day}"
