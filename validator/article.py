"""The article and its parts: plain values that know where they stand.

Offsets are code points of the text as given. ``article.text[part.start : part.end]`` is exactly
the part's source. Parts are read when first asked for and never change.
"""

from functools import cached_property
from typing import NamedTuple, Protocol
from unicodedata import normalize

import msgspec

from validator.profile import Profile, TemplateUse
from validator.span import Span, Text


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """A parameter of a template, as written.

    ``start``–``end`` is the part behind its ``|``; the name and value spans are trimmed.
    ``value`` is the trimmed value without comments; ``name`` of a positional one is its number.
    """

    name: str
    value: str
    start: int
    end: int
    name_start: int
    name_end: int
    value_start: int
    value_end: int
    positional: bool


class Template(msgspec.Struct, eq=False, gc=False):
    """A template, parser function or ``#tag`` in the text.

    ``name`` is the title as written, trimmed, without comments. ``use`` is what the wiki's
    profile knows of it. ``region`` is the start of the extension tag that holds it, or -1.
    ``parameters`` are in order, duplicates kept; ``values`` maps names to values, the last
    duplicate winning, as MediaWiki does.
    """

    _text: str
    start: int
    end: int
    _bars: list[int]
    region: int
    name: str
    use: TemplateUse | None
    _parameters: tuple[Parameter, ...] | None = None
    _values: dict[str, str] | None = None

    @property
    def span(self) -> Span:
        """Where the template stands, braces included."""
        return Span(self.start, self.end)

    @property
    def values(self) -> dict[str, str]:
        """Value by name, blank ones included; comments are removed, the last duplicate wins."""
        if self._values is None:
            self._values = _values(self._text, self.end - 2, self._bars)
        return self._values

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter in order."""
        if self._parameters is None:
            self._parameters = tuple(_parameters(self._text, self.end - 2, self._bars))
        return self._parameters

    @property
    def repeats(self) -> bool:
        """Whether some name is given more than once."""
        return len(self._bars) > 2 * len(self.values)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter that counts under this name: the last one."""
        for parameter in reversed(self.parameters):
            if parameter.name == name:
                return parameter
        return None


def without_comments(text: str) -> str:
    """The text less its HTML comments; an unclosed one runs to the end."""
    if "<!--" not in text:
        return text
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def _values(text: str, stop: int, bars: list[int]) -> dict[str, str]:
    values: dict[str, str] = {}
    if not bars:
        return values
    ends = bars[2::2]
    ends.append(stop)
    clean = text.find("<!--", bars[0], stop) < 0
    if clean and -1 not in bars:
        return {
            text[bar + 1 : equals].strip(): text[equals + 1 : end].strip()
            for bar, equals, end in zip(bars[::2], bars[1::2], ends, strict=True)
        }
    position = 0
    for bar, equals, end in zip(bars[::2], bars[1::2], ends, strict=True):
        if equals < 0:
            position += 1
            name, value = str(position), text[bar + 1 : end]
        else:
            name, value = text[bar + 1 : equals], text[equals + 1 : end]
        if clean:
            values[name.strip()] = value.strip()
        else:
            values[without_comments(name).strip()] = without_comments(value).strip()
    return values


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if lead == len(piece):
        return start, start
    return start + lead, start + len(piece.rstrip())


def _parameters(text: str, stop: int, bars: list[int]) -> list[Parameter]:
    found = []
    position = 0
    ends = [*bars[2::2], stop]
    for bar, equals, end in zip(bars[::2], bars[1::2], ends, strict=False):
        if equals < 0:
            position += 1
            value_start, value_end = _trimmed(text, bar + 1, end)
            name_start = name_end = value_start
            name = str(position)
        else:
            name_start, name_end = _trimmed(text, bar + 1, equals)
            value_start, value_end = _trimmed(text, equals + 1, end)
            name = without_comments(text[name_start:name_end]).strip()
        value = without_comments(text[value_start:value_end]).strip()
        found.append(
            Parameter(
                name, value, bar + 1, end, name_start, name_end, value_start, value_end, equals < 0
            )
        )
    return found


