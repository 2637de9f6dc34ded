"""What is said of one template: by a shipped schema, and by the schemas of a project."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from validator.article import Article
from validator.linear import Linear, validator
from validator.once import once
from validator.own_schema import DESCRIBED, OwnSchema
from validator.parameters import (
    PREFIX,
    Document,
    Families,
    Parameters,
    described,
    document,
    resolved,
)
from validator.profile import normal_title
from validator.schemas import Schemas, Violation
from validator.template import Template

_RULES = {
    "required": "missing-parameter", "dependentRequired": "missing-parameter",
    "additionalProperties": "unknown-parameter", "unevaluatedProperties": "unknown-parameter",
    "enum": "unlisted-value", "const": "unlisted-value",
    "pattern": "bad-value", "format": "bad-value", "minLength": "bad-value",
    "maxLength": "bad-value",
}  # fmt: skip
"""Which rule reports a keyword that has no note, by the keyword."""

_NOTED = (
    "alias", "documentation", "means", "message", "parameter", "replacement", "rule", "severity",
    "templatedata", "type",
)  # fmt: skip
_UNLISTED = ("scraped", "inferred")


class TemplateSchema:
    """The schemas of one template, applied together.

    ``name`` is that of the shipped schema, or ``project``. ``complete`` tells that the template
    surely ignores what they do not name.
    """

    def __init__(self, schemas: Schemas, bases: Iterable[str], own: tuple[OwnSchema, ...]) -> None:
        self._schemas = schemas
        self._bases = tuple(dict.fromkeys(bases))
        self._own = own
        self.name = self._bases[0] if self._bases else "project"

    @once
    def parameters(self) -> Parameters:
        """What the schemas say of parameters; a project's word comes last."""
        found = [self._schemas.parameters(base) for base in self._bases]
        found += [described(one.document, Linear) for one in self._own]
        return found[0] if len(found) == 1 else _merged(found)

    @once
    def _types(self) -> dict[str, str]:
        named = self.parameters.named.items()
        return {n: kind for n, note in named if (kind := note.get("type", "text")) != "text"}

    @once
    def _typed_families(self) -> bool:
        notes = (note for _, note in self.parameters.patterned.notes)
        return any(note.get("type", "text") != "text" for note in notes)

    def typed(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Those of some parameters that the schemas want to hold something other than text."""
        found = [(name, self._types[name]) for name in names if name in self._types]
        if self._typed_families:
            known = self.parameters
            families = ((n, known.patterned.note(n)) for n in names if n not in known.named)
            found += [(name, note["type"]) for name, note in families if note and "type" in note]
        return found

    @once
    def complete(self) -> bool:
        """Whether the template surely ignores parameters that the schemas do not name."""
        notes = [document(PREFIX + base).get("x-validator", {}) for base in self._bases]
        shipped = any(note.get("complete", note.get("source") not in _UNLISTED) for note in notes)
        return shipped or any(one.complete for one in self._own)

    @once
    def _overrides(self) -> dict[str, str]:
        return {key: level for one in self._own for key, level in one.overrides.items()}

    @once
    def _gates(self) -> list[tuple[Any, Document]]:
        formats = {name: _accepts(judge) for name, judge in self._schemas.formats.items()}
        return [(validator(one.document, formats), one.document) for one in self._own]

    def instance(self, values: Mapping[str, str]) -> dict[str, str | None]:
        """The instance that a template's values make."""
        return self._schemas.instance(self.name, values)

    def violations(self, values: Mapping[str, str]) -> tuple[Violation, ...]:
        """What a template's values violate, less what the project lets pass."""
        found = [v for base in self._bases for v in self._schemas.violations(base, values)]
        if self._own:
            given = self.instance(values)
            for gate, whole in self._gates:
                if not gate.is_valid(given):
                    for error in gate.iter_errors(given):
                        found += _violations(error, whole, given)
        return tuple(self._left(found) if self._own else found)

    def level(self, parameter: str, rule: str) -> str:
        """The severity that the project wants for a parameter, or a rule; empty if it says none."""
        return self._overrides.get(parameter) or self._overrides.get(rule, "")

    def _left(self, found: list[Violation]) -> Iterator[Violation]:
        """Each violation once, less those of parameters that some schema names, or lets pass."""
        seen = set()
        for violation in found:
            rule = str(violation.note.get("rule", ""))
            key = (*violation[:2], rule, violation.note.get("message"))
            level = self.level(violation.parameter, rule)
            named = rule == "unknown-parameter" and self.parameters.knows(violation.parameter)
            if level != "off" and not named and key not in seen:
                seen.add(key)
                note = {**violation.note, "severity": level} if level else violation.note
                yield violation._replace(note=note)


class Described(NamedTuple):
    """A template of an article, and what is said of it."""

    template: Template
    schema: TemplateSchema


class TemplateSchemas:
    """What one wiki and one project say of templates, by their titles."""

    def __init__(self, schemas: Schemas, own: Iterable[OwnSchema], wiki: str) -> None:
        self._schemas = schemas
        self._own: dict[str, list[OwnSchema]] = {}
        self._redirects: dict[str, str] = {}
        for one in own:
            if one.wiki in ("", wiki):
                self._own.setdefault(one.template, []).append(one)
                self._redirects.update(dict.fromkeys(one.redirects, one.template))
        self._known: dict[tuple[str, str], TemplateSchema] = {}

    def described(self, article: Article) -> tuple[Described, ...]:
        """The infoboxes and other templates of an article of which something is said."""
        if self._own:
            templates: Iterable[Template] = article.templates
        elif not article.infoboxes:
            return ()
        else:
            templates = (infobox.template for infobox in article.infoboxes)
        found = ((template, self.of(template)) for template in templates)
        return tuple(Described(template, schema) for template, schema in found if schema)

    def of(self, template: Template) -> TemplateSchema | None:
        """What is said of a template; of one that is no infobox, only what the project says."""
        use = template.use
        title = self._title(template) if self._own else ""
        shipped = use.schema if use is not None and use.role == "infobox" else ""
        if not title and not shipped:
            return None
        known = self._known.get((title, shipped))
        if known is None:
            own = tuple(self._own.get(title, ()))
            bases = [base for one in own for base in one.bases]
            if shipped and not any(one.source in DESCRIBED for one in own):
                bases.insert(0, shipped)
            known = TemplateSchema(self._schemas, bases, own)
            self._known[title, shipped] = known
        return known

    def _title(self, template: Template) -> str:
        """The title under which the project speaks of a template; empty if it does not."""
        names = [template.name, template.use.name if template.use else ""]
        titles = [normal_title(name) for name in names]
        titles = [self._redirects.get(title, title) for title in titles]
        return next((title for title in titles if title in self._own), "")


def _violations(
    error: Any, whole: Document, given: Mapping[str, str | None]
) -> Iterator[Violation]:
    """What an error of the engine says, one for each parameter concerned."""
    keyword = error.kind.name
    note = _note(error, whole)
    note.setdefault("rule", _RULES.get(keyword, ""))
    owner = _at(whole, error.schema_path[:-1])
    wants = owner.get(keyword) if isinstance(owner, dict) else None
    path = error.instance_path
    if path:
        yield Violation(keyword, _named(path[0], given), note, wants)
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        for name in error.kind.unexpected:
            yield Violation(keyword, name, note, wants)
    else:
        missing = str(error.kind.property) if keyword == "required" else ""
        yield Violation(keyword, str(note.get("parameter", missing)), note, wants)


def _note(error: Any, whole: Document) -> dict[str, Any]:
    """The notes on the way to a failing keyword, the nearest winning; those of roots left out."""
    note: dict[str, Any] = {}
    node: Any = whole
    for key in error.evaluation_path[:-1]:
        node = resolved(node["$ref"], whole)[0] if key == "$ref" else _step(node, key)
        if isinstance(node, dict):
            given = node.get("x-validator")
            if isinstance(given, dict) and "template" not in given:
                note.update((key, given[key]) for key in _NOTED if key in given)
    if note.get("rule", "").startswith("infobox/"):
        note["rule"] = note["rule"].removeprefix("infobox/")
    return note


def _at(whole: Document, path: list[str | int]) -> Any:
    node: Any = whole
    for key in path:
        node = _step(node, key)
    return node


def _step(node: Any, key: str | int) -> Any:
    return node[int(key)] if isinstance(node, list) else node[_named(key, node)]


def _named(key: str | int, given: Mapping[str, Any]) -> str:
    """The name that the engine means; it takes ``07`` for the number 7."""
    if str(key) in given:
        return str(key)
    return next((n for n in given if n.isdecimal() and n.isascii() and int(n) == key), str(key))


def _merged(found: list[Parameters]) -> Parameters:
    """What several schemas say of parameters, the last one that says it winning."""
    named: dict[str, dict[str, Any]] = {}
    for one in found:
        for name, note in one.named.items():
            named[name] = named.get(name, {}) | note
    return found[0]._replace(
        named=named,
        patterned=Families(pair for one in found for pair in one.patterned.notes),
        suggestions={k: v for one in found for k, v in one.suggestions.items()},
        deprecated=frozenset(name for name, note in named.items() if note.get("deprecated")),
        taken=None,
        suggested=None,
    )


def _accepts(judge: Callable[[str], str | None]) -> Callable[[str], bool]:
    return lambda value: judge(value) is None
