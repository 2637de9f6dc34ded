"""Rule ``archive/bad-url``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.values import archive


class BadUrl(Rule):
    """Address of a Wayback Machine copy that leads to no copy.

    Without a whole timestamp the archive shows a list, another copy or an error; the template then
    shows no archive at all, and readers of a dead link are left with nothing.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/2014/https://example.org/a |archive-date=6 May 2014}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20140506070809/https://example.org/a |archive-date=6 May 2014}}</ref>

    ## Not flagged
    Copies of other archives, whose addresses follow rules of their own.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#archive_url
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield addresses of copies that are not whole."""
        for citation in article.citing("archive-url"):
            address = citation.get("archive-url")
            if "archive.org/" not in address or "{" in address:
                continue
            why = archive.complaint(address, context.today)
            parameter = citation.parameter("archive-url") if why else None
            if parameter is not None and context.module.takes(citation, parameter.name):
                yield Hit(
                    parameter.value_start,
                    parameter.value_end,
                    f"|{parameter.name}= leads to no copy: {why}",
                    identity=address,
                    facts=context.module.facts(citation, "err_archive_url"),
                )
