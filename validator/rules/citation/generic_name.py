"""Rule ``citation/generic-name``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context
from validator.values.name import (
    as_written,
    generic,
    may_be_generic,
    may_say_et_al,
    without_et_al,
)


class GenericName(CitationRule):
    """Name of a person that is none: a role, a company, a word of the web page.

    “Editor” or “Reuters” in a list of authors is shown, sorted and cited as if a person were called so.
    An agency belongs into |agency=, a publisher into |publisher=.

    ## Bad
    <ref>{{cite news |title=The mill |author=Staff Editor |work=Courier |date=4 May 2011}}</ref>

    ## Good
    <ref>{{cite news |title=The mill |author=Ada Hall |work=Courier |date=4 May 2011}}</ref>

    ## Not flagged
    Names in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#generic_name
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether no name in any citation is generic, whatever is said of others behind it."""
        if super().is_idle(article):
            return True
        names = article.cited_names
        return not (may_be_generic("names", names) or may_say_et_al(names))

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield names that hold a word that no name holds."""
        for parameter, _ in citation.lists.names:
            name = citation.values[parameter]
            word = "" if as_written(name) else generic(without_et_al(name))
            if word:
                message = f"|{parameter}= holds “{word}”, which is no name of a person"
                yield Condition(parameter, message, "err_generic_name")
