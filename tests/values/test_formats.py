"""The checks by the names schemas use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values import FORMATS, formats
from validator.values.calendar import Calendar

WORDS = Calendar.of([[str(number)] for number in "abcdefghijkl"], [], [])
ALL = formats(WORDS, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("web-url", "https://x.org", "x.org"),
        ("isbn", "0-306-40615-2", "0-306-40615-3"),
        ("issn", "0028-0836", "0028-0837"),
        ("doi", "10.1000/182", "doi:10.1000/182"),
        ("pmid", "1", "0"),
        ("pmc", "1", "0"),
        ("arxiv", "0704.0001", "0703.0001"),
        ("oclc", "1", "x"),
        ("bibcode", "1974AJ.....79..819H", "1974AJ"),
        ("jstor", "1", "jstor1"),
        ("lccn", "70605402", "7"),
        ("wiki-date", "c 2001", "march 2001"),
        ("access-date", "2020-01-02", "2000-01-02"),
        ("archive-date", "2000-01-02", "2028-01-02"),
    ],
)
def test_formats(name: str, good: str, bad: str) -> None:
    """Every format accepts and refuses."""
    assert ALL[name](good) is None
    assert ALL[name](bad)


@given(st.sampled_from(sorted(ALL)), st.text())
def test_any_text(name: str, text: str) -> None:
    """A check answers with words or with None."""
    words = ALL[name](text)
    assert words is None or words


def test_dates_need_a_calendar() -> None:
    """The formats without a language are a part of all formats."""
    assert FORMATS.keys() < ALL.keys()
    assert "wiki-date" not in FORMATS
