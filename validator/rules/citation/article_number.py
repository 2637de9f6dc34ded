"""Rule ``citation/article-number``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written
from validator.values.pages import is_article_number


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
        journal = citation.kind == "citation" and "journal" in citation.values
        if not journal and citation.kind != "cite-journal":
            return
        name = next(name for name in self.reads if name in citation.values)
        doi = citation.get("doi")
        if context.schemas.complaint("doi", doi):
            return
        doi = doi[2:-2] if as_written(doi) else doi
        if is_article_number(citation.values[name], doi):
            message = f"|{name}= is the number of the article; |article-number= takes it"
            yield Condition(name, message, "maint_page_art_num")
