"""Keywords of JSON Schema that need no library to judge a value.

Most instances are sound, and most have the parameters of one that was judged before: then only the
values of a few of them are left to ask about.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from validator.parameters import Document, applied, document, resolved
from validator.pattern import pattern

Fits = Callable[[str], object]
"""Something true if a value is right."""
Judges = Callable[[str], Fits]
"""From the name of a format to what tells whether a value is of that format."""

_NOTES = frozenset(
    ("$comment", "default", "deprecated", "description", "examples", "title", "x-validator")
)
_NOTHING: tuple[str, Document] = ("not", {})
"""A keyword that refuses a parameter whatever its value."""
_CONDITIONAL = ("if", "then", "else", "not")


def fits(keyword: str, wants: Any, judges: Judges) -> Fits | None:
    """Whether a value is what a keyword wants, for the elementary ones; None for all others."""
    match keyword:
        case "pattern":
            return pattern(wants).search
        case "format":
            return judges(wants)
        case "enum":
            return frozenset(wants).__contains__
        case "not" if list(wants) == ["const"]:
            return lambda value: value != wants["const"]
        case "not" if list(wants) == ["type", "pattern"]:
            refused = pattern(wants["pattern"]).search
            return lambda value: refused(value) is None
    return None


def asked_of(urn: str, name: str, judges: Judges) -> tuple[Fits, ...] | None:
    """What a schema asks of any value of a parameter; None if only the library can tell.

    Null passes all of it.
    """
    found: list[Fits] = []
    waiting = [(node, home) for part, home in _applied(urn) for node in nodes(part, name)]
    for node, home in waiting:
        for keyword, wants in node.items():
            if keyword == "$ref":
                waiting.append(resolved(wants, home))
            elif keyword not in _NOTES and (keyword, wants) != _NOTHING:
                asks = fits(keyword, wants, judges)
                if asks is None or (keyword == "enum" and None not in wants):
                    return None
                found.append(asks)
    return tuple(found)


@lru_cache(maxsize=256)
def _applied(urn: str) -> tuple[tuple[Document, Document], ...]:
    root = document(urn)
    return tuple(applied(root, root))


def is_separable(schema: Document, home: Document, *, names_only: bool = False) -> bool:
    """Whether the conditions of a schema look at the names of parameters, not at values.

    Then an instance is sound if its names are and each of its values is.
    """
    parts = [(part, names_only) for part in schema.get("allOf", ())]
    parts += [(part, True) for keyword in ("anyOf", "oneOf") for part in schema.get(keyword, ())]
    parts += [(schema[keyword], True) for keyword in _CONDITIONAL if keyword in schema]
    parts += [(part, True) for part in schema.get("dependentSchemas", {}).values()]
    if names_only:
        nodes_ = [*schema.get("properties", {}).values()]
        nodes_ += schema.get("patternProperties", {}).values()
        nodes_ += [schema["additionalProperties"]] if "additionalProperties" in schema else []
        if not all(node is True or _refuses_all(node) for node in nodes_):
            return False
    if "$ref" in schema:
        target, there = resolved(schema["$ref"], home)
        if not is_separable(target, there, names_only=names_only):
            return False
    return all(is_separable(part, home, names_only=only) for part, only in parts)


def _refuses_all(node: Any) -> bool:
    return node is False or (isinstance(node, dict) and node.get("not") == {})


def nodes(schema: Document, name: str) -> Iterator[Document]:
    """The schemas that a schema holds for a parameter: by name, by pattern, or for all others."""
    named = schema.get("properties", {}).get(name)
    found = [named] if isinstance(named, dict) else []
    found += [
        node
        for family, node in schema.get("patternProperties", {}).items()
        if isinstance(node, dict) and _family(family).search(name)
    ]
    others = schema.get("additionalProperties")
    if not found and named is None and isinstance(others, dict):
        found.append(others)
    yield from found


@lru_cache(maxsize=1024)
def _family(source: str) -> re.Pattern[str]:
    return re.compile(source)
