"""Rule ``infobox/unclosed-formatting``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.template import Parameter, Template

_RUN = pattern(r"'{2,}+")
_NAMES = "abbr|b|big|center|code|del|div|em|font|i|ins|s|small|span|strike|strong|sub|sup|tt|u"
_OPENING = pattern(rf"</?(?:{_NAMES})[\s/>]", re.IGNORECASE)
_TAG = pattern(rf"<(/?)({_NAMES})(?=[\s/>])([^<>]*+)>", re.IGNORECASE)
_LONGEST = 5_000


class UnclosedFormatting(Rule):
    """Formatting that a value of an infobox opens and does not close.

    Italics and bold run to the end of the line instead of the word that was meant; a tag goes on
    through the rest of the box, so that rows below are small or struck out, too.

    ## Bad
    {{Infobox film |name=The Mill |producer=Ann Hall<br><small>uncredited |country=Norway}}

    ## Good
    {{Infobox film |name=The Mill |producer=Ann Hall<br><small>uncredited</small> |country=Norway}}

    ## Not flagged
    Templates, links and references that are not closed (`wikitext/unclosed-markup`), formatting
    inside templates and references, apostrophes beside italics, tags that need no end.

    ## See
    https://en.wikipedia.org/wiki/Help:Wikitext#Format
    https://www.mediawiki.org/wiki/Help:Lint_errors/missing-end-tag
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first mark or tag of a value that has no counterpart in it."""
        for infobox in article.infoboxes:
            template = infobox.template
            if template.holds("''"):
                for parameter in template.holding("''"):
                    yield from _quotes(_seen(article, parameter), parameter, template)
            if _OPENING.search(article.text, infobox.start, infobox.end) is not None:
                for parameter in template.holding("<"):
                    if _OPENING.search(parameter.value) is not None:
                        yield from _tags(_seen(article, parameter), parameter, template)


def _seen(article: Article, parameter: Parameter) -> str:
    """What a value has of its own; nothing of a long one."""
    start, end = parameter.value_start, parameter.value_end
    return article.masked_inside(start, end) if end - start <= _LONGEST else ""


def _tags(seen: str, parameter: Parameter, template: Template) -> Iterator[Hit]:
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(seen):
        name = tag[2].lower()
        if tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened.append(tag)
        elif opened and opened[-1][2].lower() == name:
            opened.pop()
        else:
            if not any(one[2].lower() == name for one in opened):
                says = f"{tag[0]} in |{parameter.name}= closes nothing"
                yield _hit(tag.span(), says, tag[2], parameter, template, Severity.INFO)
            return
    if opened:
        tag = opened[-1]
        says = f"<{tag[2]}> in |{parameter.name}= is never closed"
        if sum(one[2].lower() == tag[2].lower() for one in opened) > 1:
            says += f", a second <{tag[2]}> stands where </{tag[2]}> was meant"
        yield _hit(tag.span(), says, tag[2], parameter, template)


def _quotes(seen: str, parameter: Parameter, template: Template) -> Iterator[Hit]:
    at = 0
    for line in seen.split("\n"):
        if "''" not in line:
            at += len(line) + 1
            continue
        runs = list(_RUN.finditer(line))
        italic = [run for run in runs if len(run[0]) in (2, 5)]
        bold = [run for run in runs if len(run[0]) in (3, 5)]
        plain = all(len(run[0]) in (2, 3, 5) for run in runs)
        if plain and len(italic) % 2 != len(bold) % 2:  # both odd: an apostrophe beside one
            what, last = ("italics", italic[-1]) if len(italic) % 2 else ("bold", bold[-1])
            says = f"One mark of {what} in |{parameter.name}= has no counterpart in its line"
            span = (at + last.start(), at + last.end())
            yield _hit(span, says, last[0], parameter, template)
            return
        at += len(line) + 1


def _hit(
    span: tuple[int, int],
    says: str,
    mark: str,
    parameter: Parameter,
    template: Template,
    severity: Severity | None = None,
) -> Hit:
    start = parameter.value_start
    return Hit(
        start + span[0],
        start + span[1],
        says,
        identity=f"{template.name}|{parameter.name}|{mark}",
        severity=severity,
        facts={"parameter": parameter.name, "mark": mark},
    )
