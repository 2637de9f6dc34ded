"""Rule ``citation/access-date-without-url``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class AccessDateWithoutUrl(Rule):
    """Citation that says when a page was read, without the page's address.

    The date means nothing to a reader without the address it belongs to, and the template shows an
    error instead of it. Either the address was lost, or the date was copied along.

    ## Bad
    <ref>{{cite book |title=Abroad |date=2009 |access-date=7 June 2019}}</ref>

    ## Good
    <ref>{{cite book |title=Abroad |url=https://example.org/m |access-date=7 June 2019}}</ref>

    ## Not flagged
    The address of a chapter is an address too. Templates without a schema may make the address
    themselves.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#accessdate_missing_url
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield access dates of citations without any address."""
        for citation in article.citing("access-date"):
            if not citation.use.schema:
                continue
            given = citation.get("access-date")
            if not given or "{{" in given or citation.get("url"):
                continue
            module = context.module
            if module.linked(citation) and not module.is_linked_by_identifier(citation):
                continue
            date = citation.parameter("access-date")
            if date is None or not module.takes(citation, date.name):
                continue
            names = article.profile.citation_fields.get("url", ()) or ("url",)
            url = next((name for name in names if name in citation.template.values), names[0])
            yield Hit(
                date.name_start,
                date.value_end,
                f"|{date.name}= is given without |{url}=",
                identity=f"{citation.get('title')}|{date.name}",
                severity=None if article.profile.citation_module else Severity.WARNING,
                facts=module.facts(citation, "err_accessdate_missing_url"),
            )
