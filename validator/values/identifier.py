"""Identifiers of publications: is the value one, and if not, why not.

The rules are those of the citation templates (Help:CS1 errors, Help:CS1
identifiers); check digits follow ISO 2108 (ISBN), ISO 3297 (ISSN) and ISO 10957
(ISMN).  Values are not trimmed and never looked up anywhere.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS
from validator.values.name import as_written


class _Known(msgspec.Struct, frozen=True):
    as_of: date
    limits: dict[str, int]
    free_registrants: frozenset[str]
    free_beginnings: dict[str, tuple[str, ...]]


_KNOWN = msgspec.json.decode((SCHEMAS / "identifiers.json").read_bytes(), type=_Known)
LIMITS_AS_OF = _KNOWN.as_of
LIMITS: Mapping[str, int] = MappingProxyType(_KNOWN.limits)
"""The highest numbers in use on `LIMITS_AS_OF` (CS1's own table)."""

FIRST_ISBN = 1965
"""The year in which book numbers began."""

FIRST_ISBN_13 = 2007
"""The year from which on book numbers have thirteen digits."""

LONGEST = 200
"""No book number is written with more characters than this."""

_UNJUDGED = frozenset(("isbn", "sbn", "issn", "eissn", "doi", "bibcode"))
_LOWEST = {"osti": 1018, "ssrn": 100}
_DIGITS = pattern(r"[0-9]+")
_ISBN_CHARACTERS = pattern(r"[0-9X\s-]*", re.ASCII)
_SEPARATORS = pattern(r"[\s-]+", re.ASCII)
_DOI = pattern(r"10\.([^\s–/]+)/([^\s–]*[^\s.,])")
_DOI_PREFIX = pattern(r"(?:doi:?\s*|(?:https?:)?//(?:dx\.)?doi\.org/)(?=10\.)", re.IGNORECASE)
_NO_REGISTRANT = pattern(
    r".*[^0-9.].*|0[0-9]{3}|[09][0-9]{4}|[^1-3][0-9]{4}\.[0-9]+|0[0-9]{3}\.[0-9]+|[0-9]{6}.*"
    r"|[0-9]{1,3}|[0-9]{1,2}\.[0-9.]+|5555"
)
_SPACE = pattern(r"\s", re.ASCII)
_ARXIV_OLD = pattern(r"[A-Za-z][A-Za-z.-]+/([0-9]{2})([0-9]{2})[0-9]{3}(?:v[0-9]+)?")
_ARXIV_NEW = pattern(r"([0-9]{2})([0-9]{2})\.([0-9]{4,5})(?:v[0-9]+)?")
_ARXIV_PREFIX = pattern(r"arxiv:\s*", re.IGNORECASE)
_BIBCODE = pattern(r"[0-9]{4}[A-Za-z][A-Za-z0-9&.]{3}[A-Za-z0-9.]{10}[A-Za-z.]")
_OCLC = pattern(r"ocm[0-9]{8}|ocn[0-9]{9}|on[0-9]{10,}|\(OCoLC\)[1-9][0-9]{0,8}")
_LCCN = pattern(
    r"[0-9]{8}|[a-z][0-9]{8}|(?:[0-9]{2}|[a-z]{2})[0-9]{8}"
    r"|[a-z](?:[a-z]{2}|[0-9]{2})[0-9]{8}|[a-z]{2}[0-9]{10}"
)
_HDL_QUERY = pattern(r"\?(?:noredirect|auth|cert|index|type|urlappend|locatt|action).*", re.DOTALL)
_HDL = pattern(r"[^\s/]+/\S*[^\s.,]", re.ASCII)
_DASH_BYTES = frozenset("–".encode())
"""The module compares bytes, and so takes a part of other characters for a dash."""
_RXIV = pattern(
    r"10\.(?:1101|64898)/(20[0-9]{2})\.([0-9]{2})\.([0-9]{2})\.([0-9]{6}|[0-9]{8})(?:v[0-9]+)?"
)
_BIORXIV = pattern(r"10\.1101/[0-9]{6}")
_MEDRXIV = pattern(r"[0-9]{8}")
_RXIV_FIRST = date(2019, 12, 11)


def complaint(
    kind: str,
    text: str,
    limits: Mapping[str, int] = LIMITS,
    today: date | None = None,
) -> str | None:
    """Say why the text is no identifier of that kind; None when it is one.

    Double parentheses say that the text is meant as it stands; most kinds are judged without them.
    `kind` is the parameter's name in lower case.  `limits` holds the highest
    numbers; kinds it lacks have none.  Dates inside identifiers are compared with
    `today` when that is given.  An unknown kind is a KeyError.
    """
    if as_written(text):
        return None if kind in _UNJUDGED else complaint(kind, text[2:-2], limits, today)
    if kind in _NUMBERED:
        return _number(kind, text, limits)
    if kind in _DATED:
        return _DATED[kind](text, today)
    return _PLAIN[kind](text)


# ---------------------------------------------------------------- check digits


def _mod11(digits: str, highest: int) -> str:
    """Return the check character for weights falling from `highest` (ISO 2108, 3297)."""
    total = sum(int(d) * weight for d, weight in zip(digits, range(highest, 1, -1), strict=True))
    return "0123456789X"[-total % 11]


def _ean(digits: str) -> str:
    """Return the check digit of a 13-digit number (GS1 General Specifications 7.9)."""
    numbers = [int(d) for d in digits]
    return str(-(sum(numbers[0::2]) + 3 * sum(numbers[1::2])) % 10)


def _check(found: str, fits: str) -> str | None:
    return None if found == fits else f"the check digit is {found} but should be {fits}"


def isbn(text: str) -> str | None:
    """Judge an ISBN; where its hyphens stand makes no difference."""
    if len(text) > LONGEST:
        return f"{len(text)} characters; 10 or 13 are needed"
    return _isbn(text)


@lru_cache(maxsize=4096)
def _isbn(text: str) -> str | None:
    if not _ISBN_CHARACTERS.fullmatch(text):
        odd = next(c for c in text if not _ISBN_CHARACTERS.fullmatch(c))
        if odd.isspace():
            return "holds a special space"
        if odd in "–—−‐‑":
            return f"“{odd}” is not a hyphen-minus"
        return "the check character X is a capital" if odd == "x" else f"“{odd}” is not allowed"
    digits = _SEPARATORS.sub("", text)
    if len(digits) == 13:
        return _isbn13(digits)
    if len(digits) == 10:
        return _isbn10(digits)
    if len(digits) == 9 and "X" not in digits[:8]:
        return "9 characters; 10 or 13 are needed (a 9-digit SBN needs a leading 0)"
    return f"{len(digits)} characters; 10 or 13 are needed"


def isbn13(text: str) -> str:
    """The 13-digit form of a valid 10-digit ISBN, parted where that is; empty for any other."""
    digits = _SEPARATORS.sub("", text) if len(text) <= LONGEST else ""
    if len(digits) != 10 or _isbn(text) is not None:
        return ""
    mark = "-" if "-" in text else " " if " " in text else ""
    return f"978{mark}{text[:-1]}{_ean('978' + digits[:9])}"


def _isbn13(digits: str) -> str | None:
    if "X" in digits:
        return "X is not allowed in a 13-digit ISBN"
    if not digits.startswith(("978", "979")):
        return f"begins with {digits[:3]}; a 13-digit ISBN begins with 978 or 979"
    if digits.startswith("9790"):
        return "979-0 is for printed music (ISMN)"
    return _check(digits[12], _ean(digits[:12]))


def _isbn10(digits: str) -> str | None:
    if "X" in digits[:9]:
        return "X stands before the last place"
    wrong = _check(digits[9], _mod11(digits[:9], 10))
    if wrong is None and digits.startswith(("630", "631")):
        return f"the group {digits[:3]} is not used by books; it may be an ASIN"
    return wrong


def _sbn(text: str) -> str | None:
    if not _ISBN_CHARACTERS.fullmatch(text):
        return "only digits, X and hyphens are allowed"
    digits = _SEPARATORS.sub("", text)
    if len(digits) != 9:
        return f"{len(digits)} characters; 9 are needed"
    return _isbn10("0" + digits)


def _ismn(text: str) -> str | None:
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdecimal()):
        return "an ISMN has digits only (the old M is written 979-0)"
    if len(digits) != 13:
        return f"{len(digits)} digits; 13 are needed"
    if not digits.startswith("9790"):
        return "does not begin with 979-0"
    return _check(digits[12], _ean(digits[:12]))


