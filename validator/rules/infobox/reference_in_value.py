"""Rule ``infobox/reference-in-value``."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule
from validator.template import Parameter, Template

_BREAKS = {
    "alt": "a text read out in place of a picture cannot have one",
    "colour": "the colour is lost",
    "degree": "the coordinates cannot be computed",
    "file": "no file has such a name",
    "language": "no language has such a code",
    "size": "the size is lost",
    "url": "the link leads nowhere",
}
_START = attrgetter("start")


class ReferenceInValue(Rule):
    """Reference in a parameter whose value is not shown as text.

    A file name, a size or a part of a coordinate goes into a link or a sum. With a reference in it
    the picture does not appear, or readers see an error. Put the reference into the caption or
    behind a value that is shown.

    ## Bad
    {{Infobox person |name=Ann Hall |image=Ann Hall.jpg<ref>Archive</ref> |caption=In 1900}}

    ## Good
    {{Infobox person |name=Ann Hall |image=Ann Hall.jpg |caption=In 1900<ref>Archive</ref>}}

    ## Not flagged
    Parameters of which neither the schema nor the wiki's customs tell what they hold, references
    behind an address, galleries, and pictures that are written out with brackets.

    ## See
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no reference."""
        return not article.infoboxes or not article.references

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first reference of every value that is not shown as text."""
        for infobox in article.infoboxes:
            template = infobox.template
            if not template.holds("<ref"):
                continue
            for name, value in template.values.items():
                if "<ref" not in value:
                    continue
                kind = context.parameter_type(article, template, name)
                parameter = template.parameter(name)
                if kind not in _BREAKS or parameter is None:
                    continue
                if kind == "url" or not value.startswith(("[[", "{{", "<")):
                    yield from _hit(article, parameter, template, kind)


def _hit(article: Article, parameter: Parameter, template: Template, kind: str) -> Iterator[Hit]:
    start, end = parameter.value_start, parameter.value_end
    if kind == "url":
        k = bisect_left(article.templates, start, key=_START)
        first = article.templates[k] if k < len(article.templates) else None
        end = first.end if first and first.start == start else start
    k = bisect_left(article.references, start, key=_START)
    reference = article.references[k] if k < len(article.references) else None
    if reference and reference.end <= end:
        yield Hit(
            reference.start,
            reference.end,
            f"A reference stands in |{parameter.name}=, {_BREAKS[kind]}",
            identity=f"{template.name}|{parameter.name}",
            facts={"parameter": parameter.name, "type": kind},
        )
