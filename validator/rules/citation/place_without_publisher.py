"""Rule ``citation/place-without-publisher``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_FIRST = 1850
_BOOKS = ("cite-book", "cite-encyclopedia")


class PlaceWithoutPublisher(CitationRule):
    """Book with the place where it was published, but without the publisher.

    A place alone does not lead to a book. For books older than 1850 it is often all that is known;
    |publisher=none says so for later ones.

    ## Bad
    <ref>{{cite book |title=Tides |location=Hull |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |location=Hull |publisher=Weir Press |date=1990}}</ref>

    ## Not flagged
    Books without a date or from before 1850, and other sources than books.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_location_missing_publisher
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("location", "place", "publication-place", "publicationplace")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield places of books without a publisher."""
        name = next(name for name in self.reads if name in citation.values)
        if (
            (citation.kind in _BOOKS or citation.is_book)
            and not citation.get("publisher")
            and citation.year(article.profile.calendar) >= _FIRST
        ):
            message = f"|{name}= is given without |publisher="
            yield Condition(name, message, "maint_location_no_publisher", named=True)
