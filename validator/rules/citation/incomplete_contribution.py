"""Rule ``citation/incomplete-contribution``."""

from collections.abc import Iterable, Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class IncompleteContribution(CitationRule):
    """Contributor without the contribution, or without the author of the book.

    A contributor wrote a foreword or the like to somebody else's book. The template needs to know
    what, and whose book, or it leaves the name out.

    ## Bad
    <ref>{{cite book |title=Tides |author=Ada Hall |contributor=Iris Bell}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |author=Ada Hall |contributor=Iris Bell |contribution=Foreword}}</ref>

    ## Not flagged
    Templates that take no contributors (citation/ignored-parameter).

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#contributor_missing_required_param
    """

    since = "0.1"
    severity = Severity.ERROR

    def asked(self, article: Article) -> Iterable[Citation]:
        """Citations with a contributor."""
        giving = article.citations_by_parameter
        found = (giving[name] for name in giving if name.startswith("contributor"))
        return {citation.start: citation for some in found for citation in some}.values()

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield contributors of books without a contribution or an author."""
        people = citation.lists.people("contributor")
        first = next((person.last for person in people if person.last), "")
        if not first:
            return
        values = citation.values
        missing = []
        if "chapter" in values or not ("contribution" in values or "script-contribution" in values):
            missing.append("|contribution=")
        if not citation.count("author"):
            missing.append("|author=")
        if missing:
            message = f"|{first}= is given without {' and '.join(missing)}"
            cs1 = "err_contributor_missing_required_param"
            yield Condition(first, message, cs1, named=True)
