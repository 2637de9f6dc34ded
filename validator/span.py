"""Places in a text: offsets in code points, and the lines and columns derived from them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from validator.once import once
from validator.pattern import pattern


class Span(NamedTuple):
    """A half-open range of code points: ``text[start:end]`` is what it covers."""

    start: int
    end: int


_START = itemgetter(0)


class Cover:
    """Disjoint spans in order: of those given, the ones that begin in no other.

    A span is any tuple that begins with its start and its end. Of two that start together, the
    first given counts.
    """

    def __init__(self, spans: Iterable[tuple[Any, ...]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        reached = -1
        for span in sorted(spans, key=_START):
            if span[0] >= reached:
                reached = span[1]
                self._starts.append(span[0])
                self._ends.append(reached)

    def __contains__(self, offset: int) -> bool:
        k = bisect_right(self._starts, offset) - 1
        return k >= 0 and offset < self._ends[k]

    def start(self, offset: int) -> int:
        """Where the span begins that holds an offset, -1 if none does."""
        k = bisect_right(self._starts, offset) - 1
        return self._starts[k] if k >= 0 and offset < self._ends[k] else -1

    def past(self, offset: int) -> int:
        """Where the span ends that holds an offset, the offset itself if none does."""
        k = bisect_right(self._starts, offset) - 1
        return self._ends[k] if k >= 0 and offset < self._ends[k] else offset

    def holder(self, offset: int) -> Span | None:
        """The span that holds an offset, None if none does."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and offset < self._ends[k]:
            return Span(self._starts[k], self._ends[k])
        return None

    def within(self, start: int, end: int) -> Iterator[Span]:
        """What lies between two offsets, cut at them."""
        starts, ends = self._starts, self._ends
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(starts) and starts[k] < end:
            if ends[k] > start:
                yield Span(max(starts[k], start), min(ends[k], end))
            k += 1

    def gaps(self, pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """What of some pieces of the text lies in no span."""
        starts, ends = self._starts, self._ends
        count = len(starts)
        found = []
        for at, stop in pieces:
            k = bisect_right(starts, at)
            if k and ends[k - 1] > at:
                at = ends[k - 1]
            while k < count and starts[k] < stop:
                if at < starts[k]:
                    found.append((at, starts[k]))
                at = ends[k]
                k += 1
            if at < stop:
                found.append((at, stop))
        return found

    def before(self, offset: int, count: int) -> int:
        """Where the span ends that ``count`` others part from ``offset``; 0 if there are fewer."""
        k = bisect_right(self._starts, offset) - 1 - count
        return self._ends[k] if k >= 0 else 0


class Position(NamedTuple):
    """A place for people: 1-based line, and 1-based column in code points."""

    line: int
    column: int


_BREAK = pattern(r"\n|\r\n?")
_COUNTED = 60


class Text:
    """A source text with its lines; offsets are code points of the text as given.

    A line ends at LF, CR LF or CR, as in text editors. Nothing is normalised.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._asked = 0
        self._last = (0, 1)
        self._plain = "\r" not in source

    @once
    def line_starts(self) -> list[int]:
        """Offset of the first code point of every line; the first is always 0."""
        return [0, *(m.end() for m in _BREAK.finditer(self.source))]

    def position(self, offset: int) -> Position:
        """Line and column of an offset between 0 and the text's length.

        The first lookups count from the one before; an index pays only for texts asked often.
        """
        self._asked += 1
        if self._asked > _COUNTED or not self._plain:
            line = bisect_right(self.line_starts, offset)
            return Position(line, offset - self.line_starts[line - 1] + 1)
        known, line = self._last
        if offset >= known:
            line += self.source.count("\n", known, offset)
        else:
            line -= self.source.count("\n", offset, known)
        self._last = (offset, line)
        return Position(line, offset - self.source.rfind("\n", 0, offset))
