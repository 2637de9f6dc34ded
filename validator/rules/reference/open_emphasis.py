"""Rule ``reference/open-emphasis``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_RUN = pattern(r"'{2,}+")
_HARD = pattern(r"[<\n]")
_LONGEST = 5_000


class OpenEmphasis(Rule):
    """Italics or bold that a reference opens and does not close.

    MediaWiki closes them where the line ends, so that the rest of the reference is slanted or bold,
    where only a title was meant to be.

    ## Bad
    Built in 1871.<ref>Hall, ''The mills, 1990, p. 4</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>Hall, ''The mills'', 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    References with templates, tags or several lines; apostrophes beside italics.

    ## See
    https://en.wikipedia.org/wiki/Help:Wikitext#Format
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the last mark of references in which one is left over."""
        text = article.text
        for reference in [one for one in article.handwritten if "''" in one.content]:
            inner = reference.inner
            if inner is None or inner.end - inner.start > _LONGEST or text[reference.start] != "<":
                continue
            if _HARD.search(reference.content):
                continue
            runs = list(_RUN.finditer(text, *inner))
            italic = [run for run in runs if len(run[0]) in (2, 5)]
            bold = [run for run in runs if len(run[0]) in (3, 5)]
            if any(len(run[0]) not in (2, 3, 5) for run in runs):
                continue
            if len(italic) % 2 != len(bold) % 2:  # both odd: an apostrophe stands beside one
                last = (italic if len(italic) % 2 else bold)[-1]
                what = "italics" if len(italic) % 2 else "bold"
                yield Hit(*last.span(), f"One mark of {what} in this reference has no counterpart")
