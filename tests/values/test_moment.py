"""Moments, and the years between two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.date import Moment
from validator.values.moment import differ, disagree, of_day, precedes, written, years

DAYS = st.dates(min_value=date(1000, 1, 1))


def _cut(day: date, parts: int) -> Moment:
    year, month, number = of_day(day)
    return year, month if parts > 1 else None, number if parts > 2 else None


@given(DAYS, DAYS, st.integers(1, 3), st.integers(1, 3))
def test_what_is_cut_never_contradicts_whole_days(
    one: date, other: date, fine: int, coarse: int
) -> None:
    first, second = _cut(one, fine), _cut(other, coarse)
    if precedes(first, second):
        assert one < other
        assert not precedes(second, first)
    assert not differ(_cut(one, fine), _cut(one, coarse))


@given(DAYS, DAYS, st.integers(1, 3), st.integers(1, 3))
def test_age_lies_between_the_bounds(one: date, other: date, fine: int, coarse: int) -> None:
    born, then = min(one, other), max(one, other)
    age = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
    low, high = years(_cut(born, fine), _cut(then, coarse))
    assert low <= age <= high <= low + 1
    if fine == coarse == 3:
        assert low == high


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ((1828, 9, 9), (1828, 8, 28), False),  # Julian and Gregorian
        ((1732, 2, 22), (1731, 2, 22), False),  # the year began in March
        ((1932, 2, 22), (1931, 2, 22), True),
        ((1828, 9, 9), (1828, 9, 8), True),
        ((1950, 9, 9), (1950, 8, 28), True),
        ((1828, 9, None), (1828, None, None), False),
        ((1828, None, None), (1829, None, None), True),
    ],
)
def test_disagree(one: Moment, other: Moment, answer: bool) -> None:
    assert disagree(one, other) is disagree(other, one) is answer


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ((1871, 5, 2), "1871-05-02"),
        ((1871, 5, None), "1871-05"),
        ((871, None, None), "0871"),
    ],
)
def test_written(moment: Moment, text: str) -> None:
    assert written(moment) == text
