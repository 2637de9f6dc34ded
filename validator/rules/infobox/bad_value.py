"""Rule ``infobox/bad-value``."""

from collections.abc import Iterator
from typing import Any

from validator.article import Article
from validator.finding import Hit, Severity
from validator.rule import Context
from validator.schema_rule import SchemaRule, hit, short
from validator.schemas import Violation
from validator.template_schema import Described

_TYPES = {
    "number": "field-number", "boolean": "field-boolean", "date": "field-date",
    "url": "field-url", "file": "field-file", "size": "field-size",
    "coordinates": "field-coordinates", "colour": "field-colour",
}  # fmt: skip
"""Types that schemas note, by the format that tells what surely is none of the type."""

_INFO = ("boolean", "number")
"""Types that editors often take liberties with, and templates with them."""


class BadValue(SchemaRule):
    """Infobox parameter with a value it cannot have.

    A day that does not exist misleads readers, a file name without an ending shows no picture, an
    address with a slip in it leads nowhere. What a value may be is said by the template's schema.

    ## Bad
    {{Infobox person |name=Ada Brook |birth_date=31 June 1900}}

    ## Good
    {{Infobox person |name=Ada Brook |birth_date=30 June 1900}}

    ## Not flagged
    Values that hold a template or a tag, words, units and ranges around what the parameter is
    about, and templates without a schema.

    ## See
    https://www.mediawiki.org/wiki/Help:TemplateData
    https://en.wikipedia.org/wiki/Help:Infobox
    """

    since = "0.1"
    severity = Severity.WARNING

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every value that a schema refuses, by a keyword or by the type of its parameter."""
        seen: set[tuple[int, str]] = set()
        for one, violation in context.offences(article, "bad-value"):
            parameter = one.template.parameter(violation.parameter)
            key = (one.template.start, violation.parameter)
            if parameter is None or not parameter.value or key in seen:
                continue
            seen.add(key)
            why = _reason(violation, parameter.value, context)
            yield hit(
                one, parameter.name, _message(parameter.name, parameter.value, why), violation.note
            )
        for one in context.described(article):
            for name, why, level in _misfits(one, context):
                if (one.template.start, name) not in seen:
                    message = _message(name, one.template.values[name], why)
                    yield hit(one, name, message, {"severity": level} if level else {})


def _misfits(one: Described, context: Context) -> Iterator[tuple[str, str, str]]:
    """Values that are not of the type of their parameter, why, and a severity other than ours."""
    values = one.template.values
    kinds = [(name, kind) for name, kind in one.schema.typed(values) if kind in _TYPES]
    given = one.schema.instance({name: values[name] for name, _ in kinds})
    for name, kind in kinds:
        value = given.get(name)
        why = context.schemas.complaint(_TYPES[kind], value) if value else None
        level = one.schema.level(name, "bad-value") if why else ""
        if why and level != "off":
            yield name, why, level or ("info" if kind in _INFO else "")


def _message(name: str, value: str, why: str) -> str:
    return f"|{name}= cannot be “{short(value)}”: {why}"


def _reason(violation: Violation, value: str, context: Context) -> str:
    """Say what is wrong with the value, as exactly as can be told."""
    note = violation.note
    if "means" in note:
        return f"{note['means']} is needed"
    for name in _formats(violation.keyword, violation.wants):
        if why := context.schemas.complaint(name, value):
            return why
    kind = note.get("templatedata") or note.get("type")
    return f"the type is {kind}" if kind else "not allowed"


def _formats(keyword: str, wants: Any) -> list[str]:
    """The formats that a keyword asks for, of which one at least would do."""
    if keyword == "format":
        return [wants]
    parts = wants if isinstance(wants, list) else ()
    return [part["format"] for part in parts if isinstance(part, dict) and "format" in part]
