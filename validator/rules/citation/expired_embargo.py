"""Rule ``citation/expired-embargo``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.date import full_day


class ExpiredEmbargo(CitationRule):
    """Day in the past on which an article became free to read.

    The template links the article by its PMC from that day on; the date is of no more use.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |pmc=12345 |pmc-embargo-date=1 January 2015}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |pmc=12345}}</ref>

    ## Not flagged
    Days to come, and dates without |pmc= (citation/dependent-parameter).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_PMC_embargo
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("pmc-embargo-date",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield days that are past."""
        value = citation.values["pmc-embargo-date"]
        day = full_day(value, article.profile.calendar)
        good = context.schemas.complaint("embargo-date", value) is None
        if citation.get("pmc") and good and day and day < context.today:
            message = f"|pmc-embargo-date= is past: the article is free since {value}"
            yield Condition("pmc-embargo-date", message, "maint_pmc_embargo")
