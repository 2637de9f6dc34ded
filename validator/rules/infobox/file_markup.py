"""Rule ``infobox/file-markup``."""

import re
from collections.abc import Iterator
from functools import lru_cache

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_ADDRESS = pattern(r"\[{0,2}https?://[^\s|]{4,}", re.IGNORECASE)
_ELEMENT = pattern(r"<img\b", re.IGNORECASE)
_FRAME = pattern(r"\|\s*(thumb|thumbnail|vignette)\s*(?=[|\]])", re.IGNORECASE)
_FIRST = frozenset("[hH<")
_LONGEST = 1_000


class FileMarkup(Rule):
    """Picture in an infobox that is not given by its file name.

    The template makes the picture from the name of a file, with the box's own size and alternative
    text. Of an address it shows nothing; a picture with a frame of its own stands as a box within
    the box.

    ## Bad
    {{Infobox person |name=Ann Hall |image=[[File:Ann Hall.jpg|thumb|Ann Hall in 1900]]}}

    ## Good
    {{Infobox person |name=Ann Hall |image=Ann Hall.jpg |caption=Ann Hall in 1900}}

    ## Not flagged
    The namespace in front of the name, which templates accept, and pictures without a frame in
    brackets where no schema says that the parameter takes a file name.

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox_picture
    https://en.wikipedia.org/wiki/Module:InfoboxImage
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield values that stand where a file name should."""
        opening = _opening(article.profile.namespaces.get("file", ("File",)))
        for infobox in article.infoboxes:
            template = infobox.template
            for name, value in template.values.items():
                if value[:1] not in _FIRST or len(value) > _LONGEST:
                    continue
                says, severity = _said(value, opening, known=bool(infobox.use.schema))
                if not says or context.parameter_type(article, template, name) != "file":
                    continue
                parameter = template.parameter(name)
                if parameter:
                    yield Hit(
                        parameter.value_start,
                        parameter.value_end,
                        f"|{name}= {says}",
                        identity=f"{template.name}|{name}",
                        severity=severity,
                        facts={"parameter": name, "value": value[:200]},
                    )


def _said(value: str, opening: re.Pattern[str], *, known: bool) -> tuple[str, Severity | None]:
    """What is wrong with a value; ``known`` tells that a schema asks for a file name."""
    if "://" in value and _ADDRESS.match(value):
        return "is an address, the box shows the picture of a file name only", None
    if value[0] == "<" and _ELEMENT.match(value):
        return "has an HTML tag that readers see as text, the name of a file is meant", None
    if value[:2] == "[[" and "]]" in value and opening.match(value):
        if _FRAME.search(value):
            return "has a thumbnail with a frame of its own, a file name is meant", None
        if known and value.endswith("]]") and value.count("[[") == 1:
            says = "has a link to a file, size and alternative text of the box do not reach it"
            return says, Severity.INFO
    return "", None


@lru_cache(maxsize=32)
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    """How a link to a file begins."""
    return re.compile(rf"\[\[[ _]*+(?:{'|'.join(map(re.escape, names))})[ _]*+:", re.IGNORECASE)
