"""Rule ``citation/second-date``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

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
        fault, why = context.module.second_date_fault(citation)
        first = citation.parameter("date")
        other = first.name if first is not None else ""
        if fault:
            message = f"|{fault}= says “{citation.values[fault][:60]}” beside another date: {why}"
            yield Condition(fault, message, "err_bad_date", other=other)
        year = citation.values.get("year", "")
        if fault == "year" or not year or first is None or "{{" in year + first.value:
            return
        letter = year[-1] if year[-1].isalpha() else ""
        if letter and _ISO.fullmatch(first.value):
            return
        message = f"|year= repeats the year of |{other}="
        if letter and first.value.endswith(year[:-1]):
            message += f", which takes the letter: {first.value[:60]}{letter}"
        yield Condition("year", message, "maint_date_year", other=other)