def issn(text: str) -> str | None:
    """Judge an ISSN; the hyphen makes no difference."""
    digits = _SEPARATORS.sub("", text)
    if len(digits) != 8:
        return f"{len(digits)} characters; 8 are needed"
    if not (digits.isascii() and digits[:7].isdecimal()):
        return "seven digits and a check character are needed"
    if digits[7] == "x":
        return "the check character X is a capital"
    return _check(digits[7], _mod11(digits[:7], 8))


# --------------------------------------------------------------- plain numbers

_NUMBERED = frozenset(("pmid", "pmc", "oclc", "s2cid", "osti", "rfc", "ssrn"))


def _number(kind: str, text: str, limits: Mapping[str, int]) -> str | None:
    if kind == "oclc" and _OCLC.fullmatch(text):
        return None
    digits = text[3:] if kind == "pmc" and text[:3].upper() == "PMC" else text
    if not _DIGITS.fullmatch(digits):
        prefix = digits[:-1].rstrip("0123456789")
        if prefix and not prefix[0].isdigit() and _DIGITS.fullmatch(digits[len(prefix) :]):
            return f"“{prefix[:30]}” stands before the number"
        return "only digits are allowed"
    if kind == "s2cid" and digits[0] == "0":
        return "begins with 0"
    highest = limits.get(kind)
    if len(digits) > 18:
        return f"{len(digits)} digits are too many"
    number = int(digits)
    lowest = _LOWEST.get(kind, 0 if kind == "oclc" else 1)
    if number < lowest:
        return f"{number} is below the first number, {lowest}"
    if highest is not None and number > highest:
        return f"{number} is above the highest known number, {highest}"
    return None


