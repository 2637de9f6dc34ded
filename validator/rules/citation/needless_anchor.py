"""Rule ``citation/needless-anchor``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class NeedlessAnchor(CitationRule):
    """Anchor that the citation has anyway.

    Citations have an anchor of the authors' surnames and the year, to which short footnotes lead.
    Written out it does not follow when a name or the year is corrected.

    ## Bad
    <ref>{{cite book |title=Tides |last=Hall |date=2001 |ref=CITEREFHall2001}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |last=Hall |date=2001}}</ref>

    ## Not flagged
    Anchors of another form.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_ref_duplicates_default
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("ref",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield anchors that are as the template would make them."""
        ref = citation.values["ref"]
        if "CITEREF" in ref and _plain(ref) == citation.anchor(article.profile.calendar):
            message = "|ref= is the anchor that the template makes anyway"
            yield Condition("ref", message, "maint_ref_duplicates_default")


def _plain(anchor: str) -> str:
    return anchor.replace("_", " ")
