"""The one door to JSON Schema: loads ``schemas/``, and tells what an instance violates.

``jsonschema-rs`` answers "valid" quickly; what it rejects is judged again and explained: faults of
single values against elementary keywords here, all others by ``jsonschema``, which has the last
word and is the judge in the tests. Both are imported when first needed. The schemas keep to
patterns that mean the same to both (no shorthand classes, no bare ``$``), which a test holds.

An instance maps parameter names to trimmed values. Blank values are left out; a value that only
MediaWiki can compute (it holds ``{`` or ``<``) is None, which no string keyword looks at.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from validator.errors import DataError
from validator.pattern import pattern
from validator.profile import Profile
from validator.shipped import SCHEMAS
from validator.values import formats
from validator.values.calendar import Calendar

_PREFIX = "urn:wikivet:"
_REFERENCE = pattern(r'"\$ref": "(urn:[^#"]+)(#?)')
_MOST_EXPLANATIONS = 2_000
_SHORT = 32
"""Values up to this length recur (dates above all), so the verdict on them is remembered."""

Document = dict[str, Any]


class Violation(NamedTuple):
    """A failing keyword: which, for which parameter, and the ``x-validator`` note beside it.

    ``wants`` is what the keyword asks for: the words of an enum, the name of a format.
    """

    keyword: str
    parameter: str
    note: Mapping[str, Any]
    wants: Any = None


class Families:
    """Notes of numbered families by pattern; remembers what it was asked of short names."""

    def __init__(self, notes: Iterable[tuple[re.Pattern[str], dict[str, Any]]]) -> None:
        self._notes = tuple(notes)
        self._asked: dict[str, dict[str, Any] | None] = {}

    def note(self, name: str) -> dict[str, Any] | None:
        """The note of the first family that a name belongs to, None if there is none."""
        if name in self._asked:
            return self._asked[name]
        found = next((note for family, note in self._notes if family.search(name)), None)
        if len(name) <= _SHORT and len(self._asked) < _MOST_EXPLANATIONS:
            self._asked[name] = found
        return found


class Parameters(NamedTuple):
    """What a schema says of parameters: notes by name, and by pattern for numbered families.

    ``unknown`` is the note of every other parameter, None if others are allowed. ``suggestions``
    maps wrong names to right ones; ``suggestion_patterns`` does so for families of names, and
    ``values`` maps what a wrong name says to what the right one wants. ``shows`` maps parameters
    that not all templates show to those of which one must be given with them; none means always.
    ``unseen`` names parameters of which readers see nothing, numbered ones without their number.
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

    def suggestion(self, name: str) -> str:
        """Return the parameter that is known to be meant by a wrong name; empty if none is."""
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
    path = _path(urn)
    try:
        return dict(msgspec.json.decode(path.read_bytes()))
    except OSError as error:
        raise DataError(f"schemas/{_name(urn)}.json: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise DataError(f"schemas/{_name(urn)}.json: {error}") from error


def _path(urn: str) -> Path:
    return SCHEMAS / f"{_name(urn)}.json"


def _name(urn: str) -> str:
    return urn.removeprefix(_PREFIX).partition("#")[0]


def instance(
    values: Mapping[str, str], computed: re.Pattern[str] | None = None
) -> dict[str, str | None]:
    """The instance that a template's values make; ``computed`` finds what only MediaWiki knows."""
    return {
        name: None
        if ("{" in value or "<" in value) and (computed is None or computed.search(value))
        else value
        for name, value in values.items()
        if value
    }


class Schemas:
    """The schemas as one wiki reads them on one day (its month names decide what a date is)."""

    def __init__(self, profile: Profile, today: date) -> None:
        self._profile = profile
        self._today = today
        self._parts: dict[str, tuple[tuple[str, Any], ...]] = {}
        self._gates: dict[str, Any] = {}
        self._registries: dict[frozenset[str], Any] = {}
        self._judges: dict[str, Any] = {}
        self._parameters: dict[str, Parameters] = {}
        self._explanations: dict[Any, tuple[Violation, ...]] = {}

    @property
    def calendar(self) -> Calendar:
        """The words of the wiki's dates."""
        return self._profile.calendar

    @cached_property
    def formats(self) -> dict[str, Callable[[str], str | None]]:
        """Complaint functions by format name: None means the value is fine."""
        return formats(self._profile.calendar, self._today)

    def violations(self, schema: str, values: Mapping[str, str]) -> tuple[Violation, ...]:
        """What a template's values violate of a schema (``citation/cite-web``)."""
        given = self.instance(schema, values)
        parts = self._parts.get(schema)
        if parts is None:
            urn = _PREFIX + schema
            parts = self._parts[schema] = tuple(self._divided(urn, self._registry(urn)))
        found: tuple[Violation, ...] = ()
        for urn, gate in parts:
            if not gate.is_valid(given):
                found += self._violated(urn, gate, given)
        return found

    def instance(self, schema: str, values: Mapping[str, str]) -> dict[str, str | None]:
        """The instance that a template's values make for a schema.

        The citation module gets HTML tags as they are, and only those of extensions taken out.
        """
        plain = self._profile.citation_module and schema.startswith("citation/")
        return instance(values, self._computed if plain else None)

    @cached_property
    def _computed(self) -> re.Pattern[str]:
        tags = "|".join(map(re.escape, self._profile.extension_tags))
        return re.compile(rf"\{{\{{|<(?:{tags})(?=[\s/>])", re.IGNORECASE)

    def _registry(self, urn: str) -> Any:
        """What the parts of a schema refer to, read into the library once for a whole family."""
        from jsonschema_rs import Registry

        shared = frozenset(_fragments(urn))
        if shared not in self._registries:
            found = [(name, document(name)) for name in sorted(shared)]
            self._registries[shared] = Registry(found) if found else None
        return self._registries[shared]

    def _divided(self, urn: str, registry: Any) -> Iterator[tuple[str, Any]]:
        """The gates of a schema: one for itself, one for each schema that it takes over whole.

        Templates of a family share the family's schema, so it is compiled and kept once.
        """
        root = document(urn)
        whole = [part["$ref"] for part in root.get("allOf", ()) if _takes_over(part)]
        for reference in whole:
            yield from self._divided(reference, registry)
        gate = self._gates.get(urn)
        if gate is None:
            gate = self._gates[urn] = self._gate(_without(root, whole), registry)
        yield urn, gate

    def _violated(
        self, urn: str, gate: Any, given: Mapping[str, str | None]
    ) -> tuple[Violation, ...]:
        places = [error.instance_path for error in gate.iter_errors(given)]
        doubtful = {str(place[0]) for place in places if place}  # "1" comes back as 1
        root = document(urn)
        alone = all(places) and not any("if" in part for part in root.get("allOf", ()))
        # What the gate has no doubt about is given as null, or not at all if only values are in
        # doubt: citations that share a fault then share an explanation.
        doubt = {
            name: value if name in doubtful else None
            for name, value in given.items()
            if name in doubtful or not alone
        }
        key = (urn, alone, frozenset(doubt.items()))
        found = self._explanations.get(key)
        if found is None:
            if len(self._explanations) >= _MOST_EXPLANATIONS:
                self._explanations.clear()
            whole = [part["$ref"] for part in root.get("allOf", ()) if _takes_over(part)]
            found = tuple(self._elementary(_without(root, whole), root, doubt, alone=alone))
            if len(found) != len(places):
                found = tuple(self._explained(urn, doubt, alone=alone))
            self._explanations[key] = found
        return found

    def _elementary(
        self, top: Document, root: Document, given: Mapping[str, str | None], *, alone: bool
    ) -> Iterator[Violation]:
        """What an instance violates, as far as the keywords need no library to judge.

        That spares most runs the import of jsonschema. Where the count differs from the gate's,
        or a keyword is none of these, jsonschema judges; a test holds this to its word. ``alone``
        looks at single parameters only.
        """
        for schema, home in _applied(top, root):
            for name, value in given.items():
                for node in _nodes(schema, name):
                    yield from self._judged(node, home, name, value)
            if alone:
                continue
            note = schema.get("x-validator", {})
            for keyword in ("anyOf", "not"):
                wants = schema.get(keyword)
                if wants is not None and _holds({keyword: wants}, given) is False:
                    yield Violation(keyword, str(note.get("parameter", "")), note, wants)
            parts = [part for n, part in schema.get("dependentSchemas", {}).items() if n in given]
            if "if" in schema:
                parts.append(schema.get("then" if _holds(schema["if"], given) else "else", {}))
            for part in parts:
                yield from self._elementary(part, home, given, alone=False)

    def _judged(
        self, node: Document, root: Document, name: str, value: str | None
    ) -> Iterator[Violation]:
        note = node.get("x-validator", {})
        for keyword, wants in node.items():
            match keyword:
                case "$ref":
                    yield from self._judged(*_resolved(wants, root), name, value)
                    continue
                case "pattern":
                    fails = value is not None and not pattern(wants).search(value)
                case "format":
                    fails = value is not None and self.complaint(wants, value) is not None
                case "enum":
                    fails = value not in wants
                case "not" if not wants:
                    fails = True
                case "not" if list(wants) == ["const"]:
                    fails = value == wants["const"]
                case "not" if list(wants) == ["type", "pattern"]:
                    fails = value is not None and bool(pattern(wants["pattern"]).search(value))
                case _:
                    fails = False
            if fails:
                yield Violation(keyword, name, note, wants)

    def parameters(self, schema: str) -> Parameters:
        """What a schema says of its parameters."""
        found = self._parameters.get(schema)
        if found is None:
            found = self._parameters[schema] = _described(document(_PREFIX + schema))
        return found

    def complaint(self, format_name: str, value: str) -> str | None:
        """Why a value is not of a format, in words; None if it is, or for an unknown format."""
        judge = self.formats.get(format_name)
        return judge(value) if judge else None

    def _gate(self, schema: Document, registry: Any) -> Any:
        from jsonschema_rs import Draft202012Validator

        def accepts(judge: Callable[[str], str | None]) -> Callable[[str], bool]:
            remembered = lru_cache(maxsize=1024)(judge)
            return lambda value: (remembered if len(value) <= _SHORT else judge)(value) is None

        return Draft202012Validator(
            schema,
            formats={name: accepts(judge) for name, judge in self.formats.items()},
            validate_formats=True,
            registry=registry,
        )

    def _explained(
        self, urn: str, given: Mapping[str, str | None], *, alone: bool
    ) -> Iterator[Violation]:
        """What jsonschema has against an instance; ``alone`` looks at single parameters only."""
        judge = self._judges.get(urn)
        if judge is None:
            judge = self._judges[urn] = self._judge(urn)
        for error in judge.iter_errors(given):
            note = error.schema.get("x-validator", {}) if isinstance(error.schema, dict) else {}
            path = error.absolute_path
            if alone and not path:
                continue
            parameter = str(path[0] if path else note.get("parameter", ""))
            yield Violation(error.validator, parameter, note, error.validator_value)

    def _judge(self, urn: str) -> Any:
        from jsonschema import Draft202012Validator, FormatChecker
        from referencing import Registry, Resource

        checker = FormatChecker(formats=())
        for name, complain in self.formats.items():
            checker.checks(name)(_accepts(complain))
        # A registry never changes, so one that had to retrieve would read everything each time.
        registry: Any = (
            Registry()
            .with_resources(
                (name, Resource.from_contents(part)) for name, part in _closure(urn).items()
            )
            .crawl()
        )
        root = document(urn)
        whole = [part["$ref"] for part in root.get("allOf", ()) if _takes_over(part)]
        return Draft202012Validator(
            _without(root, whole), registry=registry, format_checker=checker
        )


def _nodes(schema: Document, name: str) -> Iterator[Document]:
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


def _holds(condition: Document, given: Mapping[str, Any]) -> bool | None:
    """Whether an instance meets a condition on which parameters it has; None for any other."""
    for keyword, wants in condition.items():
        match keyword:
            case "required":
                held: bool | None = all(name in given for name in wants)
            case "anyOf" | "allOf":
                each = [_holds(part, given) for part in wants]
                held = None if None in each else any(each) if keyword == "anyOf" else all(each)
            case "not":
                inner = _holds(wants, given)
                held = None if inner is None else not inner
            case _:
                held = None
        if not held:
            return held
    return True


def _takes_over(part: Document) -> bool:
    """Whether a part of ``allOf`` is another whole schema."""
    return list(part) == ["$ref"] and "#" not in part["$ref"]


def _without(root: Document, whole: list[str]) -> Document:
    """The schema less the parts that refer to the schemas in ``whole``."""
    if not whole:
        return root
    rest = [part for part in root["allOf"] if not _takes_over(part)]
    return {key: value for key, value in root.items() if key != "allOf"} | (
        {"allOf": rest} if rest else {}
    )


def _fragments(urn: str) -> set[str]:
    """The schemas of which a schema, or one that it takes over, refers to a part."""
    found: set[str] = set()
    seen: set[str] = set()
    wanted = [urn]
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            for other, part in _REFERENCE.findall(_path(name).read_text("utf-8")):
                wanted.append(other)
                found |= {other} if part else set()
    return found


def _closure(urn: str) -> dict[str, Document]:
    """Return the schema and every other one that it refers to."""
    found: dict[str, Document] = {}
    wanted = [urn]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = document(name)
            wanted += [other for other, _ in _REFERENCE.findall(_path(name).read_text("utf-8"))]
    return found


def _accepts(complain: Callable[[str], str | None]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or complain(value) is None


def _described(root: Document) -> Parameters:
    named: dict[str, dict[str, Any]] = {}
    patterned: list[tuple[re.Pattern[str], dict[str, Any]]] = []
    unknown: dict[str, Any] | None = None
    suggestions: dict[str, str] = {}
    families: list[tuple[re.Pattern[str], str]] = []
    values: dict[str, dict[str, str]] = {}
    shows: dict[str, tuple[str, ...]] = {}
    unseen: frozenset[str] = frozenset()
    for schema, home in _applied(root, root):
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
            patterned.append((pattern(family), _note(node, home)))
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
    )


def _applied(schema: Document, root: Document) -> Iterator[tuple[Document, Document]]:
    """The schema, and those it applies by ``$ref`` and ``allOf``, each with its document."""
    yield schema, root
    parts: Iterable[Document] = schema.get("allOf", ())
    for part in parts:
        yield from _applied(part, root)
    if "$ref" in schema:
        yield from _applied(*_resolved(schema["$ref"], root))


def _resolved(reference: str, root: Document) -> tuple[Document, Document]:
    urn, _, pointer = reference.partition("#")
    target = root if not urn else document(urn)
    node: Any = target
    for token in pointer.split("/")[1:]:
        node = node[token.replace("~1", "/").replace("~0", "~")]
    return node, target


def _note(node: Any, root: Document) -> dict[str, Any]:
    """``x-validator`` of a parameter's node and of what it refers to, the nearest winning."""
    if not isinstance(node, dict):
        return {}
    note: dict[str, Any] = {}
    if "$ref" in node:
        note.update(_note(*_resolved(node["$ref"], root)))
    note.update(node.get("x-validator", {}))
    if node.get("deprecated"):
        note["deprecated"] = True
    return note
