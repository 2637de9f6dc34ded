"""Where articles of Wikipedia are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values import mirror


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://en.wikipedia.org/wiki/Mill", "en.wikipedia.org"),
        ("http://FR.m.wikipedia.org/w/index.php?oldid=4&title=Mill", "fr.m.wikipedia.org"),
        ("//en.wikipedia.org/wiki/Mill:_A_Novel", "en.wikipedia.org"),
        ("https://www.wikiwand.com/en/Mill", "www.wikiwand.com"),
        ("https://wiki2.org", "wiki2.org"),
        ("http://hull.academic.ru/dic.nsf/enwiki/4", "hull.academic.ru"),
        ("http://hull.academic.ru/dic.nsf/es/4", ""),
        ("https://en.wikipedia.org/wiki/File%3AMill.jpg", ""),
        ("https://de.wikipedia.org/wiki/Datei:Mill.jpg", ""),
        ("https://en.wikipedia.org/", ""),
        ("https://en.wikisource.org/wiki/Mill", ""),
        ("https://example.org/en.wikipedia.org/wiki/Mill", ""),
        ("https://notwikiwand.com/a", ""),
        ("Mill", ""),
    ],
)
def test_source(address: str, host: str) -> None:
    assert mirror.source(address) == host


@given(st.text(alphabet="htps:/w.ikedaog?#&=%[]@ é", max_size=60))
def test_no_text_raises(text: str) -> None:
    mirror.source(text)
