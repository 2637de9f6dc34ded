"""Places on the globe as articles write them: degrees, minutes, seconds and a letter.

Nothing raises, whatever the text.
"""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from validator.pattern import pattern

_NUMBER = pattern(r"[-+−]?[0-9]{1,9}(?:\.[0-9]{0,18})?\Z")
_AXES = {**dict.fromkeys("NS", "latitude"), **dict.fromkeys("EWO", "longitude")}
_HIGHEST = {"latitude": 90.0, "longitude": 180.0}
_MOST = 8
_NEAR = 0.02
_FAR = 0.4
_EARTH = 6371.0


class Place(NamedTuple):
    """Degrees north and degrees east."""

    latitude: float
    longitude: float


def read(parts: Iterable[str]) -> Place | str | None:
    """The place that numbers and letters tell, or why there is none; None for other forms."""
    numbers: list[float] = []
    axes: list[tuple[list[float], str]] = []
    for part in list(parts)[: _MOST + 1]:
        if _NUMBER.match(part):
            numbers.append(float(part.replace("−", "-")))
        elif part.upper() in _AXES:
            axes.append((numbers, part.upper()))
            numbers = []
        else:
            return None
    if not axes and len(numbers) == 2:
        axes = [(numbers[:1], ""), (numbers[1:], "")]
    elif numbers:
        return None
    if len(axes) != 2 or not all(1 <= len(given) <= 3 for given, _ in axes):
        return None
    return _placed(axes)


def _placed(axes: list[tuple[list[float], str]]) -> Place | str:
    degrees = []
    for axis, (given, letter) in zip(_HIGHEST, axes, strict=True):
        if letter and _AXES[letter] != axis:
            return f"the {axis} has the letter {letter}"
        if letter and given[0] < 0:
            return f"the {axis} has a minus and the letter {letter}"
        for part, value in zip(("minutes", "seconds"), given[1:], strict=False):
            if not 0 <= value < 60:
                return f"the {axis} has {value:g} {part}"
        value = sum(abs(number) / 60**power for power, number in enumerate(given))
        if value > _HIGHEST[axis]:
            return f"the {axis} is {given[0]:g}°, more than {_HIGHEST[axis]:g}°"
        degrees.append(-value if letter in tuple("SWO") or given[0] < 0 else value)
    return Place(*degrees)


def slip(one: Place, other: Place) -> str:
    """What seems to be mistaken between two places that ought to be one; empty if nothing is sure.

    Either one axis agrees and the other is far off, or both do but for the hemisphere or order.
    """
    near = [abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True)]
    mirrored = [abs(a + b) <= _NEAR < abs(a) for a, b in zip(one, other, strict=True)]
    if all(a or b for a, b in zip(near, mirrored, strict=True)) and not all(near):
        return "hemisphere"
    if not any(near):
        turned = abs(one[0] - other[1]) <= _NEAR and abs(one[1] - other[0]) <= _NEAR
        return "order" if turned else ""
    far = abs(one[1] - other[1] if near[0] else one[0] - other[0])
    return ("longitude" if near[0] else "latitude") if _FAR < far < 360 - _FAR else ""


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places on Earth, along its surface."""
    north, south = radians(one.latitude), radians(other.latitude)
    up = sin((south - north) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(up + cos(north) * cos(south) * along)))
