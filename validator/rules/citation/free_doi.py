"""Rule ``citation/free-doi``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.identifier import is_free_doi


class FreeDoi(CitationRule):
    """DOI of an article that everybody may read, without a word of it.

    Everything that this registrant publishes is free. With |doi-access=free readers see it, and the
    title of an article in a journal becomes a link.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |doi=10.1371/journal.pone.0000001}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |doi=10.1371/journal.pone.0000001 |doi-access=free}}</ref>

    ## Not flagged
    Publishers of which only some articles are free.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_unflagged_free_DOI
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("doi", "DOI")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield DOIs of registrants whose articles are all free."""
        name = "doi" if "doi" in citation.values else "DOI"
        if citation.values.get("doi-access") != "free" and is_free_doi(citation.values[name]):
            message = f"|{name}= is free to read; |doi-access=free tells readers"
            yield Condition(name, message, "maint_doi_unflagged_free")
