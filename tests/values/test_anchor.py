"""Anchors of citations."""

import pytest

from validator.profile import load
from validator.values.anchor import encoded, is_year, year

CALENDAR = load("enwiki").calendar


@pytest.mark.parametrize(
    ("written", "anchored"),
    [
        ("1990", "1990"),
        ("1990a", "1990a"),
        ("876", "876"),
        ("4 May 1990b", "1990b"),
        ("May 4, 1990", "1990"),
        ("1990-05-04", "1990"),
        ("Spring 1990", "1990"),
        ("May–June 1990", "1990"),
        ("1990–1992", "1990–1992"),
        ("1990-1992b", "1990–1992b"),
        ("1988–89", "1988–89"),
        ("Winter 1988–89", "1988–89"),
        ("Winter 1988–1989", "1988–1989"),
        ("December 1990 – January 1991", "1990–1991"),
        ("30 December 1990 – 2 January 1991", "1991"),
        ("December 30, 1990 – January 2, 1991", "1991"),
        ("c. 1990", "c. 1990"),
        ("c. 1990a", "c. 1990a"),
        ("n.d.", "n.d."),
        ("n.d.b", "n.d.b"),
        ("nd", "nd"),
        ("{{circa|1990}}", "{{circa|1990}}"),
        ("about 1990", ""),
        ("", ""),
    ],
)
def test_year(written: str, anchored: str) -> None:
    assert year(written, CALENDAR) == anchored


@pytest.mark.parametrize(
    "text", ["1990", "876", "1990a", "c. 1990", "1988–89", "1988–1990b", "n.d.", "nd", "n.d.c"]
)
def test_is_year(text: str) -> None:
    assert is_year(text)


@pytest.mark.parametrize("text", ["Hall", "4 May 1990", "1988-89", "19900", "c.1990", "1990A", ""])
def test_is_no_year(text: str) -> None:
    assert not is_year(text)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("CITEREFDe Wit1990", "CITEREFDe_Wit1990"),
        (" CITEREFDe__Wit  1990 ", "CITEREFDe_Wit_1990"),
        ("CITEREFc.\u00a01990", "CITEREFc._1990"),
        ("CITEREFMe\u0301n1990", "CITEREFM\u00e9n1990"),
    ],
)
def test_encoded(text: str, anchor: str) -> None:
    assert encoded(text) == anchor
