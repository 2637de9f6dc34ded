"""Lines and columns, however often and in whatever order they are asked for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from validator.span import Position, Text


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
