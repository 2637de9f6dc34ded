"""What the shipped schemas say of the parameters of a template, whatever the day and the wiki.

A schema is one of the documents in ``schemas/``; it applies others by ``$ref`` and ``allOf``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

import msgspec

from validator.errors import DataError
from validator.pattern import pattern
from validator.shipped import SCHEMAS

PREFIX = "urn:wikivet:"
_MOST_NAMES = 2_000
_SHORT = 32
"""Names up to this length recur, so what is known of them is remembered."""

Document = dict[str, Any]


class Search(Protocol):
    """A regular expression, of whatever engine."""

    def search(self, string: str, /) -> object:
        """Something true if a part of the string matches."""


class Families:
    """Notes of numbered families by pattern; remembers what it was asked of short names."""

    def __init__(self, notes: Iterable[tuple[Search, dict[str, Any]]]) -> None:
        self.notes = tuple(notes)
        self._asked: dict[str, dict[str, Any] | None] = {}

    def note(self, name: str) -> dict[str, Any] | None:
        """The note of the first family that a name belongs to, None if there is none."""
        if name in self._asked:
            return self._asked[name]
        found = next((note for family, note in self.notes if family.search(name)), None)
        if len(name) <= _SHORT and len(self._asked) < _MOST_NAMES:
            self._asked[name] = found
        return found


class Parameters(NamedTuple):
    """What a schema says of parameters: notes by name, and by pattern for numbered families.

    ``unknown`` is the note of every other parameter, None if others are allowed. ``suggestions``
    maps wrong names to right ones; ``suggestion_patterns`` does so for families of names, and
    ``values`` maps what a wrong name says to what the right one wants. ``shows`` maps parameters
    that not all templates show to those of which one must be given with them; none means always.
    ``unseen`` names parameters of which readers see nothing. ``taken`` are names that ``takes``
    surely says yes to, ``suggested`` what ``suggestion`` said; they add to them.
    """

    named: dict[str, dict[str, Any]]
    patterned: Families
    unknown: dict[str, Any] | None = None
    suggestions: Mapping[str, str] = MappingProxyType({})
    suggestion_patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    shows: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    deprecated: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    taken: set[str] | None = None
    suggested: dict[str, str] | None = None

    def suggestion(self, name: str) -> str:
        """Return the parameter that is known to be meant by a wrong name; empty if none is."""
        remembered = self.suggested if self.suggested is not None else {}
        found = remembered.get(name)
        if found is None:
            found = self._suggestion(name)
            if len(name) <= _SHORT and len(remembered) < _MOST_NAMES:
                remembered[name] = found
        return found

    def _suggestion(self, name: str) -> str:
        meant = [name.lower()]
        meant += [
            found.expand(right)
            for family, right in self.suggestion_patterns
            if (found := family.match(name))
        ]
        meant += [self.suggestions.get(name, ""), self.suggestions.get(name.lower(), "")]
        return next((right for right in meant if right and self.knows(right)), "")

    def knows(self, name: str) -> bool:
        """Whether a named parameter is one of the template's, though it may not use it."""
        note = self.note(name)
        return note is not None and note.get("rule") != "unknown-parameter"

    def takes(self, name: str) -> bool:
        """Whether a template looks at a parameter: it knows it, or tells what was meant by it."""
        remembered = self.taken if self.taken is not None else set()
        if name in remembered:
            return True
        taken = self.knows(name) or bool(self.suggestion(name))
        if taken and len(name) <= _SHORT and len(remembered) < _MOST_NAMES:
            remembered.add(name)
        return taken

    def takes_all(self, names: Set[str]) -> bool:
        """Whether a template looks at every one of some parameters."""
        return (self.taken is not None and names <= self.taken) or all(map(self.takes, names))

    def allows(self, name: str) -> bool:
        """Whether a named parameter is one that the template uses."""
        note = self.note(name)
        return self.knows(name) and note is not None and note.get("rule") != "ignored-parameter"

    def note(self, name: str) -> dict[str, Any] | None:
        """The note of a parameter, None if the schema does not know it."""
        found = self.named.get(name)
        return self.patterned.note(name) if found is None else found


