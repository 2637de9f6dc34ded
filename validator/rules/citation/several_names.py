"""Rule ``citation/several-names``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.name import as_written, without_et_al

_PARTING = pattern(r"[,;]")


class SeveralNames(CitationRule):
    """Parameter for one name that seems to hold several.

    Each name has a parameter of its own. Several in one are shown as they stand, cannot be turned
    around, and confuse tools that read the citation.

    ## Bad
    <ref>{{cite book |title=Tides |author=Hall, A.; Bell, I.}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |last1=Hall |first1=A. |last2=Bell |first2=I.}}</ref>

    ## Not flagged
    Names in double parentheses, and lists that are given in one piece (|vauthors=).

    ## See
    https://en.wikipedia.org/wiki/Category:CS1_maint:_multiple_names
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether no name holds a comma or a semicolon."""
        return super().is_idle(article) or not _PARTING.search(article.cited_names)

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield surnames with two commas or a semicolon, and given names with one."""
        for parameter, place in citation.lists.names:
            name = citation.values[parameter]
            if "," not in name and ";" not in name:
                continue
            own = without_et_al(name)
            commas, marks = own.count(","), own.count(";") - own.count("&nbsp;")
            if (commas > (place.part == "last") or marks > 0) and not as_written(own):
                what = "a semicolon" if marks > 0 else "two commas" if commas > 1 else "a comma"
                message = f"|{parameter}= holds {what}, and may be more than a name"
                yield Condition(parameter, message, "maint_mult_names")
