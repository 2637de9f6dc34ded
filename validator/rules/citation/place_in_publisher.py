"""Rule ``citation/place-in-publisher``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_PART = r"(?:[^\W_]|\s)+|\[+(?:[^\W_]|[\s:|])+\]+"
_PAIR = pattern(rf"(?:{_PART})\s*:\s*(?:{_PART})")
_LONGEST = 200
_BOOKS = ("cite-book", "cite-encyclopedia")


class PlaceInPublisher(CitationRule):
    """Publisher that is given together with the place.

    The template writes the place before the publisher, from a parameter of its own. Given as one,
    both are lost to tools that read the citation.

    ## Bad
    <ref>{{cite book |title=Tides |publisher=Hull: Weir Press}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |location=Hull |publisher=Weir Press}}</ref>

    ## Not flagged
    Names with other marks than one colon, names in double parentheses, and other sources than
    books.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_publisher_location
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("publisher", "institution")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield publishers of two words with a colon between them."""
        name = "publisher" if "publisher" in citation.values else "institution"
        value = citation.values[name]
        if (
            ":" in value
            and len(value) <= _LONGEST
            and (citation.kind in _BOOKS or citation.is_book)
            and _PAIR.fullmatch(value)
        ):
            message = f"|{name}= holds a place, too, on one side of its colon; |location= takes it"
            yield Condition(name, message, "maint_publisher_location")
