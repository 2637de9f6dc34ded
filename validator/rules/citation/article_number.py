"""Rule ``citation/article-number``."""

from collections.abc import Iterator

from validator.article import Article, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_PAGE = pattern(r"[^\s,;_\-‐-―−]{1,40}")
_REVIEW = pattern(r"cd[0-9]+")
_LEAST = 10_000
"""Lower numbers may be pages."""
_SHORTEST = 5


class ArticleNumber(CitationRule):
    """Number of an article that is given as a page.

    Journals that are not printed number their articles and not their pages. As a page the number
    reads “p. e1454”; |article-number= says what it is.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |page=e0001454 |doi=10.1371/journal.pone.0001454}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |article-number=e0001454 |doi=10.1371/journal.pone.0001454 |doi-access=free}}</ref>

    ## Not flagged
    Pages that the DOI does not end with.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_article_number_as_page_number
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("page", "p", "pages", "pp")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield pages that the DOI ends with."""
        doi = citation.get("doi").lower()
        if not doi or not (citation.kind == "cite-journal" or citation.is_in_journal):
            return
        name = next(name for name in self.reads if name in citation.values)
        page = citation.values[name].lower()
        if not _PAGE.fullmatch(page):
            return
        if _ends(doi, page):
            message = f"|{name}= is the number of the article; |article-number= takes it"
            yield Condition(name, message, "maint_page_art_num")


def _ends(doi: str, page: str) -> bool:
    """Whether a DOI ends with the number of its article, in one of the forms journals use."""
    number = page if doi.endswith(page) else page.removeprefix("e")
    if _REVIEW.fullmatch(number):
        return doi.rpartition(".pub")[0].endswith(number)
    if number.isdecimal():
        dotted = len(number) == 8 and doi.endswith(f"{number[:4]}.{number[4:]}")
        enough = number != page or int(number) >= _LEAST
        return dotted or (enough and len(page) >= _SHORTEST and doi.endswith(number))
    return len(page) >= _SHORTEST and number.isalnum() and doi.endswith(number)
