"""Rule ``archive/refused-service``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class RefusedService(CitationRule):
    """Copy in an archive that the citation templates do not link to any more.

    The template leaves out the address and everything that belongs to it, so readers find no copy.
    Another archive may have one.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://archive.ph/AbC12 |archive-date=5 January 2020}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20200105060708/https://example.org/a |archive-date=5 January 2020}}</ref>

    ## Not flagged
    Addresses outside citations.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_deprecated_archival_service
    """

    since = "0.1"
    severity = Severity.INFO

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield addresses in such archives."""
        refused = article.profile.refused_archives
        if refused is None or len(citation.values) == len(citation.template.values):
            return
        for name in refused.holders(citation.template.values):
            message = f"|{name}= is an address in an archive that the template does not link to"
            yield Condition(name, message, "maint_deprecated_archive")
