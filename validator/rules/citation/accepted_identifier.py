"""Rule ``citation/accepted-identifier``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written

_CATEGORIES = {"sbn": "isbn", "eissn": "issn"}


class AcceptedIdentifier(CitationRule):
    """Identifier that is marked to be taken as it is.

    Double parentheses keep the template from checking the number. They belong around numbers that
    are printed wrong in the source, and around no others.

    ## Bad
    <ref>{{cite book |title=Tides |isbn=((978-0-7777-3310-4))}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |isbn=978-0-7777-3310-3}}</ref>

    ## Not flagged
    Names and titles in double parentheses.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_ignored_ISBN_errors
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("isbn", "ISBN", "sbn", "SBN", "issn", "ISSN", "eissn", "EISSN", "doi", "DOI")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield identifiers in double parentheses, and say whether they need them."""
        for name in self.reads:
            value = citation.values.get(name, "")
            if not as_written(value):
                continue
            kind = name.lower()
            why = context.schemas.complaint(kind, value[2:-2])
            message = f"|{name}= is not checked: {why or 'it is right, and needs no parentheses'}"
            yield Condition(name, message, f"maint_{_CATEGORIES.get(kind, kind)}_ignore")
