"""Rule ``citation/duplicate-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.template import Parameter


class DuplicateParameter(Rule):
    """Citation template that is given one parameter twice.

    Only the last value counts; the others vanish from the page without a word. Two different values
    usually mean that two citations were mixed up.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://example.org/a |title=The west mill}}</ref>

    ## Good
    <ref>{{cite web |title=The west mill |url=https://example.org/a}}</ref>

    ## Not flagged
    Two names of one parameter (see citation/redundant-parameter).

    ## See
    https://en.wikipedia.org/wiki/Help:Duplicate_parameters
    https://www.mediawiki.org/wiki/Help:Templates#Named_parameters
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every occurrence of a parameter but the one that counts."""
        for citation in article.citations:
            if citation.template.repeats:
                yield from self._repeated(citation)

    def _repeated(self, citation: Citation) -> Iterator[Hit]:
        last = {parameter.name: parameter for parameter in citation.template.parameters}
        for parameter in citation.template.parameters:
            counts = last[parameter.name]
            if counts is parameter or "{" in parameter.name or "<" in parameter.name:
                continue
            severity, why = _judged(parameter, counts)
            start = parameter.start - 1
            yield Hit(
                parameter.name_start if parameter.name_start < parameter.value_end else start,
                max(parameter.name_end, parameter.value_end, start + 1),
                f"|{_short(parameter.name)}= is given again further on: {why}",
                identity=f"{citation.source}|{parameter.name}",
                severity=severity,
                related=(Related(counts.start - 1, counts.end, "The one that counts"),),
                facts={"parameter": parameter.name},
            )


def _judged(parameter: Parameter, counts: Parameter) -> tuple[Severity, str]:
    if parameter.value == counts.value:
        return Severity.INFO, "both values are the same"
    if not parameter.value:
        return Severity.INFO, "this one is empty"
    if not counts.value:
        return Severity.WARNING, f"“{_short(parameter.value)}” is dropped for an empty value"
    return (
        Severity.ERROR,
        f"“{_short(parameter.value)}” is dropped for “{_short(counts.value)}”",
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
