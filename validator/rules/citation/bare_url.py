"""Rule ``citation/bare-url``."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.template import without_comments

_URL = pattern(r"(?:https?:)?//[^\s<>\[\]\"{}|]+", re.IGNORECASE)
_FIRST = pattern(r"[\s\[(<]*(?:https?:)?//", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_]+")
_LONGEST = 4000


class BareUrl(Rule):
    """Reference that holds nothing but a URL.

    When the page moves, nobody can tell what the source was: there is no title, author or date to
    search for. Until then the reader has to follow the link to learn what is cited.

    ## Bad
    Dredged twice.<ref>[https://example.org/dredging]. Retrieved 4 May 2011.</ref> {{reflist}}

    ## Good
    Dredged twice.<ref>[https://example.org/dredging Dredging], Harbour Board</ref> {{reflist}}

    ## Not flagged
    Bare URLs outside references, and URLs with any other words.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Bare_URLs
    """

    since = "0.1"
    severity = Severity.WARNING
    formerly = ("reference/bare-url",)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references whose content is a URL and what hardly says more."""
        starts: list[int] | None = None
        cited = article.citations_by_reference
        addressed = [r for r in article.references if r.start not in cited and "//" in r.content]
        for reference in addressed:
            content = reference.content
            if len(content) > _LONGEST:
                continue
            if "{" in content:
                if starts is None:
                    starts = [template.start for template in article.templates]
                content = _without_tags(article, reference, starts)
            content = without_comments(content)
            if not _FIRST.match(content):
                continue
            url = _URL.search(content)
            rest = _URL.sub(" ", content)
            if url and _says_no_more(rest, article):
                address = url[0].rstrip(",;.:!?")
                read = " and when it was read" if any(map(str.isdigit, rest)) else ""
                yield Hit(
                    reference.start,
                    reference.end,
                    f"Reference holds nothing but the URL {_short(address)}{read}",
                    identity=address,
                    facts={"url": address},
                )


def _without_tags(article: Article, reference: Reference, starts: list[int]) -> str:
    """Return the content less its maintenance tags."""
    assert reference.inner is not None
    at, end = reference.inner.start, reference.inner.end
    kept = []
    for template in article.templates[bisect_left(starts, at) : bisect_left(starts, end)]:
        if template.start >= at and template.use and template.use.role == "tag":
            kept.append(article.text[at : template.start])
            at = template.end
    kept.append(article.text[at:end])
    return "".join(kept).strip()


def _says_no_more(rest: str, article: Article) -> bool:
    """Whether what stands beside the URL is punctuation, or when the page was read."""
    if "{" in rest or "<" in rest:
        return False
    words = {word.lower() for word in _WORD.findall(rest)}
    if not words:
        return not any(char.isalnum() for char in rest)
    access = set(article.profile.access_words)
    months = {month.lower() for month in article.profile.calendar.months}
    return bool(words & access) and words <= access | months


def _short(url: str) -> str:
    return url if len(url) <= 80 else url[:79] + "…"
