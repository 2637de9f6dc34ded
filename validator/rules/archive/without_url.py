"""Rule ``archive/without-url``."""

from collections.abc import Iterator

from validator.article import Article, Citation
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
        fields = article.profile.citation_fields
        for citation in article.citations:
            if not citation.use.schema or not _odd(citation):
                continue
            copy = citation.parameter("archive-url")
            day = citation.parameter("archive-date")
            title = citation.source
            if copy is None:
                wanted = next(iter(fields.get("archive-url", ())), "archive-url")
                if day is not None and "{" not in day.value:
                    yield _hit(day, wanted, title, "err_archive_date_missing_url")
            elif copy.value == citation.get("url"):
                yield _same(copy, next(iter(fields.get("url", ())), "url"))
            elif day is not None and not (citation.get("url") or citation.get("chapter-url")):
                wanted = next(iter(fields.get("url", ())), "url")
                if "{" not in copy.value:
                    yield _hit(copy, wanted, title, "err_archive_missing_url")


def _odd(citation: Citation) -> bool:
    """Whether archive address, archive date and address do not make the usual set."""
    copy, url = citation.get("archive-url"), citation.get("url")
    return copy == url if copy and url else bool(copy or citation.get("archive-date"))


def _same(parameter: Parameter, original: str) -> Hit:
    return Hit(
        parameter.name_start,
        parameter.value_end,
        f"|{parameter.name}= is the same address as |{original}=, not that of a copy",
        identity=parameter.value,
        facts={"cs1": "err_bad_url"},
    )


def _hit(parameter: Parameter, wanted: str, identity: str, cs1: str) -> Hit:
    return Hit(
        parameter.name_start,
        parameter.value_end,
        f"|{parameter.name}= is given without |{wanted}=",
        identity=f"{identity}|{parameter.name}",
        facts={"cs1": cs1},
    )
