"""Set phrases of a language, looked for in running text."""

import re
from collections.abc import Iterable

from validator.once import once
from validator.pattern import pattern

_BLANK = r"[ \xa0]"
_SOME_WORDS = rf"{_BLANK}(?:[\w'’-]++{_BLANK}){{0,2}}[\w'’-]++"
_MARKS = ("", ",", ".", ";", ":", ")")


class Wording:
    """Phrases, and longer ones that hold one of them and do not count; ``*`` is some words.

    Both are in lower case.
    """

    def __init__(self, phrases: Iterable[str], excepted: Iterable[str] = ()) -> None:
        self._phrases: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self._phrases.setdefault(max(phrase.split(), key=len), []).append(phrase)
        self._excepted = tuple(excepted)

    @once
    def triggers(self) -> dict[str, str]:
        """Words of which a text has one or more if it has a phrase, as they may be punctuated.

        They are the longest of each phrase.
        """
        return {word + mark: word for word in self._phrases for mark in _MARKS}

    @once
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {
            word: _pattern(word, phrases, [one for one in self._excepted if word in one.split()])
            for word, phrases in self._phrases.items()
        }

    def first(self, text: str) -> str:
        """A phrase of those in a text, in lower case; empty if there is none."""
        text = text.lower()
        words = text.split()
        triggers = self.triggers
        if triggers.keys().isdisjoint(words):
            return ""
        for trigger in dict.fromkeys(triggers[word] for word in words if word in triggers):
            m = self._patterns[trigger].search(text)
            if m is not None and m.lastindex:
                before = self._phrases[trigger][m.lastindex - 1].partition(trigger)[0]
                return text[m.start() - len(before) : m.end()]
        return ""


def _pattern(trigger: str, phrases: list[str], excepted: list[str]) -> re.Pattern[str]:
    """One of the phrases around a word, with a group that tells which, outside of excepted ones.

    It begins with the word, to which the engine skips; what stands before is looked back at.
    """
    found = "|".join(_around(trigger, phrase) + "()" for phrase in phrases)
    barred = "|".join(_around(trigger, phrase) for phrase in excepted)
    return pattern(re.escape(trigger) + (f"(?!{barred})" if barred else "") + f"(?:{found})")


def _around(trigger: str, phrase: str) -> str:
    """What a phrase has before and behind one of its words, for a place right behind the word."""
    before, _, behind = phrase.partition(trigger)
    back = _BLANK.join(map(re.escape, before.split(" "))) + re.escape(trigger)
    words = "".join(
        _SOME_WORDS if word == "*" else _BLANK + re.escape(word) for word in behind.split()
    )
    return rf"(?<=(?<![\w-]){back}){words}(?![\w-])"
