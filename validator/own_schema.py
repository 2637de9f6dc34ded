"""A project's own schemas: documents that refer to each other, made into one for each template.

What a document refers to is put into it, so that a schema is complete when the run begins and
nothing can be fetched. What a document takes over whole of the shipped schemas is only named.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from validator import dialect, values
from validator.dialect import DocumentError, fragment
from validator.errors import DataError, UsageError
from validator.linear import portable
from validator.parameters import PREFIX, Document, document
from validator.pattern import pattern
from validator.profile import normal_title
from validator.values.calendar import Calendar

_SHIPPED = pattern(r"urn:wikivet:(?:citation|infobox)/[a-z0-9/-]+\Z")
_MOST_PARTS = 1_000_000
DESCRIBED = ("templatedata", "scraped", "inferred")
"""Sources of documents that tell all there is of a template, in place of the shipped schema."""


class File(NamedTuple):
    """A document with the name that people know it by, and its path for those that refer to it."""

    name: str
    path: str
    content: object


class OwnSchema(NamedTuple):
    """What one document says of a template.

    ``bases`` are the shipped schemas that it takes over; ``wiki`` is empty for any wiki.
    """

    template: str
    wiki: str
    redirects: tuple[str, ...]
    source: str
    complete: bool
    bases: tuple[str, ...]
    overrides: Mapping[str, str]
    document: Document


class _Read(NamedTuple):
    file: File
    urn: str
    root: Document


def own_schemas(files: Iterable[File]) -> tuple[OwnSchema, ...]:
    """The schemas that some documents are; raises UsageError naming file, pointer and reason."""
    formats = frozenset(values.formats(Calendar.of((), (), ())))
    read: dict[str, _Read] = {}
    for file in files:
        try:
            root = dialect.check(file.content, formats)
        except DocumentError as error:
            raise UsageError(f"{file.name}: {error}") from error
        urn = str(root.get("$id", f"file:{file.path}"))
        other = read.get(urn)
        if other is not None:
            raise UsageError(f"{file.name}: /$id: {urn} is the $id of {other.file.name}, too")
        if _SHIPPED.match(urn):
            raise UsageError(f"{file.name}: /$id: {urn} is the $id of a shipped schema")
        read[urn] = _Read(file, urn, root)
    return tuple(_Bundle(read).schemas())


class _Bundle:
    """Documents by ``$id``, and by path; makes each that names a template complete."""

    def __init__(self, read: dict[str, _Read]) -> None:
        self._read = read
        self._by_path = {one.file.path: one.urn for one in read.values()}
        self._wanted: set[str] = set()
        self._known: dict[str, dict[str, str]] = {}
        self._total = 0

    def schemas(self) -> Iterator[OwnSchema]:
        found = [self._schema(one) for one in self._read.values()]
        for one, schema in zip(self._read.values(), found, strict=True):
            if schema.template:
                yield schema
            elif one.urn not in self._wanted:
                why = "names no template, and no other document refers to this one"
                raise UsageError(f"{one.file.name}: /x-validator/template: {why}")

    def _schema(self, one: _Read) -> OwnSchema:
        note = one.root.get("x-validator", {})
        bases = tuple(dict.fromkeys(self._bases(one)))
        shelf: dict[str, Document] = {}
        self._put(one.urn, one, shelf, {PREFIX + base for base in bases})
        places = {urn: str(number) for number, urn in enumerate(shelf)}
        whole: Document = {
            "type": "object",
            "allOf": [{"$ref": "#/$defs/0"}],
            "$defs": {places[urn]: self._placed(urn, root, places) for urn, root in shelf.items()},
        }
        try:
            dialect.check_size(whole)
        except DocumentError as error:
            raise UsageError(f"{one.file.name}: {error}") from error
        return OwnSchema(
            normal_title(note.get("template", "")),
            note.get("wiki", ""),
            tuple(map(normal_title, note.get("redirects", ()))),
            note.get("source", "written"),
            bool(note.get("complete", False)),
            bases,
            note.get("overrides", {}),
            whole,
        )

    def _bases(self, one: _Read) -> Iterator[str]:
        """The shipped schemas that a document takes over whole."""
        for pointer, reference in _whole(one.root):
            urn, _ = self._target(one, pointer, reference)
            if urn not in self._read:
                yield urn.removeprefix(PREFIX)

    def _put(
        self, urn: str, one: _Read | None, shelf: dict[str, Document], bases: set[str]
    ) -> None:
        """Put a document on the shelf, and all that it refers to."""
        waiting = [urn]
        while waiting:
            name = waiting.pop()
            if name in shelf:
                continue
            own = self._read.get(name)
            root = own.root if own else document(name)
            if own is one and own is not None:
                root = _less(root, [r for _, r in _whole(root) if r in bases])
            shelf[name] = root
            self._total += len(self._places(name))
            if self._total > _MOST_PARTS:
                why = f"the schemas and what they refer to have more than {_MOST_PARTS:,} parts"
                raise UsageError(f"[schemas] paths: {why}")
            for pointer, schema in dialect.nodes(root):
                if "$ref" in schema:
                    other, _ = self._target(own, f"{pointer}/$ref", schema["$ref"], name)
                    waiting.append(other)

    def _target(
        self, one: _Read | None, pointer: str, reference: str, home: str = ""
    ) -> tuple[str, str]:
        """The document and the pointer that a reference leads to."""
        address, _, part = reference.partition("#")
        urn = address or home
        if one is not None:
            urn = self._urn(one, pointer, address) if address else one.urn
            if urn != one.urn:
                self._wanted.add(urn)
        try:
            return urn, self._places(urn)[unquote(part)]
        except (KeyError, DataError):
            raise UsageError(
                f"{one.file.name if one else urn}: {pointer}: {reference} leads to no schema"
            ) from None

    def _places(self, urn: str) -> dict[str, str]:
        if urn not in self._known:
            root = self._read[urn].root if urn in self._read else document(urn)
            self._known[urn] = dialect.places(root)
        return self._known[urn]

    def _urn(self, one: _Read, pointer: str, address: str) -> str:
        if address in self._read or _SHIPPED.match(address):
            return address
        where = f"{one.file.name}: {pointer}: {address}"
        scheme, colon, _ = address.partition(":")
        if (colon and scheme != "urn") or address.startswith("//"):
            raise UsageError(f"{where}: nothing is fetched; refer to a local document")
        if colon:
            raise UsageError(f"{where}: no document given has this $id")
        path = _joined(one.file.path, address)
        if path not in self._by_path:
            raise UsageError(f"{where}: no such document in the paths of [schemas]")
        return self._by_path[path]

    def _placed(self, urn: str, root: Document, places: dict[str, str]) -> Document:
        """The document as a part of a whole: what it refers to stands in there, too."""
        own = self._read.get(urn)

        def moved(schema: Any) -> Any:
            if not isinstance(schema, dict):
                return schema
            changed = {k: v for k, v in schema.items() if k not in ("$id", "$schema", "$anchor")}
            for keyword, held in schema.items():
                if keyword == "$ref":
                    other, pointer = self._target(own, "", held, urn)
                    changed["$ref"] = fragment(f"/$defs/{places[other]}{pointer}")
                elif keyword == "pattern":
                    changed[keyword] = portable(held)
                elif keyword in dialect.MAPS:
                    changed[keyword] = {
                        portable(key) if keyword == "patternProperties" else key: moved(part)
                        for key, part in held.items()
                    }
                elif keyword in dialect.LISTS:
                    changed[keyword] = [moved(part) for part in held]
                elif keyword in dialect.ONE:
                    changed[keyword] = moved(held)
            return changed

        return dict(moved(root))


def _whole(root: Document) -> list[tuple[str, str]]:
    """The documents that a document takes over whole, and where: at its root or in ``allOf``."""
    found = [("/$ref", root["$ref"])] if "$ref" in root else []
    found += [
        (f"/allOf/{at}/$ref", part["$ref"])
        for at, part in enumerate(root.get("allOf", ()))
        if isinstance(part, dict) and "$ref" in part
    ]
    return [(pointer, reference) for pointer, reference in found if "#" not in reference]


def _less(root: Document, references: list[str]) -> Document:
    """The document without the whole ones that it takes over; what is left keeps its place."""
    rest = {k: v for k, v in root.items() if k != "$ref" or v not in references}
    if "allOf" in rest:
        rest["allOf"] = [
            {} if isinstance(part, dict) and part.get("$ref") in references else part
            for part in rest["allOf"]
        ]
    return rest


def _joined(path: str, address: str) -> str:
    """The path that a relative address means in a document; it never leaves the paths given."""
    steps = path.split("/")[:-1]
    for step in address.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
