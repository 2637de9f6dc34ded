"""Rule ``citation/ignored-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context, Rule


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
        for citation in article.citations:
            for violation in context.violations(citation.template):
                note = violation.note
                if note.get("rule") != "ignored-parameter":
                    continue
                parameter = citation.template.parameter(violation.parameter)
                if parameter is None or "{" in parameter.value:
                    continue
                name = f"{{{{{' '.join(citation.name.split())}}}}}"
                yield Hit(
                    parameter.name_start,
                    parameter.value_end,
                    f"{name} ignores |{parameter.name}=: it shows no {note['means']}",
                    identity=f"{citation.get('url') or citation.get('title')}|{parameter.name}",
                    facts={"parameter": parameter.name}
                    | ({"cs1": note["cs1"]} if "cs1" in note else {}),
                )
