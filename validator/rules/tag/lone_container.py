"""Rule ``tag/lone-container``."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article, Tag
from validator.finding import Hit, Severity
from validator.rule import Context, Rule

_start = attrgetter("start")
_LONGEST = 5_000
"""Longer boxes surely hold several banners, or no banners."""


class LoneContainer(Rule):
    """Box for several maintenance banners that holds one or none.

    It tells readers of several problems where there is one, and hides that one below a line of its
    own. Let the banner stand alone.

    ## Bad
    {{Multiple issues|
    {{More citations needed|date=May 2009}}
    }}
    The mill was built in 1871.

    ## Good
    {{More citations needed|date=May 2009}}
    The mill was built in 1871.

    ## Not flagged
    Boxes whose banners are named by parameters, and those that hold a template that is not known
    or a text.

    ## See
    https://en.wikipedia.org/wiki/Template:Multiple_issues
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield containers with one tag inside or none."""
        for tag in article.tags:
            if tag.use.kind != "container" or tag.end - tag.start > _LONGEST:
                continue
            held = _held(article, tag)
            if held is None or len(held) > 1:
                continue
            name = tag.template.name
            what = f"only {{{{{held[0].template.name}}}}}" if held else "no tag"
            yield Hit(
                tag.start,
                tag.end,
                f"{{{{{name}}}}} holds {what}",
                identity=tag.use.name,
                facts={"template": tag.use.name, "tags": len(held)},
            )


def _held(article: Article, container: Tag) -> list[Tag] | None:
    """The tags inside; None if something else is there, too."""
    values = container.template.values
    if len(values) > 1 or any(not name.isdecimal() for name in values):
        return None
    first = bisect_right(article.tags, container.start, key=_start)
    held: list[Tag] = []
    left = values.get("1", "")
    for tag in article.tags[first : bisect_left(article.tags, container.end, key=_start)]:
        source = article.text[tag.start : tag.end]
        if len(held) > 1:
            break
        if source in left:
            left = left.replace(source, "", 1)
            held.append(tag)
    return None if left.strip() and len(held) < 2 else held
