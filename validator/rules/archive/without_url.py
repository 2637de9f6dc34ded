"""Rule ``archive/without-url``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.template import Parameter


class WithoutUrl(Rule):
    """Citation that names an archived copy but lacks an address it needs.

    A date of a copy without the copy's address leads nowhere, and a copy without the original
    address hides where the page came from. The template shows an error for both, and for a copy
    whose address is the original one.

    ## Bad
    <ref>{{cite web |title=A |url=https://example.org/a |archive-date=5 April 2013}}</ref>

    ## Good
    <ref>{{cite web |title=A |url=https://example.org/a |archive-url=https://web.archive.org/web/20130405060708/https://example.org/a |archive-date=5 April 2013}}</ref>

    ## Not flagged
    The address of a chapter is an original address too. Templates without a schema may make the
    addresses themselves.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#archive_date_missing_url
    https://en.wikipedia.org/wiki/Help:CS1_errors#archive_missing_url
    """

    since = "0.1"
    severity = Severity.ERROR
    formerly = ("citation/archive-without-url",)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield archive dates without archive addresses, and those without an original."""
        for citation in article.citing("archive-url", "archive-date"):
            if not citation.use.schema or not _odd(citation):
                continue
            for parameter, wanted, cs1 in _missing(citation, context):
                wanted = next(iter(article.profile.citation_fields.get(wanted, ())), wanted)
                what = f"without |{wanted}="
                if cs1 == "err_bad_url":
                    what = f"with the same address as |{wanted}=, which is not that of a copy"
                yield Hit(
                    parameter.name_start,
                    parameter.value_end,
                    f"|{parameter.name}= is given {what}",
                    identity=f"{citation.source}|{parameter.name}",
                    facts=context.module.facts(citation, cs1),
                )


def _odd(citation: Citation) -> bool:
    """Whether archive address, archive date and address do not make the usual set."""
    copy, url = citation.get("archive-url"), citation.get("url")
    if copy and url:
        return copy in (url, citation.get("chapter-url"))
    return bool(copy or citation.get("archive-date"))


def _missing(citation: Citation, context: Context) -> Iterator[tuple[Parameter, str, str]]:
    """Each parameter that stands alone, the field it needs, and the module's condition."""
    module = context.module
    copy = citation.parameter("archive-url")
    day = citation.parameter("archive-date")
    if copy is not None and module.takes(citation, copy.name):
        if "{{" in copy.value:
            return
        for field in ("url", "chapter-url"):
            if copy.value == citation.get(field):
                yield copy, field, "err_bad_url"
                return
        if not module.archive_url(citation):
            form = citation.template.parameter("archive-format")
            if form is not None and form.value:
                yield form, "archive-url", "err_format_missing_url"
            return
        refused = module.is_linked_by_identifier(citation)
        if refused or (day is not None and not module.linked(citation)):
            yield copy, "url", "err_archive_missing_url"
        if not refused:
            return
    if day is not None and "{{" not in day.value and module.takes(citation, day.name):
        yield day, "archive-url", "err_archive_date_missing_url"
