"""Names for references: telling ones, and unused ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values import reference_name

ANY = st.text(max_size=60)


@pytest.mark.parametrize(
    ("work", "name"),
    [
        (("Hall, Ann; Weir, C.", "4 May 1990", "The Post", "Mills"), "Hall 1990"),
        (("[[Ann Hall|Hall]]", "", "The Post", "Mills"), "Hall"),
        (("Hall AB", "1990", "", ""), "Hall 1990"),
        (("{{nobody}}", "2004", "www.example.org", "Mills"), "example.org 2004"),
        (
            ("", "", "The Post", "''The mills'' of Hull & the weir above"),
            "The mills of Hull the weir",
        ),
        (("", "", "The Post", "Wayback Machine"), "The Post"),
        (("", "1984", "", "1984"), ""),
    ],
)
def test_a_work_is_named_by_what_tells_it(work: tuple[str, str, str, str], name: str) -> None:
    assert reference_name.of_work(*work) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hall 1990, p. 4", "Hall 1990"),
        ("Weir, p. 4, 1877", "Weir 1877"),
        ("The mills of Hull and the weir above them", "The mills of Hull and the weir"),
        ("1984", ""),
        ("", ""),
    ],
)
def test_a_text_is_named_by_its_beginning(text: str, name: str) -> None:
    assert reference_name.of_text(text) == name


def test_a_taken_name_gets_a_letter_or_a_number() -> None:
    assert reference_name.unused("Hall 1990", {"hall 1990", "hall 1990b"}) == "Hall 1990c"
    assert reference_name.unused("The Post", {"the post"}) == "The Post 2"
    assert reference_name.unused("", set()) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[https://www.example.org:80/a b]", "example.org"),
        ("https://a&b='c", "a b 'c"),
        ("https://127.0.0.1/", ""),
        ("Hall", ""),
    ],
)
def test_an_address_is_named_by_its_host(text: str, name: str) -> None:
    assert reference_name.of_address(text) == name


@given(ANY, ANY, ANY, ANY)
def test_names_hold_nothing_that_wikitext_reads(
    author: str, date: str, work: str, name: str
) -> None:
    names = (
        reference_name.of_work(author, date, work, name),
        reference_name.of_text(author),
        reference_name.of_address(f"https://{author}"),
    )
    for found in names:
        assert not set(found) & set('<>[]{}|="&\n')
        assert not found.isdigit()
