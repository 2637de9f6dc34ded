"""Titles and names of works: one key for all writings of one title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.title import LONGEST, alike, bare, key, linked, publisher_key


@pytest.mark.parametrize(
    ("text", "seen", "page"),
    [
        ("The mill", "The mill", ""),
        ("[[The mill]]", "The mill", "The mill"),
        ("The [[Mill (company)|''mill'']] &amp; sons", "The mill & sons", "Mill (company)"),
        ("[[:Category:Mills#Old|mills]]", "mills", "Category:Mills"),
        ("[[unclosed", "[[unclosed", "unclosed"),
        ("", "", ""),
    ],
)
def test_bare_and_linked(text: str, seen: str, page: str) -> None:
    assert (bare(text), linked(text)) == (seen, page)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The mill: a history", "''The Mill'' – A History", True),
        ("Hall &amp; sons", "Hall and Sons", True),
        ("Encyclopædia", "Encyclopaedia", True),
        ("Télégramme", "telegramme", True),
        ("Новая газета", "Новая Газета", True),
        ("हिन्दी", "हिन्दू", False),
        ("The mill, volume 1", "The mill, volume 2", False),
    ],
)
def test_key(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@pytest.mark.parametrize("text", ["", "—", "{{x}}", "a<br>b", "x" * (LONGEST + 1)])
def test_no_key(text: str) -> None:
    assert key(text) == publisher_key(text) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The mill at the river", "''The Mill at the River''", True),
        ("The mill at the river", "Hall Post: The mill at the river", True),
        ("The old mill at the river burns down", "The old mill at the river burnt down", True),
        ("The mill, volume 1", "The mill, volume 2", False),
        ("Mill 1", "Mill", False),
        ("Mill", "Mills", False),
        ("The mill at the river", "The bridge at the sea", False),
        ("水车", "水车", True),
        ("", "", False),
        ("—", "–", False),
        ("{{x}}", "{{x}}", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("The Mill Co., Ltd.", "mill"),
        ("www.the-mill.co.uk/", "mill"),
        ("https://mill.com", "mill"),
        ("Mill GmbH & Co. KG", "millgmbhand"),
        ("Mill S.A.", "mill"),
        ("Ltd", "ltd"),
        ("The", "the"),
        ("Theo", "theo"),
        ("Mill.com Blog", "millcomblog"),
    ],
)
def test_publisher_key(name: str, found: str) -> None:
    assert publisher_key(name) == found


@given(st.text(max_size=40), st.text(max_size=40))
def test_being_alike_is_mutual(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) is (key(one) != "")


@given(st.text(max_size=40))
def test_keys_stand_for_themselves(text: str) -> None:
    found = key(text)
    assert key(found) == found


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("piece", ["[[", "[[a|", "''", "&", ", Inc", "a.", "é", "www."])
def test_keys_are_quick(piece: str) -> None:
    for text in (piece * 100_000, piece * (LONGEST // len(piece))):
        key(text)
        publisher_key(text)
        alike(text, text + "x")
        bare(text)
        linked(text)
