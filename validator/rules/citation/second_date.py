"""Rule ``citation/second-date``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_GIVEN = pattern(r"(c\. )?([0-9]{3,4})([A-Za-z]?)")
_YEAR = pattern(r"(?<![0-9])[0-9]{3,4}(?![0-9])")
_SHORT = pattern(r"([0-9]{2})[0-9]{2}[-–]([0-9]{2})[a-z]?")
_ISO = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class SecondDate(CitationRule):
    """Second date of a citation that disagrees with the first, or repeats it.

    |date= holds the year, too. A year beside it is of use only to tell two works of one year apart;
    another year is an error, and readers cannot tell which is right.

    ## Bad
    <ref>{{cite book |title=Tides |date=May 1977 |year=1850}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |date=May 1977}}</ref>

    ## Not flagged
    A year with a letter beside a date such as 1977-05-04.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date
    https://en.wikipedia.org/wiki/Category:CS1_maint:_date_and_year
    """

    since = "0.1"
    severity = Severity.ERROR
    reads = ("year", "publication-date")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield years and dates of publication beside |date=."""
        values = citation.values
        first = citation.parameter("date")
        year, published = values.get("year", ""), values.get("publication-date", "")
        if published and (first or year):
            complain = context.schemas.complaint
            why = complain("plain-date", published)
            if why and complain("wiki-date", published) is None and "{{" not in published:
                message = (
                    f"|publication-date= cannot be “{published[:60]}” beside another date: {why}"
                )
                yield Condition("publication-date", message, "err_bad_date")
        if not year or first is None or "{{" in year + first.value:
            return
        years = _years(first.value)
        given = _GIVEN.fullmatch(year)
        if given is None or given[2] not in years:
            message = f"|year= says “{year[:40]}”, |{first.name}= says “{first.value[:60]}”"
            yield Condition("year", message, "err_bad_date", other=first.name)
        elif not (given[3] and _ISO.fullmatch(first.value)):
            message = f"|year= repeats the year of |{first.name}="
            yield Condition("year", message, "maint_date_year", other=first.name)


def _years(date: str) -> list[str]:
    """The years that a date names, the second one of 2019–20 in full."""
    found: list[str] = _YEAR.findall(date)
    short = _SHORT.search(date) if not _ISO.fullmatch(date) else None
    return [*found, short[1] + short[2]] if short else found
