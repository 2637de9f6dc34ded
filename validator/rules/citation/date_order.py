"""Rule ``citation/date-order``."""

from collections.abc import Iterator
from datetime import date, timedelta

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.template import Parameter
from validator.values import archive
from validator.values.calendar import Calendar
from validator.values.date import WikiDate, month_length, read

_AHEAD = {"month": 92, "season": 92, "year": 366}
"""By how many days issues and volumes may be dated ahead, by what their dates say."""
_ONLINE_FIRST = 366
"""By how many days journals may put a paper on line before its issue."""
_PUBLISHED = ("date", "year", "publication-date")
"""What says when the source was published; the first one given counts."""
_SINCE = {"access-date": 2001, "archive-date": 1996}
"""The first year that such a date can have."""
_FIRST_YEAR = 1996
_MEANS = {
    "access-date": "the page was read before, |{}={}",
    "archive-date": "the copy is older, |{}={}",
}


class DateOrder(Rule):
    """Source dated later than it was read or archived.

    Nobody can have read it then, so one of the dates is wrong, or the page has changed since and the
    copy does not show what is cited. A day and a month swapped, and the year before in January, are
    common causes.

    ## Bad
    <ref>{{cite news |title=The mill |url=https://example.org/a |date=6 August 2008 |access-date=13 April 2008}}</ref>

    ## Good
    <ref>{{cite news |title=The mill |url=https://example.org/a |date=6 August 2007 |access-date=13 April 2008}}</ref>

    ## Not flagged
    Differences of up to fourteen days, for weeklies and charts are dated ahead, printed articles
    appear on line before, and days differ by time zone (the option ``days``; 1 allows for time zones
    only). Issues without a day up to three months ahead, years without a month and papers in journals
    up to a year. A month or year counts by its first day, a range by its start. Sources with an
    original date, with two dates, or with dates that cannot be read.

    ## See
    https://en.wikipedia.org/wiki/Help:Citation_Style_1#Dates
    """

    since = "0.1"
    severity = Severity.WARNING
    options = {"days": 14}

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield publication dates that are surely later than the access or archive date."""
        calendar = article.profile.calendar
        days = self.option("days")
        for citation in article.citing("access-date", "archive-date"):
            access, archived = citation.get("access-date"), citation.get("archive-date")
            field = next((field for field in _PUBLISHED if citation.get(field)), "")
            written = citation.get(field) if field else ""
            latest = _year(written)
            if latest and all(_year(one) > latest for one in (access, archived) if one):
                continue
            found = read(written, calendar) if written else None
            if found is None or found.start[0] < _FIRST_YEAR:
                continue
            earlier = []
            if access and _is_before(found, days, "access-date", citation, calendar):
                earlier.append("access-date")
            if archived and _is_before(found, days, "archive-date", citation, calendar):
                earlier.append("archive-date")
            published = citation.parameter(field) if earlier else None
            if published and not found.circa and not _is_dated_otherwise(citation, article):
                yield _hit(published, earlier, citation)


def _year(written: str) -> int:
    """The year that a date ends or begins with, the last one of several; 0 if it does neither."""
    for digits in (written[-4:], written[:4]):
        if len(digits) == 4 and digits.isdecimal():
            return int(digits)
    return 0


def _hit(published: Parameter, earlier: list[str], citation: Citation) -> Hit:
    """The hit at a date of publication that is later than what other fields give."""
    others = [parameter for field in earlier if (parameter := citation.parameter(field))]
    means = _MEANS[earlier[0]].format(others[0].name, others[0].value)
    return Hit(
        published.value_start,
        published.value_end,
        f"|{published.name}= is {published.value}, but {means}",
        identity=f"{citation.source}|{published.name}",
        related=tuple(Related(one.name_start, one.value_end, f"|{one.name}=") for one in others),
        facts={"parameter": published.name},
    )


def _is_before(
    published: WikiDate, days: int, field: str, citation: Citation, calendar: Calendar
) -> bool:
    """Whether a source was surely read or archived before it was published.

    When a copy was taken is told by its address, too.
    """
    found = read(citation.get(field), calendar)
    if found is None or found.precision not in ("day", "month", "year"):
        return False
    year, month, day = found.end or found.start
    if not _SINCE[field] <= year <= published.start[0]:
        return False
    month = month or 12
    last = date(year, month, day or month_length(year, month)) + timedelta(
        _ahead(published, citation, days)
    )
    first = _first(published)
    if first <= last:
        return False
    copy = archive.read(citation.get("archive-url")) if field == "archive-date" else None
    return not (copy and copy.timestamp and copy.timestamp.date() >= first)


def _ahead(published: WikiDate, citation: Citation, days: int) -> int:
    """By how many days the source may be dated ahead."""
    by_form = _AHEAD.get(published.precision, 0)
    return max(days, by_form, _ONLINE_FIRST if citation.kind == "cite-journal" else 0)


def _first(published: WikiDate) -> date:
    """The first day that a date may mean."""
    year, month, day = published.start
    if published.precision not in ("day", "month"):
        month = 1
    return date(year, month or 1, day or 1)


def _is_dated_otherwise(citation: Citation, article: Article) -> bool:
    """Whether a citation gives an original date, or more dates than one."""
    values = citation.values
    if any(name.startswith("orig-") or name == "origyear" for name in values):
        return True
    return sum(name in values for name in article.profile.field_names.get("date", ())) > 1
