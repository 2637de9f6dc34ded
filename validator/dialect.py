"""JSON Schema documents that a project writes: what they may say, and where they are wrong.

Everything is bounded: a document is refused that is
nested too deep, refers to itself, or unfolds to more parts than any template needs.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from validator.linear import fault as pattern_fault
from validator.linear import meta_fault
from validator.parameters import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEEPEST = 60
MOST_PARTS = 20_000
MOST_PATTERNS = 2_000
SEVERITIES = ("error", "warning", "info")
LEVELS = (*SEVERITIES, "off")
SOURCES = ("written", "templatedata", "scraped", "inferred")
STANDARD = frozenset(
    (
        "date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "iri", "time", "uri",
        "uuid",
    )
)  # fmt: skip
"""Formats of JSON Schema itself that make sense for a parameter."""
ROOT_KEYS = frozenset(
    (
        "complete", "date", "format", "i18n", "maps", "overrides", "paramOrder", "redirects",
        "revision", "sets", "source", "suggestions", "template", "wiki",
    )
)  # fmt: skip
KEYS = frozenset(
    (
        "alias", "autovalue", "documentation", "i18n", "means", "message", "parameter",
        "positional", "replacement", "rule", "severity", "suggestedvalues", "templatedata", "type",
    )
)  # fmt: skip

ONE = (
    "not", "if", "then", "else", "additionalProperties", "unevaluatedProperties", "propertyNames",
    "items", "contains", "unevaluatedItems", "contentSchema",
)  # fmt: skip
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_SHELVES = ("/$defs/", "/definitions/")
_REFUSED = ("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")


class DocumentError(Exception):
    """What is wrong with a document, and where."""

    def __init__(self, pointer: str, why: str) -> None:
        super().__init__(f"{pointer or '/'}: {why}")


class Node(NamedTuple):
    """A schema inside a document, by its JSON pointer."""

    pointer: str
    schema: Document


def token(key: object) -> str:
    """A key as a part of a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")


def fragment(pointer: str) -> str:
    """A JSON pointer as it stands in an address."""
    return "#" + quote(pointer, safe="/~$")


