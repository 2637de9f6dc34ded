"""Reads the XML in which MediaWiki's preprocessor describes a text.

The tree leaves nothing out, so the wikitext can be rebuilt from it, and with
it the place of every construct. All strings below are raw source and all
offsets count code points of the rebuilt text::

    tree = read(xml)
    tree.source                     # the wikitext
    tree.of(tree.root.children[0])  # the source of one element
    constructs(xml).templates       # what the text is made of

What stands between the tags of an extension (the content of ``<ref>``) is one
opaque string for the preprocessor: ask for a tree of its own to look inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BRACES = {"template": ("{{", "}}"), "tplarg": ("{{{", "}}}")}


@dataclass(slots=True)
class Element:
    """An element of the tree and the stretch of wikitext that it stands for."""

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.name == name), None)


@dataclass(frozen=True, slots=True)
class Tree:
    """A text with the elements found in it."""

    source: str
    root: Element

    def of(self, element: Element) -> str:
        """Return the exact wikitext of an element."""
        return self.source[element.start : element.end]

    def part(self, element: Element, name: str) -> str | None:
        """Return the wikitext of the named child, None when there is none."""
        child = element.child(name)
        return None if child is None else self.of(child)


@dataclass(frozen=True, slots=True)
class Part:
    """What follows a pipe in a template or an argument."""

    name: str | int
    """The raw source before the equals sign, or the position counted from 1."""
    value: str
    start: int
    """Where the part starts, behind its pipe."""
    end: int


@dataclass(frozen=True, slots=True)
class Construct:
    """What all kinds of constructs share."""

    depth: int
    """How many other constructs this one stands in."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Template(Construct):
    """``{{title|name=value|value}}``; parser functions and variables, too."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Argument(Construct):
    """``{{{title|default}}}``."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Comment(Construct):
    """``<!-- … -->``; an unclosed one reaches to the end of the text.

    A comment that is alone on its lines takes the surrounding blanks and the
    line break with it: these lie between ``start`` and ``end``, not in ``text``.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Tag(Construct):
    """``<name attributes>inner</name>`` of an extension, or ``<name attributes/>``."""

    name: str
    attributes: str
    """Everything between the name and the ``>`` or ``/>``, blanks included."""
    inner: str | None
    close: str | None


@dataclass(frozen=True, slots=True)
class Heading(Construct):
    """``== Title ==`` with whatever follows it on the line."""

    level: int
    text: str
    real: bool
    """False within a template or argument, where it only may become a heading."""


@dataclass(frozen=True, slots=True)
class Ignored(Construct):
    """``<noinclude>`` and ``<onlyinclude>`` tags, ``<includeonly>`` with its content."""

    text: str


@dataclass(frozen=True, slots=True)
class Constructs:
    """Everything found in a text, in document order, the outer before the inner."""

    source: str
    items: tuple[Construct, ...]

    def __iter__(self) -> Iterator[Construct]:
        return iter(self.items)

    @property
    def templates(self) -> list[Template]:
        """The templates."""
        return [item for item in self.items if isinstance(item, Template)]

    @property
    def arguments(self) -> list[Argument]:
        """The template arguments."""
        return [item for item in self.items if isinstance(item, Argument)]

    @property
    def comments(self) -> list[Comment]:
        """The comments."""
        return [item for item in self.items if isinstance(item, Comment)]

    @property
    def tags(self) -> list[Tag]:
        """The extension tags."""
        return [item for item in self.items if isinstance(item, Tag)]

    @property
    def headings(self) -> list[Heading]:
        """The headings, those that only may become one included."""
        return [item for item in self.items if isinstance(item, Heading)]

    @property
    def ignored(self) -> list[Ignored]:
        """The parts without meaning for the page itself."""
        return [item for item in self.items if isinstance(item, Ignored)]


def source(xml: str) -> str:
    """Return the wikitext that the XML describes."""
    return read(xml).source


def constructs(xml: str) -> Constructs:
    """Return the constructs of the text that the XML describes."""
    tree = read(xml)
    return Constructs(tree.source, tuple(_records(tree)))


# -- from XML to a tree --------------------------------------------------------

# XML cannot carry these characters, and turns a carriage return into a line
# feed. They travel as private-use characters that no wikitext has.
_UNSAFE = [
    *range(0x09),
    0x0B,
    0x0C,
    0x0D,
    *range(0x0E, 0x20),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
]
_DISGUISE = {code: chr(0x10F000 + index) for index, code in enumerate(_UNSAFE)}
_REVEAL = {ord(mask): chr(code) for code, mask in _DISGUISE.items()}
_UNSAFE_PATTERN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def read(xml: str) -> Tree:
    """Parse the XML, however long and deep; disguise what XML forbids."""
    disguised = _UNSAFE_PATTERN.search(xml) is not None
    text = xml.translate(_DISGUISE) if disguised else xml
    tree = _Builder().build(text)
    return Tree(tree.source.translate(_REVEAL), tree.root) if disguised else tree


class _Builder:
    """Rebuilds the wikitext while the elements go by, noting where each lies."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[Element] = []
        self._root: Element | None = None

    def build(self, xml: str) -> Tree:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._write
        parser.Parse(xml.encode("utf-8"), True)
        if self._root is None:
            raise ValueError("no root element")
        return Tree("".join(self._pieces), self._root)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        # The separators belong to the element around, so they go first.
        if name == "part":
            self._write("|")
        elif name == "inner":
            self._write(">")
        element = Element(name, attributes, self._length, self._length)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)
        if name in _BRACES:
            self._write(_BRACES[name][0])
        elif name == "ext":
            self._write("<")

    def _end(self, name: str) -> None:
        element = self._open.pop()
        if name in _BRACES:
            self._write(_BRACES[name][1])
        elif name == "ext" and element.child("inner") is None:
            self._write("/>")
        element.end = self._length