@lru_cache(maxsize=256)
def document(urn: str) -> Document:
    """The shipped schema with this ``$id`` (``urn:wikivet:citation/cite-web``).

    Raises DataError if there is none or it is not JSON.
    """
    file = path(urn)
    try:
        return dict(msgspec.json.decode(file.read_bytes()))
    except OSError as error:
        raise DataError(f"schemas/{_name(urn)}.json: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise DataError(f"schemas/{_name(urn)}.json: {error}") from error


def path(urn: str) -> Path:
    """The file of a shipped schema."""
    return SCHEMAS / f"{_name(urn)}.json"


def _name(urn: str) -> str:
    return urn.removeprefix(PREFIX).partition("#")[0]


@lru_cache(maxsize=256)
def parameters(schema: str) -> Parameters:
    """What a schema (``citation/cite-web``) says of its parameters.

    Raises DataError if there is none.
    """
    return described(document(PREFIX + schema))


def described(root: Document, search: Callable[[str], Search] = pattern) -> Parameters:
    """What a document says of parameters; ``search`` reads its patterns."""
    named: dict[str, dict[str, Any]] = {}
    patterned: list[tuple[Search, dict[str, Any]]] = []
    unknown: dict[str, Any] | None = None
    suggestions: dict[str, str] = {}
    families: list[tuple[re.Pattern[str], str]] = []
    values: dict[str, dict[str, str]] = {}
    shows: dict[str, tuple[str, ...]] = {}
    unseen: frozenset[str] = frozenset()
    for schema, home in applied(root, root):
        others = schema.get("additionalProperties", True)
        if others is not True:
            unknown = _note(others, home)
        note = schema.get("x-validator", {})
        if "suggestions-of" in note:
            note = document(note["suggestions-of"])["x-validator"] | note
        suggestions.update(note.get("suggestions", {}))
        values.update(note.get("suggested-values", {}))
        unseen |= frozenset(note.get("unseen", ()))
        shows.update({name: tuple(with_) for name, with_ in note.get("shows", {}).items()})
        families += [(pattern(p), right) for p, right in note.get("suggestion-patterns", ())]
        for name, node in schema.get("properties", {}).items():
            named[name] = _note(node, home)
        for family, node in schema.get("patternProperties", {}).items():
            patterned.append((search(family), _note(node, home)))
    deprecated = frozenset(name for name, note in named.items() if note.get("deprecated"))
    patterns = tuple(families)
    return Parameters(
        named,
        Families(patterned),
        unknown,
        suggestions,
        patterns,
        values,
        shows,
        deprecated,
        unseen,
        {name for name, note in named.items() if note.get("rule") != "unknown-parameter"},
        {},
    )


def applied(schema: Document, root: Document) -> Iterator[tuple[Document, Document]]:
    """The schema, and those it applies by ``$ref`` and ``allOf``, each with its document."""
    yield schema, root
    parts: Iterable[Document] = schema.get("allOf", ())
    for part in parts:
        yield from applied(part, root)
    if "$ref" in schema:
        yield from applied(*resolved(schema["$ref"], root))


def resolved(reference: str, root: Document) -> tuple[Document, Document]:
    """The node that a reference leads to, and the document it stands in."""
    urn, _, pointer = reference.partition("#")
    target = root if not urn else document(urn)
    node: Any = target
    for token in (unquote(pointer) if "%" in pointer else pointer).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        node = node[int(key) if isinstance(node, list) else key]
    return node, target


def _note(node: Any, root: Document) -> dict[str, Any]:
    """``x-validator`` of a parameter's node and of what it refers to, the nearest winning."""
    if not isinstance(node, dict):
        return {}
    note: dict[str, Any] = {}
    if "$ref" in node:
        note.update(_note(*resolved(node["$ref"], root)))
    note.update(node.get("x-validator", {}))
    if node.get("deprecated"):
        note["deprecated"] = True
    return note
