"""Rule ``citation/generic-title``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written, generic_title, may_be_generic

_COPY = pattern(r"archived?\s+copy")


class GenericTitle(CitationRule):
    """Title that a broken page has, not the source.

    “Page not found” or “Wayback Machine” is what a tool read when the page was gone or closed. The
    source has a title of its own, without which nobody finds it again.

    ## Bad
    <ref>{{cite web |title=404 Not Found |url=https://example.org/a}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/a}}</ref>

    ## Not flagged
    Titles in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#generic_title
    """

    since = "0.1"
    severity = Severity.ERROR
    reads = ("title", "series", "encyclopedia", "encyclopaedia", "dictionary", "book-title")

    def is_idle(self, article: Article) -> bool:
        """Whether no title in any citation is generic."""
        if super().is_idle(article):
            return True
        by_parameter = article.citations_by_parameter
        titles = [one.values[n] for n in self.reads for one in by_parameter.get(n, ())]
        lines = "\n".join(titles)
        return "archive" not in lines.lower() and not may_be_generic("titles", lines)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield titles of error pages and the like."""
        name = context.module.title(citation)
        title = citation.values.get(name, "")
        if not title or as_written(title):
            return
        if title[-1] in ".,":
            title = title.removesuffix("." if citation.ends_with_stop else ",")
        if words := generic_title(title):
            message = f"|{name}= holds “{words}”, which is no title of a source"
            yield Condition(name, message, "err_generic_title")
        copied = title[:7].lower() == "archive" and _COPY.fullmatch(title.lower())
        if copied and context.module.archive_url(citation):
            message = f"|{name}= is “{title}”, which a program set that did not know the title"
            yield Condition(name, message, "maint_archived_copy")
