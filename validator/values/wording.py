"""Set phrases of a language, looked for in running text."""

import re
from collections.abc import Iterable
from functools import cached_property

_BETWEEN = r"(?:[\w'’-]++[ \xa0]){1,4}"


class Wording:
    """Phrases, and longer ones that hold one of them and do not count; ``*`` is some words."""

    def __init__(self, phrases: Iterable[str], excepted: Iterable[str] = ()) -> None:
        self._phrases = tuple(phrases)
        self._excepted = tuple(excepted)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Words of which a text has one or more if it has a phrase; lower case.

        They are the longest of each phrase, as they stand between blanks.
        """
        words = {max(phrase.split(), key=len) for phrase in self._phrases}
        return frozenset(word + mark for word in words for mark in ("", ",", ".", ";", ":", ")"))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w-])(?:(?:{_any_of(self._excepted)})|({_any_of(self._phrases)}))(?![\w-])",
            re.IGNORECASE,
        )

    def first(self, text: str) -> str:
        """The first phrase in a text, as written; empty if there is none."""
        return next((m[1] for m in self._pattern.finditer(text) if m[1]), "")


def _any_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(_spelled, longest_first)) or "(?!)"


def _spelled(phrase: str) -> str:
    """A phrase as a pattern."""
    words = r"[ \xa0]".join(map(re.escape, phrase.split()))
    return words.replace(r"[ \xa0]\*[ \xa0]", rf"[ \xa0]{_BETWEEN}")
