"""Rule ``reference/crowded``."""

from collections.abc import Iterator
from typing import Any, ClassVar

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule

_BEFORE = 40
_LOOSE = " \t\n'"
_APART = ":|="
"""What a row stands behind that belongs to no statement."""


class Crowded(Rule):
    """More references at one place than anybody checks.

    The option `most`, five by default, is the number that may stand side by side. A long row of
    marks is hard to read, and does not tell which source says what. The best few are enough, or one
    reference that lists them and says what each is for.

    ## Bad
    Lit.<ref>A</ref><ref>B</ref><ref>C</ref><ref>D</ref><ref>E</ref><ref>F</ref> {{reflist}}

    ## Good
    Lit.<ref>For the day, A and B; for the lamp, C; for the costs, D, E and F</ref> {{reflist}}

    ## Not flagged
    Rows that are a list of sources: behind a colon, or alone in a cell. Explanatory notes and page
    numbers in the row do not count.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Citation_overkill
    """

    since = "0.1"
    severity = Severity.INFO
    options: ClassVar[dict[str, Any]] = {"most": 5}

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every run of more references than that."""
        most = self.option("most")
        text = article.text
        for run in article.runs:
            if run.count <= most:
                continue
            before = text[max(0, run.start - _BEFORE) : run.start].rstrip(_LOOSE)
            if before and before[-1] not in _APART:
                yield Hit(
                    run.start,
                    run.end,
                    f"{run.count} references at one place: which of them tells it best?",
                    identity=text[run.start : run.end][:200],
                    facts={"references": run.count},
                )
