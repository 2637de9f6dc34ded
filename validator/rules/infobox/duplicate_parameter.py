"""Rule ``infobox/duplicate-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.template import Parameter


class DuplicateParameter(Rule):
    """Infobox parameter given twice.

    MediaWiki keeps the last one only, so a value that an editor wrote is never shown, and whoever
    corrects the first one wonders why nothing changes. Keep the right one.

    ## Bad
    {{Infobox settlement |population_total=4120 |name=Brannvik |population_total=4210}}

    ## Good
    {{Infobox settlement |name=Brannvik |population_total=4210}}

    ## Not flagged
    A parameter that is blank every time.

    ## See
    https://en.wikipedia.org/wiki/Category:Pages_using_duplicate_arguments_in_template_calls
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every parameter that a later one of the same name overrides."""
        for infobox in article.infoboxes:
            template = infobox.template
            if not template.repeats:
                continue
            parameters = template.parameters
            last = {parameter.name: parameter for parameter in parameters}
            for parameter in parameters:
                kept = last[parameter.name]
                if kept is parameter or not (parameter.value or kept.value):
                    continue
                yield Hit(
                    parameter.name_start,
                    max(parameter.value_end, parameter.name_end),
                    _message(parameter, kept),
                    identity=f"{template.name}|{parameter.name}",
                    severity=_severity(parameter, kept),
                    related=(
                        Related(
                            kept.name_start,
                            max(kept.value_end, kept.name_end),
                            "The one that counts",
                        ),
                    ),
                    facts={
                        "template": template.name,
                        "parameter": parameter.name,
                        "ignored": parameter.value[:200],
                        "kept": kept.value[:200],
                    },
                )


def _severity(parameter: Parameter, kept: Parameter) -> Severity | None:
    if not parameter.value or parameter.value == kept.value:
        return Severity.INFO
    return None


def _message(parameter: Parameter, kept: Parameter) -> str:
    name = parameter.name
    if not parameter.value:
        return f"|{name}= is given again below, this blank one is ignored"
    if parameter.value == kept.value:
        return f'|{name}= is given twice with the value "{_short(kept.value)}"'
    if not kept.value:
        return f'|{name}= is given again below and blank: "{_short(parameter.value)}" is not shown'
    return (
        f'|{name}= is given twice: "{_short(parameter.value)}" is ignored, '
        f'"{_short(kept.value)}" counts'
    )


def _short(value: str) -> str:
    value = " ".join(value[:200].split())
    return f"{value[:39]}…" if len(value) > 40 else value
