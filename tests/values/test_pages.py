"""Pages, volumes, issues and editions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.pages import counted, edition, is_article_number, paged


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Vol. 3", "Vol."),
        ("volumetric", "volume"),
        ("No. 4", "No."),
        ("Nr3", "Nr"),
        ("n 5", "n"),
        ("№ 6", "№"),
        ("Issue: 7", "Issue"),
        *((value, "") for value in ("3", "V. 3", "n3", "#3", "November", "none", "")),
    ],
)
def test_counted(value: str, word: str) -> None:
    assert counted(value) == word


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("pp. 3–5", "pp."),
        ("p3", "p"),
        ("P. 3", "P."),
        ("pg 4", "pg"),
        ("page 5", "page"),
        ("pgs. 6", "pgs"),
        ("p.&nbsp;7", "p.&nbsp;"),
        *((value, "") for value in ("3", "Page 3", "P3", "PA5", "passim", "")),
    ],
)
def test_paged(value: str, word: str) -> None:
    assert paged(value) == word


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("2nd ed.", "ed."),
        ("Third Edition", "Edition"),
        ("5edn", "edn"),
        ("ed", "ed"),
        *((value, "") for value in ("2nd", "revised", "Edition 2", "2nd EDITION", "")),
    ],
)
def test_edition(value: str, word: str) -> None:
    assert edition(value) == word


@pytest.mark.parametrize(
    ("page", "doi"),
    [
        ("12345", "10.1038/s12345"),
        ("e1454", "10.1371/journal.pone.0001454"),
        ("EAAR6887", "10.1126/sciadv.aar6887"),
        ("12345678", "10.1000/1234.5678"),
        ("CD001234", "10.1002/14651858.CD001234.pub2"),
        ("CD001234", "10.1002/14651858.CD001234"),
        ("pone.0001", "10.1038/journal.pone.0001"),
    ],
)
def test_article_numbers(page: str, doi: str) -> None:
    assert is_article_number(page, doi)


@pytest.mark.parametrize(
    ("page", "doi"),
    [
        ("345", "10.1038/s12345"),
        ("e454", "10.1371/journal.pone.0001454"),
        ("12345–12350", "10.1038/s12345–12350"),
        ("12346", "10.1038/s12345"),
        ("CD001234", "10.1002/14651858.CD001234.pub12"),
        ("12345", ""),
        ("", "10.1038/s12345"),
        ("٣٤٥٦٧", "10.1038/s٣٤٥٦٧8"),
    ],
)
def test_pages(page: str, doi: str) -> None:
    assert not is_article_number(page, doi)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read(text: str, other: str) -> None:
    assert counted(text) in text
    assert text.startswith(paged(text))
    assert text.endswith(edition(text))
    assert not is_article_number(text, other) or text


@given(st.integers(10_000, 99_999_999))
def test_a_long_number_at_the_end_of_the_doi_is_the_article(number: int) -> None:
    assert is_article_number(str(number), f"10.1000/x{number}")