class Citation(msgspec.Struct, eq=False, gc=False):
    """A citation template, with its parameters by what they mean (the profile's fields).

    ``reference`` is the start of the reference that holds it, or -1 for one in the open, as in a
    list of further reading.
    """

    template: Template
    use: TemplateUse
    _fields: dict[str, tuple[str, ...]]
    reference: int

    @property
    def start(self) -> int:
        """Offset of the opening braces."""
        return self.template.start

    @property
    def end(self) -> int:
        """Offset behind the closing braces."""
        return self.template.end

    @property
    def name(self) -> str:
        """The template's name as written."""
        return self.template.name

    def get(self, field: str) -> str:
        """The value of a field such as ``url`` or ``archive-date``; empty if absent or blank."""
        values = self.template.values
        for name in self._fields.get(field, ()):
            value = values.get(name)
            if value:
                return value
        return ""

    def parameter(self, field: str) -> Parameter | None:
        """The parameter that gives a field its value, or None."""
        for name in self._fields.get(field, ()):
            if self.template.values.get(name):
                return self.template.parameter(name)
        return None


class Reference:
    """A ``<ref>`` tag or ``{{#tag:ref}}``: a definition, a reuse, or both at once.

    ``name`` and ``group`` are as Cite understands them (decoded, spaces collapsed, the group
    inherited from the list that holds it); empty if not given. ``inner`` is the content's span,
    None for a self-closing tag. ``listed`` tells that it stands inside a list of references
    (list-defined). ``name_span`` covers the name as written.
    """

    __slots__ = (
        "_content",
        "_text",
        "attributes",
        "end",
        "group",
        "inner",
        "listed",
        "name",
        "name_span",
        "region",
        "start",
    )

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        inner: Span | None,
        attributes: dict[str, str],
        name_span: Span,
        region: int,
        listed: bool,
    ) -> None:
        self._text = text
        self.start = start
        self.end = end
        self.inner = inner
        self.attributes = attributes
        name = attributes.get("name", "")
        self.name = name if name.isascii() else normalize("NFC", name)
        self.group = attributes.get("group", "")
        self.name_span = name_span
        self.region = region
        self.listed = listed
        self._content: str | None = None

    @property
    def content(self) -> str:
        """The trimmed content as written; empty for a reuse."""
        if self._content is None:
            inner = self.inner
            self._content = self._text[inner.start : inner.end].strip() if inner else ""
        return self._content


class ReferenceList(NamedTuple):
    """``<references>`` or a template that prints the list; ``group`` is empty for the default."""

    start: int
    end: int
    group: str


class Infobox(NamedTuple):
    """An infobox and the schema that its wiki's profile names for it, if any."""

    template: Template
    use: TemplateUse

    @property
    def start(self) -> int:
        """Offset of the opening braces."""
        return self.template.start

    @property
    def end(self) -> int:
        """Offset behind the closing braces."""
        return self.template.end


class Tag(NamedTuple):
    """A maintenance template: inline or banner.

    ``date`` is (year, month) or None; ``reason`` is empty if not given; ``covers`` is the text an
    inline tag is about (its parameter, or the sentence before it).
    """

    template: Template
    use: TemplateUse
    date: tuple[int, int] | None
    date_text: str
    reason: str
    covers: Span

    @property
    def start(self) -> int:
        """Offset of the opening braces."""
        return self.template.start

    @property
    def end(self) -> int:
        """Offset behind the closing braces."""
        return self.template.end


class Section(NamedTuple):
    """A heading and what stands under it up to the next heading of any level.

    The lead has level 0, an empty title and an empty heading span. ``role`` is the profile's name
    for the section (``references``, ``further-reading`` …) or empty; the lead's is ``lead``.
    ``collapsed`` marks a heading that shares its line with other text, which MediaWiki shows as
    plain text.
    """

    title: str
    level: int
    start: int
    body: int
    end: int
    role: str
    collapsed: bool


