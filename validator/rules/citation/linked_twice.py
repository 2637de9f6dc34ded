"""Rule ``citation/linked-twice``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_CHAPTERS = ("chapter", "contribution", "entry", "article", "section")
_PAIRS = (
    (("title", "script-title"), ("url", "URL")),
    (
        _CHAPTERS + tuple(f"script-{name}" for name in _CHAPTERS),
        tuple(f"{name}-url" for name in _CHAPTERS),
    ),
    (("conference", "event"), ("conference-url",)),
    (("transcript",), ("transcript-url",)),
    (("map", "script-map"), ("map-url",)),
)
_LINK = pattern(r"\[\[[^\[\]]*+\]\]")
_KEYWORDS = ("none", "pmc", "doi")
"""Values of |title-link= that choose an identifier to link the title with."""
_ELSEWHERE = ("cite-episode", "cite-encyclopedia")
"""Templates that link something else where both |url= and |title-link= are given."""


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
        if "title-link" not in values and not any("[[" in value for value in values.values()):
            return
        for texts, addresses in _PAIRS:
            address = next((name for name in addresses if name in values), "")
            if address:
                yield from _links(citation, texts, address, context)
        if context.module.is_linked_by_identifier(citation):
            yield from _links(citation, _PAIRS[0][0], "pmc" if "pmc" in values else "doi", context)
        link = values.get("title-link", "none")
        if citation.get("url") and link not in _KEYWORDS and citation.kind not in _ELSEWHERE:
            address = "url" if "url" in values else "URL"
            message = f"|title-link= links the title, and so does |{address}="
            yield Condition("title-link", message, "err_wikilink_in_url", other=address)


def _links(
    citation: Citation, texts: tuple[str, ...], address: str, context: Context
) -> Iterator[Condition]:
    """The texts that an address links, though they hold a wikilink that works."""
    known = context.schemas.parameters(citation.use.schema)
    for name in texts:
        value = citation.values.get(name, "")
        if "[[" in value and _LINK.search(value) and known.allows(name):
            message = f"|{name}= is a wikilink, and |{address}= links the same text"
            yield Condition(name, message, "err_wikilink_in_url", other=address)
