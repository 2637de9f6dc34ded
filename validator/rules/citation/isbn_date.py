"""Rule ``citation/isbn-date``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values.identifier import FIRST_ISBN


class IsbnDate(Rule):
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
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield ISBNs beside an earlier date."""
        if article.profile.citation_module != "cs1":
            return
        for citation in article.citations:
            values = citation.template.values
            name = "isbn" if values.get("isbn") else "ISBN"
            isbn = values.get(name)
            if not isbn or not citation.use.schema or isbn.startswith("(("):
                continue
            year = citation.year(article.profile.calendar)
            if not 0 < year < FIRST_ISBN:
                continue
            parameter = citation.template.parameter(name)
            if parameter is not None:
                yield Hit(
                    parameter.value_start,
                    parameter.value_end,
                    f"|{name}= names an edition after {FIRST_ISBN - 1}, the date is of {year}",
                    identity=citation.get("title") or isbn,
                    facts={"cs1": "err_invalid_isbn_date", "year": year},
                )
