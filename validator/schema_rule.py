"""What rules share that report what schemas say of infoboxes and other templates."""

from collections.abc import Mapping
from typing import Any

from validator.article import Article
from validator.finding import Edit, Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Rule
from validator.template import Template
from validator.template_schema import Described

_PLACE = pattern(r"\{(parameter|value)\}")
_SHOWN = 60


class SchemaRule(Rule):
    """A rule on the templates of which schemas speak."""

    def is_idle(self, article: Article) -> bool:
        """Whether there is no template at all."""
        return not article.templates


def hit(
    one: Described,
    name: str,
    message: str,
    note: Mapping[str, Any],
    *,
    severity: Severity | None = None,
    related: tuple[Related, ...] = (),
    edits: tuple[Edit, ...] = (),
    **facts: Any,
) -> Hit:
    """The hit at a parameter; at the template's name if the parameter is not given.

    What the schema's note says of message, severity and documentation counts.
    """
    template = one.template
    parameter = template.parameter(name)
    if parameter is None:
        start, end = template.start, template.title_end
    else:
        start, end = parameter.name_start, max(parameter.value_end, parameter.name_end)
    level = note.get("severity", "")
    return Hit(
        start,
        end,
        _worded(note.get("message", ""), name, parameter.value if parameter else "") or message,
        identity=f"{template.name}|{name}",
        severity=Severity.read(level) if level else severity,
        related=related,
        edits=edits,
        facts={"template": template.name, "parameter": name}
        | ({"documentation": note["documentation"]} if "documentation" in note else {})
        | facts,
    )


def called(template: Template) -> str:
    """The template as messages name it."""
    return f"{{{{{' '.join(template.name.split())}}}}}"


def short(value: str) -> str:
    """As much of a value as fits a message."""
    value = " ".join(value[:200].split())
    return f"{value[: _SHOWN - 1]}…" if len(value) > _SHOWN else value


def _worded(message: str, parameter: str, value: str) -> str:
    """A project's own words with what they are about put in."""
    words = {"parameter": parameter, "value": short(value)}
    return _PLACE.sub(lambda found: words[found[1]], message).rstrip(". ")