# ----------------------------------------------------------------- other forms


def _doi(text: str) -> str | None:
    found = _DOI.fullmatch(text)
    if found and not _NO_REGISTRANT.fullmatch(found[1]):
        return None
    if prefix := _DOI_PREFIX.match(text):
        return f"“{prefix[0].strip()}” stands before the DOI"
    if not text.startswith("10."):
        return "does not begin with “10.” and a registrant"
    if space := re.search(r"\s", text):
        return f"contains white space after “{text[: space.start()][-30:]}”"
    if "–" in text:
        return "an en dash stands where a hyphen belongs"
    if text.find("/") in (-1, len(text) - 1):
        return "has no suffix after a slash"
    if text.endswith((".", ",")):
        return f"ends with “{text[-1]}”"
    registrant = text[3:].partition("/")[0]
    if registrant == "5555":
        return "5555 is a registrant made up for tests"
    return f"there is no registrant {registrant[:20]}"


def is_free_doi(text: str) -> bool:
    """Whether everything that the DOI's registrant publishes (under such suffixes) is free to read.

    Source: the lists of the citation module (Help:CS1 maintenance, unflagged free DOI).
    """
    found = _DOI.fullmatch(text)
    if found is None or _doi(text) is not None:
        return False
    registrant, suffix = found[1], found[2].lower()
    beginnings = _KNOWN.free_beginnings.get(registrant, ())
    return registrant in _KNOWN.free_registrants or any(re.match(b, suffix) for b in beginnings)


def _arxiv(text: str) -> str | None:
    if new := _ARXIV_NEW.fullmatch(text):
        code, month = int(new[1] + new[2]), int(new[2])
        if not 1 <= month <= 12:
            return f"there is no month {new[2]}"
        if code < 704:
            return "numbers of this form begin in April 2007 (0704)"
        if len(new[3]) == 5 and code < 1501:
            return "five digits are used from January 2015 (1501) on"
        if len(new[3]) == 4 and code > 1412:
            return "four digits were used until December 2014 (1412)"
        return None
    if old := _ARXIV_OLD.fullmatch(text):
        if not 1 <= int(old[2]) <= 12:
            return f"there is no month {old[2]}"
        code = int(old[1] + old[2])
        if code < 9107 and code > 703:
            return "numbers of this form run from July 1991 (9107) to March 2007 (0703)"
        return None
    if prefix := _ARXIV_PREFIX.match(text):
        return f"“{prefix[0].strip()}” stands before the number"
    return "no arXiv number such as 0704.0001, 1501.00001 or hep-th/9901001"


def _bibcode(text: str, today: date | None) -> str | None:
    if not _BIBCODE.fullmatch(text):
        if len(text) != 19:
            return f"{len(text)} characters; a bibcode has 19"
        return "a character is of the wrong kind for its place"
    if "&." in text:
        return "“&.” cannot be part of a journal's name"
    year = int(text[:4])
    if year < 1000 or (today and year > today.year + 1):
        return f"the year {text[:4]} is out of range"
    return None


