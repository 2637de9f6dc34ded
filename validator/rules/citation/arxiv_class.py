"""Rule ``citation/arxiv-class``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context


class ArxivClass(CitationRule):
    """Class of an arXiv paper where the identifier has it already, or none where it is needed.

    Identifiers since April 2007 do not tell the field, so |class= does (math.CO). Older ones begin
    with it, and the template ignores the parameter.

    ## Bad
    <ref>{{cite arXiv |title=Loops |eprint=hep-ph/9807344 |class=hep-ph}}</ref>

    ## Good
    <ref>{{cite arXiv |title=Loops |eprint=0811.2233 |class=hep-ph}}</ref>

    ## Not flagged
    Other templates, which show no class.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#class_ignored
    """

    since = "0.1"
    severity = Severity.ERROR
    reads = ("arxiv", "eprint")

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield papers whose class is of no use, and those that lack one."""
        values = citation.values
        if citation.kind != "cite-arxiv":
            return
        name = "arxiv" if "arxiv" in values else "eprint"
        dated = values[name].removeprefix("((")[:1].isdecimal()
        if "class" in values and not dated:
            known = context.schemas.complaint("arxiv", values[name]) is None
            why = "tells the field already" if known else "is no arXiv number"
            message = f"|class= is ignored: |{name}= {why}"
            yield Condition("class", message, "err_class_ignored")
        elif dated and "class" not in values:
            message = f"|{name}= does not tell the field of research; |class= does"
            yield Condition(name, message, "maint_missing_class")