class Link(msgspec.Struct, frozen=True, gc=False):
    """``[[target|label]]``; ``namespace`` is the profile's key (``category``, ``file``) or empty.

    ``target`` is as written, trimmed, without a leading colon and without the section part.
    """

    start: int
    end: int
    target: str
    label: str
    namespace: str
    region: int


class ExternalLink(msgspec.Struct, frozen=True, gc=False):
    """A URL in the text, bare or in brackets; the URL's own span is ``url_start``–``url_end``.

    ``template`` tells that it stands in a template's parameter.
    """

    start: int
    end: int
    url: str
    url_start: int
    url_end: int
    label: str
    region: int
    template: bool


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence of a paragraph: its span in the source and its plain text."""

    start: int
    end: int
    plain: str


class Paragraph(msgspec.Struct, eq=False, gc=False):
    """Running prose of one source line, outside templates, tables and tags.

    ``cited`` tells that a reference, citation or short footnote stands in it or right behind it.
    ``section`` indexes ``article.sections``.
    """

    _text: str
    start: int
    end: int
    section: int
    cited: bool

    @property
    def source(self) -> str:
        """The paragraph as written."""
        return self._text[self.start : self.end]


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A paragraph without a source, and what it states that a reader may want to look up.

    ``plain`` is its text without markup; the values are as written there, each once, in order.
    """

    paragraph: Paragraph
    plain: str
    dates: tuple[str, ...]
    numbers: tuple[str, ...]
    quotations: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, gc=False):
    """A list item as a source line; ``marks`` are its leading ``*#:;``."""

    start: int
    end: int
    marks: str


class Reading(Protocol):
    """What an article asks its reader for; see ``validator.wikitext.reader``."""

    def templates(self, article: "Article") -> tuple[Template, ...]: ...
    def citations(self, article: "Article") -> tuple[Citation, ...]: ...
    def references(self, article: "Article") -> tuple[Reference, ...]: ...
    def reference_lists(self, article: "Article") -> tuple[ReferenceList, ...]: ...
    def infoboxes(self, article: "Article") -> tuple[Infobox, ...]: ...
    def tags(self, article: "Article") -> tuple[Tag, ...]: ...
    def sections(self, article: "Article") -> tuple[Section, ...]: ...
    def links(self, article: "Article") -> tuple[Link, ...]: ...
    def external_links(self, article: "Article") -> tuple[ExternalLink, ...]: ...
    def paragraphs(self, article: "Article") -> tuple[Paragraph, ...]: ...
    def claims(self, article: "Article") -> tuple[Claim, ...]: ...
    def list_items(self, article: "Article") -> tuple[Line, ...]: ...
    def tables(self, article: "Article") -> tuple[Span, ...]: ...
    def redirect(self, article: "Article") -> str: ...
    def opaque(self, article: "Article") -> tuple[Span, ...]: ...
    def open(self, article: "Article") -> tuple[tuple[int, str], ...]: ...
    def plain(self, source: str) -> str: ...
    def rendered(self, source: str) -> str: ...
    def recovered(self, source: str) -> tuple[str, dict[str, str]] | None: ...
    def sentences(self, article: "Article", paragraph: Paragraph) -> tuple[Sentence, ...]: ...
    def masked(self, article: "Article", start: int, end: int) -> str: ...
    def language(self, article: "Article") -> str: ...
    def language_name(self, article: "Article") -> str: ...
    def is_plain_text(self, article: "Article") -> bool: ...


