"""Rule ``citation/numeric-name``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written, is_numeric, without_et_al

_DIGIT = pattern(r"[0-9]")
_ODD = pattern(r"[0-9]|^(?![^\W\d_])", re.MULTILINE)
_MIXED = pattern(r"[^0-9][0-9]|[0-9][^0-9]")


class NumericName(CitationRule):
    """Name of a person without a letter.

    A number or a mark in the place of a name is mostly a value that slipped into the wrong parameter,
    such as a date or a page.

    ## Bad
    <ref>{{cite book |title=The mill |last=1990 |first=Ada |date=1990}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |last=Hall |first=Ada |date=1990}}</ref>

    ## Not flagged
    Names in ((double brackets)), which are meant as written, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#numeric_name
    """

    since = "0.1"
    severity = Severity.ERROR

    def is_idle(self, article: Article) -> bool:
        """Whether all names begin with a letter and hold no digit."""
        return super().is_idle(article) or not _ODD.search(article.cited_names)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield names that hold no letter."""
        for parameter, _ in citation.lists.names:
            name = citation.values[parameter]
            if name[0].isalpha() and not _DIGIT.search(name):
                continue
            own = without_et_al(name).strip()
            if "{{" in own or as_written(own):
                continue
            if own and is_numeric(own):
                message = f"|{parameter}= is “{name[:40]}”, which holds no letter"
                yield Condition(parameter, message, "err_numeric_names")
            elif _MIXED.search(own):
                message = f"|{parameter}= holds digits, which few names do"
                yield Condition(parameter, message, "maint_numeric_names")
