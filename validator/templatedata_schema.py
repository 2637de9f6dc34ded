"""A JSON Schema from what a template's TemplateData says; ``docs/schemas.md`` explains it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple
from urllib.parse import quote

from validator.parameters import Document
from validator.pattern import pattern
from validator.templatedata import Param, TemplateData, Texts, pointer

DIALECT = "https://json-schema.org/draft/2020-12/schema"
END = r"(?![\s\S])"
"""The end of a text, in every engine of regular expressions."""

KINDS = {
    "string": "text", "content": "content", "unbalanced-wikitext": "content", "line": "line",
    "number": "number", "boolean": "boolean", "date": "date", "url": "url",
    "wiki-page-name": "page", "wiki-user-name": "user", "wiki-file-name": "file",
    "wiki-template-name": "template",
}  # fmt: skip
"""The types of TemplateData by the names that schemas of wikivet use."""

CONSTRAINTS: dict[str, tuple[str, str, Document]] = {
    "number": ("info", "a whole number in digits", {"pattern": f"^[-+]?[0-9]+{END}"}),
    "boolean": ("info", "1 or 0", {"pattern": f"^[01]{END}"}),
    "date": ("info", "a date such as 2026-11-20", {"format": "iso-date"}),
    "url": (
        "warning",
        "a web address with its protocol",
        {"pattern": rf"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^ \t\r\n]+{END}"},
    ),
    "line": ("warning", "a text without line breaks", {"pattern": rf"^[^\r\n]*{END}"}),
    "wiki-page-name": ("warning", "the title of a page", {"format": "mw-title"}),
    "wiki-user-name": ("warning", "the name of a user", {"format": "mw-username"}),
    "wiki-template-name": ("warning", "the name of a template", {"format": "mw-template"}),
    "wiki-file-name": ("warning", "the name of a file", {"format": "mw-filename"}),
}
"""What values of a type must be: the severity of a failure, in words, and as a schema."""

_NUMBERED = pattern(r"([^0-9]*)([0-9]{1,4})([^0-9]*)")
_SPECIAL = pattern(r"[\\.+*?()\[\]{}|^$]")
_MARKED = pattern(r"""\|\s?([^|=<>{}\n]{1,80}?)\s?=|["'`“‘«]([^"'`“”‘’«»\n]{1,80})["'`”’»]""")


class Provenance(NamedTuple):
    """Where a description comes from: the wiki's database name, title, revision, ISO day.

    ``complete`` says that the template surely ignores what is not described. ``languages`` are
    those wanted for titles and descriptions, the best first.
    """

    title: str
    wiki: str = ""
    revision: int | None = None
    date: str | None = None
    languages: tuple[str, ...] = ()
    complete: bool = False


def schema(data: TemplateData, origin: Provenance) -> Document:
    """The schema of a template; what it refers to stands in it."""
    source = "scraped" if data.scraped else "templatedata"
    note: dict[str, Any] = root_note(source, origin)
    if data.format:
        note["format"] = data.format
    if data.order:
        note["paramOrder"] = list(data.order)
    if data.sets:
        note["sets"] = [dict(one) for one in data.sets]
    if data.maps:
        note["maps"] = dict(data.maps)
    if isinstance(data.description, dict):
        note["i18n"] = {"description": data.description}
    said = text(data.description, origin.languages)
    names = [name for param in data.params for name in (param.name, *param.aliases)]
    known = frozenset(names)
    root: Document = {
        "$schema": DIALECT,
        "$id": identifier("templatedata", origin),
        "title": origin.title,
        **({"description": said} if said else {}),
        "type": "object",
        "x-validator": note,
        "$defs": {one.name: _definition(one, known, origin.languages) for one in data.params},
        "properties": {
            name: _property(param, name)
            for param in data.params
            for name in (param.name, *param.aliases)
        },
    }
    return root | closing(names, complete=origin.complete) | _conditions(data.params)


def root_note(source: str, origin: Provenance) -> Document:
    """What the root of a document says of where it comes from."""
    note: Document = {"template": origin.title}
    if origin.wiki:
        note["wiki"] = origin.wiki
    return note | {
        "source": source,
        "revision": origin.revision,
        "date": origin.date,
        "complete": origin.complete,
    }


def identifier(kind: str, origin: Provenance) -> str:
    """The ``$id`` of a document about a template."""
    return f"urn:wikivet:{kind}:{quote(origin.wiki, safe='')}:{quote(origin.title, safe='')}"


def closing(names: Iterable[str], *, complete: bool) -> Document:
    """The keywords that refuse parameters without a description."""
    families = {
        family: {"x-validator": {"parameter": shown}} for shown, family in numbered(names).items()
    }
    severity = "warning" if complete else "info"
    return {
        **({"patternProperties": families} if families else {}),
        "additionalProperties": {
            "x-validator": {"rule": "unknown-parameter", "severity": severity},
            "not": {},
        },
    }


def numbered(names: Iterable[str]) -> dict[str, str]:
    """Patterns of numbered families, by names such as ``last#``.

    A family is numbered if two neighbours of it are named: ``last1`` and ``last2``, or ``last``
    and ``last2``. Positional parameters are none: each has a meaning of its own.
    """
    given = set(names)
    numbers: dict[tuple[str, str], set[int]] = {}
    for name in sorted(given):
        found = _NUMBERED.fullmatch(name)
        if found is not None and found[1].strip() and not found[2].startswith("0"):
            numbers.setdefault((found[1], found[3]), set()).add(int(found[2]))
    return {
        f"{before}#{after}": f"^{escaped(before)}[1-9][0-9]*{escaped(after)}{END}"
        for (before, after), seen in numbers.items()
        if any(number + 1 in seen for number in seen) or (2 in seen and before + after in given)
    }


def escaped(literal: str) -> str:
    """A text as a pattern that every engine reads alike."""
    return _SPECIAL.sub(r"\\\g<0>", literal)


def reference(name: str) -> str:
    """The address of a parameter's definition: a JSON pointer, escaped for an address."""
    return "#" + quote(pointer("$defs", name), safe="/~$")


def dumps(document: Document) -> str:
    """A document as it is written to files."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def text(texts: Texts, languages: Sequence[str]) -> str:
    """The text in the first language that it is there in, dialects giving way to their language.

    MediaWiki looks for English at last, and so is done here.
    """
    if isinstance(texts, str):
        return texts
    for language in (*languages, "en"):
        parts = language.lower().split("-")
        for length in range(len(parts), 0, -1):
            found = texts.get("-".join(parts[:length]))
            if found:
                return found
    return ""


def _property(param: Param, name: str) -> Document:
    found: Document = {"$ref": reference(param.name)}
    if name != param.name:
        found["x-validator"] = {"parameter": param.name, "alias": True}
    return found


def _definition(param: Param, names: Set[str], languages: Sequence[str]) -> Document:
    node: Document = {}
    for key, texts in (("title", param.label), ("description", param.description)):
        if said := text(texts, languages):
            node[key] = said
    if said := text(param.default, languages):
        node["default"] = said
    example = text(param.example, languages)
    if examples := [*([example] if example else []), *param.suggestedvalues]:
        node["examples"] = list(dict.fromkeys(examples))
    if param.deprecated is not None:
        node["deprecated"] = True
    node["x-validator"] = _note(param, names)
    if param.type in CONSTRAINTS:
        severity, means, constraint = CONSTRAINTS[param.type]
        note = {
            "rule": "bad-value", "parameter": param.name, "severity": severity, "means": means,
        }  # fmt: skip
        node["allOf"] = [{"x-validator": note, **constraint}]
    return node


def _note(param: Param, names: Set[str]) -> Document:
    note: Document = {"parameter": param.name}
    if param.type in KINDS:
        note["type"] = KINDS[param.type]
    note["templatedata"] = param.type
    if param.deprecated:
        note["means"] = param.deprecated
        if successor := _successor(param, names):
            note["replacement"] = successor
    if param.autovalue:
        note["autovalue"] = param.autovalue
    if param.suggestedvalues:
        note["suggestedvalues"] = list(param.suggestedvalues)
    texts = {
        "label": param.label, "description": param.description, "example": param.example,
        "default": param.default,
    }  # fmt: skip
    if languages := {key: value for key, value in texts.items() if isinstance(value, dict)}:
        note["i18n"] = languages
    return note


def _successor(param: Param, names: Set[str]) -> str:
    """The parameter that a text on a deprecated one names: the only one in quotes or bars."""
    said = param.deprecated or ""
    own = {param.name, *param.aliases}
    if said in names and said not in own:
        return said
    meant = {(found[1] or found[2]).strip() for found in _MARKED.finditer(said)}
    known = sorted((meant & names) - own)
    return known[0] if len(known) == 1 else ""


def _conditions(params: Iterable[Param]) -> Document:
    """What concerns several parameters: names of one that clash, those that must be there."""
    clashes: dict[str, Document] = {}
    wanted: list[Document] = []
    for param in params:
        names = (param.name, *param.aliases)
        for at, alias in enumerate(param.aliases, 1):
            clashes[alias] = {
                "x-validator": {
                    "rule": "conflicting-parameters",
                    "parameter": param.name,
                    "alias": alias,
                },
                "not": {"anyOf": [{"required": [earlier]} for earlier in names[:at]]},
            }
        wanted += _wanted(param, names)
    return {
        **({"dependentSchemas": clashes} if clashes else {}),
        **({"allOf": wanted} if wanted else {}),
    }


def _wanted(param: Param, names: Iterable[str]) -> Iterator[Document]:
    if (param.required or param.suggested) and param.deprecated is None:
        severity = "error" if param.required else "info"
        yield {
            "x-validator": {
                "rule": "missing-parameter",
                "parameter": param.name,
                "severity": severity,
            },
            "anyOf": [{"required": [name]} for name in names],
        }


def file_name(title: str) -> str:
    """A name for the file of a template's schema."""
    name = re.sub(r"[^\w.-]+", "-", title.lower()).strip("-.")
    return f"{name[:100] or 'template'}.json"
