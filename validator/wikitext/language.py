"""Tells the language of a text by its script and its stop words; no model, no dependency."""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS

_WORD = pattern(r"[^\W\d_]+")
_MARKUP = pattern(  # literals first: the engine skips to them
    r"\{\{[^{}]*\}\}|</?[A-Za-z!][^<>]*>|://\S+|\[\[[^\[\]|]*\||\n[|!].*|&[a-z]+;"
)
_SAMPLE = 600
_BEGINNING = 4_000
_LAST_LATIN = 0x24F
UNKNOWN = "und"


class _Proof(NamedTuple):
    """What tells a language: stop words, their share of all words, their lead over the next."""

    hits: int
    share: float
    lead: float


_CERTAIN = _Proof(10, 0.1, 1.8)
_LIKELY = _Proof(3, 0.08, 1.25)


class _Languages(msgspec.Struct, frozen=True):
    """``schemas/languages.json``: stop words, ranges of letters and English name by language."""

    stop_words: dict[str, str]
    scripts: dict[str, tuple[tuple[int, int], ...]]
    names: dict[str, str]


@lru_cache(maxsize=1)
def _shipped() -> _Languages:
    return msgspec.json.decode((SCHEMAS / "languages.json").read_bytes(), type=_Languages)


@lru_cache(maxsize=1)
def _languages() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[int, int], ...]]]:
    shipped = _shipped()
    by_word: dict[str, tuple[str, ...]] = {}
    for language_, words in shipped.stop_words.items():
        for word in words.split():
            by_word[word] = (*by_word.get(word, ()), language_)
    return by_word, shipped.scripts


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    """The first code of every range of letters, and its last one with the language."""
    known = sorted((a, b, name) for name, ranges in _shipped().scripts.items() for a, b in ranges)
    return [0, *(a for a, _, _ in known)], [(-1, ""), *((b, name) for _, b, name in known)]


def language(text: str) -> str:
    """The language's code (``en``), or ``und`` where the evidence is thin or torn.

    The words behind the first bold ones are read, as leads begin; then three windows of the text;
    then its beginning; until the matter is settled.
    """
    if len(text) > 4 * _SAMPLE:
        places = [len(text) * k // 8 for k in (3, 1, 5)]
        windows = [text[at : at + _SAMPLE] for at in places]
        lead = text.find("'''", 0, len(text) // 2)
        told = _tell(text[lead : lead + _SAMPLE] if lead > 0 else windows[0], _CERTAIN)
        if told == UNKNOWN:
            told = _tell("\n".join(windows), _LIKELY)
        if told != UNKNOWN:
            return told
    return _tell(text[:_BEGINNING], _LIKELY)


def language_name(code: str) -> str:
    """The English name of a language that can be told; empty for any other."""
    return _shipped().names.get(code, "")


def _tell(sample: str, proof: _Proof) -> str:
    by_word, scripts = _languages()
    words = _WORD.findall(_MARKUP.sub(" ", sample).lower())
    if not words:
        return UNKNOWN
    letters = "".join(words)
    codes = [*map(ord, letters[:: max(1, len(letters) // 60)])]
    foreign = [code for code in codes if code > _LAST_LATIN]
    if 4 * len(foreign) > len(codes):
        firsts, ranges = _ranges()
        seen: dict[str, int] = {}
        for code in foreign:
            last, name = ranges[bisect_right(firsts, code) - 1]
            if code <= last:
                seen[name] = seen.get(name, 0) + 1
        most = next((name for name in scripts if 4 * seen.get(name, 0) > len(codes)), "")
        if most:
            return most
    score = Counter(chain.from_iterable([by_word[word] for word in words if word in by_word]))
    if not score:
        return UNKNOWN
    (best, hits), *others = score.most_common(2)
    second = others[0][1] if others else 0
    if hits < max(proof.hits, proof.share * len(words), proof.lead * second):
        return UNKNOWN
    return best
