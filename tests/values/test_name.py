"""Names of people: where parameters stand in lists, and what is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values import name
from validator.values.name import (
    Person,
    Place,
    et_al,
    generic,
    generic_title,
    is_numeric,
    place,
    precedence,
    slots,
    without_et_al,
)


@pytest.mark.parametrize(
    ("parameter", "found"),
    [
        ("last", Place("author", 1, "last")),
        ("first3", Place("author", 3, "first")),
        ("author2", Place("author", 2, "last")),
        ("author2-first", Place("author", 2, "first")),
        ("author-last4", Place("author", 4, "last")),
        ("subject-given", Place("author", 1, "first")),
        ("host2", Place("author", 2, "last")),
        ("editor", Place("editor", 1, "last")),
        ("translator10-surname", Place("translator", 10, "last")),
        ("author01", None),
        ("author2-last2", None),
        ("author-link", Place("author", 1, "link")),
        ("authorlink3", Place("author", 3, "link")),
        ("author2link", Place("author", 2, "link")),
        ("editor-mask", Place("editor", 1, "mask")),
        ("author2link2", None),
        ("vauthors", None),
        ("title", None),
        ("", None),
    ],
)
def test_place(parameter: str, found: Place | None) -> None:
    assert place(parameter) == found


@pytest.mark.parametrize(
    ("name", "said", "rest"),
    [
        ("Hall et al.", "et al.", "Hall"),
        ("Hall, et al", "et al", "Hall"),
        ("[et al.]", "[et al.]", ""),
        ("Hall and others", "and others", "Hall"),
        ("Hall", "", "Hall"),
        ("Betal", "", "Betal"),
        ("Alan Hallett", "", "Alan Hallett"),
    ],
)
def test_et_al(name: str, said: str, rest: str) -> None:
    assert (et_al(name), without_et_al(name)) == (said, rest)


def test_generic() -> None:
    assert generic("Reuters Staff") == "Reuters"
    assert generic("Hall (ed.)") == "(ed.)"
    assert generic("[[Ada Hall (author)|Ada Hall]]") == ""
    assert generic("Edith Newsome") == ""
    assert generic_title("Page not found – Courier") == "Page not found"
    assert generic_title("The page that was found") == ""


def test_numeric() -> None:
    assert is_numeric("1990")
    assert is_numeric("–")
    assert not is_numeric("李")
    assert not is_numeric("50 Cent")


@given(st.text())
def test_any_text(text: str) -> None:
    """Nothing raises on any text, and nothing is said of what is too long to be a name."""
    place(text)
    is_numeric(text)
    for judge in (et_al, generic, generic_title):
        assert len(judge(text)) <= len(text)
        assert judge(text + "x" * 500) == ""


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        (["last", "first", "author-link"], [Person(1, "last", "first", "author-link")]),
        (["last2", "first1"], [Person(1, "", "first1", ""), Person(2, "last2", "", "")]),
        (["last1", "last3"], [Person(1, "last1", "", ""), Person(3, "last3", "", "")]),
        (["last1", "last4"], [Person(1, "last1", "", "")]),
        (["last3"], []),
        (["editor"], []),
    ],
)
def test_people(parameters: list[str], found: list[Person]) -> None:
    places = {place(name): [name] for name in parameters}
    read = slots({p: names for p, names in places.items() if p}, "author")
    assert [person for person in read if person.last or person.first] == found


def test_the_first_of_several_parameters_for_a_name_counts() -> None:
    names = ["surname", "host", "author", "subject-last", "author-last", "last"]
    assert sorted(names, key=precedence) == names[::-1]
    assert sorted(["editor", "editor-surname", "editor-last"], key=precedence) == [
        "editor-last",
        "editor-surname",
        "editor",
    ]


@pytest.mark.parametrize("kind", ["titles", "names"])
@given(st.data())
def test_what_a_pattern_matches_holds_what_stands_beside_it(kind: str, data: st.DataObject) -> None:
    words, patterns = name._compiled(kind)
    held, looked_for = data.draw(st.sampled_from(patterns))
    text = data.draw(st.from_regex(looked_for))
    found = looked_for.search(text)
    assert found is not None
    assert held in found[0]
    assert all(word == word.lower() for word in words)
