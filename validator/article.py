"""The article and its parts: plain values that know where they stand.

Offsets are code points of the text as given. ``article.text[part.start : part.end]`` is exactly
the part's source. Parts are read when first asked for and never change.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

import msgspec

from validator.citation import Address, Citation
from validator.claim import Claim, Statement
from validator.once import once
from validator.profile import Profile, TemplateUse
from validator.reference import Reference, ReferenceList, Run
from validator.short_footnote import ShortFootnote, Target
from validator.span import Span, Text
from validator.template import Template
from validator.values import reference_name

_start = attrgetter("start")
_OLDEST_BIRTH = 1920
"""Whoever was born earlier is taken for dead, whatever the categories leave out."""
_NAMING = ("footnote", "named-reference", "short-footnote")
"""Roles of templates that may give a reference its name."""
_MARKING = frozenset(("footnote", "named-reference", "page", "separator", "short-footnote", "tag"))
"""Roles of templates that may print a mark as references do, or go along with one."""
_BEGINNING = 1_000
"""As much of a reference is read for a name."""
_ADDRESSES = ("url", "chapter-url", "archive-url")


def _use_start(used: tuple[Template, TemplateUse]) -> int:
    return used[0].start


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


class ExternalLink(msgspec.Struct, frozen=True, gc=False):
    """A URL in the text, bare or in brackets; the URL's own span is ``url_start``–``url_end``.

    ``reference`` is the start of the reference that cites it, or -1.
    """

    start: int
    end: int
    url: str
    url_start: int
    url_end: int
    label: str
    reference: int


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


class Line(msgspec.Struct, frozen=True, gc=False):
    """A list item as a source line; ``marks`` are its leading ``*#:;``."""

    start: int
    end: int
    marks: str


