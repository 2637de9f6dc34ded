"""The door to JSON Schema: loads ``schemas/``, and tells what an instance violates.

Schemas of other people go through ``linear`` instead.

``jsonschema-rs`` answers "valid" quickly; what it rejects is judged again and explained: faults of
single values against elementary keywords here, all others by ``jsonschema``, which has the last
word and is the judge in the tests. Both are imported when first needed. The schemas keep to
patterns that mean the same to both (no shorthand classes, no bare ``$``), which a test holds.

An instance maps parameter names to trimmed values. Blank values are left out; a value that only
MediaWiki can compute (it holds ``{`` or ``<``) is None, which no string keyword looks at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from validator.elementary import Fits, asked_of, fits, is_separable, nodes
from validator.once import once
from validator.parameters import (
    PREFIX,
    Document,
    Parameters,
    applied,
    document,
    parameters,
    path,
    resolved,
)
from validator.pattern import pattern
from validator.profile import Profile
from validator.values import formats
from validator.values.calendar import Calendar

_REFERENCE = pattern(r'"\$ref": "(urn:[^#"]+)(#?)')
_MOST_EXPLANATIONS = 2_000
_MOST_SHAPES = 5_000
_MESSAGE = 200
_DIGITS = 25
_SHORT = 32
"""Values up to this length recur (dates above all), so the verdict on them is remembered."""


class Violation(NamedTuple):
    """A failing keyword: which, for which parameter, and the ``x-validator`` note beside it.

    ``wants`` is what the keyword asks for: the words of an enum, the name of a format.
    """

    keyword: str
    parameter: str
    note: Mapping[str, Any]
    wants: Any = None


class _Shape(NamedTuple):
    """What a schema asks of the values of some parameters, and what they violate if all fit."""

    asked: tuple[tuple[str, Fits], ...]
    found: tuple[Violation, ...]


def instance(values: Mapping[str, str], computed: str = "") -> dict[str, str | None]:
    """The instance that a template's values make.

    ``computed`` marks what only MediaWiki can compute; else any brace or tag does.
    """
    if computed:
        return {n: None if computed in v else v for n, v in values.items() if v}
    return {n: None if "{" in v or "<" in v else v for n, v in values.items() if v}


class Schemas:
    """The schemas as one wiki reads them on one day (its month names decide what a date is)."""

    def __init__(self, profile: Profile, today: date) -> None:
        self._profile = profile
        self._today = today
        self._parts: dict[str, tuple[tuple[str, Any], ...]] = {}
        self._shapes: dict[tuple[str, frozenset[str]], _Shape | None] = {}
        self._separable: dict[str, bool] = {}
        self._fits: dict[tuple[str, str], tuple[Fits, ...] | None] = {}
        self._accepts: dict[str, Callable[[str], bool]] = {}
        self._gates: dict[str, Any] = {}
        self._registries: dict[frozenset[str], Any] = {}
        self._judges: dict[str, Any] = {}
        self._explanations: dict[Any, tuple[Violation, ...]] = {}

    @property
    def calendar(self) -> Calendar:
        """The words of the wiki's dates."""
        return self._profile.calendar

    @once
    def formats(self) -> dict[str, Callable[[str], str | None]]:
        """Complaint functions by format name: None means the value is fine."""
        return formats(self._profile.calendar, self._today)

    def violations(self, schema: str, values: Mapping[str, str]) -> tuple[Violation, ...]:
        """What a template's values violate of a schema (``citation/cite-web``)."""
        shape = schema, frozenset(values if all(values.values()) else instance(values))
        if shape not in self._shapes:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            self._shapes[shape] = self._shape(*shape)
        known = self._shapes[shape]
        if known is not None:
            for name, fits_ in known.asked:
                value = values[name]
                marked = "{" in value or "<" in value
                if marked and self.instance(schema, {name: value})[name] is None:
                    continue
                if not fits_(value):
                    break
            else:
                return known.found
        return self._found(schema, self.instance(schema, values))

    def _found(self, schema: str, given: Mapping[str, str | None]) -> tuple[Violation, ...]:
        found: tuple[Violation, ...] = ()
        for urn, gate in self._divisions(schema):
            if not gate.is_valid(given):
                found += self._violated(urn, gate, given)
        return found

    def _shape(self, schema: str, names: Iterable[str]) -> _Shape | None:
        """What there is to say of all instances with these parameters.

        None if only the library can tell.
        """
        root = document(PREFIX + schema)
        if schema not in self._separable:
            self._separable[schema] = is_separable(root, root)
        if not self._separable[schema]:
            return None
        asked = []
        for name in names:
            key = schema, name
            if key not in self._fits:
                if len(self._fits) >= _MOST_SHAPES:
                    self._fits.clear()
                self._fits[key] = asked_of(PREFIX + schema, name, self._accepting)
            every = self._fits[key]
            if every is None:
                return None
            asked += [(name, fits_) for fits_ in every]
        return _Shape(tuple(asked), self._found(schema, dict.fromkeys(names)))

    def _accepting(self, format_name: str) -> Callable[[str], bool]:
        """What tells whether a value is of a format; any value is of one that nobody knows."""
        if format_name not in self._accepts:
            judge = self.formats.get(format_name, _no_complaint)
            remembered = lru_cache(maxsize=1024)(judge)
            self._accepts[format_name] = lambda value: (
                (remembered if len(value) <= _SHORT else judge)(value) is None
            )
        return self._accepts[format_name]

    def _divisions(self, schema: str) -> tuple[tuple[str, Any], ...]:
        parts = self._parts.get(schema)
        if parts is None:
            urn = PREFIX + schema
            parts = self._parts[schema] = tuple(self._divided(urn, self._registry(urn)))
        return parts

    def instance(self, schema: str, values: Mapping[str, str]) -> dict[str, str | None]:
        """The instance that a template's values make for a schema.

        The citation module gets HTML tags as they are, and something in place of extension tags.
        """
        plain = self._profile.citation_module and schema.startswith("citation/")
        return instance(values, computed="{{" if plain else "")

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
        first = {place[0] for place in places if place}
        doubtful = {name for name in given if name in first or _number(name) in first}
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
        for schema, home in applied(top, root):
            for name, value in given.items():
                for node in nodes(schema, name):
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
                    yield from self._judged(*resolved(wants, root), name, value)
                    continue
                case "not" if not wants:
                    fails = True
                case "enum" if value is None:
                    fails = None not in wants
                case _:
                    asks = None if value is None else fits(keyword, wants, self._accepting)
                    fails = asks is not None and value is not None and not asks(value)
            if fails:
                yield Violation(keyword, name, note, wants)

    def parameters(self, schema: str) -> Parameters:
        """What a schema says of its parameters."""
        return parameters(schema)

    def complaint(self, format_name: str, value: str) -> str | None:
        """Why a value is not of a format, in words; None if it is, or for an unknown format."""
        judge = self.formats.get(format_name)
        return judge(value) if judge else None

    def _gate(self, schema: Document, registry: Any) -> Any:
        from jsonschema_rs import Draft202012Validator

        return Draft202012Validator(
            schema,
            formats={name: self._accepting(name) for name in self.formats},
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


def refusal(schema: str, given: Any) -> str:
    """What a whole document has against a schema (``profile``), behind the pointer to the place.

    Empty if it obeys.
    """
    for error in _whole(schema).iter_errors(given):
        message = (
            error.message if len(error.message) <= _MESSAGE else f"{error.message[:_MESSAGE]}…"
        )
        tokens = (str(one).replace("~", "~0").replace("/", "~1") for one in error.instance_path)
        return f"{'/'.join(('', *tokens)) or 'at its root'}: {message}"
    return ""


@lru_cache(maxsize=32)
def _whole(schema: str) -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(document(PREFIX + schema))


def _number(name: str) -> int | None:
    """The number for which the library takes a name such as ``07``; None for any other."""
    return int(name) if len(name) < _DIGITS and name.isdecimal() and name.isascii() else None


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
            for other, part in _REFERENCE.findall(path(name).read_text("utf-8")):
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
            wanted += [other for other, _ in _REFERENCE.findall(path(name).read_text("utf-8"))]
    return found


def _no_complaint(_value: str) -> str | None:
    return None


def _accepts(complain: Callable[[str], str | None]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or complain(value) is None


def faults(content: object) -> list[tuple[tuple[str | int, ...], str]]:
    """What keeps a document from being a schema: places and reasons, in the order of the text."""
    from jsonschema import Draft202012Validator

    judge = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    errors = sorted(judge.iter_errors(content), key=lambda error: list(map(str, error.path)))
    return [(tuple(error.absolute_path), error.message) for error in errors]
