"""Rule ``citation/digits-in-place``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class DigitsInPlace(CitationRule):
    """Place with digits in it.

    Digits do not name the town where something was published. Mostly they are a volume or a page,
    which have parameters of their own, or a postcode.

    ## Bad
    <ref>{{cite book |title=State Journal |location=Volume 2 |publisher=Weir Press}}</ref>

    ## Good
    <ref>{{cite book |title=State Journal |location=Denver |volume=2 |publisher=Weir Press}}</ref>

    ## Not flagged
    Places that only the wiki can compute.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_location
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("location", "place", "publication-place", "publicationplace")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield places with a digit."""
        for name in self.reads:
            value = citation.values.get(name, "")
            if "{{" not in value and any(map(str.isdecimal, value)):
                yield Condition(
                    name, f"|{name}= holds digits, which name no place", "maint_location"
                )
