"""Rule ``infobox/deprecated-parameter``."""

from collections.abc import Iterator

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.parameters import Parameters
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit
from validator.template import Parameter, Template
from validator.template_schema import Described

_LISTED = 8
_MOST_FORMER = 2
"""A parameter that has replaced more than these took in parts of what it says."""


class DeprecatedParameter(SchemaRule):
    """Infobox parameter that is withdrawn, or going to be.

    The template shows it no longer, or will cease to. Use the parameter that has taken its place;
    if there is none, the value belongs into the text.

    ## Bad
    {{Infobox film |movie_name=The Night Ferry |country=Norway}}

    ## Good
    {{Infobox film |name=The Night Ferry |country=Norway}}

    ## Not flagged
    Blank parameters, and templates without a schema.

    ## See
    https://www.mediawiki.org/wiki/Help:TemplateData
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield what a schema marks deprecated, together what one parameter has replaced."""
        for one in context.described(article):
            known = one.schema.parameters
            if not known.deprecated:
                continue
            found: dict[str, list[Parameter]] = {}
            for name, value in one.template.values.items():
                parameter = one.template.parameter(name)
                if not value or name not in known.deprecated or parameter is None:
                    continue
                if one.schema.level(name, "deprecated-parameter") != "off":
                    found.setdefault(_successor(name, known) or f"|{name}", []).append(parameter)
            for parameters in found.values():
                yield _hit(one, parameters, known)


def _hit(one: Described, parameters: list[Parameter], known: Parameters) -> Hit:
    name = parameters[0].name
    note = known.note(name) or {}
    successor = _successor(name, known)
    advice = f"; use |{successor}=" if successor else ""
    if not advice and "means" in note:
        advice = f"; {note['means']}"
    listed = ", ".join(f"|{parameter.name}=" for parameter in parameters[:_LISTED])
    more = f" and {len(parameters) - _LISTED} more" if len(parameters) > _LISTED else ""
    verb = "is" if len(parameters) == 1 else "are"
    level = one.schema.level(name, "deprecated-parameter")
    given = {key: note[key] for key in ("message", "documentation") if key in note}
    return hit(
        one,
        name,
        f"{listed}{more} {verb} deprecated in {called(one.template)}{advice}",
        given | ({"severity": level} if level else {}),
        related=tuple(
            Related(other.name_start, other.value_end, f"|{other.name}=")
            for other in parameters[1:]
        ),
        edits=_renamed(parameters[0], successor, one.template, known),
        replacement=successor,
        parameters=[parameter.name for parameter in parameters],
    )


def _renamed(
    parameter: Parameter, successor: str, template: Template, known: Parameters
) -> tuple[Edit, ...]:
    """The edit that gives the parameter its new name, where nothing else need change."""
    if not successor or parameter.positional or successor in template.values:
        return ()
    former = [name for name in known.deprecated if _successor(name, known) == successor]
    same = (known.note(successor) or {}).get("parameter", successor)
    taken = any((known.note(name) or {}).get("parameter") == same for name in template.values)
    if not known.knows(successor) or taken or len(former) > _MOST_FORMER:
        return ()
    if any(name != parameter.name and template.values.get(name) for name in former):
        return ()
    return (Edit(parameter.name_start, parameter.name_end, successor),)


def _successor(name: str, known: Parameters) -> str:
    return str((known.note(name) or {}).get("replacement", ""))
