"""Lists of names in Vancouver style."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from validator.values.vancouver import LONGEST, complaint, latin_fault, names, surname


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hall AB, Moss C", ["Hall AB", "Moss C"]),
        ("Hall AB , ((Weir, Tide and Co)),Moss C", ["Hall AB", "((Weir, Tide and Co))", "Moss C"]),
        ("[[Ada Hall|Hall A]], [[Moss]], et al.", ["Hall A", "Moss"]),
        ("((Weir, Tide", ["((Weir, Tide"]),
        ("", [""]),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert list(names(text)) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Hall AB", "Hall"),
        ("de la Garza R", "de la Garza"),
        ("Hall A Jr", "Hall"),
        ("Moss C 3rd", "Moss"),
        ("Jones", "Jones"),
        ("((Weir, Tide and Co))", "Weir, Tide and Co"),
        ("", ""),
    ],
)
def test_surname(name: str, found: str) -> None:
    assert surname(name) == found


@pytest.mark.parametrize(
    "text",
    [
        "Hall AB, Moss C",
        "de la Garza R, O'Neil-Šmíd BC",
        "Hall A Jr, Moss C 3rd, Bell I 4th",
        "Jones",
        "((Weir, Tide and Co.)), Иванов",
        "Hall A, et al.",
    ],
)
def test_in_style(text: str) -> None:
    assert complaint(text) is None


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Hall A.", "Hall A.", "full stop"),
        ("Hall A; Moss C", "Hall A; Moss C", "semicolon"),
        ("Hall A B", "Hall A B", "space between its initials"),
        ("Hall ABC", "Hall ABC", "one or two initials"),
        ("Hall Ab", "Hall Ab", "no surname"),
        ("Hall II Moss C", "Hall II Moss C", "comma"),
        ("Hall A 10th", "Hall A 10th", "suffix"),
        ("Moss C, Иванов П", "Иванов П", "Latin"),
        ("李", "李", "Latin"),
    ],
)
def test_not_in_style(text: str, name: str, why: str) -> None:
    found = complaint(text)
    assert found is not None
    assert found[0] == name
    assert why in found[1]


_SURNAMES = st.text("abcdéñō", min_size=2, max_size=8).map(str.capitalize)
_INITIALS = st.text("ABCÉØ", min_size=1, max_size=2)


@given(st.lists(st.tuples(_SURNAMES, _INITIALS), min_size=1, max_size=5))
def test_surnames_and_initials_are_the_style(people: list[tuple[str, str]]) -> None:
    assert complaint(", ".join(map(" ".join, people))) is None


@given(st.text(max_size=80))
@example(" ")
def test_any_text_is_read(text: str) -> None:
    found = complaint(text)
    assert found is None or (found[0] in list(names(text)) and found[1])


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_names_are_read(surname: str, given_name: str) -> None:
    why = latin_fault(surname, given_name)
    assert why == "" or why.startswith(("holds", "ends"))


def test_a_very_long_list_is_left_alone() -> None:
    assert complaint("x.y " * LONGEST) is None
