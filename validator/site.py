"""The places that an article gives by coordinates."""

from bisect import bisect_right
from typing import NamedTuple

from validator.article import Article
from validator.template import Template
from validator.values import coordinates
from validator.values.coordinates import Place


class Site(NamedTuple):
    """A place, or what is wrong with it, and where it is written.

    ``boxed`` tells that it stands in an infobox, ``titled`` that it is the page's own, and
    ``elsewhere`` that it is not on Earth.
    """

    place: Place | str
    name: str
    start: int
    end: int
    boxed: bool
    titled: bool
    elsewhere: bool


def sites(article: Article) -> list[Site]:
    """The coordinates in templates and in parameters of infoboxes, by start."""
    spans: list[tuple[int, int]] = []
    for infobox in article.infoboxes:
        if not spans or infobox.start >= spans[-1][1]:
            spans.append((infobox.start, infobox.end))
    found = []
    for template in article.templates:
        if template.use is not None and template.use.role == "coordinates":
            k = bisect_right(spans, (template.start, len(article.text))) - 1
            boxed = k >= 0 and template.end <= spans[k][1]
            site = _of_template(template, boxed)
            if site is not None:
                found.append(site)
    for infobox in article.infoboxes:
        for names in article.profile.infobox_customs.coordinates:
            site = _of_parameters(infobox.template, names)
            if site is not None:
                found.append(site)
    return found


def _of_template(template: Template, boxed: bool) -> Site | None:
    values = template.values
    parts = []
    elsewhere = "globe" in values.get("format", "")
    for number in range(1, 20):
        part = values.get(str(number))
        if part is None:
            break
        if ":" in part:
            elsewhere = "globe:" in part and "globe:earth" not in part.lower()
            break
        if part:
            parts.append(part)
    place = coordinates.read(parts)
    shown = values.get("display", "")
    titled = "title" in shown or shown in ("t", "it", "ti")
    if place is None:
        return None
    name = f"{{{{{template.name}}}}}"
    return Site(place, name, template.start, template.end, boxed, titled, elsewhere)


def _of_parameters(template: Template, names: tuple[str, ...]) -> Site | None:
    given = [name for name in names if template.values.get(name)]
    first = template.parameter(given[0]) if given else None
    last = template.parameter(given[-1]) if given else None
    if first is None or last is None:
        return None
    parts = [part.strip() for name in given for part in template.values[name].split("/")]
    place = coordinates.read(parts)
    if place is None:
        return None
    start, end = min(first.name_start, last.name_start), max(first.value_end, last.value_end)
    return Site(place, f"|{first.name}=", start, end, True, False, False)
