"""Rule ``citation/linked-twice``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule

_PAIRS = (
    (("title",), ("url", "URL")),
    (
        ("chapter", "contribution", "entry", "article", "section"),
        ("chapter-url", "contribution-url", "entry-url", "article-url", "section-url"),
    ),
)


class LinkedTwice(Rule):
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

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield titles with a wikilink beside an address."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            values = citation.template.values
            if not citation.use.schema:
                continue
            for titles, addresses in _PAIRS:
                address = next((name for name in addresses if values.get(name)), "")
                named = [name for name in titles if "[[" in values.get(name, "")]
                if titles[0] == "title" and values.get("title-link") and address:
                    named.append("title-link")
                for name in named if address else ():
                    found = citation.template.parameter(name)
                    other = citation.template.parameter(address)
                    if found is not None and other is not None:
                        yield Hit(
                            found.value_start,
                            found.value_end,
                            f"|{name}= is a wikilink, and |{address}= links the same text",
                            identity=f"{values[address]}|{name}",
                            related=(Related(other.start, other.end, "The other link"),),
                            facts={"parameter": name, "cs1": "err_wikilink_in_url"},
                        )
