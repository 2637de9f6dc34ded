"""Rule ``infobox/pseudo-list``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter

_BREAK = pattern(r"<[ /]*br\b[^<>]{0,40}>", re.IGNORECASE)
_OPENING = pattern(r"<[ /]*br\b", re.IGNORECASE)
_LIST = pattern(r"\s*[*#]|\s*\{\|")
_GOES_ON = ("(", "<small", "<sup", "–", "-", "&", "and ")
_HEADS = (":", ":'''", ":''")
_FEWEST = 3
_LONGEST = 5_000


class PseudoList(Rule):
    """List in an infobox whose items only line breaks part.

    It looks like a list and is none: a screen reader reads it out as one sentence, and other uses
    of the page's data take it for one value. The wiki has templates that make a list of it.

    ## Bad
    {{Infobox film |name=The Mill |starring=Ann Hall<br>Bo Lind<br />Cy Moe}}

    ## Good
    {{Infobox film |name=The Mill |starring={{plainlist|
    * Ann Hall
    * Bo Lind
    * Cy Moe
    }} }}

    ## Not flagged
    Fewer than three items, parameters that are no lists by nature (addresses, dates, captions),
    lists with bullets, and wikis whose list templates are not known.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Lists
    https://en.wikipedia.org/wiki/Template:Plainlist
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox, or no list template to name."""
        return not article.profile.list_templates or not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter for a list that holds at least three items parted by breaks."""
        templates = article.profile.list_templates
        names = [f"{{{{{name}}}}}" for name in templates]
        wanted = " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
        for infobox in article.infoboxes:
            template = infobox.template
            if not template.holds("<"):
                continue
            for name, value in template.values.items():
                if "<" not in value or len(_OPENING.findall(value)) < _FEWEST - 1:
                    continue
                if context.parameter_type(article, template, name) != "list":
                    continue
                parameter = template.parameter(name)
                count = _items(article, parameter) if parameter else 0
                if parameter and count >= _FEWEST:
                    yield Hit(
                        parameter.value_start,
                        parameter.value_end,
                        f"|{name}= parts {count} items by line breaks, {wanted} makes a list",
                        identity=f"{template.name}|{name}",
                        facts={"parameter": name, "items": count, "templates": list(templates)},
                    )


def _items(article: Article, parameter: Parameter) -> int:
    """How many items breaks part; none if some of them are a real list."""
    start, end = parameter.value_start, parameter.value_end
    if end - start > _LONGEST:
        return 0
    seen = article.masked_inside(start, end)
    count = at = 0
    for stop, following in [*(found.span() for found in _BREAK.finditer(seen)), (len(seen),) * 2]:
        part = seen[at:stop]
        if _LIST.match(part) or "\n*" in part:
            return 0
        shown = part.strip(" \n\t,;\x01")
        template = article.text.startswith("{{", start + at + len(part) - len(part.lstrip()))
        item = template or (shown and not shown.startswith(_GOES_ON))
        count += bool(item and not shown.endswith(_HEADS))
        at = following
    return count
