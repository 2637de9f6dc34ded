"""The places that an article gives by coordinates."""

from collections.abc import Iterator
from typing import NamedTuple

from validator.article import Article
from validator.template import Template
from validator.values import coordinates
from validator.values.coordinates import Place

_MOST_PARTS = 20


class Site(NamedTuple):
    """A place on Earth, or what is wrong with it, and where it is written."""

    place: Place | str
    name: str
    start: int
    end: int


def boxed(article: Article) -> list[Site]:
    """The places given in infoboxes, by templates and by parameters of their own."""
    customs = article.profile.infobox_customs
    found: list[Site] = []
    if "coordinates" in article.by_role:
        for start, end in _outermost(article):
            found += _within(article, start, end)
    for infobox in article.infoboxes:
        values = infobox.template.values
        for names in customs.coordinates:
            site = _of_parameters(infobox.template, names) if values.get(names[0]) else None
            if site is not None:
                found.append(site)
    return found


def titled(article: Article) -> list[Site]:
    """The places that stand outside infoboxes and are shown beside the page's title."""
    found: list[Site] = []
    reached = 0
    for start, end in [*_outermost(article), (len(article.text),) * 2]:
        found += _within(article, reached, start, titled=True)
        reached = end
    return found


def _outermost(article: Article) -> Iterator[tuple[int, int]]:
    reached = 0
    for infobox in article.infoboxes:
        if infobox.start >= reached:
            yield infobox.start, infobox.end
            reached = infobox.end


def _is_titled(display: str) -> bool:
    return "title" in display or display in ("t", "it", "ti")


def _within(article: Article, start: int, end: int, *, titled: bool = False) -> Iterator[Site]:
    """The places between two offsets, all or only those of the page's title."""
    for template in article.templates_of("coordinates", start, end):
        if not titled or _is_titled(template.values.get("display", "")):
            site = _of_template(template)
            if site is not None:
                yield site


def _of_template(template: Template) -> Site | None:
    values = template.values
    parts = []
    for number in range(1, _MOST_PARTS):
        part = values.get(str(number))
        if part is None:
            break
        if ":" in part:
            if "globe:" in part and "globe:earth" not in part.lower():
                return None
            break
        if part:
            parts.append(part)
    place = coordinates.read(parts)
    if place is None:
        return None
    return Site(place, f"{{{{{template.name}}}}}", template.start, template.end)


def _of_parameters(template: Template, names: tuple[str, ...]) -> Site | None:
    given = [name for name in names if template.values.get(name)]
    first, last = template.parameter(given[0]), template.parameter(given[-1])
    if first is None or last is None:
        return None
    place = coordinates.read(p.strip() for n in given for p in template.values[n].split("/"))
    if place is None:
        return None
    start, end = min(first.name_start, last.name_start), max(first.value_end, last.value_end)
    return Site(place, f"|{first.name}=", start, end)