def _lccn(text: str) -> str | None:
    if re.search(r"\s", text):
        return "contains white space"
    plain = text.partition("/")[0]
    before, hyphen, after = plain.rpartition("-")
    if hyphen:
        if not _DIGITS.fullmatch(after):
            return "only digits follow the hyphen"
        plain = before + after.zfill(6)
    if _LCCN.fullmatch(plain):
        return None
    if not 8 <= len(plain) <= 12:
        return f"{len(plain)} characters; 8 to 12 are needed"
    return "up to three small letters and then 8 or 10 digits are needed"


def _jstor(text: str) -> str | None:
    if "jstor" in text.lower():
        return "only the number, without “jstor”"
    if text.startswith(("http://", "https://")):
        return "only the number, without the address"
    return "contains white space" if _SPACE.search(text) else None


def _hdl(text: str) -> str | None:
    plain = _HDL_QUERY.sub("", text)
    odd = next(
        (
            char
            for char in plain
            if not _DASH_BYTES.isdisjoint(char.encode("utf-8", "surrogatepass"))
        ),
        "",
    )
    if _HDL.fullmatch(plain) and not odd:
        return None
    if plain.endswith((".", ",")):
        return f"ends with “{plain[-1]}”"
    if re.search(r"\s", plain):
        return "contains white space"
    if odd:
        return f"“{odd}” is not accepted"
    return "a prefix, a slash and a suffix are needed"


def _asin(text: str) -> str | None:
    if len(text) != 10:
        return f"{len(text)} characters; an ASIN has 10"
    if not re.fullmatch(r"[0-9A-Z]{10}", text):
        return "only digits and capital letters are allowed"
    if re.fullmatch(r"[0-9]{9}[0-9X]", text):
        if text[9] != _mod11(text[:9], 10):
            return "begins with a digit but is no ISBN"
        return None if text.startswith(("630", "631")) else "an ISBN; use the isbn parameter"
    return None if text[0].isalpha() else "does not begin with a letter"


def _rxiv(text: str, today: date | None, plain: re.Pattern[str], digits: int) -> str | None:
    if plain.fullmatch(text):
        return None
    found = _RXIV.fullmatch(text)
    if found is None or len(found[4]) != digits:
        return f"10.1101/ or 10.64898/, a date and {digits} digits are needed"
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return f"{found[1]}.{found[2]}.{found[3]} is no date"
    if day < _RXIV_FIRST or (today and day - timedelta(days=1) > today):
        return f"the date {day.isoformat()} is out of range"
    return None


def _formed(pattern: str, why: str) -> Callable[[str], str | None]:
    return lambda text: None if re.fullmatch(pattern, text) else why


_DATED: Mapping[str, Callable[[str, date | None], str | None]] = {
    "bibcode": _bibcode,
    "biorxiv": lambda text, today: _rxiv(text, today, _BIORXIV, 6),
    "medrxiv": lambda text, today: _rxiv(text, today, _MEDRXIV, 8),
}
_PLAIN: Mapping[str, Callable[[str], str | None]] = {
    "arxiv": _arxiv,
    "asin": _asin,
    "citeseerx": _formed(
        r"10\.1\.1(?:\.[1-9][0-9]{0,3}){2}",
        "10.1.1. and two numbers of at most four digits are needed",
    ),
    "doi": _doi,
    "eissn": issn,
    "hdl": _hdl,
    "isbn": isbn,
    "ismn": _ismn,
    "issn": issn,
    "jfm": _formed(
        r"(?i:JFM)?[0-9]{2}\.[0-9]{4}\.[0-9]{2}",
        "two, four and two digits with dots between are needed",
    ),
    "jstor": _jstor,
    "lccn": _lccn,
    "message-id": _formed(
        r"(?s)(?=.+@)[^<].*@.*[^>]", "text@text without angle brackets is needed"
    ),
    "mr": _formed(r"(?i:MR)?[0-9]{1,7}", "one to seven digits are needed"),
    "ol": _formed(r"(?:OL)?[0-9]+[AMW]", "digits followed by A, M or W are needed"),
    "sbn": _sbn,
    "zbl": _formed(
        r"[0-9]{1,4}\.[0-9]{5}|[0-9]{8}", "one to four digits, a dot and five digits are needed"
    ),
}
DATED = frozenset(_DATED)
"""Kinds that hold a year or a day."""
KINDS = frozenset(_NUMBERED | _DATED.keys() | _PLAIN.keys())
"""Every kind `complaint` knows."""
