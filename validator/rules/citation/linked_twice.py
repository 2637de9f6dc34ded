"""Rule ``citation/linked-twice``."""

from collections.abc import Iterable, Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_PAIRS = (
    (("conference", "event"), "conference-url"),
    (("transcript",), "transcript-url"),
)
_LINK = pattern(r"\[\[[^\[\]]*+\]\]")
_INTERWIKI = pattern(r"\[\[([A-Za-z]+):")
_LINKING = pattern(r"[^][<>|{}]*")
_KEYWORDS = ("none", "pmc", "doi")
"""Values of |title-link= that choose an identifier to link the title with."""


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

    def asked(self, article: Article) -> Iterable[Citation]:
        """Citations with a wikilink."""
        return article.linking_citations

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield titles with a wikilink beside an address."""
        values = citation.values
        module = context.module
        reading = module.reading(citation)
        url = reading.url
        if module.is_linked_by_identifier(citation):
            url = "pmc" if "pmc" in values else "doi"
        pairs = [((reading.title, reading.script_title), url), *_PAIRS]
        if module.shows_chapters(citation):
            pairs.append(((reading.chapter, reading.script_chapter), reading.chapter_url))
        for texts, address in pairs:
            if address in values:
                yield from _links(citation, texts, address, article, context)
        link = values.get("title-link", "none")
        if reading.url and reading.title and link not in _KEYWORDS and _LINKING.fullmatch(link):
            message = f"|title-link= links the title, and so does |{reading.url}="
            yield Condition("title-link", message, "err_wikilink_in_url", other=reading.url)


def _links(
    citation: Citation, texts: tuple[str, ...], address: str, article: Article, context: Context
) -> Iterator[Condition]:
    """The texts that an address links, though they hold a wikilink that works."""
    known = context.schemas.parameters(citation.use.schema)
    for name in texts:
        value = citation.values.get(name, "")
        if "[[" not in value or not known.allows(name) or not _LINK.search(value):
            continue
        prefix = _INTERWIKI.search(value)
        if prefix is None or prefix[1].lower() not in article.profile.language_prefixes:
            message = f"|{name}= is a wikilink, and |{address}= links the same text"
            yield Condition(name, message, "err_wikilink_in_url", other=address)
