"""Work grows as the text does, whatever the text: counted for the scanner, limited for the rest.

The larger sweep is a script: ``python tests/endurance.py --help``.
"""

import re
from typing import Any

import endurance
import hostile
import pytest
from killable import run

from validator.profile import load
from validator.wikitext import scanner
from validator.wikitext.scanner import Patterns, scan

TAGS = load("enwiki").extension_tags
GROWTH = 10
ALLOWED = 15
"""Ten times the text may cost fifteen times the work: quadratic work would cost a hundred times."""

_STOP = re.compile(r"[|\[\]{}<]")


class Counter:
    """Counts the characters that searches pass over."""

    def __init__(self) -> None:
        self.work = 0


class Counted:
    """A pattern that adds up what it reads."""

    def __init__(self, pattern: re.Pattern[str], counter: Counter) -> None:
        self._pattern = pattern
        self._counter = counter

    def search(self, text: str, start: int, limit: int) -> re.Match[str] | None:
        """Search; a search without result has read everything up to the limit."""
        found = self._pattern.search(text, start, limit)
        self._counter.work += 1 + (found.end() if found else limit) - start
        return found

    def match(self, text: str, start: int, limit: int) -> re.Match[str] | None:
        """Match; one without result has read on to where none of its parts can go on."""
        found = self._pattern.match(text, start, limit)
        stop = found or _STOP.search(text, start + 1, limit)
        self._counter.work += 1 + (stop.end() if stop else limit) - start
        return found


def counted(patterns: Patterns, counter: Counter) -> Patterns:
    """The scanner's patterns, counting."""
    wrapped: dict[str, Any] = {
        name: Counted(pattern, counter)
        for name, pattern in patterns._asdict().items()
        if name != "closers"
    }
    closers = {
        name: Counted(scanner._closer(name, patterns), counter) for name in (*TAGS, "includeonly")
    }
    return Patterns(closers=closers, **wrapped)


def work(text: str) -> int:
    """The characters that a scan reads, each as often as it is read."""
    counter = Counter()
    patterns = scanner.fitting(text, TAGS)
    scan(text, TAGS, counted(patterns, counter))
    return counter.work


def grows_too_fast(small: str, large: str) -> bool:
    """Whether the work grows faster than the text."""
    return work(large) > ALLOWED * (work(small) + 50)


def test_counting_sees_quadratic_work() -> None:
    def naive(text: str) -> int:
        counter = Counter()
        closer = Counted(re.compile("</ref>"), counter)
        for m in re.finditer("<ref>", text):
            closer.search(text, m.end(), len(text))
        return counter.work

    assert naive("<ref>" * 200) > ALLOWED * naive("<ref>" * 20)


def test_counting_changes_nothing() -> None:
    for text in hostile.drawn(seed=3, count=200, longest=40):
        patterns = scanner.fitting(text, TAGS)
        plain, watched = scan(text, TAGS), scan(text, TAGS, counted(patterns, Counter()))
        assert list(plain.lists()) == list(watched.lists())


def test_every_period_of_two_tokens() -> None:
    periods = list(hostile.pairs())
    assert len(periods) > 2000
    bad = [p for p in periods if grows_too_fast(p * 20, p * 20 * GROWTH)]
    assert bad == []


@pytest.mark.parametrize("size", [400, 4000])
def test_every_family(size: int) -> None:
    growing = zip(hostile.families(size), hostile.families(size * GROWTH), strict=True)
    bad = [name for (name, small), (_, large) in growing if grows_too_fast(small, large)]
    assert bad == []


def test_periods_of_three_tokens_drawn_at_random() -> None:
    drawn = [t for t in hostile.drawn(seed=4, count=2000, longest=8) if t]
    bad = [p for p in drawn if grows_too_fast(p * 20, p * 20 * GROWTH)]
    assert bad == []


def test_whole_reading_of_long_lines() -> None:
    """Every property of an article, and every rule, over half a megabyte of each family."""
    done = run("endurance:families", [500_000], seconds=240)
    assert len(done) == len(hostile.TRAPS) + len(hostile.MIRRORED)
    assert endurance.too_slow(done) == []


def test_whole_reading_of_some_pairs() -> None:
    """The same over a sample of the periods of one or two tokens."""
    done = run("endurance:pairs", [30_000, 12], seconds=120)
    assert len(done) > 250
    assert endurance.too_slow(done) == []


def test_whole_reading_of_citations_with_hostile_values() -> None:
    """The same over citations with every kind of value in every kind of parameter."""
    done = run("endurance:citations", [100_000], seconds=240)
    assert len(done) == 2 * len(hostile.VALUES) + 6
    assert endurance.too_slow(done) == []
