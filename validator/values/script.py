"""Scripts (Latin, Cyrillic, Chinese characters …): which a text is in, which a language takes.

Scripts go by their codes in ISO 15924; ranges, names and languages are data in
``schemas/scripts.json``. Languages that are, or were, written in many scripts are not listed there.
"""

from bisect import bisect_right
from functools import lru_cache

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS

LATIN = "Latn"
LONGEST = 600
"""So many characters tell the script of a text."""

_FOREIGN = pattern(
    "[\u0370-\u1cff\u1f00-\u1fff\u2d00-\ua71f\ua840-\ufaff\ufb13-\uffff\U00020000-\U0003ffff]"
)
_CODE = pattern(r"([A-Za-z]{2,3})(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")


class _Script(msgspec.Struct, frozen=True):
    name: str
    ranges: tuple[tuple[int, int], ...]


class _Language(msgspec.Struct, frozen=True):
    codes: tuple[str, ...]
    names: tuple[str, ...]
    scripts: frozenset[str]


class _Shipped(msgspec.Struct, frozen=True):
    scripts: dict[str, _Script]
    languages: tuple[_Language, ...]


@lru_cache(maxsize=1)
def _shipped() -> _Shipped:
    return msgspec.json.decode((SCHEMAS / "scripts.json").read_bytes(), type=_Shipped)


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    """Where ranges begin; where they end, and the script."""
    found = sorted(
        (first, last, code)
        for code, script in _shipped().scripts.items()
        for first, last in script.ranges
    )
    return [first for first, _, _ in found], [(last, code) for _, last, code in found]


@lru_cache(maxsize=1)
def _languages() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Scripts by a language's code, and by its English name in lower case."""
    listed = _shipped().languages
    return (
        {code: language.scripts for language in listed for code in language.codes},
        {name.casefold(): language.scripts for language in listed for name in language.names},
    )


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The code of a letter's script; empty for what is no letter, or of a script not listed."""
    if not letter.isalpha():
        return ""
    starts, ends = _ranges()
    at = bisect_right(starts, ord(letter)) - 1
    last, code = ends[at] if at >= 0 else (-1, "")
    return code if ord(letter) <= last else ""


def name(code: str) -> str:
    """What a script's letters are called (“Cyrillic letters”)."""
    return _shipped().scripts[code].name


def is_beyond_latin(text: str) -> bool:
    """Whether the text may hold a letter of another script; quick to tell that it does not."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def letters(text: str) -> dict[str, int]:
    """How many letters there are of each script at the text's beginning; "" for the rest."""
    found: dict[str, int] = {}
    for char in text[:LONGEST]:
        if char.isalpha():
            code = script(char)
            found[code] = found.get(code, 0) + 1
    return found


@lru_cache(maxsize=1024)
def of_language(language: str, english: bool = True) -> frozenset[str]:
    """The scripts a language is ever written in; empty for languages not listed, and for lists.

    The language is given by its code, with or without a country, or by its English name.
    """
    by_code, by_name = _languages()
    found = _CODE.fullmatch(language)
    scripts = by_code.get(found[1].lower()) if found else None
    if scripts is None and english:
        scripts = by_name.get(language.casefold())
    return scripts or frozenset()
