"""Rule ``citation/missing-text``."""

from collections.abc import Iterable, Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_OWN = frozenset(
    ("access-date", "archive-date", "archive-url", "publication-date", "url-access", "url-status")
)
"""Parameters that belong to no other text than the title, however they are called."""


class MissingText(CitationRule):
    """Address or translation of a title or chapter that is not given.

    Readers see a bare address in place of words to follow, or a translation of nothing.

    ## Bad
    <ref>{{cite book |title=Tides |chapter-url=https://example.org/tides/3}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |chapter=Ebb |chapter-url=https://example.org/tides/3}}</ref>

    ## Not flagged
    Chapters in templates that show none, and sources without any title (citation/missing-parameter).

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#bare_url_missing_title
    https://en.wikipedia.org/wiki/Help:CS1_errors#trans_missing_title
    """

    since = "0.1"
    severity = Severity.ERROR

    def asked(self, article: Article) -> Iterable[Citation]:
        """Citations without a title, or with a parameter that may belong to another text."""
        given = article.citations_by_parameter
        others = frozenset(name for name in given if "-" in name and name not in _OWN)
        return [
            citation
            for citation in article.module_citations
            if "title" not in citation.values
            or not others.isdisjoint(citation.values)
            or citation.is_untitled_article
        ]

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield addresses and translations without the words that they belong to."""
        values, module = citation.values, context.module
        reading = module.reading(citation)
        if not (reading.title or reading.script_title or reading.trans_title):
            return
        untitled = citation.is_untitled_article
        if not (reading.script_title or (reading.title and not untitled)):
            if reading.trans_title:
                yield _missing(reading.trans_title, "err_trans_missing_title")
            identifier = "pmc" if "pmc" in values else "doi"
            address = reading.url or (module.is_linked_by_identifier(citation) and identifier)
            if address:
                yield _missing(address, "err_bare_url_missing_title")
        if module.shows_chapters(citation) and not (reading.chapter or reading.script_chapter):
            if reading.chapter_url:
                yield _missing(reading.chapter_url, "err_bare_url_missing_title")
            elif reading.trans_chapter:
                yield _missing(reading.trans_chapter, "err_trans_missing_title")


def _missing(parameter: str, cs1: str) -> Condition:
    message = f"|{parameter}= is given without the text that it belongs to"
    return Condition(parameter, message, cs1, named=True)
