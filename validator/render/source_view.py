"""The annotated source: lines cut into segments by the findings on them, clean stretches folded."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from validator.article import Article
from validator.finding import Severity
from validator.render.findings_view import Item

CONTEXT = 3
NEAR = 5
_FOLD = 20
_LONG = 2_000
_KEPT = 400

Extent = Literal["all", "near", "none"]


class Segment(NamedTuple):
    """A piece of a line under the same findings; ``left_out`` characters follow ``text``.

    ``begins`` are the findings that start with it (their anchors go here), ``ends`` those that
    end with it. ``severity`` is the worst one over it, empty outside findings.
    """

    text: str
    severity: str = ""
    begins: tuple[Item, ...] = ()
    ends: tuple[Item, ...] = ()
    left_out: int = 0
    tail: str = ""


class SourceLine(NamedTuple):
    """A line, and the findings that start on it."""

    number: int
    segments: tuple[Segment, ...]
    notes: tuple[Item, ...]


class Stretch(NamedTuple):
    """Consecutive lines; ``left-out`` ones are not in the page."""

    state: Literal["shown", "folded", "left-out"]
    first: int
    last: int
    lines: tuple[SourceLine, ...]


def stretches(article: Article, items: Sequence[Item], extent: Extent) -> tuple[Stretch, ...]:
    """The source of an article with its findings; ``near`` keeps only the lines around them."""
    if extent == "none":
        return ()
    starts = article.lines.line_starts
    last = len(starts)
    touched = _touched(items, starts)
    near = NEAR if extent == "near" else CONTEXT
    shown = _runs(touched, near, last, 2 if extent == "near" else _FOLD)
    cutter = _Cutter(article.text, starts, items, short=extent == "near")
    made = []
    at = 1
    for first, final in [*shown, (last + 1, last)]:
        if first > at:
            hidden = range(at, first)
            if extent == "near":
                made.append(Stretch("left-out", at, first - 1, ()))
            else:
                state: Literal["shown", "folded"] = "folded" if len(hidden) > _FOLD else "shown"
                made.append(Stretch(state, at, first - 1, tuple(map(cutter.line, hidden))))
        if final >= first:
            lines = tuple(map(cutter.line, range(first, final + 1)))
            made.append(Stretch("shown", first, final, lines))
        at = final + 1
    return tuple(made)


def _touched(items: Iterable[Item], starts: list[int]) -> list[int]:
    """Lines where something begins, ends or is referred to."""
    lines = set()
    for item in items:
        finding = item.finding
        lines.add(bisect_right(starts, finding.start))
        lines.add(bisect_right(starts, max(finding.start, finding.end - 1)))
        lines.update(bisect_right(starts, related.start) for related in finding.related)
    return sorted(lines)


def _runs(touched: list[int], near: int, last: int, least: int) -> list[tuple[int, int]]:
    """Ranges of lines to show; gaps of at most ``least`` lines are not worth a fold."""
    runs: list[tuple[int, int]] = []
    for line in touched:
        first, final = max(1, line - near), min(last, line + near)
        if runs and first - runs[-1][1] - 1 <= least:
            runs[-1] = (runs[-1][0], max(final, runs[-1][1]))
        else:
            runs.append((first, final))
    if runs:
        if runs[0][0] - 1 <= least:
            runs[0] = (1, runs[0][1])
        if last - runs[-1][1] <= least:
            runs[-1] = (runs[-1][0], last)
    return runs


class _Cutter:
    """Cuts lines, which must be asked for in order."""

    def __init__(self, text: str, starts: list[int], items: Sequence[Item], *, short: bool) -> None:
        self._text = text
        self._starts = starts
        self._short = short
        self._events = list(_events(items, text))
        self._at = 0
        self._over = [0, 0, 0, 0]

    def line(self, number: int) -> SourceLine:
        """The segments of a line; events of lines never asked for are caught up with."""
        begin = self._starts[number - 1]
        stop = self._starts[number] if number < len(self._starts) else len(self._text) + 1
        while self._at < len(self._events) and self._events[self._at][0] < begin:
            self._apply(*self._events[self._at])
        end = begin + len(self._text[begin:stop].rstrip("\r\n"))
        segments: list[Segment] = []
        begins: list[Item] = []
        notes: list[Item] = []
        at = begin
        while self._at < len(self._events) and self._events[self._at][0] < stop:
            offset, kind, item = self._events[self._at]
            upto = min(offset, end)
            if upto > at:
                segments.append(self._segment(at, upto, begins))
                begins, at = [], upto
            self._apply(offset, kind, item)
            if kind == _BEGIN:
                begins.append(item)
                notes.append(item)
            elif any(item is begun for begun in begins):  # without width
                segments.append(Segment("", item.finding.severity, tuple(begins), (item,)))
                begins = []
            elif segments:
                segments[-1] = segments[-1]._replace(ends=(*segments[-1].ends, item))
            else:
                segments.append(Segment("", item.finding.severity, (), (item,)))
        if end > at or begins:
            segments.append(self._segment(at, end, begins))
        return SourceLine(number, tuple(segments), tuple(notes))

    def _apply(self, _offset: int, kind: int, item: Item) -> None:
        self._at += 1
        self._over[Severity.read(item.finding.severity)] += 1 if kind == _BEGIN else -1

    def _segment(self, start: int, end: int, begins: list[Item]) -> Segment:
        worst = next((level for level in (3, 2, 1) if self._over[level]), 0)
        severity = str(Severity(worst)) if worst else ""
        if self._short and end - start > _LONG:
            return Segment(
                self._text[start : start + _KEPT],
                severity,
                tuple(begins),
                (),
                end - start - 2 * _KEPT,
                self._text[end - _KEPT : end],
            )
        return Segment(self._text[start:end], severity, tuple(begins))


_END, _BEGIN, _POINT_END = 0, 1, 2


def _events(items: Iterable[Item], text: str) -> Iterator[tuple[int, int, Item]]:
    """Begins and ends by offset; at one offset ends come first, but for findings without width."""
    events = []
    for order, item in enumerate(items):
        start = min(item.finding.start, len(text))
        end = min(max(item.finding.end, start), len(text))
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        events.append((start, _BEGIN, order, item))
        events.append((end, _END if end > start else _POINT_END, order, item))
    events.sort(key=lambda event: event[:3])
    for offset, kind, _, item in events:
        yield offset, kind, item
