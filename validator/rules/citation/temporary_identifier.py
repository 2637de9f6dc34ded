"""Rule ``citation/temporary-identifier``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written

_AHEAD = 9
"""So many characters name the year and the journal."""
_TEMPORARY = pattern("[0-9]{8}")


class TemporaryIdentifier(CitationRule):
    """Identifier that is only temporary.

    Catalogues number articles that are not printed yet, and give them another number later. Then
    the temporary one leads nowhere.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |zbl=12345678}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |zbl=1234.56789}}</ref>

    ## Not flagged
    Identifiers that are none (citation/bad-value).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_Zbl
    https://en.wikipedia.org/wiki/Category:CS1_maint:_bibcode
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("bibcode", "zbl", "ZBL")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield temporary bibcodes and Zbl numbers."""
        values = citation.values
        bibcode = values.get("bibcode", "")
        if ".tmp." in bibcode[_AHEAD:] and not context.schemas.complaint("bibcode", bibcode):
            message = "|bibcode= holds .tmp., which is replaced when the article is printed"
            yield Condition("bibcode", message, "maint_bibcode")
        for name in ("zbl", "ZBL"):
            value = values.get(name, "")
            if _TEMPORARY.fullmatch(value[2:-2] if as_written(value) else value):
                message = f"|{name}= is a temporary number of eight digits"
                yield Condition(name, message, "maint_zbl")
