"""Rule ``reference/numeric-name``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


class NumericName(Rule):
    """Reference named with a number alone.

    MediaWiki keeps plain numbers for itself: it shows an error, and the source is lost to readers.
    A letter before the number, or better a telling name, makes it work.

    ## Bad
    Built in 1871.<ref name="1990">Hall 1990, p. 4</ref> {{reflist}}

    ## Good
    Built in 1871.<ref name="Hall 1990">Hall 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    Names with any other character, such as 12a, -1 or 1.5.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_ref_numeric_key
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield names, and names to follow, of ASCII digits only."""
        for complaint in context.cite(article).about("ref_numeric_key"):
            reference = complaint.reference
            own = reference.name.isdigit()
            name = reference.name if own else reference.attributes["follow"]
            yield Hit(
                *(reference.name_span if own else reference.opening),
                f'A number alone, "{name[:40]}", cannot name a reference',
                identity=name,
                facts={"cite": complaint.key, "name": name},
            )
