"""Rule ``citation/untitled``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_NO_TITLE = frozenset(("(())", "none", "off"))


class Untitled(CitationRule):
    """Source that is said to have no title.

    It is right for reviews and letters without one. Often the title just was not known to whoever
    wrote the citation.

    ## Bad
    <ref>{{cite journal |title=none |journal=Sea |volume=2}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |volume=2}}</ref>

    ## Not flagged
    The word none as a title of other sources than articles in journals.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_untitled_periodical
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("title", "series", "encyclopedia", "encyclopaedia", "dictionary", "book-title")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield titles that say that there is none."""
        values = citation.values
        if _NO_TITLE.isdisjoint(map(values.get, self.reads)):
            return
        title = context.module.title(citation)
        if values.get(title) == "(())" or citation.is_untitled_article:
            message = f"|{title}= says that the source has none"
            yield Condition(title, message, "maint_untitled")
