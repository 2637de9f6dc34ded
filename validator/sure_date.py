"""The one date that a parameter gives for sure: no range, nothing approximate, no second date."""

import re

from validator.article import Article
from validator.pattern import pattern
from validator.profile import Profile
from validator.template import Parameter, Template
from validator.values import date as dates
from validator.values.date import Moment, month_length

_LONGEST = 400
_YEAR = pattern(r"[1-9][0-9]{2,3}\Z")
_DAY = pattern(r"0?[1-9]\Z|[1-3][0-9]\Z")
_AGE = pattern(r"[,;]? *\([^()\d]{0,20}\d{1,3}[^()\d]{0,20}\)\Z")
_BREAK = pattern(r"<br\b[^<>]{0,20}>", re.IGNORECASE)
_SECOND_LINE = pattern(r"[^\d?(]*+\Z")


def sure_date(article: Article, parameter: Parameter) -> Moment | None:
    """The moment that a parameter's value is, an age in brackets or a place below it aside."""
    start, end = parameter.value_start, parameter.value_end
    if not 3 < end - start <= _LONGEST:
        return None
    dating = date_templates(article, parameter)
    if not dating:
        return _read(_first_line(article, article.text[start:end]), article.profile)
    template = dating[0]
    if len(dating) > 1:
        return None
    rest = article.text[start : template.start] + article.text[template.end : end]
    alone = not rest or not _first_line(article, rest)
    return moment(template, article.profile) if alone else None


def date_templates(article: Article, parameter: Parameter) -> list[Template]:
    """The date templates of a parameter's value, those in its references left out."""
    start, end = parameter.value_start, parameter.value_end
    found = article.templates_of("date", start, end)
    return [template for template in found if template.region < start]


def moment(template: Template, profile: Profile, which: str = "") -> Moment | None:
    """The moment of a date template; ``which`` begins the names of another one it may give."""
    if template.use is None:
        return None
    named, values = template.use.parameters, template.values
    year, month, day = (
        next((value for name in named.get(which + part, ()) if (value := values.get(name))), "")
        for part in ("year", "month", "day")
    )
    if not year:
        single = not named or {"year", "month"} <= named.keys()
        return _read(values.get("1", ""), profile) if single and not which else None
    number = int(month) if _DAY.match(month) else profile.calendar.months.get(month)
    if not _YEAR.match(year) or "month" not in named or (month and not number):
        return None
    if not number or number > 12:
        return (int(year), None, None) if not (number or day) else None
    if not day:
        return int(year), number, None
    if not _DAY.match(day) or int(day) > month_length(int(year), number):
        return None
    return int(year), number, int(day)


def _first_line(article: Article, source: str) -> str:
    """The first line as readers see it, an age in brackets left out; "?" if the rest matters."""
    if "{{" in source.partition("<ref")[0]:
        return "?"
    first, _, rest = _BREAK.sub("\n", source).partition("\n")
    below = _AGE.sub("", article.plain(rest))
    return _AGE.sub("", article.plain(first)) if _SECOND_LINE.match(below) else "?"


def _read(text: str, profile: Profile) -> Moment | None:
    found = dates.read(text.strip(), profile.calendar)
    if found is None or found.end is not None or found.circa or not found.start[0]:
        return None
    if found.precision not in ("day", "month", "year") or found.disambiguator:
        return None
    return found.start
