"""Coordinates: their forms, their faults and the way between two places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.coordinates import Place, distance, read, slip

PLACES = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("59.2|9.5", (59.2, 9.5)),
        ("-59.2|−9.5", (-59.2, -9.5)),
        ("59|N|9|E", (59, 9)),
        ("59|30|S|9|15|w", (-59.5, -9.25)),
        ("59|30|36|N|9|15|0|O", (59.51, -9.25)),
        ("59.5|N|9.25|W", (59.5, -9.25)),
    ],
)
def test_read(text: str, place: tuple[float, float]) -> None:
    assert read(text.split("|")) == pytest.approx(place)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("95|N|9|E", "the latitude is 95°, more than 90°"),
        ("59|N|190|E", "the longitude is 190°, more than 180°"),
        ("90|0|1|N|9|0|0|E", "the latitude is 90°, more than 90°"),
        ("59|60|N|9|15|E", "the latitude has 60 minutes"),
        ("59|6|N|9|15|75|E", "the longitude has 75 seconds"),
        ("-59|N|9|E", "the latitude has a minus and the letter N"),
        ("9|E|59|N", "the latitude has the letter E"),
    ],
)
def test_faults(text: str, says: str) -> None:
    assert read(text.split("|")) == says


@pytest.mark.parametrize(
    "text", ["", "59", "59|N", "59|N|9", "59|x|9|E", "1|2|3", "1|2|3|4|N|9|E", "N|E", "1" * 99]
)
def test_other_forms(text: str) -> None:
    assert read(text.split("|")) is None


@given(st.lists(st.text(max_size=8), max_size=12))
def test_reading_never_raises(parts: list[str]) -> None:
    found = read(parts)
    assert found is None or isinstance(found, str | Place)


@given(PLACES, PLACES)
def test_distance_is_one_on_a_globe(one: Place, other: Place) -> None:
    assert 0 <= distance(one, other) <= 20_016
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-6)
    assert distance(one, one) == pytest.approx(0, abs=1e-6)
    assert slip(one, one) == ""


def test_a_known_distance() -> None:
    assert distance(Place(48.8566, 2.3522), Place(51.5074, -0.1278)) == pytest.approx(344, abs=1)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ((59.2, 9.5), (59.2, -9.5), "hemisphere"),
        ((59.2, 9.5), (-59.2, -9.5), "hemisphere"),
        ((59.2, 9.5), (59.2, 19.5), "longitude"),
        ((59.2, 9.5), (57.2, 9.51), "latitude"),
        ((59.2, 9.5), (9.5, 59.2), "order"),
        ((59.2, 9.5), (59.21, 9.51), ""),
        ((59.2, 9.5), (59.2, 9.7), ""),
        ((-34.6, -58.4), (-34.0, -64.0), ""),
    ],
)
def test_slip(one: tuple[float, float], other: tuple[float, float], answer: str) -> None:
    assert slip(Place(*one), Place(*other)) == answer
