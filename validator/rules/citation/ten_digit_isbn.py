"""Rule ``citation/ten-digit-isbn``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Edit, Hit, Severity
from validator.rule import Context, Rule
from validator.values.calendar import Calendar
from validator.values.date import read
from validator.values.identifier import FIRST_ISBN_13, isbn13

_DATES = ("date", "year", "publication-date")


class TenDigitIsbn(Rule):
    """ISBN of ten digits for a book from the time of thirteen.

    Since 2007 the number printed in books has thirteen digits, and catalogues are searched by that
    one. The rule is off by default: a later printing of an older book may still bear ten digits
    only, and then those are the ones to give.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall |date=2010 |isbn=0-306-40615-2}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |date=2010 |isbn=978-0-306-40615-7}}</ref>

    ## Not flagged
    Books from before 2007 or of an unknown year, whose printed number is the one to give; invalid
    numbers; numbers in ((double brackets)).

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:ISBN#Types
    """

    since = "0.1"
    severity = Severity.INFO
    default = False

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield ten-digit numbers beside a year from 2007 on."""
        names = frozenset(article.profile.field_names.get("isbn", ()))
        for citation in article.citing("isbn"):
            if names.isdisjoint(citation.values):
                continue
            longer = isbn13(citation.get("isbn"))
            if not longer:
                continue
            year = _year(citation, article.profile.calendar)
            parameter = citation.parameter("isbn")
            if year < FIRST_ISBN_13 or parameter is None:
                continue
            start, end = parameter.value_start, parameter.value_end
            plain = article.text[start:end] == parameter.value
            yield Hit(
                start,
                end,
                f"|{parameter.name}= has ten digits, books of {year} have thirteen: {longer}",
                identity=f"{citation.source}|{parameter.name}",
                edits=(Edit(start, end, longer),) if plain else (),
                facts={"parameter": parameter.name, "isbn": longer, "year": year},
            )


def _year(citation: Citation, calendar: Calendar) -> int:
    """The earliest year given; 0 if there is none, or one that cannot be read."""
    dates = [read(written, calendar) for field in _DATES if (written := citation.get(field))]
    return min((date.start[0] if date else 0 for date in dates), default=0)
