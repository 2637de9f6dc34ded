"""Rule ``citation/hyphen-in-date``."""

from collections.abc import Iterable, Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.date import read

_REWRITTEN = ("range-dmy", "range-mdy", "range-my")
"""Ranges that the template writes anew when an order of dates is asked for."""
_ISO = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class HyphenInDate(CitationRule):
    """Date with a hyphen where an en dash belongs.

    The template turns it into a dash, so readers see none of it; the source does not tell a range
    from a date such as 2001-03.

    ## Bad
    <ref>{{cite book |title=Tides |date=2001-2003}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |date=2001–2003}}</ref>

    ## Not flagged
    Dates such as 2001-03-04, and citations with a date that is none.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_date_format
    """

    since = "0.1"
    severity = Severity.INFO
    reads = (
        "date",
        "year",
        "air-date",
        "airdate",
        "access-date",
        "accessdate",
        "archive-date",
        "archivedate",
        "publication-date",
        "doi-broken-date",
    )

    def asked(self, article: Article) -> Iterable[Citation]:
        """Citations with a date that has a hyphen and is no ISO date."""
        giving = article.citations_by_parameter
        return {
            citation.start: citation
            for name in self.reads
            for citation in giving.get(name, ())
            if _is_odd(citation.values[name])
        }.values()

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield ranges with a hyphen."""
        values = citation.values
        if context.module.has_bad_date(citation):
            return
        rewritten = values.get("df", _asked_for(article))[:3] in ("dmy", "mdy")
        for name in self.reads:
            value = values.get(name, "")
            if _is_odd(value) and "{{" not in value:
                found = read(value, article.profile.calendar) if rewritten else None
                if found is not None and found.form in _REWRITTEN:
                    continue
                message = f"|{name}= has a hyphen; ranges take an en dash (–)"
                yield Condition(name, message, "maint_date_format")


def _asked_for(article: Article) -> str:
    """The order of dates that the page asks for; or nothing."""
    if "{{" not in article.text:
        return ""
    return next(
        (t.use.format for t in article.templates if t.use and t.use.role == "date-format"), ""
    )


def _is_odd(date: str) -> bool:
    return "-" in date and not _ISO.fullmatch(date)
