"""Rule ``citation/extra-punctuation``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_SPARED = frozenset(
    (
        *("URL", "archive-url", "archiveurl", "article", "article-url", "book-title", "booktitle"),
        *("chapter", "chapter-url", "conference-url", "contribution", "contribution-url", "entry"),
        *("entry-url", "map-url", "mapurl", "postscript", "quotation", "quote", "ref", "section"),
        *("section-url", "title", "transcript", "transcript-url", "trans-map", "url"),
    )
)
"""Parameters that may end with a mark, besides those named after them."""
_MASK = pattern("-mask[0-9]+\\Z")
_TEXTS = ("article", "chapter", "contribution", "entry", "quote", "section", "title")

_MARKS = (",\0", ";\0", ":\0", "\0=")


class ExtraPunctuation(CitationRule):
    """Value with a mark at its end that the template sets itself.

    Readers see two marks in a row, and tools that read the citation take the mark for a part of the
    name.

    ## Bad
    <ref>{{cite book |title=Tides |publisher=Weir Press,}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |publisher=Weir Press}}</ref>

    ## Not flagged
    Titles, quotes, addresses and masks, which may end so.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_extra_punctuation
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether no value begins or ends so."""
        return super().is_idle(article) or not any(map(article.cited_text.__contains__, _MARKS))

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield values that end with a comma, colon or semicolon, or begin with an equals sign."""
        for name, value in citation.values.items():
            if value[-1] not in ",;:" and value[0] != "=":
                continue
            if not _is_spared(name):
                where = "begins with =" if value[0] == "=" else f"ends with “{value[-1]}”"
                yield Condition(name, f"|{name}= {where}", "maint_extra_punct")


def _is_spared(name: str) -> bool:
    prefix, _, text = name.partition("-")
    if name in _SPARED or (prefix in ("script", "trans") and text in _TEXTS):
        return True
    return name.endswith("-mask") or _MASK.search(name) is not None
