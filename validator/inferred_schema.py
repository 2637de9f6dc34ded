"""A draft schema of a template from how pages use it, for templates that nobody documented.

It tells what was seen, and refuses little: a type only where nearly all values have it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from validator.parameters import Document
from validator.pattern import pattern
from validator.profile import load
from validator.templatedata_schema import DIALECT, Provenance, closing, identifier, root_note
from validator.values import Complaint, formats

ENOUGH = 8
"""Values that tell a type."""
NEARLY = 0.95
"""Share of the values that must be of a type."""
ALWAYS, OFTEN = 0.98, 20
"""A parameter in this share of at least so many uses is one that readers expect."""
_EXAMPLES, _LONGEST = 3, 60

_SHAPES: dict[str, str] = {
    "boolean": r"[01]",
    "number": r"[-+−]?[0-9][0-9.,  ]*",
    "file": r"(?!https?:)[^\[\]{}|<>#\n]+\.(?i:jpe?g|png|gif|svg|tiff?|webp|webm|og[gv])",
    "url": r"(?i:https?:)?//[^\s\[\]]+|\[(?i:https?:)?//[^\]\n]+\]",
    "size": r"(?:upright=?)?[0-9.]+ ?(?:px)?(?:x[0-9]+px)?",
    "colour": r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})",
    "coordinates": r"[-+−]?[0-9]{1,3}(?:\.[0-9]+)? *[,;/] *[-+−]?[0-9]{1,3}(?:\.[0-9]+)?",
    "date": r"(?:[^\W\d_]{3,12}\.? [0-9]{1,2}, |[0-9]{1,2}\.?(?:er|º)? (?:de )?[^\W\d_]{3,12}\.? "
    r"(?:de )?|[^\W\d_]{3,12} )?[12][0-9]{3}(?:[-–—/][0-9]{1,4})*",
}
_READ = {kind: pattern(rf"(?:{shape})\Z") for kind, shape in _SHAPES.items()}
_CAPTION = pattern(r"[0-9]+ ?px")
_INFO = ("boolean", "number")
"""Types with which editors take liberties."""


class _Seen(NamedTuple):
    uses: int
    values: Counter[str]


class Uses:
    """What was seen of one template: how often, with which parameters and values."""

    def __init__(self) -> None:
        self.count = 0
        self._seen: dict[str, _Seen] = {}

    def add(self, given: Mapping[str, str | None]) -> None:
        """Count one use, as an instance: blank values left out, None for a computed one."""
        self.count += 1
        for name, value in given.items():
            seen = self._seen.get(name, _Seen(0, Counter()))
            if value is not None:
                seen.values[value] += 1
            self._seen[name] = seen._replace(uses=seen.uses + 1)

    def schema(self, origin: Provenance, sound: Mapping[str, Complaint]) -> Document:
        """The draft; ``sound`` judges whether values of a type are so, by format."""
        names = sorted(self._seen)
        properties = {name: self._node(name, sound) for name in names}
        always = [
            {
                "x-validator": {
                    "rule": "missing-parameter",
                    "parameter": name,
                    "severity": "info",
                },
                "anyOf": [{"required": [name]}],
            }
            for name in names
            if self.count >= OFTEN and self._seen[name].uses >= ALWAYS * self.count
        ]
        return {
            "$schema": DIALECT,
            "$id": identifier("inferred", origin),
            "title": origin.title,
            "description": f"Draft, from {self.count} uses.",
            "type": "object",
            "x-validator": root_note("inferred", origin) | {"seen": self.count},
            "properties": properties,
            **closing(names, complete=False),
            **({"allOf": always} if always else {}),
        }

    def _node(self, name: str, sound: Mapping[str, Complaint]) -> Document:
        seen = self._seen[name]
        kind = _type(seen.values, lambda one, value: sound[f"field-{one}"](value) is None)
        note: dict[str, Any] = {"parameter": name, "seen": seen.uses}
        node: Document = {}
        if examples := _examples(seen.values):
            node["examples"] = examples
        if kind:
            note["type"] = kind
        node["x-validator"] = note
        if kind:
            severity = "info" if kind in _INFO else "warning"
            mark = {"rule": "bad-value", "parameter": name, "severity": severity}
            node["allOf"] = [{"x-validator": mark, "format": f"field-{kind}"}]
        return node


def commonest(
    found: Iterable[tuple[str, str, Mapping[str, str | None]]], most: int, least: int
) -> dict[tuple[str, str], Uses]:
    """Uses by wiki and title, of the templates that are used most, and at least so often."""
    seen: dict[tuple[str, str], Uses] = {}
    for wiki, title, given in found:
        seen.setdefault((wiki, title), Uses()).add(given)
    ranked = sorted(seen.items(), key=lambda item: (-item[1].count, item[0]))
    return {key: uses for key, uses in ranked[:most] if uses.count >= least}


def drafts(seen: Mapping[tuple[str, str], Uses]) -> Iterator[Document]:
    """The draft of each template; months are read in the language of its wiki."""
    for (wiki, title), uses in seen.items():
        profile = load(wiki)
        known = "" if profile.neutral else wiki
        yield uses.schema(Provenance(title, known), formats(profile.calendar))


def _type(values: Counter[str], sound: Callable[[str, str], bool]) -> str:
    """The type that nearly all values have, if there are enough of them."""
    total = values.total()
    if total < ENOUGH:
        return ""
    if all(_READ["boolean"].match(value) for value in values):
        return "boolean"
    if any(_CAPTION.match(value) for value in values):
        order: Iterable[str] = ("size",)
    else:
        order = ("coordinates", "colour", "file", "url", "date", "number")
    for kind in order:
        shaped = sum(count for value, count in values.items() if _READ[kind].match(value))
        if shaped >= NEARLY * total and all(sound(kind, value) for value in values):
            return kind
    return ""


def _examples(values: Counter[str]) -> list[str]:
    """The commonest short values; equally common ones in the order of the alphabet."""
    short = [(-count, value) for value, count in values.items() if len(value) <= _LONGEST]
    return [value for _, value in sorted(short)[:_EXAMPLES]]
