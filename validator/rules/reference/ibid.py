"""Rule ``reference/ibid``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_BACKWARD = pattern(
    r"['\"“(]{0,5}(ibidem|ibid|idem|op\.?[ \t]?cit|loc\.?[ \t]?cit)\.?'{0,5}(?:[ \t,.;:(]|\Z)",
    re.IGNORECASE,
)
_WITHIN = pattern(r"(?<![^\W\d_])(?:op\.?[ \t]cit|loc\.?[ \t]cit)\b", re.IGNORECASE)
_BEGINNINGS = frozenset("'\"“(iIoOlLİı")
_LONGEST = 300


class Ibid(Rule):
    """Reference that points back with words such as ibid. or op. cit.

    Text and references move. When another reference comes between, the words point at the wrong
    source, and nobody notices. A short footnote with name and year, or the name of the reference,
    stays true.

    ## Bad
    Built in 1871.<ref>Hall 1990, p. 4</ref> Lit in 1872.<ref>Ibid., p. 9</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>Hall 1990, p. 4</ref> Lit in 1872.<ref>Hall 1990, p. 9</ref> {{reflist}}

    ## Not flagged
    Long references, and such words in titles of citation templates.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Citing_sources#Short_and_full_citations
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references that begin with such a word, or say op. cit. behind a name."""
        text = article.text
        for reference in article.handwritten:
            content = reference.content
            cites = "cit" in content.lower()
            if not cites and content[0] not in _BEGINNINGS:
                continue
            inner = reference.inner
            if inner is None or inner.end - inner.start > _LONGEST:
                continue
            at = inner.end - len(text[inner.start : inner.end].lstrip())
            found = _BACKWARD.match(text, at, inner.end)
            if found is None and cites:
                found = _WITHIN.search(text, at, inner.end)
            if found is not None:
                start, end = found.span(found.lastindex or 0)
                yield Hit(
                    start,
                    end,
                    f"“{text[start:end]}” points at another reference, and is lost once text moves",
                )
