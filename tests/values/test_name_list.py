"""Lists of names, told by parameters."""

import pytest

from validator.values.name import Person, Place
from validator.values.name_list import Name, NameLists, name_lists


def lists(*parameters: str, contributors: bool = False) -> NameLists:
    return name_lists(parameters, contributors=contributors)


def test_names_in_order() -> None:
    found = lists("title", "first1", "last1", "editor-last", "last2", "url")
    assert found.kinds == ("author", "editor")
    assert found.names == (
        Name("last1", Place("author", 1, "last")),
        Name("first1", Place("author", 1, "first")),
        Name("last2", Place("author", 2, "last")),
        Name("editor-last", Place("editor", 1, "last")),
    )


def test_a_list_ends_at_a_gap_of_two() -> None:
    assert lists("last1", "last4").people("author") == (Person(1, "last1", "", ""),)


@pytest.mark.parametrize(
    ("parameters", "instead"),
    [
        (("vauthors",), "vauthors"),
        (("vauthors", "last"), ""),
        (("people", "first2"), ""),
        (("credits", "last3"), "credits"),
        (("last",), ""),
    ],
)
def test_a_list_in_one_piece(parameters: tuple[str, ...], instead: str) -> None:
    assert lists(*parameters).instead("author") == instead
    assert (lists(*parameters).people("author") == ()) == bool(instead)


def test_names_given_twice() -> None:
    assert lists("last1", "author").repeated == (("author", "last1"),)
    assert lists("last", "vauthors").repeated == (("vauthors", "last"),)
    assert lists("last1", "last2").repeated == ()


def test_contributors_only_where_the_template_has_them() -> None:
    assert lists("contributor").people("contributor") == ()
    assert lists("contributor").reads(Place("contributor", 1, "last"))
    assert len(lists("contributor", contributors=True).people("contributor")) == 1


def test_what_has_nothing_to_do_with_names_does_not_count() -> None:
    assert lists("title", "last", "url") is lists("last", "date")


def test_many_names_are_not_remembered() -> None:
    many = [f"last{n}" for n in range(1, 100)]
    assert lists(*many) is not lists(*many)
    assert len(lists(*many).people("author")) == 99