def parts(schema: Document, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """The schemas that a schema holds, each with its pointer."""
    for keyword in ONE:
        if keyword in schema:
            yield f"{pointer}/{keyword}", schema[keyword]
    for keyword in LISTS:
        for at, part in enumerate(schema.get(keyword, ())):
            yield f"{pointer}/{keyword}/{at}", part
    for keyword in MAPS:
        for key, part in schema.get(keyword, {}).items():
            yield f"{pointer}/{keyword}/{token(key)}", part


def nodes(root: Document) -> Iterator[Node]:
    """Every schema of a document that is an object."""
    waiting: list[tuple[str, Any]] = [("", root)]
    while waiting:
        pointer, schema = waiting.pop()
        if isinstance(schema, dict):
            yield Node(pointer, schema)
            waiting += parts(schema, pointer)


def check(document: object, formats: frozenset[str]) -> Document:
    """The document; raises DocumentError for the first thing that is wrong with it by itself.

    Formats and notes of documents that a program wrote may be newer than ours: they are let be.
    """
    if not isinstance(document, dict):
        raise DocumentError("", "a schema is an object")
    _check_depth(document)
    dialect = document.get("$schema", DIALECT)
    if not isinstance(dialect, str) or dialect.rstrip("#") != DIALECT:
        raise DocumentError("/$schema", f"only {DIALECT} is known")
    if found := meta_fault(document):
        path, why = found
        raise DocumentError("".join(f"/{token(key)}" for key in path), why)
    _check_root_note(document.get("x-validator", {}))
    lax = document.get("x-validator", {}).get("source", "written") != "written"
    patterns = 0
    for count, (pointer, schema) in enumerate(nodes(document), start=1):
        patterns += ("pattern" in schema) + len(schema.get("patternProperties", ()))
        if count > MOST_PARTS or patterns > MOST_PATTERNS:
            why = f"more than {MOST_PARTS:,} parts or {MOST_PATTERNS:,} patterns"
            raise DocumentError(pointer, why)
        _check_node(pointer, schema, formats | STANDARD, lax=lax)
        if pointer:
            _check_note(f"{pointer}/x-validator", schema.get("x-validator", {}), lax=lax)
    return document


def _check_depth(document: Document) -> None:
    waiting: list[tuple[Any, int]] = [(document, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise DocumentError("", f"nested deeper than {DEEPEST} levels")
        held = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list):
            waiting += [(inner, depth + 1) for inner in held]


def _check_node(pointer: str, schema: Document, formats: frozenset[str], *, lax: bool) -> None:
    for keyword in _REFUSED:
        if keyword in schema:
            raise DocumentError(
                f"{pointer}/{keyword}", "not supported; use $ref with a JSON pointer"
            )
    if pointer and "$id" in schema:
        raise DocumentError(f"{pointer}/$id", "only the root of a document may have an $id")
    wanted = schema.get("format")
    if wanted is not None and wanted not in formats and not lax:
        known = ", ".join(sorted(formats))
        raise DocumentError(f"{pointer}/format", f"unknown format {wanted!r}; known are {known}")
    patterns = [(f"{pointer}/pattern", schema["pattern"])] if "pattern" in schema else []
    patterns += [
        (f"{pointer}/patternProperties/{token(key)}", key)
        for key in schema.get("patternProperties", {})
    ]
    for place, source in patterns:
        if why := pattern_fault(source):
            raise DocumentError(place, why)


def _check_root_note(note: Any) -> None:
    place = "/x-validator"
    if not isinstance(note, dict):
        raise DocumentError(place, "must be an object")
    kinds: Mapping[str, type] = {
        "template": str, "wiki": str, "complete": bool, "redirects": list, "overrides": dict,
        "suggestions": dict,
    }  # fmt: skip
    for key, kind in kinds.items():
        if key in note and not isinstance(note[key], kind):
            word = {str: "text", bool: "true or false", list: "a list", dict: "an object"}[kind]
            raise DocumentError(f"{place}/{key}", f"must be {word}")
    for key in ("redirects", "suggestions"):
        given = note.get(key, ())
        words = given.values() if isinstance(given, dict) else given
        if not all(isinstance(word, str) for word in words):
            raise DocumentError(f"{place}/{key}", "must hold text only")
    source = note.get("source", "written")
    if source not in SOURCES:
        raise DocumentError(f"{place}/source", f"{source!r} is none of {', '.join(SOURCES)}")
    for key, level in note.get("overrides", {}).items():
        if level not in LEVELS:
            where = f"{place}/overrides/{token(key)}"
            raise DocumentError(where, f"{level!r} is none of {', '.join(LEVELS)}")
    if source == "written":
        _check_keys(place, note, ROOT_KEYS | KEYS)


def _check_note(place: str, note: Any, *, lax: bool) -> None:
    if not isinstance(note, dict):
        raise DocumentError(place, "must be an object")
    for key in ("rule", "parameter", "message", "documentation", "replacement", "means"):
        if key in note and not isinstance(note[key], str):
            raise DocumentError(f"{place}/{key}", "must be text")
    if "severity" in note and note["severity"] not in SEVERITIES:
        why = f"{note['severity']!r} is none of {', '.join(SEVERITIES)}"
        raise DocumentError(f"{place}/severity", why)
    if "/" in str(note.get("rule", "")).removeprefix("infobox/"):
        raise DocumentError(
            f"{place}/rule", "a rule of an infobox or a name of your own, without /"
        )
    if not lax:
        _check_keys(place, note, KEYS)


def _check_keys(place: str, note: Document, known: frozenset[str]) -> None:
    for key in note:
        if key not in known:
            names = ", ".join(sorted(known))
            raise DocumentError(f"{place}/{token(key)}", f"unknown key; known keys: {names}")


def places(root: Document) -> dict[str, str]:
    """What may stand behind ``#`` in a reference to a document, and the JSON pointer it means."""
    found: dict[str, str] = {}
    for pointer, schema in nodes(root):
        found[pointer] = pointer
        if "$anchor" in schema:
            found.setdefault(schema["$anchor"], pointer)
    return found


def check_size(root: Document) -> None:
    """Refuse a document that unfolds without end, or to more than ``MOST_PARTS`` parts.

    Values are text, so nothing in them is nested, and no schema need refer to itself.
    """
    at = {fragment(pointer): schema for pointer, schema in nodes(root)}
    sizes: dict[int, int] = {}
    open_: set[int] = set()
    waiting: list[tuple[Document, bool]] = [(root, False)]
    while waiting:
        schema, ready = waiting.pop()
        key = id(schema)
        if key in sizes:
            continue
        held = [part for pointer, part in parts(schema) if not pointer.startswith(_SHELVES)]
        held += [at[schema["$ref"]]] if "$ref" in schema else []
        inner = [part for part in held if isinstance(part, dict)]
        if ready:
            open_.discard(key)
            sizes[key] = 1 + sum(sizes[id(part)] for part in inner)
            if sizes[key] > MOST_PARTS:
                raise DocumentError("", f"unfolds to more than {MOST_PARTS:,} parts")
            continue
        if key in open_:
            raise DocumentError("", "a part of it refers to itself")
        open_.add(key)
        waiting.append((schema, True))
        for part in inner:
            if id(part) in open_:
                raise DocumentError("", "a part of it refers to itself")
            waiting.append((part, False))
