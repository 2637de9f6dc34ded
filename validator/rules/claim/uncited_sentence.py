"""Rule ``claim/uncited-sentence``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class UncitedSentence(Rule):
    """Sentence behind the last reference of its paragraph that states something to be looked up.

    A reference stands for what is before it, back to the reference before. What is added behind
    the last one looks supported and is not: the source does not say it, or nobody knows whether it
    does. Quotations and opinions on living people weigh more, so they are warnings.

    ## Bad
    == History ==
    The mill was rebuilt in 1871.<ref>Hall 1990, p. 4</ref> The flood of 1897 carried off its wheel and 37 houses.

    ## Good
    == History ==
    The mill was rebuilt in 1871. The flood of 1897 carried off its wheel and 37 houses.<ref>Hall 1990, p. 4</ref>

    ## Not flagged
    Sentences before the last reference of a paragraph; the lead, as far as the body gives the same
    dates; plots, lists of works, sources and links; sentences under thirty characters, without a
    date, number, superlative or quotation, with a maintenance tag, a link to another site, a source
    in brackets or a template that may be a citation; lines that introduce a list or table with
    references; block quotations.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Verifiability
    https://en.wikipedia.org/wiki/Wikipedia:Text-source_integrity
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether no reference stands anywhere."""
        return not article.sources

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield sentences with facts behind the last reference of their paragraph."""
        for claim in article.claims:
            if not claim.trailing:
                continue
            beyond = ", and the body does not say it" if claim.beyond_body else ""
            yield Hit(
                claim.start,
                claim.end,
                f"Behind the last reference of its paragraph, a sentence states {claim.told}{beyond}",
                identity=claim.identity,
                severity=Severity.WARNING if claim.is_grave else None,
                facts=claim.facts,
            )
