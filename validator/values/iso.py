"""Dates as ISO 8601 writes them, which is how TemplateData wants them."""

from validator.pattern import pattern
from validator.values.date import month_length

_SHAPE = pattern(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?)?)?"
)


def iso_complaint(text: str) -> str | None:
    """Say why a text is no year, month, day or time of ISO 8601."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return "a date such as 2026-11-20 is needed"
    year, month, day = (int(part) if part else 1 for part in found.groups())
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if not 1 <= day <= month_length(year, month):
        return f"this month has no day {day}"
    return None
