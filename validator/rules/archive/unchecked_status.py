"""Rule ``archive/unchecked-status``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class UncheckedStatus(CitationRule):
    """Archived copy that a program chose, which nobody has looked at.

    A program added the copy and did not know whether the address still works. The template shows
    only the copy until somebody looks.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20200105060708/https://example.org/a |archive-date=5 January 2020 |url-status=bot: unknown}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20200105060708/https://example.org/a |archive-date=5 January 2020 |url-status=dead}}</ref>

    ## Not flagged
    Citations without a copy (archive/status-without-copy).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_bot:_original_URL_status_unknown
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("url-status",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield addresses whose status is not known."""
        linked = context.module.linked(citation) and citation.get("archive-date")
        if (
            citation.values["url-status"] == "bot: unknown"
            and linked
            and context.module.archive_url(citation)
        ):
            message = "|url-status= says that nobody has looked whether the address works"
            yield Condition("url-status", message, "maint_bot_unknown")
