"""Names of people in citations: which parameters hold them, and what is no name.

Sources: Help:CS1 errors (generic_name, numeric_names, explicit_et_al) of the English Wikipedia; the
words are data in ``schemas/generic.json``. Nothing raises, whatever the text.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS

LONGEST = 500
"""Longer values are no names, and are not looked at."""

_FORMS = pattern(
    r"(author|subject|editor|contributor|interviewer|translator)([0-9]*)"
    r"(?:-(last|surname|first|given|link|mask))?([0-9]*)"
    r"|(last|surname|first|given|host)([0-9]*)|author([0-9]*)(link)([0-9]*)"
)
_OTHERS = pattern(r"[Ee][Tt]\.? *[Aa][Ll]|[Oo]thers")
_PARTS = {"surname": "last", "given": "first", "host": "last", "": "last"}
_PRECEDENCE = (
    *("last", "author-last", "author-surname", "subject-last", "subject-surname"),
    *("author", "host", "subject", "surname"),
    *("first", "author-first", "author-given", "subject-first", "subject-given", "given"),
)
_NO_DIGITS = str.maketrans("", "", "0123456789")
_NOBODY: Mapping[str, str] = MappingProxyType({})
_EMPTY = 4
_GAP = 2
"""So many missing names end a list."""


class Place(NamedTuple):
    """A place in a list of names: which list, its number, and ``last first link mask``."""

    kind: str
    number: int
    part: str


class Person(NamedTuple):
    """The parameters that give a person's surname, given name and page; empty where none does."""

    number: int
    last: str
    first: str
    link: str


class Wording(msgspec.Struct, frozen=True):
    """Words looked for in the lower-case value, patterns in the value as written.

    With each pattern goes what every text holds that it matches.
    """

    words: tuple[str, ...]
    patterns: tuple[tuple[str, str], ...]


class _Generic(msgspec.Struct, frozen=True):
    titles: Wording
    names: Wording
    accepted_names: tuple[str, ...]
    et_al: tuple[str, ...]


@lru_cache(maxsize=1)
def _shipped() -> _Generic:
    return msgspec.json.decode((SCHEMAS / "generic.json").read_bytes(), type=_Generic)


@lru_cache(maxsize=4)
def _compiled(kind: str) -> tuple[tuple[str, ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    wording: Wording = getattr(_shipped(), kind)
    return wording.words, tuple((held, re.compile(p, re.ASCII)) for held, p in wording.patterns)


@lru_cache(maxsize=4)
def _in_lines(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns as they find a value that is a line of a text."""
    wording: Wording = getattr(_shipped(), kind)
    lined = [
        (held, source.replace(r"\A", "^").replace(r"\Z", "$")) for held, source in wording.patterns
    ]
    return tuple((held, pattern(source, re.ASCII | re.MULTILINE)) for held, source in lined)


@lru_cache(maxsize=4)
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in getattr(_shipped(), kind)), re.ASCII)


@lru_cache(maxsize=4096)
def place(parameter: str) -> Place | None:
    """Where a parameter stands in the lists of names (``author2-first``); None for others."""
    found = _FORMS.fullmatch(parameter)
    if found is None:
        return None
    kind, middle, part, end, bare, tail, inner, link, outer = found.groups()
    digits = middle or end or tail or inner or outer or ""
    if (middle and end) or (inner and outer) or digits.startswith("0") or len(digits) > 4:
        return None
    word = part or bare or link or ""
    kind = "author" if kind in (None, "subject") else kind
    return Place(kind, int(digits or 1), _PARTS.get(word, word))


def precedence(parameter: str) -> tuple[int, str]:
    """Sorts parameters for one name in the order in which the module looks for them."""
    plain = parameter.translate(_NO_DIGITS)
    if plain in _PRECEDENCE:
        return _PRECEDENCE.index(plain), parameter
    return 2 - plain.endswith(("-last", "-first")) - ("-" in plain), parameter


def slots(places: Mapping[Place, Sequence[str]], kind: str) -> tuple[Person, ...]:
    """The places of one list as the citation module reads it: up to a gap of two names."""
    given: dict[int, dict[str, str]] = {}
    for place, parameters in places.items():
        if place.kind == kind:
            given.setdefault(place.number, {})[place.part] = parameters[0]
    found = []
    number = gap = 0
    while gap < _GAP:
        number += 1
        parts = given.get(number, _NOBODY)
        last, first = parts.get("last", ""), parts.get("first", "")
        found.append(Person(number, last, first, parts.get("link", "")))
        gap = 0 if last else gap if first else gap + 1
    return tuple(found)


@lru_cache(maxsize=2048)
def et_al(name: str) -> str:
    """What says “and others” in a name, as written; empty if nothing does."""
    lowered = name.lower()
    if len(name) > LONGEST or ("al" not in lowered and "others" not in lowered):
        return ""
    found = _any_of("et_al").search(name)
    return found[0].strip(" ;,") if found else ""


def may_say_et_al(text: str) -> bool:
    """Whether something in a text of several names may say “and others”."""
    return _OTHERS.search(text) is not None


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


def may_be_generic(kind: str, lines: str) -> bool:
    """Whether one of several values may be generic: quicker than to ask for each.

    They are the lines of a text, and of the kind ``names`` or ``titles``.
    """
    lowered = lines.lower()
    return any(word in lowered for word in getattr(_shipped(), kind).words) or any(
        held in lines and looked_for.search(lines) for held, looked_for in _in_lines(kind)
    )


def _generic(kind: str, value: str) -> str:
    if len(value) > LONGEST:
        return ""
    words, patterns = _compiled(kind)
    lowered = value.lower()
    for word in words:
        if word in lowered:
            at = lowered.index(word)
            return value[at : at + len(word)] if len(lowered) == len(value) else word
    for held, looked_for in patterns:
        if held in value and (found := looked_for.search(value)):
            return found[0].strip()
    return ""


def as_written(value: str) -> bool:
    """Whether a value is marked ``((as is))``: its author means it as it stands."""
    return len(value) > _EMPTY and value.startswith("((") and value.endswith("))")


def bare(value: str) -> str:
    """A name less what says “and others”, or less the marks of ``((as is))``."""
    return value[2:-2] if as_written(value) else without_et_al(value)


def is_numeric(name: str) -> bool:
    """Whether a name holds no letter at all."""
    return not any(map(str.isalpha, name))
