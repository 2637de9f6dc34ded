"""Rule ``citation/identifier-prefix``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_PREFIXED = {
    "jfm": pattern("JFM.+", re.IGNORECASE | re.DOTALL),
    "mr": pattern("MR[0-9]+", re.IGNORECASE),
    "pmc": pattern("PMC[0-9]+", re.IGNORECASE),
}


class IdentifierPrefix(CitationRule):
    """Identifier that is given with the letters that the template writes itself.

    The template takes the letters away, but tools that read the citation may not.

    ## Bad
    <ref>{{cite journal |title=Tides |journal=Sea |pmc=PMC12345}}</ref>

    ## Good
    <ref>{{cite journal |title=Tides |journal=Sea |pmc=12345}}</ref>

    ## Not flagged
    Other words before a number, which is wrong then (citation/bad-value).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_PMC_format
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("jfm", "JFM", "mr", "MR", "pmc", "PMC")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield identifiers that begin with their own name."""
        for name in self.reads:
            value = citation.values.get(name, "")
            kind = name.lower()
            if _PREFIXED[kind].fullmatch(value):
                message = f"|{name}= needs only what follows {value[: len(kind)]}"
                yield Condition(name, message, f"maint_{kind}_format")
