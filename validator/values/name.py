"""Names of people in citations: which parameters hold them, and what is no name.

Sources: Help:CS1 errors (generic_name, numeric_names, explicit_et_al) of the English Wikipedia; the
words are data in ``schemas/generic.json``. Nothing raises, whatever the text.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS

LONGEST = 500
"""Longer values are no names, and are not looked at."""

_FORMS = pattern(
    r"(author|subject|editor|contributor|interviewer|translator|host)([0-9]*)"
    r"(?:-(last|surname|first|given))?([0-9]*)|(last|surname|first|given)([0-9]*)"
)


class Place(NamedTuple):
    """A place in a list of names: which list, its number, and whether it is the given name."""

    kind: str
    number: int
    given: bool


class Wording(msgspec.Struct, frozen=True):
    """Words looked for in the lower-case value, patterns in the value as written."""

    words: tuple[str, ...]
    patterns: tuple[str, ...]


class _Generic(msgspec.Struct, frozen=True):
    titles: Wording
    names: Wording
    accepted_names: tuple[str, ...]
    et_al: tuple[str, ...]


@lru_cache(maxsize=1)
def _shipped() -> _Generic:
    return msgspec.json.decode((SCHEMAS / "generic.json").read_bytes(), type=_Generic)


@lru_cache(maxsize=4)
def _compiled(kind: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    wording: Wording = getattr(_shipped(), kind)
    return wording.words, re.compile("|".join(f"(?:{one})" for one in wording.patterns), re.ASCII)


@lru_cache(maxsize=4)
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in getattr(_shipped(), kind)), re.ASCII)


@lru_cache(maxsize=4096)
def place(parameter: str) -> Place | None:
    """Where a parameter stands in the lists of names (``author2-first``); None for others."""
    found = _FORMS.fullmatch(parameter)
    if found is None:
        return None
    kind, middle, part, end, bare, tail = found.groups()
    digits = middle or end or tail or ""
    if (middle and end) or digits.startswith("0") or len(digits) > 4:
        return None
    word = part or bare or ""
    kind = kind or "author"
    kind = "author" if kind in ("subject", "host") else kind
    return Place(kind, int(digits or 1), word in ("first", "given"))


@lru_cache(maxsize=2048)
def et_al(name: str) -> str:
    """What says “and others” in a name, as written; empty if nothing does."""
    lowered = name.lower()
    if len(name) > LONGEST or ("al" not in lowered and "others" not in lowered):
        return ""
    found = _any_of("et_al").search(name)
    return found[0].strip(" ;,") if found else ""


def without_et_al(name: str) -> str:
    """The name less what says “and others”."""
    return name if not et_al(name) else _any_of("et_al").sub("", name, count=1)


@lru_cache(maxsize=2048)
def generic(name: str) -> str:
    """The word that shows that this is no name of a person (“Reuters”, “Editor”); or nothing."""
    return _generic("names", name) if not _any_of("accepted_names").search(name[:LONGEST]) else ""


def generic_title(title: str) -> str:
    """The words that show that this is what a broken page is called; or nothing."""
    return _generic("titles", title)


def _generic(kind: str, value: str) -> str:
    if len(value) > LONGEST:
        return ""
    words, patterns = _compiled(kind)
    lowered = value.lower()
    for word in words:
        if word in lowered:
            at = lowered.index(word)
            return value[at : at + len(word)] if len(lowered) == len(value) else word
    found = patterns.search(value)
    return found[0].strip() if found else ""


def as_written(value: str) -> bool:
    """Whether a value is marked ``((as is))``: its author means it as it stands."""
    return value.startswith("((") and value.endswith("))")


def is_numeric(name: str) -> bool:
    """Whether a name holds no letter at all."""
    return not any(map(str.isalpha, name))
