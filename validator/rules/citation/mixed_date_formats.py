"""Rule ``citation/mixed-date-formats``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.values.calendar import Calendar
from validator.values.date import apparent_order, order

_GROUPS = {
    "publication": ("date", "publication-date"),
    "access and archive": ("access-date", "archive-date"),
}
_SHOWN = 5

Dated = tuple[Citation, str]
"""A citation and the parameter that holds its date."""


class MixedDateFormats(Rule):
    """Dates of citations that are written in several formats.

    A list of references is quicker to read when its dates look alike: those of publication in one
    format; those of access and archiving in the same one, or all as year-month-day. One template
    such as {{Use dmy dates}} makes the citations show them so.

    ## Bad
    <ref>{{cite news |title=A |date=4 May 2011}}</ref><ref>{{cite news |title=B |date=May 9, 2011}}</ref>

    ## Good
    <ref>{{cite news |title=A |date=4 May 2011}}</ref><ref>{{cite news |title=B |date=9 May 2011}}</ref>

    ## Not flagged
    Dates without a day, short names of months, citations with |df=, wikis whose templates write
    dates anew, and pages with a template that sets the format of all dates.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Dates_and_numbers#Consistency
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first date of the rarest format, once for each group of dates."""
        if not {"dmy", "mdy"} <= set(article.profile.dates.formats):
            return
        citations = article.citations
        if not citations or any(
            one.use is not None and one.use.role == "date-format" for one in article.templates
        ):
            return
        for group, fields in _GROUPS.items():
            apparent = _by_apparent_order(article, fields)
            if len(apparent) > 1:
                by_order = _by_order(article.profile.calendar, apparent)
                if len(by_order) > 1:
                    yield _hit(group, by_order)


def _by_apparent_order(article: Article, fields: tuple[str, ...]) -> dict[str, list[Dated]]:
    """Dates that look like whole days, by their order."""
    found: dict[str, list[Dated]] = {}
    known = article.profile.field_names
    names = [name for field in fields for name in known.get(field, ())]
    for citation in article.citations:
        values = citation.values
        if citation.use.schema and "df" not in values:
            for name in names:
                if name in values:
                    kind = apparent_order(values[name])
                    if kind in found:
                        found[kind].append((citation, name))
                    elif kind:
                        found[kind] = [(citation, name)]
    return found


def _by_order(calendar: Calendar, apparent: dict[str, list[Dated]]) -> dict[str, list[Dated]]:
    """The same for those that are dates."""
    found: dict[str, list[Dated]] = {}
    for dates in apparent.values():
        for citation, name in dates:
            kind = order(citation.values[name], calendar)
            if kind:
                found.setdefault(kind, []).append((citation, name))
    return found


def _hit(group: str, by_order: dict[str, list[Dated]]) -> Hit:
    ranked = sorted(by_order.items(), key=lambda one: (-len(one[1]), one[1][0][0].start))
    usual = [dates for _, dates in ranked[:-1]]
    kind, odd = ranked[-1]
    others = [dates[0] for dates in usual]
    first, *places = [
        Related(parameter.value_start, parameter.value_end, f"“{parameter.value}”")
        for citation, name in [*odd[: _SHOWN + 1 - len(others)], *others]
        if (parameter := citation.template.parameter(name)) is not None
    ]
    counts = ", ".join(
        f"{len(dates)} look{'s' * (len(dates) == 1)} like “{dates[0][0].values[dates[0][1]]}”"
        for dates in usual
    )
    return Hit(
        first.start,
        first.end,
        f"Date {first.message} is in another format: of the {group} dates {counts} "
        f"and {len(odd)} like this",
        identity=f"{group}|{kind}",
        related=tuple(places),
        facts={"dates": group, "odd": kind} | {name: len(dates) for name, dates in ranked},
    )
