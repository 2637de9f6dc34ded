"""Rule ``citation/ignored-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule, of_schema


class IgnoredParameter(Rule):
    """Citation template that is given something it does not show.

    The parameter exists, but not for this kind of source: the reader sees an error, and what it
    says is lost. Mostly another template, or another parameter, is the right one.

    ## Bad
    <ref>{{cite book |title=The mill |last=Hall |journal=Mills Quarterly |date=1990}}</ref>

    ## Good
    <ref>{{cite journal |title=The mill |last=Hall |journal=Mills Quarterly |date=1990}}</ref>

    ## Not flagged
    Parameters without a value, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#chapter_ignored
    https://en.wikipedia.org/wiki/Help:CS1_errors#periodical_ignored
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter that the template knows and does not show."""
        for citation, violation in context.violated(article, "ignored-parameter"):
            name = f"{{{{{' '.join(citation.name.split())}}}}}"
            means = violation.note["means"]
            message = f"{name} ignores |{violation.parameter}=: it shows no {means}"
            yield from of_schema(citation, violation, message, context)
