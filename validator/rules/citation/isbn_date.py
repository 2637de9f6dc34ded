"""Rule ``citation/isbn-date``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.identifier import FIRST_ISBN
from validator.values.name import as_written


class IsbnDate(CitationRule):
    """ISBN of a book that is older than such numbers.

    The number belongs to a later edition, whose pages may differ; the date, or a note of the
    edition, should say which one was read. Book numbers began in 1965.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall |date=1950 |isbn=0-306-40615-2}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=1981 |orig-date=1950 |isbn=0-306-40615-2}}</ref>

    ## Not flagged
    Numbers in ((double brackets)), dates without a year, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#invalid_isbn_date
    """

    since = "0.1"
    reads = ("isbn", "ISBN")
    severity = Severity.INFO

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield ISBNs beside an earlier date."""
        values = citation.values
        name = "isbn" if values.get("isbn") else "ISBN"
        isbn = values.get(name)
        if isbn and not as_written(isbn):
            year = citation.year(article.profile.calendar, sure=False)
            if 0 < year < FIRST_ISBN:
                message = f"|{name}= names an edition after {FIRST_ISBN - 1}, the date is of {year}"
                yield Condition(name, message, "err_invalid_isbn_date")
