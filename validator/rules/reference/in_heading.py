"""Rule ``reference/in-heading``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class InHeading(Rule):
    """Reference in a heading.

    The mark gets into the table of contents and into links to the section, and it does not say
    which statement the source supports. It belongs behind a sentence of the section.

    ## Bad
    == Mills<ref>Hall 1990, p. 4</ref> ==
    The first one was built in 1871.

    ## Good
    == Mills ==
    The first one was built in 1871.<ref>Hall 1990, p. 4</ref>

    ## Not flagged
    References behind what only looks like a heading.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style#Section_headings
    """

    since = "0.1"
    severity = Severity.INFO

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield references between a heading's equals signs."""
        text = article.text
        for section in article.sections:
            if section.collapsed or text.find("<", section.start, section.body) < 0:
                continue
            reference = article.reference_at.get(text.find("<ref", section.start, section.body))
            if reference is not None:
                title = section.title[:60]
                yield Hit(reference.start, reference.end, f"Reference in the heading “{title}”")
