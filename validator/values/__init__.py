"""The values articles are made of: dates, web addresses, archive links, identifiers.

Every check here returns None for a good value and otherwise says in words what is
wrong with it; nothing raises, whatever the text.
"""

from collections.abc import Callable
from datetime import date as _date
from functools import partial

from validator.values import field, identifier, url
from validator.values.calendar import Calendar
from validator.values.date_complaint import (
    WIKIPEDIA_BORN,
    complaint,
    day_complaint,
    plain_complaint,
)
from validator.values.iso import iso_complaint

Complaint = Callable[[str], str | None]

_ROOM = {kind: 2 * highest for kind, highest in identifier.LIMITS.items()}
"""Numbers grow: twice the highest known one leaves room for years, and still tells a slip."""

FORMATS: dict[str, Complaint] = {
    "web-url": url.complaint,
    "newsgroup": url.newsgroup_complaint,
    "field-number": field.number_complaint,
    "field-boolean": field.boolean_complaint,
    "field-url": field.address_complaint,
    "field-file": field.file_complaint,
    "mw-title": field.title_complaint,
    "mw-username": field.title_complaint,
    "mw-template": field.title_complaint,
    "mw-filename": field.file_complaint,
    "field-size": field.size_complaint,
    "field-coordinates": field.coordinates_complaint,
    "field-colour": field.colour_complaint,
    **{
        kind: partial(identifier.complaint, kind, limits=_ROOM) for kind in sorted(identifier.KINDS)
    },
    "iso-date": iso_complaint,
}
"""What the formats named in JSON Schemas complain about."""


def formats(calendar: Calendar, today: _date | None = None) -> dict[str, Complaint]:
    """Return `FORMATS` and the date formats of one language, as of `today`."""
    dated = {
        kind: partial(identifier.complaint, kind, limits=_ROOM, today=today)
        for kind in identifier.DATED
    }
    return (
        FORMATS
        | dated
        | {
            "field-date": partial(field.day_complaint, calendar=calendar),
            "wiki-date": partial(complaint, calendar=calendar, today=today),
            "access-date": partial(
                day_complaint,
                calendar=calendar,
                today=today,
                earliest=WIKIPEDIA_BORN,
            ),
            "plain-date": partial(plain_complaint, calendar=calendar, today=today),
            "embargo-date": partial(day_complaint, calendar=calendar, today=today, ahead=2),
            "archive-date": partial(day_complaint, calendar=calendar, today=today, ahead=1),
        }
    )
