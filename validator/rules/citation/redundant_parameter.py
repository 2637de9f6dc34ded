"""Rule ``citation/redundant-parameter``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
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
            counts = next((n for n in _required(violation.wants) if n in citation.values), "")
            yield from _hit(citation, violation.note.get("alias", ""), counts, context)
        for citation in article.module_citations:
            for alias, counts in citation.lists.repeated:
                yield from _hit(citation, alias, counts, context)


def _hit(citation: Citation, other: str, first: str, context: Context) -> Iterator[Hit]:
    alias, counts = citation.template.parameter(other), citation.template.parameter(first)
    if alias and counts and not _is_computed(alias) and not _is_computed(counts):
        yield Hit(
            alias.name_start,
            alias.value_end,
            f"|{alias.name}= is given, and so is |{counts.name}=; only one of them can be shown",
            identity=f"{citation.source}|{alias.name}",
            related=(
                Related(counts.name_start, counts.value_end, f"|{counts.name}= is given here"),
            ),
            facts={"parameter": alias.name}
            | context.module.facts(citation, "err_redundant_parameters"),
        )


def _required(wants: Any) -> Iterator[str]:
    """Yield the names in a keyword's ``required`` lists, in order."""
    if isinstance(wants, dict):
        for part in wants.get("anyOf", (wants,)):
            yield from part.get("required", ())


def _is_computed(parameter: Parameter) -> bool:
    """Whether the value may turn out blank."""
    return "{" in parameter.value
