"""Rule ``citation/isbn-of-periodical``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_ENCYCLOPEDIAS = ("encyclopedia", "encyclopaedia", "dictionary")


class IsbnOfPeriodical(CitationRule):
    """ISBN beside the name of a periodical.

    An ISBN names a book, and then the template takes the citation for one of an article. One of the
    two is wrong, or the book belongs into |title=.

    ## Bad
    <ref>{{citation |title=Tides |work=Sea Lore |isbn=0-306-40615-2}}</ref>

    ## Good
    <ref>{{citation |contribution=Tides |title=Sea Lore |isbn=0-306-40615-2}}</ref>

    ## Not flagged
    Templates that say themselves what they cite.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_work_parameter_with_ISBN
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("isbn", "ISBN")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield ISBNs of what is cited as an article."""
        other = _periodical(citation) if citation.kind == "citation" else ""
        if other:
            name = "isbn" if "isbn" in citation.values else "ISBN"
            message = f"|{name}= names a book, |{other}= a periodical"
            yield Condition(name, message, "maint_work_isbn", other=other)


def _periodical(citation: Citation) -> str:
    """The parameter that the template takes for the name of a periodical; or nothing.

    An encyclopedia becomes the title of the book where only one of title and chapter is given.
    """
    periodical = citation.parameter("periodical")
    if periodical is not None:
        return periodical.name
    titled = citation.get("title") or citation.get("script-title")
    if bool(titled) == bool(citation.get("chapter")):
        return next((name for name in _ENCYCLOPEDIAS if name in citation.values), "")
    return ""