class Article:
    """A wiki article: its source, its wiki's profile and, on demand, its parts."""

    def __init__(self, text: str, path: str, profile: Profile, reading: Reading) -> None:
        self.text = text
        self.path = path
        self.profile = profile
        self._reading = reading

    @cached_property
    def lines(self) -> Text:
        """Lines and columns of the text."""
        return Text(self.text)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """All templates, parser functions and ``#tag``s, nested ones too, by start."""
        return self._reading.templates(self)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Citation templates, inside references and outside."""
        return self._reading.citations(self)

    @cached_property
    def citations_by_reference(self) -> dict[int, list[Citation]]:
        """Citations by the start of the reference that holds them."""
        held: dict[int, list[Citation]] = {}
        for citation in self.citations:
            if citation.reference >= 0:
                held.setdefault(citation.reference, []).append(citation)
        return held

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference tag, by start."""
        return self._reading.references(self)

    @cached_property
    def reference_lists(self) -> tuple[ReferenceList, ...]:
        """The places where references are printed."""
        return self._reading.reference_lists(self)

    @cached_property
    def infoboxes(self) -> tuple[Infobox, ...]:
        """Infoboxes, by start."""
        return self._reading.infoboxes(self)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Maintenance tags, by start."""
        return self._reading.tags(self)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The lead and every section; together they cover the text."""
        return self._reading.sections(self)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Wikilinks, categories and files included."""
        return self._reading.links(self)

    @cached_property
    def categories(self) -> tuple[Link, ...]:
        """The categories the page is put into."""
        return tuple(link for link in self.links if link.namespace == "category")

    @cached_property
    def external_links(self) -> tuple[ExternalLink, ...]:
        """URLs, bare, bracketed or in parameters."""
        return self._reading.external_links(self)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Paragraphs of prose."""
        return self._reading.paragraphs(self)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What paragraphs without a source state: dates, numbers, quotations."""
        return self._reading.claims(self)

    @cached_property
    def list_items(self) -> tuple[Line, ...]:
        """List items."""
        return self._reading.list_items(self)

    @cached_property
    def tables(self) -> tuple[Span, ...]:
        """The outermost tables."""
        return self._reading.tables(self)

    @cached_property
    def redirect(self) -> str:
        """The page that this one redirects to; empty for a page of its own."""
        return self._reading.redirect(self)

    @cached_property
    def opaque(self) -> tuple[Span, ...]:
        """Comments and the contents of tags that hold no wikitext, by start."""
        return self._reading.opaque(self)

    @cached_property
    def open(self) -> tuple[tuple[int, str], ...]:
        """What was opened and never closed: offset and opener."""
        return self._reading.open(self)

    @cached_property
    def language(self) -> str:
        """The language of the prose as told by script and stop words; ``und`` if unsure."""
        return self._reading.language(self)

    @cached_property
    def language_name(self) -> str:
        """The English name of ``language``; empty if there is none to tell."""
        return self._reading.language_name(self)

    @cached_property
    def is_plain_text(self) -> bool:
        """Whether the text has no wiki markup at all."""
        return self._reading.is_plain_text(self)

    @cached_property
    def reference_at(self) -> dict[int, Reference]:
        """References by start offset."""
        return {reference.start: reference for reference in self.references}

    def plain(self, source: str) -> str:
        """A piece of wikitext as a reader sees it: without references, templates and markup."""
        return self._reading.plain(source)

    def rendered(self, source: str) -> str:
        """The same for a value to be shown: slower, and true to nested templates and tags."""
        return self._reading.rendered(source)

    def recovered(self, offset: int) -> tuple[str, dict[str, str]] | None:
        """The template that an unclosed opener at ``offset`` was meant to begin.

        Its name and values by parameter, as far as the second reading tells; None if it does not.
        """
        return self._reading.recovered(self.text[offset : offset + 2000])

    def masked(self, start: int, end: int) -> str:
        """``text[start:end]`` with templates, tags and comments overwritten by U+0001.

        Its offsets are those of the text, less ``start``; links and quotation marks stay.
        """
        return self._reading.masked(self, start, end)

    def sentences(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """The sentences of a paragraph."""
        return self._reading.sentences(self, paragraph)

    def section_at(self, offset: int) -> Section:
        """The innermost section that holds an offset."""
        sections = self.sections
        low, high = 0, len(sections)
        while high - low > 1:
            middle = (low + high) // 2
            if sections[middle].start <= offset:
                low = middle
            else:
                high = middle
        return sections[low]
