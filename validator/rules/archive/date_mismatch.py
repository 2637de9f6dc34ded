"""Rule ``archive/date-mismatch``."""

from collections.abc import Iterator
from datetime import timedelta

from validator.article import Article
from validator.citation import Citation
from validator.finding import Edit, Hit, Related, Severity
from validator.rule import Context, Rule
from validator.values import archive, date

_UTC_DAYS = ("Wayback Machine",)
"""Services whose days are surely those of UTC; others may count in local time."""
_DAY = timedelta(1)


class DateMismatch(Rule):
    """Archive date that differs from the date in the archive's address.

    One of the two is wrong: the reader is told of another state of the page than the one the link
    shows. The address holds the true date of the copy it leads to.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20140506070809/https://example.org/a |archive-date=7 June 2014}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20140506070809/https://example.org/a |archive-date=6 May 2014}}</ref>

    ## Not flagged
    Archives whose address has no date. A difference of one day, which may be a matter of time
    zones, except for the Wayback Machine in templates that compare the dates themselves.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#archive_date_url_ts_mismatch
    """

    since = "0.1"
    severity = Severity.ERROR
    formerly = ("citation/archive-date-mismatch",)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield archive dates on another day than their snapshot's."""
        calendar = article.profile.calendar
        for citation in article.citing("archive-url"):
            address = citation.get("archive-url")
            day = date.full_day(citation.get("archive-date"), calendar)
            snapshot = archive.read(address) if day else None
            if day is None or snapshot is None or snapshot.timestamp is None:
                continue
            taken = snapshot.timestamp.date()
            if taken == day or 0 < len(snapshot.digits) < 8:
                continue
            url = citation.parameter("archive-url")
            given = citation.parameter("archive-date")
            if url is None or given is None or archive.complaint(address, context.today):
                continue
            checked = _is_checked(citation, given.name, context)
            if abs(taken - day) <= _DAY and not (checked and snapshot.service in _UTC_DAYS):
                continue
            written = date.write(taken, given.value, calendar)
            compared = (
                checked
                and "//web.archive.org/" in url.value
                and not context.module.has_bad_date(citation)
            )
            yield Hit(
                given.value_start,
                given.value_end,
                f"|{given.name}= is {given.value}, "
                f"but the copy at {snapshot.service} is of {written}",
                identity=url.value,
                related=(Related(url.name_start, url.value_end, f"The address says {written}"),),
                edits=(Edit(given.value_start, given.value_end, written),),
                facts={"cs1": "err_archive_date_url_ts_mismatch"} if compared else {},
            )


def _is_checked(citation: Citation, name: str, context: Context) -> bool:
    """Whether the template itself takes the archive date for a date, to be compared."""
    schema = citation.use.schema
    note = context.schemas.parameters(schema).note(name) if schema else None
    return note is not None and note.get("type") == "date"
