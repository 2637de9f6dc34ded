"""Rule ``citation/needless-postscript``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_QUOTES = ("quote", "quotation", "trans-quote", "script-quote")


class NeedlessPostscript(CitationRule):
    """Mark at the end of a citation that is the usual one, or more than a mark.

    The template ends a citation by itself. |postscript= is for another mark, or for none; longer
    texts belong behind the citation.

    ## Bad
    <ref>{{cite book |title=Tides |postscript=.}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |postscript=none}}</ref>

    ## Not flagged
    Citations that end with a quotation.

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_postscript
    """

    since = "0.1"
    severity = Severity.INFO
    reads = ("postscript",)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield postscripts that change nothing, and those of several characters."""
        values = citation.values
        value = values["postscript"]
        cs2 = values.get("mode", "cs2" if citation.kind == "citation" else "cs1") == "cs2"
        if any(name in values for name in _QUOTES):
            return
        if value.lower() == "none":
            if cs2 or citation.kind == "citation":
                message = "|postscript=none is what this template does anyway"
                yield Condition("postscript", message, "maint_postscript")
        elif len(value) > 1:
            message = "|postscript= holds more than a mark"
            yield Condition("postscript", message, "maint_postscript")
        elif value == "." and not cs2:
            message = "|postscript=. is what this template does anyway"
            yield Condition("postscript", message, "maint_postscript")