# -- from the tree to records --------------------------------------------------


def _records(tree: Tree) -> Iterator[Construct]:
    waiting = [(tree.root, 0)]
    while waiting:
        element, depth = waiting.pop()
        record = _record(tree, element, depth)
        if record is not None:
            yield record
            depth += 1
        waiting.extend((child, depth) for child in reversed(element.children))


def _record(tree: Tree, element: Element, depth: int) -> Construct | None:
    start, end, text = element.start, element.end, tree.of(element)
    match element.name:
        case "template":
            return Template(
                depth, start, end, tree.part(element, "title") or "", _parts(tree, element)
            )
        case "tplarg":
            return Argument(
                depth, start, end, tree.part(element, "title") or "", _parts(tree, element)
            )
        case "comment":
            return Comment(depth, start, end, _bare_comment(text))
        case "ext":
            return _tag(tree, element, depth)
        case "h" | "possible-h":
            level = int(element.attributes["level"])
            return Heading(depth, start, end, level, text, real=element.name == "h")
        case "ignore":
            return Ignored(depth, start, end, text)
        case _:
            return None


def _parts(tree: Tree, element: Element) -> tuple[Part, ...]:
    return tuple(_part(tree, child) for child in element.children if child.name == "part")


def _part(tree: Tree, element: Element) -> Part:
    name = element.child("name")
    if name is None:
        raise ValueError(f"a part without a name: {tree.of(element)!r}")
    index = name.attributes.get("index")
    label = tree.of(name) if index is None else int(index)
    return Part(label, tree.part(element, "value") or "", element.start, element.end)


def _tag(tree: Tree, element: Element, depth: int) -> Tag:
    return Tag(
        depth,
        element.start,
        element.end,
        tree.part(element, "name") or "",
        tree.part(element, "attr") or "",
        tree.part(element, "inner"),
        tree.part(element, "close"),
    )


def _bare_comment(text: str) -> str:
    start = text.index("<!--")
    close = text.find("-->", start + 4)
    return text[start:] if close == -1 else text[start : close + 3]
