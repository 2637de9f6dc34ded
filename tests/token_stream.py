"""Reads mwparserfromhell's token stream with exact places: a second opinion on wikitext.

The library's nodes know no places, but its C tokenizer leaves nothing out: the lengths of the
tokens, added up, are offsets. The tokens are internal to the library; a test pins what is taken
for granted here. The tokenizer hangs on some texts, so only a process that can be killed may call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mwparserfromhell import parser
from mwparserfromhell.parser import tokens

FIXED = {
    tokens.TemplateOpen: 2, tokens.TemplateParamSeparator: 1, tokens.TemplateParamEquals: 1,
    tokens.TemplateClose: 2, tokens.ArgumentOpen: 3, tokens.ArgumentSeparator: 1,
    tokens.ArgumentClose: 3, tokens.WikilinkOpen: 2, tokens.WikilinkSeparator: 1,
    tokens.WikilinkClose: 2, tokens.HTMLEntityStart: 1, tokens.HTMLEntityNumeric: 1,
    tokens.HTMLEntityHex: 1, tokens.HTMLEntityEnd: 1, tokens.CommentStart: 4, tokens.CommentEnd: 3,
}  # fmt: skip
"""Tokens of one length."""


@dataclass
class Node:
    """A template, argument, link, comment, heading or tag.

    ``bars`` is flat: the offset of each ``|`` and of its ``=``, -1 if there is none. ``name`` is
    a tag's, ``inner`` its content; ``level`` a heading's.
    """

    kind: str
    start: int
    end: int = -1
    bars: list[int] = field(default_factory=list)
    name: str = ""
    inner: tuple[int, int] = (-1, -1)
    level: int = 0
    markup: str | None = None
    quote: str = ""
    before: int = 0
    after: int = 0
    names: bool = False


def nodes(text: str) -> list[Node]:
    """The nodes of a text by start, as the library understands it.

    Raises ValueError if the tokens do not add up to the text.
    """
    walker = _Walker(text)
    tokenizer: Any = parser.CTokenizer  # type: ignore[attr-defined]
    for token in tokenizer().tokenize(text, 0, True):
        walker.take(token)
    if walker.place != len(text) or walker.open:
        raise ValueError(f"the tokens make {walker.place} characters of {len(text)}")
    return sorted(walker.found, key=lambda node: (node.start, -node.end))


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.open: list[Node] = []
        self.found: list[Node] = []

    def take(self, token: Any) -> None:
        kind = type(token)
        if kind is tokens.Text:
            self._text(token.text)
        elif kind in FIXED:
            self._fixed(kind)
        elif kind is tokens.HeadingStart:
            self._push("heading", token.level).level = token.level
        elif kind is tokens.HeadingEnd:
            self._pop(self.open[-1].level)
        elif kind is tokens.ExternalLinkOpen:
            self._push("external", 1 if token.brackets else 0)
        elif kind is tokens.ExternalLinkSeparator:
            self.place += 0 if token.suppress_space else 1
        elif kind is tokens.ExternalLinkClose:
            self._pop(1 if self.text[self.open[-1].start] == "[" else 0)
        else:
            self._tag(kind, token)

    def _push(self, kind: str, length: int) -> Node:
        node = Node(kind, self.place)
        self.open.append(node)
        self.place += length
        return node

    def _pop(self, length: int) -> None:
        self.place += length
        node = self.open.pop()
        node.end = self.place
        self.found.append(node)

    def _text(self, source: str) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and top.names:
            top.name = top.name or source
            if top.markup is not None:  # the name of a tag that is written otherwise
                return
        if self.text[self.place : self.place + len(source)] != source:
            raise ValueError(f"the tokens go astray at {self.place}")
        self.place += len(source)

    def _fixed(self, kind: type) -> None:
        opened = {
            tokens.TemplateOpen: "template", tokens.ArgumentOpen: "argument",
            tokens.WikilinkOpen: "link", tokens.CommentStart: "comment",
        }.get(kind)  # fmt: skip
        if opened:
            self._push(opened, FIXED[kind])
        elif kind in (
            tokens.TemplateClose, tokens.ArgumentClose, tokens.WikilinkClose, tokens.CommentEnd,
        ):  # fmt: skip
            self._pop(FIXED[kind])
        else:
            if kind in (tokens.TemplateParamSeparator, tokens.ArgumentSeparator):
                self.open[-1].bars += [self.place, -1]
            elif kind is tokens.TemplateParamEquals:
                self.open[-1].bars[-1] = self.place
            self.place += FIXED[kind]

    def _tag(self, kind: type, token: Any) -> None:
        if kind is tokens.TagOpenOpen:
            length = len(token.wiki_markup) if token.wiki_markup else 2 if token.invalid else 1
            node = self._push("tag", length)
            node.markup = token.wiki_markup or None
            node.names = True
            return
        node = self.open[-1]
        if kind is tokens.TagAttrEquals:
            self.place += node.before + 1 + node.after
            node.before = 0
        elif kind is tokens.TagAttrQuote:
            node.quote = token.char
            self.place += 1
        elif kind is tokens.TagAttrStart:
            self._end_attribute(node)
            node.names = False
            self.place += len(token.pad_first)
            node.before, node.after = len(token.pad_before_eq), len(token.pad_after_eq)
        else:
            self._tag_edge(kind, token, node)

    def _end_attribute(self, node: Node) -> None:
        self.place += len(node.quote) + node.before
        node.quote, node.before = "", 0

    def _tag_edge(self, kind: type, token: Any, node: Node) -> None:
        if kind is tokens.TagCloseOpen:
            self._end_attribute(node)
            self.place += len(token.padding or "") + len(token.wiki_markup or "")
            self.place += node.markup is None
            node.names = False
            node.inner = (self.place, -1)
        elif kind is tokens.TagOpenClose:
            node.inner = (node.inner[0], self.place)
            node.names = True
            self.place += len(token.wiki_markup or "") if node.markup is not None else 2
        elif kind is tokens.TagCloseClose:
            self._pop(node.markup is None)
        elif kind is tokens.TagCloseSelfclose:
            self._end_attribute(node)
            self.place += len(token.padding or "") + len(token.wiki_markup or "")
            self._pop(0 if node.markup is not None else 1 if token.implicit else 2)
        else:
            raise ValueError(f"an unknown token: {token}")


def kinds(found: Sequence[Node], kind: str) -> list[Node]:
    """The nodes of one kind."""
    return [node for node in found if node.kind == kind]
