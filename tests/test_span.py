"""Lines and columns, however often and in whatever order they are asked for; what spans hold."""

import re

from hypothesis import given
from hypothesis import strategies as st

from validator.span import Cover, Position, Span, Text


def _expected(source: str, offset: int) -> Position:
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", source))]
    line = max(number for number, start in enumerate(starts) if start <= offset)
    return Position(line + 1, offset - starts[line] + 1)


@given(
    st.text(alphabet="ab\n\r𠮷א", max_size=60),
    st.lists(st.integers(min_value=0, max_value=60), min_size=1, max_size=150),
)
def test_positions(source: str, offsets: list[int]) -> None:
    text = Text(source)
    for offset in offsets:
        at = min(offset, len(source))
        assert text.position(at) == _expected(source, at)


def test_columns_count_code_points() -> None:
    assert Text("ab\n𠮷é\u0301x").position(6) == Position(2, 4)


_SPANS = st.lists(
    st.tuples(st.integers(min_value=0, max_value=20), st.integers(min_value=1, max_value=8)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    ),
    max_size=6,
)


def _outermost(spans: list[Span]) -> list[Span]:
    """Those that begin in none of the ones kept before."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@given(_SPANS, st.integers(min_value=0, max_value=30), st.integers(min_value=0, max_value=30))
def test_cover(spans: list[Span], one: int, other: int) -> None:
    cover = Cover(spans)
    kept = _outermost(spans)
    around = [span for span in kept if span.start <= one < span.end]
    assert (one in cover) == bool(around)
    assert cover.holder(one) == (around[0] if around else None)
    start, end = sorted((one, other))
    assert {at for span in cover.within(start, end) for at in range(span.start, span.end)} == {
        at for at in range(start, end) if any(span.start <= at < span.end for span in kept)
    }
    assert {at for gap in cover.gaps([(start, end)]) for at in range(*gap)} == {
        at for at in range(start, end) if not any(span.start <= at < span.end for span in kept)
    }
    assert all(one < other for one, other in cover.gaps([(start, end)]))
    begun = [span for span in kept if span.start <= one]
    for count in range(3):
        assert cover.before(one, count) == (begun[-1 - count].end if len(begun) > count else 0)
