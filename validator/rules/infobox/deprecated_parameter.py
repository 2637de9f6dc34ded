"""Rule ``infobox/deprecated-parameter``."""

from collections.abc import Collection, Iterator
from itertools import islice

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.parameters import Parameters
from validator.rule import Context
from validator.schema_rule import SchemaRule, called, hit
from validator.template import Parameter, Template
from validator.template_schema import Described

_LISTED = 8
_RENAMED = ""
"""Stands for all parameters of a template that only have another name by now."""
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
            if known.deprecated.isdisjoint(one.template.values):
                continue
            found: dict[str, list[Parameter]] = {}
            for name, value in one.template.values.items():
                if not value or name not in known.deprecated:
                    continue
                parameter = one.template.parameter(name)
                if parameter and one.schema.level(name, "deprecated-parameter") != "off":
                    renamed = _renamed(parameter, one.template, known)
                    key = _RENAMED if renamed else _successor(name, known) or f"|{name}"
                    found.setdefault(key, []).append(parameter)
            for parameters in found.values():
                yield _hit(one, parameters, known)


def _hit(one: Described, parameters: list[Parameter], known: Parameters) -> Hit:
    name = parameters[0].name
    note = known.note(name) or {}
    successors = dict.fromkeys(_successor(parameter.name, known) for parameter in parameters)
    successors.pop("", None)
    advice = f"; use {_listed(successors)}" if successors else ""
    if not advice and "means" in note:
        advice = f"; {note['means']}"
    verb = "is" if len(parameters) == 1 else "are"
    level = one.schema.level(name, "deprecated-parameter")
    given = {key: note[key] for key in ("message", "documentation") if key in note}
    names = [parameter.name for parameter in parameters]
    return hit(
        one,
        name,
        f"{_listed(names)} {verb} deprecated in {called(one.template)}{advice}",
        given | ({"severity": level} if level else {}),
        related=tuple(
            Related(other.name_start, other.value_end, f"|{other.name}=")
            for other in parameters[1:]
        ),
        edits=tuple(
            edit for parameter in parameters for edit in _renamed(parameter, one.template, known)
        ),
        parameters=names,
        replacements=list(successors),
    )


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(f"|{name}=" for name in islice(names, _LISTED))
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown


def _renamed(parameter: Parameter, template: Template, known: Parameters) -> tuple[Edit, ...]:
    """The edit that gives the parameter its new name, where nothing else need change."""
    successor = _successor(parameter.name, known)
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
