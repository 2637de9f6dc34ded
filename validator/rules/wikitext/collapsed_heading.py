"""Rule ``wikitext/collapsed-heading``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_SPACES_BEFORE = pattern(r"(?:\A|\n)[ \t]*\Z")
_BLANK = pattern(r"[ \t\r]*(?:\n|\Z)")


class CollapsedHeading(Rule):
    """Heading that shares its line with other text.

    A heading needs a line of its own; beside other text its equals signs are shown as they are,
    and the section does not exist. It is what remains of a page whose line breaks were lost.

    ## Bad
    ==See also== * [[Ada Brook]]

    ## Good
    == See also ==
    * [[Ada Brook]]

    ## See
    https://en.wikipedia.org/wiki/Help:Section
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the marks and title of every heading that is none to MediaWiki."""
        text = article.text
        if "==" not in text:
            return
        for section in article.sections:
            if not section.collapsed:
                continue
            start, end = section.start, section.body
            before = _SPACES_BEFORE.search(text, max(0, start - 200), start)
            if before is None:
                why = "other text stands before it on the line"
            elif _BLANK.match(text, end):
                why = "white space stands before it"
            else:
                why = "other text stands behind it on the line"
            yield Hit(
                start,
                end,
                f"Heading “{section.title}” is shown as plain text: {why}",
                identity=section.title,
            )
