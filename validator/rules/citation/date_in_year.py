"""Rule ``citation/date-in-year``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_YEAR = pattern(r"(?:c\. )?[0-9]{3,4}(?:[-–](?:[0-9]{2}|[0-9]{3,4}))?[A-Za-z]?")


class DateInYear(CitationRule):
    """Year that holds more than a year.

    |date= takes dates of any precision. In |year= they work, but nobody looks for them there.

    ## Bad
    <ref>{{cite book |title=Tides |year=May 1999}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |date=May 1999}}</ref>

    ## Not flagged
    Ranges of years, and years with c. or a letter.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_year
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("year",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield years that are something else."""
        value = citation.values["year"]
        if "{{" not in value and not _YEAR.fullmatch(value):
            message = f"|year= holds “{value[:60]}”; |date= takes it"
            yield Condition("year", message, "maint_year")
