"""References, the runs that they stand in, and the lists that print them."""

from typing import NamedTuple

import msgspec

from validator.span import Span


class Reference(msgspec.Struct, eq=False, gc=False):
    """A ``<ref>`` tag or ``{{#tag:ref}}``: a definition, a reuse, or both at once.

    ``name`` and ``group`` are as Cite understands them (decoded, spaces collapsed, the group
    inherited from the list that holds it); empty if not given. ``inner`` is the content's span,
    None for a self-closing tag. ``listed`` tells that it stands inside a list of references
    (list-defined). ``content`` is trimmed, as written; empty for a reuse. ``name_span`` covers the
    name as written. ``made`` tells that it is the work of
    a template that the wiki's profile knows.
    """

    _text: str
    start: int
    end: int
    inner: Span | None
    attributes: dict[str, str]
    name: str
    name_span: Span
    group: str
    listed: bool
    content: str
    made: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a tag in the text, with no attribute but a name and a group."""
        return (
            self._text[self.start] == "<"
            and not self.listed
            and self.attributes.keys() <= {"name", "group"}
        )

    def reuse(self, name: str) -> str:
        """A tag that uses the reference again by a name."""
        group = f' group="{self.attributes["group"]}"' if "group" in self.attributes else ""
        return f'<ref name="{name}"{group} />'

    @property
    def opening(self) -> Span:
        """The opening tag; of a function, and of a tag that closes itself, the whole."""
        plain = self.inner is not None and self._text[self.start] == "<"
        return Span(self.start, self.inner.start if plain and self.inner else self.end)


class Run(msgspec.Struct, frozen=True, gc=False):
    """Marks that follow one another with nothing but blanks between.

    They are those of ``count`` references, and of what goes along: page numbers, separators,
    explanatory notes, tags without a text of their own.
    """

    start: int
    end: int
    count: int


class ReferenceList(NamedTuple):
    """``<references>`` or a template that prints the list; ``group`` is empty for the default.

    ``odd`` is the first attribute that MediaWiki does not know, for which it prints no list.
    """

    start: int
    end: int
    group: str
    odd: str = ""
