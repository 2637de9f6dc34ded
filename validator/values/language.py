"""Languages of sources, as tags and English names.

Source: Help:CS1 errors#unknown_lang of the English Wikipedia; the tags and names are data in
``schemas/language-names.json``. Nothing raises, whatever the text.
"""

from difflib import get_close_matches
from functools import lru_cache

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS

_NAME = 30
LONGEST = 500
"""Longer values are no lists of languages."""

_BASE = pattern(r"([a-z]{2,3})-.*")
_SEPARATOR = pattern(r"\s*,\s*")
_WITHDRAWN = ("sr-ec", "sr-el")
"""Tags of MediaWiki's own, for which there are standard ones (sr-Cyrl, sr-Latn)."""


class _Known(msgspec.Struct, frozen=True):
    tags: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    return msgspec.json.decode((SCHEMAS / "language-names.json").read_bytes(), type=_Known)


@lru_cache(maxsize=1024)
def unknown(value: str) -> str | None:
    """The first of a comma-separated list that is neither a tag nor a name; None if all are."""
    if len(value) > LONGEST:
        return value
    return next((word for word in _SEPARATOR.split(value) if not is_known(word)), None)


def is_known(word: str) -> bool:
    """Whether a word is a tag or an English name of a language; a tag may have more subtags."""
    lowered = word.lower()
    known = _known()
    if lowered in known.names:
        return True
    base = _BASE.fullmatch(lowered)
    tags = known.tags
    return lowered not in _WITHDRAWN and (lowered in tags or (base is not None and base[1] in tags))


def nearest(word: str) -> str:
    """The known name that a word may be a slip for; or nothing."""
    lowered = word.lower()
    close = get_close_matches(lowered, _known().names, n=1, cutoff=0.8) if _is_word(lowered) else []
    return " ".join(map(str.capitalize, close[0].split())) if close else ""


def _is_word(text: str) -> bool:
    return 3 < len(text) < _NAME and text.replace(" ", "").isalpha()
