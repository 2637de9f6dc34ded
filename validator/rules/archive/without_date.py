"""Rule ``archive/without-date``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Edit, Hit, Severity
from validator.rule import Context, Rule
from validator.values import archive, date


class WithoutDate(Rule):
    """Citation with an archived copy but no date of the copy.

    The reader cannot tell which state of the page supports the text, and the template shows an
    error. Most archive addresses hold the date.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20130405060708/https://example.org/a}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20130405060708/https://example.org/a |archive-date=5 April 2013}}</ref>

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#archive_missing_date
    """

    since = "0.1"
    severity = Severity.ERROR
    formerly = ("citation/archive-without-date",)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield archive addresses of citations that do not say when the copy was made."""
        for citation in article.citing("archive-url"):
            if not citation.get("archive-url") or citation.get("archive-date"):
                continue
            url = citation.parameter("archive-url")
            if url is None or "{{" in url.value or not context.module.archive_url(citation):
                continue
            if context.module.is_linked_by_identifier(citation):
                continue
            name = next(iter(article.profile.citation_fields.get("archive-date", ())), "")
            if not name:
                continue
            message = f"|{url.name}= is given without |{name}="
            edits: tuple[Edit, ...] = ()
            day = _day(article, citation, url.value)
            if day:
                message += f"; the copy is of {day}"
                if citation.template.parameter(name) is None:
                    edits = (Edit(url.value_end, url.value_end, f" |{name}={day}"),)
            yield Hit(
                url.name_start,
                url.value_end,
                message,
                identity=url.value,
                edits=edits,
                facts=context.module.facts(citation, "err_archive_missing_date"),
            )


def _day(article: Article, citation: Citation, url: str) -> str:
    """Return the day the address tells, written as the citation or the article writes days."""
    snapshot = archive.read(url)
    if snapshot is None or snapshot.timestamp is None:
        return ""
    if snapshot.digits and len(snapshot.digits) < 8:
        return ""
    return date.write(snapshot.timestamp.date(), _like(article, citation), article.profile.calendar)


def _like(article: Article, citation: Citation) -> str:
    asked = next(
        (t.use.format for t in article.templates if t.use and t.use.role == "date-format"), ""
    )
    if asked:
        return asked
    for field in ("access-date", "date"):
        value = citation.get(field)
        if value and date.order(value, article.profile.calendar):
            return value
    return next(iter(article.profile.dates.formats), "ymd")
