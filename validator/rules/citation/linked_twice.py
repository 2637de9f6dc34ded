"""Rule ``citation/linked-twice``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_PAIRS = (
    (("title", "title-link"), ("url", "URL")),
    (
        ("chapter", "contribution", "entry", "article", "section"),
        ("chapter-url", "contribution-url", "entry-url", "article-url", "section-url"),
    ),
)


class LinkedTwice(CitationRule):
    """Title that is a wikilink and is to be linked by an address, too.

    Only one link can stand on the title; readers see brackets and an error instead of either.

    ## Bad
    <ref>{{cite web |title=[[The mill]] |url=https://example.org/a}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/a}}</ref>

    ## Not flagged
    Wikilinks in other parameters, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#wikilink_in_url
    """

    since = "0.1"
    severity = Severity.ERROR

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield titles with a wikilink beside an address."""
        values = citation.values
        for titles, addresses in _PAIRS:
            address = next((name for name in addresses if values.get(name)), "")
            for name in titles if address else ():
                if "[[" in values.get(name, "") or (name == "title-link" and values.get(name)):
                    message = f"|{name}= is a wikilink, and |{address}= links the same text"
                    yield Condition(name, message, "err_wikilink_in_url", other=address)
