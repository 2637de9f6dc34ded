"""Rule ``infobox/commented-parameter``."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article, Infobox
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_PARAMETER = pattern(
    r"(?:\A|\n)[ \t]*\|[ \t]*([^\s|={}\[\]<>][^|=\n{}\[\]<>]{0,40}?)[ \t]*=([^\n]*)"
)
_SAMPLE = pattern(r"\W*(?:YYYY|LAT|DD|MM)\b|\{\{\{|\{\{[^{}|]*\|[A-Z ]*(?:\||\}\})")
_LONGEST = 5_000
_START = attrgetter("start")


class CommentedParameter(Rule):
    """Infobox parameter with a value that is commented out.

    Readers do not see it, and editors cannot tell whether it is waiting for a source, was disputed
    or forgotten. Give the value with its source, or take it out and say why on the talk page.

    ## Bad
    {{Infobox person |name=Ann Hall <!-- |birth_place=[[Hull]] --> |occupation=Miller}}

    ## Good
    {{Infobox person |name=Ann Hall |birth_place=[[Hull]]<ref>Census</ref> |occupation=Miller}}

    ## Not flagged
    Blank parameters in comments, samples from the template's documentation, and comments inside
    other templates.

    ## See
    https://en.wikipedia.org/wiki/Help:Hidden_text
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether there is no infobox."""
        return not article.infoboxes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every comment of an infobox that gives parameters a value."""
        for infobox in article.infoboxes:
            if not infobox.template.holds("<!--"):
                continue
            for start, end in _comments(article, infobox):
                hidden = article.text[start + 4 : min(end - 3, start + _LONGEST)]
                found = {
                    name: value.strip()
                    for name, value in _PARAMETER.findall(hidden)
                    if value.strip(" \t|") and not _SAMPLE.match(value.strip())
                }
                if found:
                    names = ", ".join(f"|{name}=" for name in found)
                    yield Hit(
                        start,
                        end,
                        f"{names} {'is' if len(found) == 1 else 'are'} commented out",
                        identity=f"{infobox.template.name}|{names}",
                        facts={"template": infobox.template.name, "values": found},
                    )


def _comments(article: Article, infobox: Infobox) -> Iterator[tuple[int, int]]:
    """The comments of an infobox that stand in no template inside it."""
    text, templates = article.text, article.templates
    at = infobox.start + 2
    while at < infobox.end:
        k = bisect_left(templates, at, key=_START)
        inner = templates[k] if k < len(templates) else None
        limit = min(inner.start, infobox.end) if inner else infobox.end
        start = text.find("<!--", at, limit)
        while start >= 0:
            end = text.find("-->", start + 4, infobox.end) + 3
            if end < 3:
                return
            yield start, end
            start = text.find("<!--", end, limit)
        at = inner.end if inner else infobox.end
