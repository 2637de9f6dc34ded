"""What a schema says of each parameter, as people read it, and what two schemas say differently."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from validator.parameters import Document, applied, resolved


class Row(NamedTuple):
    """A parameter with its other names; ``need`` is required, suggested or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    need: str = ""
    deprecated: bool = False
    replacement: str = ""
    title: str = ""
    description: str = ""
    seen: int = 0


class Change(NamedTuple):
    """A difference about a parameter: what kind it is, and the old and new state in words."""

    kind: str
    parameter: str
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        match self.kind:
            case "added" | "removed":
                return f"{self.kind}: {self.parameter}"
            case "renamed":
                return f"renamed: {self.parameter} is now {self.new}"
            case _:
                old, new = self.old or "none", self.new or "none"
                return f"{self.kind} of {self.parameter}: {old} → {new}"


def rows(root: Document) -> list[Row]:
    """The parameters of a schema in their order; KeyError where a reference leads nowhere."""
    found: dict[str, dict[str, Any]] = {}
    other: dict[str, list[str]] = {}
    needs: dict[str, str] = {}
    for schema, home in applied(root, root):
        for name, node in schema.get("properties", {}).items():
            facts = _facts(node, home)
            if facts.get("rule") == "unknown-parameter":
                continue
            if facts.get("alias"):
                other.setdefault(str(facts.get("parameter", name)), []).append(name)
            else:
                found[name] = facts
        needs.update(_needs(schema))
    for primary in other:
        found.setdefault(primary, {})
    return [
        Row(
            name,
            tuple(dict.fromkeys(other.get(name, ()))),
            str(facts.get("templatedata") or facts.get("type") or ""),
            needs.get(name, ""),
            bool(facts.get("deprecated")),
            str(facts.get("replacement", "")),
            str(facts.get("title", "")),
            str(facts.get("description", "")),
            int(facts.get("seen", 0)),
        )
        for name, facts in found.items()
    ]


def changes(old: Document, new: Document) -> list[Change]:
    """What a new schema says otherwise, parameter by parameter."""
    before = {row.name: row for row in rows(old)}
    after = {row.name: row for row in rows(new)}
    primary = {alias: row.name for row in after.values() for alias in row.aliases}
    return [*_gone(before, after, primary), *_come(before, after, primary)]


def _gone(
    before: Mapping[str, Row], after: Mapping[str, Row], primary: Mapping[str, str]
) -> Iterator[Change]:
    for name, row in before.items():
        if name in after:
            yield from _altered(row, after[name])
        elif name not in primary:
            yield Change("removed", name)
        elif primary[name] in before:
            yield Change("merged", name, name, primary[name])
        else:
            yield Change("renamed", name, name, primary[name])
            yield from _altered(row, after[primary[name]])


def _come(
    before: Mapping[str, Row], after: Mapping[str, Row], primary: Mapping[str, str]
) -> Iterator[Change]:
    renamed = {primary[name] for name in before if name in primary}
    for name in after:
        if name not in before and name not in renamed:
            yield Change("added", name)


def _altered(old: Row, new: Row) -> Iterator[Change]:
    for kind, one, other in (
        ("type", old.type, new.type),
        ("need", old.need, new.need),
        ("deprecation", _state(old), _state(new)),
    ):
        if one != other:
            yield Change(kind, new.name, one, other)
    for kind, gained in (
        ("alias added", set(new.aliases) - set(old.aliases) - {old.name}),
        ("alias removed", set(old.aliases) - set(new.aliases) - {new.name}),
    ):
        for alias in sorted(gained):
            here = "new" if kind == "alias added" else "old"
            yield Change(kind, new.name, **{here: alias})


def _state(row: Row) -> str:
    if not row.deprecated:
        return ""
    return f"deprecated for {row.replacement}" if row.replacement else "deprecated"


def _facts(node: Any, home: Document) -> dict[str, Any]:
    """What a node and those it refers to say, the nearest winning."""
    if not isinstance(node, dict):
        return {}
    facts = _facts(*resolved(node["$ref"], home)) if "$ref" in node else {}
    facts |= {key: node[key] for key in ("title", "description", "deprecated") if key in node}
    return {**facts, **node.get("x-validator", {})}


def _needs(schema: Document) -> Iterator[tuple[str, str]]:
    """The parameters that a schema asks for, and how strongly."""
    for name in schema.get("required", ()):
        yield name, "required"
    note = schema.get("x-validator", {})
    if note.get("rule") == "missing-parameter" and "parameter" in note:
        severity = note.get("severity", "error")
        yield note["parameter"], "suggested" if severity == "info" else "required"
