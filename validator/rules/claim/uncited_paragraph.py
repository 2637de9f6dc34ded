"""Rule ``claim/uncited-paragraph``."""

from collections.abc import Iterator

from validator.article import Article
from validator.claim import Claim
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class UncitedParagraph(Rule):
    """Paragraph that states dates, numbers, superlatives or quotations without a source.

    A reader cannot check what no reference supports, and a later editor cannot tell it from an
    invention. Quotations weigh more, since their wording is somebody's, and so do opinions on living
    people: they are warnings.

    ## Bad
    == History ==
    The mill was rebuilt in 1871 at a cost of 12,000 crowns, and it employed some 120 people by 14 February 1890.

    ## Good
    == History ==
    The mill was rebuilt in 1871 at a cost of 12,000 crowns, and it employed some 120 people.<ref>Hall 1990, p. 4</ref>

    ## Not flagged
    What the lead sums up from a body with references; plots, lists of sources and links; paragraphs under
    a hundred characters; lines that introduce a list or table with references; block quotations;
    paragraphs with a maintenance tag, a link to another site, a source in brackets or a template
    that may be a citation; worked numbers in articles with formulas.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Verifiability
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield paragraphs without a reference that state something to be looked up."""
        for claim in article.claims:
            if claim.trailing:
                continue
            yield Hit(
                claim.start,
                claim.end,
                f"Paragraph states {claim.told} without a source{_own(claim, article)}",
                identity=claim.identity,
                severity=Severity.WARNING if claim.is_grave else None,
                facts=claim.facts,
            )


def _own(claim: Claim, article: Article) -> str:
    """Nothing, or words that leave room for sources named at the end for the whole article."""
    if claim.beyond_body:
        return ", and the body does not say it"
    general = not article.references and (article.citations or article.urls)
    return " of its own" if general and not article.is_plain_text else ""
