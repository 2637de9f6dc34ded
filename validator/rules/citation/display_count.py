"""Rule ``citation/display-count``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.rule import CitationRule, Condition, Context

_KINDS = {"display-subjects": "author"}
_DIGITS = 9


class DisplayCount(CitationRule):
    """Number of names to show that is not below the number of names given.

    To shorten a list, the number must be smaller than the list. If there are more names than the
    citation gives, the word etal says so.

    ## Bad
    <ref>{{cite book |title=Tides |last1=Hall |last2=Bell |display-authors=2}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |last1=Hall |last2=Bell |display-authors=etal}}</ref>

    ## Not flagged
    Words other than etal (citation/bad-value).

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#disp_name
    """

    since = "0.1"
    severity = Severity.ERROR
    reads = (
        "display-authors",
        "display-contributors",
        "display-editors",
        "display-interviewers",
        "display-subjects",
        "display-translators",
    )

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield numbers that shorten no list."""
        for name in self.reads:
            value = citation.values.get(name, "")
            if not (value.isascii() and value.isdecimal()):
                continue
            kind = _KINDS.get(name, name.removeprefix("display-")[:-1])
            count = citation.count(kind)
            if int(value[:_DIGITS]) >= count:
                listed = f"only {count}" if count else "no"
                message = (
                    f"|{name}={value[:_DIGITS]} shortens nothing: {listed} {kind} names are given"
                )
                yield Condition(name, message, "err_disp_name")
