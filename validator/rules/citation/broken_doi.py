"""Rule ``citation/broken-doi``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_YEAR = pattern("[0-9]{4}")


class BrokenDoi(CitationRule):
    """DOI that was found to lead nowhere.

    Publishers forget to register DOIs, or register them late. The mark can go when the DOI leads
    somewhere, and the error can be reported to its registration agency.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |doi=10.1038/171737a0 |doi-broken-date=May 2020}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |doi=10.1038/171737a0}}</ref>

    ## Not flagged
    The mark without a DOI (citation/dependent-parameter).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_DOI_inactive
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("doi-broken-date",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield the dates since when DOIs lead nowhere."""
        since = citation.values["doi-broken-date"]
        if citation.get("doi"):
            message = f"|doi= leads nowhere since {since[:40]}, says |doi-broken-date="
            cs1 = "maint_doi_inactive_dated" if _YEAR.search(since) else "maint_doi_inactive"
            yield Condition("doi-broken-date", message, cs1)
