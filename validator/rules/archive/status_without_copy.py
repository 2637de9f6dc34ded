"""Rule ``archive/status-without-copy``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_KNOWN = ("dead", "deviated", "live", "unfit", "usurped", "bot: unknown")


class StatusWithoutCopy(CitationRule):
    """Status of an address where no copy is given.

    |url-status= tells the template whether to link the copy first. Without a copy it does nothing;
    a dead address is marked with {{Dead link}}.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |url-status=dead}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20200105060708/https://example.org/a |archive-date=5 January 2020 |url-status=dead}}</ref>

    ## Not flagged
    Words that are no status (citation/bad-value).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_url-status
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("url-status",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield a status without a copy in force."""
        status = citation.values["url-status"]
        if status not in _KNOWN:
            return
        if not context.module.archive_url(citation) or context.module.is_linked_by_identifier(
            citation
        ):
            message = f"|url-status={status} does nothing without an archived copy"
            yield Condition("url-status", message, "maint_url_status")
