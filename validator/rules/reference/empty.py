"""Rule ``reference/empty``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class Empty(Rule):
    """Reference without content.

    A pair of tags with nothing between them prints an error where a source should stand. If the
    source was defined elsewhere, name it in a self-closing tag.

    ## Bad
    Built in 1871.<ref></ref> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall">Hall 1990, p. 4</ref> Lit in 1872.<ref name="Hall" /> {{reflist}}

    ## See
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:  # noqa: ARG002
        """Yield paired tags without content that no name turns into a reuse."""
        for reference in article.references:
            if reference.inner is not None and not reference.content and not reference.name:
                yield Hit(
                    reference.start,
                    reference.end,
                    "Reference without content",
                    facts={"cite": "cite_error_ref_no_input"},
                )
