"""Rule ``infobox/date-order``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.profile import FieldOrder
from validator.rule import Context, Rule
from validator.template import Parameter, Template
from validator.values.date import Moment
from validator.values.moment import precedes, written

_DIGITS = "0123456789"
Given = dict[str, dict[str, str]]
"""Names of parameters by stem and number."""


class DateOrder(Rule):
    """Dates in an infobox whose order is impossible.

    Nobody dies before birth, and no term ends before it starts. One of the two dates is wrong, and
    a reader who sees both trusts neither. Look both up in the sources and correct the wrong one.

    ## Bad
    {{Infobox person |name=Ada Lind |birth_date=12 May 1871 |death_date=3 June 1817}}

    ## Good
    {{Infobox person |name=Ada Lind |birth_date=12 May 1871 |death_date=3 June 1917}}

    ## Not flagged
    Dates that are approximate, ranges, years before Christ, several dates in one parameter, and
    dates that may be the same as far as both are given.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Infoboxes
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or nothing known of the order of its dates."""
        return not article.profile.infobox_customs.orders or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the later event's date where it surely lies before that of the earlier one."""
        customs = article.profile.infobox_customs
        for infobox in article.infoboxes:
            template = infobox.template
            given = _given(template, customs.dated)
            if len(given) < 2 and not any(len(names) > 1 for names in given.values()):
                continue
            dates: dict[str, Moment | None] = {}
            reported: set[str] = set()
            for order, firsts, lasts in customs.ordered:
                if firsts.isdisjoint(given) or lasts.isdisjoint(given):
                    continue
                for first, last in _pairs(order, given):
                    for name in (first, last):
                        if name not in dates:
                            dates[name] = _date(article, context, template.parameter(name))
                    earlier, later = dates[first], dates[last]
                    if earlier and later and first not in reported and precedes(later, earlier):
                        reported.add(first)
                        yield from _hit(template, first, last, earlier, later)


def _given(template: Template, known: frozenset[str]) -> Given:
    given: Given = {}
    for name, value in template.values.items():
        if not value:
            continue
        stem = name.rstrip(_DIGITS) if name[-1:] in _DIGITS else name
        if stem in known:
            given.setdefault(stem, {})[name[len(stem) :]] = name
    return given


def _pairs(order: FieldOrder, given: Given) -> Iterator[tuple[str, str]]:
    firsts, many = _family(order.first, given)
    lasts, both = _family(order.last, given) if firsts else ({}, False)
    if many and both:
        yield from ((firsts[number], last) for number, last in lasts.items() if number in firsts)
    else:
        yield from ((first, last) for first in firsts.values() for last in lasts.values())


def _family(names: tuple[str, ...], given: Given) -> tuple[dict[str, str], bool]:
    """The parameters of the first family of which one is given, and whether it has numbers."""
    for name in names:
        stem = name.removesuffix("#")
        found = given.get(stem, {})
        if stem != name and found:
            return found, True
        if "" in found:
            return {"": found[""]}, False
    return {}, False


def _date(article: Article, context: Context, parameter: Parameter | None) -> Moment | None:
    return context.sure_date(article, parameter) if parameter else None


def _hit(
    template: Template, first: str, last: str, earlier: Moment, later: Moment
) -> Iterator[Hit]:
    one, other = template.parameter(first), template.parameter(last)
    if one is not None and other is not None:
        yield Hit(
            other.value_start,
            other.value_end,
            f"|{last}= is {written(later)}, before |{first}= ({written(earlier)})",
            identity=f"{first}|{last}|{written(earlier)}|{written(later)}",
            related=(Related(one.value_start, one.value_end, f"|{first}={written(earlier)}"),),
            facts={
                "first": first,
                "last": last,
                "first_date": written(earlier),
                "last_date": written(later),
            },
        )
