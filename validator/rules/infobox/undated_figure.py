"""Rule ``infobox/undated-figure``."""

from collections.abc import Iterator

from validator.article import Article, Infobox
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_YEAR = pattern(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_BARE = pattern(r"[0-9][0-9 ,.]{0,30}\Z")
_FIGURE = pattern(
    r"[^\w(\[]{0,3}[A-Z$£€¥₹]{0,4} ?[0-9](?!.{0,99}(?:\bFY|\bQ[1-4]\b|['’][0-9]{2}\b))"
)
_LONGEST = 1000


class UndatedFigure(Rule):
    """Figure in an infobox that does not say of when it is.

    Populations and revenues change every year, so that a figure without a year cannot be checked or
    brought up to date. Give the year in the parameter that the template has for it.

    ## Bad
    {{Infobox settlement |name=Brannvik |population_total=4210}}

    ## Good
    {{Infobox settlement |name=Brannvik |population_total=4210 |population_as_of=2020 census}}

    ## Not flagged
    Figures with a year beside them, in a note or a footnote, computed figures, and infoboxes
    without a parameter for the year.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Dates_and_numbers
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no figure known that wants a year."""
        return not article.profile.infobox_customs.figures or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield figures without a year in or beside them."""
        figures = article.profile.infobox_customs.figures
        for infobox in article.infoboxes:
            values = infobox.template.values
            for name in figures.keys() & values.keys():
                if not values[name] or any(
                    _tells(article, values.get(o, "")) for o in figures[name]
                ):
                    continue
                year = _year_parameter(infobox, name, figures[name], context)
                parameter = infobox.template.parameter(name)
                if year and parameter is not None and _is_undated(article, parameter.value):
                    yield Hit(
                        parameter.name_start,
                        parameter.value_end,
                        f"|{name}= without |{year}=: the figure does not say of when it is",
                        identity=name,
                        facts={"parameter": name, "missing": year},
                    )


def _tells(article: Article, value: str) -> bool:
    """Whether a value beside the figure may say of when it is: all but a reference without a year."""
    return bool(value and (_YEAR.search(value) or article.plain(value[:_LONGEST])))


def _year_parameter(infobox: Infobox, name: str, names: tuple[str, ...], context: Context) -> str:
    """The parameter for the year that the infobox has, or shows by using one of its kind."""
    if not infobox.use.schema:
        return ""
    known = context.schemas.parameters(infobox.use.schema).named
    if name not in known:
        return ""
    return next((n for n in names if n in known and not known[n].get("deprecated")), "")


def _is_undated(article: Article, value: str) -> bool:
    if len(value) > _LONGEST or "{{" in value:
        return False
    plain = article.plain(value)
    if _BARE.match(plain):
        return "<" not in value or not _YEAR.search(value)
    return _FIGURE.match(plain) is not None and not _YEAR.search(value)
