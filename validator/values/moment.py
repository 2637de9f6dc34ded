"""Moments: year, month and day, as far as they are known, and what passes between two."""

from datetime import date

from validator.values.date import GREGORIAN, Moment

_SPRING_YEARS = 1752
"""England and its colonies began their years on 25 March until then."""
_JULIAN = 1929
"""Hardly anybody counted by the Julian calendar after this year."""
_JULIAN_LATE = range(10, 14)
"""So many days the Julian calendar was late from 1582 to 2100."""


def of_day(day: date) -> Moment:
    """The moment that is a whole day."""
    return day.year, day.month, day.day


def precedes(first: Moment, second: Moment) -> bool:
    """Whether the first is surely earlier, by what is known of both."""
    for one, other in zip(first, second, strict=True):
        if one is None or other is None:
            return False
        if one != other:
            return one < other
    return False


def differ(first: Moment, second: Moment) -> bool:
    """Whether two moments cannot be the same."""
    return precedes(first, second) or precedes(second, first)


def disagree(one: Moment, other: Moment) -> bool:
    """Whether two moments cannot be the same day, not even in the old calendar and the new."""
    return differ(one, other) and not _of_two_calendars(one, other)


def _of_two_calendars(one: Moment, other: Moment) -> bool:
    """Whether one may be the Julian name of the other, or begin its year in spring."""
    first, last = sorted((one, other), key=lambda moment: moment[0])
    if first[0] + 1 == last[0] <= _SPRING_YEARS and (first[1] is None or first[1] < 4):
        return first[1:] == last[1:] or first[1] is None or last[1] is None
    if None in one or None in other or not GREGORIAN <= last[0] <= _JULIAN:
        return False
    return abs(_day(one) - _day(other)) in _JULIAN_LATE


def _day(moment: Moment) -> int:
    year, month, day = moment
    return date(year, month or 1, min(day or 1, 28)).toordinal() + max(0, (day or 1) - 28)


def years(born: Moment, then: Moment) -> tuple[int, int]:
    """The lowest and the highest age that one may have who was born at a moment."""
    gone = then[0] - born[0]
    birthday, day = (0, born[1], born[2]), (0, then[1], then[2])
    if precedes(day, birthday):
        return gone - 1, gone - 1
    reached = precedes(birthday, day) or None not in (*born, *then)
    return (gone, gone) if reached else (gone - 1, gone)


def written(moment: Moment) -> str:
    """A moment in figures, the largest part first."""
    year, month, day = moment
    parts = [f"{year:04}"]
    if month is not None:
        parts.append(f"{month:02}")
        if day is not None:
            parts.append(f"{day:02}")
    return "-".join(parts)
