"""Rule ``citation/redundant-parameter``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article, Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.schemas import Violation
from validator.template import Parameter


class RedundantParameter(Rule):
    """Citation template that is given one thing under two names.

    The template shows only one of the values and an error. The reader does not see the other, even
    where it is the better one.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://example.org/a |work=Mills |website=Mills}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/a |website=Mills}}</ref>

    ## Not flagged
    A second name without a value, and templates without a schema.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#redundant_parameters
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the name that does not count, once for each such name."""
        for citation, violation in context.violated(article, "redundant-parameter"):
            hit = self._hit(citation, violation)
            if hit is not None:
                yield hit

    def _hit(self, citation: Citation, violation: Violation) -> Hit | None:
        template = citation.template
        alias = template.parameter(violation.note.get("alias", ""))
        counts = next(
            (
                parameter
                for name in _required(violation.wants)
                if template.values.get(name) and (parameter := template.parameter(name))
            ),
            None,
        )
        if alias is None or counts is None or _is_computed(alias) or _is_computed(counts):
            return None
        return Hit(
            alias.name_start,
            alias.value_end,
            f"|{alias.name}= is given, and so is |{counts.name}=; only one of them can be shown",
            identity=f"{citation.source}|{alias.name}",
            related=(
                Related(counts.name_start, counts.value_end, f"|{counts.name}= is given here"),
            ),
            facts={"parameter": alias.name, "cs1": "err_redundant_parameters"},
        )


def _required(wants: Any) -> Iterator[str]:
    """Yield the names in a keyword's ``required`` lists, in order."""
    if isinstance(wants, dict):
        for part in wants.get("anyOf", (wants,)):
            yield from part.get("required", ())


def _is_computed(parameter: Parameter) -> bool:
    """Whether the value may turn out blank."""
    return "{" in parameter.value