class Article(ABC):
    """A wiki article: its source, its wiki's profile and its parts.

    ``validator.wikitext.reader`` reads a part when it is first asked for.
    """

    def __init__(self, text: str, path: str, profile: Profile) -> None:
        self.text = text
        self.path = path
        self.profile = profile

    @property
    @abstractmethod
    def templates(self) -> tuple[Template, ...]:
        """All templates, parser functions and ``#tag``s, nested ones too, by start."""

    @property
    @abstractmethod
    def citations(self) -> tuple[Citation, ...]:
        """Citation templates, inside references and outside."""

    @property
    @abstractmethod
    def short_footnotes(self) -> tuple[ShortFootnote, ...]:
        """The links of short footnotes to sources, by start."""

    @property
    @abstractmethod
    def targets(self) -> tuple[Target, ...]:
        """What has an anchor for short footnotes, or may have one."""

    @property
    @abstractmethod
    def references(self) -> tuple[Reference, ...]:
        """Every reference tag, by start."""

    @property
    @abstractmethod
    def reference_lists(self) -> tuple[ReferenceList, ...]:
        """The places where references are printed."""

    @property
    @abstractmethod
    def infoboxes(self) -> tuple[Infobox, ...]:
        """Infoboxes, by start."""

    @property
    @abstractmethod
    def tags(self) -> tuple[Tag, ...]:
        """Maintenance tags, by start."""

    @property
    @abstractmethod
    def sections(self) -> tuple[Section, ...]:
        """The lead and every section; together they cover the text."""

    @property
    @abstractmethod
    def links(self) -> tuple[Link, ...]:
        """Wikilinks, categories and files included."""

    @property
    @abstractmethod
    def link_places(self) -> dict[int, int]:
        """Where wikilinks end, by where they start: cheaper to tell than to read them."""

    @property
    @abstractmethod
    def categories(self) -> tuple[Link, ...]:
        """The categories the page is put into."""

    @property
    @abstractmethod
    def external_links(self) -> tuple[ExternalLink, ...]:
        """URLs, bare, bracketed or in parameters."""

    @property
    @abstractmethod
    def urls(self) -> int:
        """How many ``external_links`` there are: cheaper to tell than to read."""

    @property
    @abstractmethod
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Paragraphs of prose."""

    @property
    @abstractmethod
    def prose(self) -> list[tuple[int, int]]:
        """The stretches of paragraphs outside templates, tags and comments, by start."""

    @property
    @abstractmethod
    def claims(self) -> tuple[Claim, ...]:
        """What paragraphs without a source state, and sentences behind the last one of theirs."""

    @property
    @abstractmethod
    def statements(self) -> tuple[Statement, ...] | None:
        """The sentences that state something; None where the wiki's customs are not known."""

    @property
    @abstractmethod
    def sources(self) -> list[int]:
        """Where references, citations and short footnotes start, and tags that ask for them."""

    @property
    @abstractmethod
    def list_items(self) -> tuple[Line, ...]:
        """List items outside templates, tags and comments."""

    @property
    @abstractmethod
    def tables(self) -> tuple[Span, ...]:
        """The outermost tables."""

    @property
    @abstractmethod
    def redirect(self) -> str:
        """The page that this one redirects to; empty for a page of its own."""

    @property
    @abstractmethod
    def open(self) -> tuple[tuple[int, str], ...]:
        """What was opened and never closed: offset and opener."""

    @property
    @abstractmethod
    def language(self) -> str:
        """The language of the prose as told by script and stop words; ``und`` if unsure."""

    @property
    @abstractmethod
    def language_name(self) -> str:
        """The English name of ``language``; empty if there is none to tell."""

    @property
    @abstractmethod
    def is_plain_text(self) -> bool:
        """Whether the text has no wiki markup at all."""

    @once
    def anchors(self) -> dict[str, list[Target]]:
        """What has each anchor; under the empty one stands what may have any."""
        found: dict[str, list[Target]] = {}
        for target in self.targets:
            found.setdefault(target.anchor, []).append(target)
        return found

    @once
    def prose_text(self) -> str:
        """The stretches of ``prose``, a line each."""
        text = self.text
        return "\n".join([text[start:end] for start, end in self.prose])

    @once
    def lines(self) -> Text:
        """Lines and columns of the text."""
        return Text(self.text)

    @once
    def by_role(self) -> dict[str, list[tuple[Template, TemplateUse]]]:
        """Templates by what the wiki uses them for, in order."""
        found: dict[str, list[tuple[Template, TemplateUse]]] = {}
        for template in self.templates:
            if template.use is not None:
                found.setdefault(template.use.role, []).append((template, template.use))
        return found

    def templates_of(self, role: str, start: int, end: int) -> list[Template]:
        """The templates of a role that begin between two offsets."""
        used = self.by_role.get(role)
        if not used:
            return []
        first, last = (bisect_left(used, at, key=_use_start) for at in (start, end))
        return [template for template, _ in used[first:last]]

    @once
    def reference_at(self) -> dict[int, Reference]:
        """References by start offset."""
        return {reference.start: reference for reference in self.references}

    @once
    def handwritten(self) -> tuple[Reference, ...]:
        """References with content and no template in it."""
        return tuple([one for one in self.references if one.content and "{" not in one.content])

    @once
    def module_citations(self) -> tuple[Citation, ...]:
        """Citations that the wiki's citation module judges; none on a wiki without CS1."""
        if self.profile.citation_module != "cs1":
            return ()
        return tuple(citation for citation in self.citations if citation.use.schema)

    @once
    def citations_by_parameter(self) -> dict[str, list[Citation]]:
        """Citations that give a parameter a value, by its name."""
        giving: dict[str, list[Citation]] = {}
        for citation in self.citations:
            for name in citation.values:
                if name in giving:
                    giving[name].append(citation)
                else:
                    giving[name] = [citation]
        return giving

    @once
    def cited_parameters(self) -> frozenset[str]:
        """The parameters to which any citation gives a value."""
        return frozenset(self.citations_by_parameter)

    @once
    def linking_citations(self) -> tuple[Citation, ...]:
        """Module citations in whose source a wikilink stands, or a parameter for one."""
        named = frozenset(name for name in self.citations_by_parameter if "link" in name)
        return tuple(
            citation
            for citation in self.module_citations
            if citation.template.holds("[[") or not named.isdisjoint(citation.values)
        )

    @once
    def cited_text(self) -> str:
        """Every value in module citations, each behind a U+0000."""
        values = [""]
        for citation in self.module_citations:
            values += citation.template.values.values()
        return "\0".join([*values, ""])

    @once
    def cited_names(self) -> str:
        """The names of people that module citations give one by one, a line each."""
        return "\n".join(
            [
                citation.values[parameter]
                for citation in self.module_citations
                for parameter, _ in citation.lists.names
            ]
        )

    def giving(self, names: Iterable[str]) -> list[Citation]:
        """Citations that give one of the parameters a value, by start."""
        by_parameter = self.citations_by_parameter
        given = tuple(name for name in names if name in by_parameter)
        if len(given) < 2:
            return by_parameter[given[0]] if given else []
        known = self._giving.get(given)
        if known is None:
            found = {one.start: one for name in given for one in by_parameter[name]}
            known = self._giving[given] = [found[start] for start in sorted(found)]
        return known

    @once
    def _giving(self) -> dict[tuple[str, ...], list[Citation]]:
        """What was asked of citations that give one of several parameters."""
        return {}

    def citing(self, *fields: str) -> list[Citation]:
        """Citations that give one of the fields (``archive-url``) a value, by start."""
        names = self.profile.field_names
        return self.giving(name for field in fields for name in names.get(field, ()))

    @once
    def addresses(self) -> tuple[Address, ...]:
        """The addresses in citations, of works, chapters and copies, as far as written out."""
        return tuple(
            Address(citation, field, url)
            for citation in self.citing(*_ADDRESSES)
            for field in _ADDRESSES
            if (url := citation.get(field)) and "{" not in url
        )

    @once
    def addresses_by_host(self) -> dict[str, list[Address]]:
        """The addresses with a host, by that as written."""
        found: dict[str, list[Address]] = {}
        for address in self.addresses:
            parts = address.url.split("/", 3)
            if len(parts) > 2:
                found.setdefault(parts[2], []).append(address)
        return found

    @once
    def _written_addresses(self) -> tuple[str, list[int]]:
        """All addresses as one text, and where each begins in it."""
        lines = [address.url for address in self.addresses]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return "\n".join(lines), starts

    def addresses_with(self, marks: Iterable[str]) -> list[Address]:
        """The addresses that hold one of some strings, in order."""
        text, starts = self._written_addresses
        found = set()
        for mark in marks:
            at = text.find(mark)
            while at >= 0:
                k = bisect_right(starts, at) - 1
                found.add(k)
                at = text.find(mark, starts[k + 1])
        return [self.addresses[k] for k in sorted(found)]

    @once
    def links_by_reference(self) -> dict[int, list[ExternalLink]]:
        """URLs by the start of the reference that cites them."""
        held: dict[int, list[ExternalLink]] = {}
        for link in self.external_links:
            if link.reference >= 0:
                held.setdefault(link.reference, []).append(link)
        return held

    @once
    def citations_by_reference(self) -> dict[int, list[Citation]]:
        """Citations by the start of the reference that holds them."""
        held: dict[int, list[Citation]] = {}
        for citation in self.citations:
            if citation.reference >= 0:
                held.setdefault(citation.reference, []).append(citation)
        return held

    @once
    def runs(self) -> tuple[Run, ...]:
        """References in the text, those side by side together; none of those in lists."""
        if not self.references:
            return ()
        marks = [(r.start, r.end, 1) for r in self.references if not r.listed]
        in_order = len(marks)
        for template in self.templates:
            use = template.use
            if use is not None and use.role in _MARKING and (told := _marks(template, use)) >= 0:
                marks.append((template.start, template.end, told))
        if len(marks) > in_order:
            marks.sort()
        text = self.text
        found = []
        first = reached = count = 0
        for start, end, told in marks:
            if start < reached:
                continue
            if start > reached and not (text[reached].isspace() and _is_blank(text[reached:start])):
                if count:
                    found.append(Run(first, reached, count))
                first, count = start, 0
            count += told
            reached = end
        if count:
            found.append(Run(first, reached, count))
        return tuple(found)

    @once
    def reference_names(self) -> frozenset[str]:
        """The names that references bear or templates of references are given, in small letters."""
        given = (t for t in self.templates if t.use and t.use.role in _NAMING)
        names = [reference.name for reference in self.references if reference.name]
        names += (value.strip("\"'") for template in given for value in template.values.values())
        return frozenset(name.lower() for name in names)

    def telling_name(self, reference: Reference) -> str:
        """A name for a reference by what it cites; empty if nothing in it tells."""
        content = reference.content
        cited = self.citations_by_reference.get(reference.start)
        name = cited[0].reference_name if cited else reference_name.of_text(self._short(reference))
        if not name and not cited and content[:4] != "http":
            name = reference_name.of_text(self.plain(content[:_BEGINNING]))
        return name or reference_name.of_address(content[:_BEGINNING])

    def _short(self, reference: Reference) -> str:
        """Author and year of the short footnote that a reference begins with."""
        if reference.inner is None or reference.content[:2] != "{{":
            return ""
        k = bisect_left(self.templates, reference.inner.start, key=_start)
        use, values = self.templates[k].use, self.templates[k].values
        given = (values.get(str(n), "") for n in range(1, 6))
        return " ".join(filter(None, given)) if use and use.role == "short-footnote" else ""

    @once
    def definitions(self) -> Counter[str]:
        """How often each name of a reference is given a content, in whatever group."""
        return Counter([one.name for one in self.references if one.name and one.content])

    @once
    def reused(self) -> frozenset[str]:
        """Names of references that are used, or defined and used, more than once."""
        carried = Counter(reference.name for reference in self.references)
        short = (t for t in self.templates if t.use and t.use.role == "named-reference")
        carried.update(name for template in short for name in template.values.values())
        return frozenset(name for name, times in carried.items() if name and times > 1)

    def is_parted(self, first: Reference, last: Reference) -> bool:
        """Whether a list stands between references of its group, and closes the names above it."""
        ends = self._list_ends.get(first.group, ())
        k = bisect_right(ends, first.start)
        return k < len(ends) and ends[k] <= last.start

    @once
    def _list_ends(self) -> dict[str, list[int]]:
        """Where lists end, by group."""
        ends: dict[str, list[int]] = {}
        for place in self.reference_lists:
            ends.setdefault(place.group, []).append(place.end)
        return {group: sorted(found) for group, found in ends.items()}

    @once
    def is_about_the_living(self) -> bool:
        """Whether the page is about a living person, by its categories."""
        profile = self.profile
        if not profile.judging.triggers:
            return False
        titles = [link.target.partition(":")[2].strip() for link in self.categories]
        if profile.living_people:
            return not profile.living_people.isdisjoint(titles)
        births = profile.years_of("born", titles)
        return max(births, default=0) >= _OLDEST_BIRTH and not profile.years_of("died", titles)

    def list_group(self, reference: Reference) -> str:
        """The group of the list that a listed reference stands in; else its own."""
        lists = self.reference_lists
        k = bisect_right(lists, reference.start, key=_start) - 1
        held = k >= 0 and reference.end <= lists[k].end
        return lists[k].group if held else reference.group

    def section_at(self, offset: int) -> Section:
        """The innermost section that holds an offset."""
        return self.sections[bisect_right(self._section_starts, offset) - 1]

    @once
    def _section_starts(self) -> list[int]:
        """Where sections begin."""
        return [section.start for section in self.sections]

    @abstractmethod
    def links_into(self, namespace: str, start: int, end: int) -> tuple[Link, ...]:
        """The links into a namespace that begin between two offsets: cheaper than all links."""

    @abstractmethod
    def plain(self, source: str) -> str:
        """A piece of wikitext as a reader sees it: without references, templates and markup."""

    @abstractmethod
    def rendered(self, source: str) -> str:
        """The same for a value to be shown: slower, and true to nested templates and tags."""

    @abstractmethod
    def recovered(self, offset: int) -> tuple[str, dict[str, str]] | None:
        """The template that an unclosed opener at ``offset`` was meant to begin.

        Its name and values by parameter, as far as the second reading tells; None if it does not.
        """

    @abstractmethod
    def in_template(self, offset: int) -> bool:
        """Whether a place is part of a template, which decides what becomes of it."""

    @abstractmethod
    def masked(self, start: int, end: int) -> str:
        """``text[start:end]`` with templates, tags and comments overwritten by U+0001.

        Its offsets are those of the text, less ``start``; links and quotation marks stay.
        """

    @abstractmethod
    def masked_inside(self, start: int, end: int) -> str:
        """The same for a part of a template: what begins in it is overwritten."""

    @abstractmethod
    def sentences(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """The sentences of a paragraph."""


def _is_blank(text: str) -> bool:
    """Whether a text is made of blanks in one line."""
    return text.isspace() and "\n" not in text


def _marks(template: Template, use: TemplateUse) -> int:
    """How many references a template leads to; -1 if it may print text in place."""
    match use.role:
        case "named-reference":
            return sum(1 for name in template.values if name.isdecimal())
        case "short-footnote":
            return 1 if "group" in use.parameters else -1
        case "footnote":
            return 0 if use.parameters else -1
        case "tag":
            texts = use.parameters.get("text", ())
            silent = use.kind == "inline" and not any(template.values.get(name) for name in texts)
            return 0 if silent else -1
    return 0
