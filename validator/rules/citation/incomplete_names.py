"""Rule ``citation/incomplete-names``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import Person


class IncompleteNames(CitationRule):
    """Given name without a surname, or a gap in a list of names.

    Only whole names are shown: a given name alone is left out, and a list that jumps from the first to
    the third name has most likely lost the second.

    ## Bad
    <ref>{{cite book |title=The mill |first=Ada |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |first=Ada |last=Hall |date=1990}}</ref>

    ## Not flagged
    Lists given by |vauthors= or |veditors= too, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#first_missing_last
    """

    since = "0.1"
    severity = Severity.ERROR

    def asked(self, article: Article) -> list[Citation]:
        """The citations with a gap in a list of names."""
        return [one for one in article.module_citations if not one.lists.gapless]

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield given names that stand alone, and the name behind each gap."""
        for kind in citation.lists.kinds:
            yield from _gaps(citation.lists.people(kind), kind)


def _gaps(people: tuple[Person, ...], kind: str) -> Iterator[Condition]:
    """The parameters behind a gap, and given names alone."""
    expected = 1
    for person in people:
        if not person.last:
            message = f"|{person.first}= is given without a surname"
            yield Condition(person.first, message, "err_first_missing_last", named=True)
            expected += person.number == expected
            continue
        if person.number > expected:
            message = f"|{person.last}= is given, but no {kind} number {person.number - 1}"
            yield Condition(person.last, message, "err_missing_name", named=True)
        expected = person.number + 1
