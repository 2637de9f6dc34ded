"""The article as the scanner finds it: its references, citations, infoboxes, tags, links, prose."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter
from typing import Any
from unicodedata import normalize

from validator.article import (
    Article,
    ExternalLink,
    Infobox,
    Line,
    Link,
    Paragraph,
    Section,
    Sentence,
    Tag,
)
from validator.citation import Citation, citation
from validator.claim import Claim, Statement
from validator.once import once
from validator.pattern import pattern
from validator.profile import Profile, TemplateUse
from validator.reference import Reference, ReferenceList
from validator.short_footnote import ShortFootnote, Target
from validator.span import Cover, Span
from validator.template import Template, without_comments
from validator.wikitext import blocks, fragment, short_footnotes
from validator.wikitext.attributes import attributes, values
from validator.wikitext.claims import claims
from validator.wikitext.language import language, language_name
from validator.wikitext.plain import plain
from validator.wikitext.scanner import Scan, scan
from validator.wikitext.statements import statements

MAX_DEPTH = 40
"""Templates nested deeper are not read: no real page does that, and reading the values of every
layer would cost memory quadratic in the depth."""

MAX_LINK_DEPTH = 10
"""The same for links in links, which only captions of files may hold."""

MAX_NAME = 1_000
"""Names of templates are cut here, for the same reason; a title has at most 255 bytes."""

MAX_COVERED = 1600
"""A tag covers no more characters than this of the reference it stands in."""

_LIST_ATTRIBUTES = frozenset(("group", "responsive"))
_LONGEST_LABEL = 2000
_URL = pattern(
    r"://(?:(?<=[Hh][Tt][Tt][Pp]://)|(?<=[Hh][Tt][Tt][Pp][Ss]://))"
    r"[^\s<>\[\]\"{}|\x00-\x1f\x7f\u3000]+"
)
_TRAILING = ",;.:!?)"
_YEAR = pattern(r"\b[12][0-9]{3}\b")
_LETTERS = pattern(r"[^\W\d_]+")
_STAMP = pattern(r"([12][0-9]{3})(0[1-9]|1[0-2])[0-9]{8}")


class ScannedArticle(Article):
    """An article whose text is scanned at once and whose parts are read when asked for.

    ``told`` is the language of the text, if it is known.
    """

    def __init__(self, text: str, path: str, profile: Profile, told: str = "") -> None:
        super().__init__(text, path, profile)
        self._told = told
        self.scan: Scan = scan(text, profile.extension_tags)

    @once
    def covered(self) -> Cover:
        """The outermost templates, extension tags, comments and ignored parts."""
        found = self.scan
        return Cover([*found.templates, *found.tags, *found.comments, *found.ignored])

    @once
    def templates(self) -> tuple[Template, ...]:
        """All templates down to ``MAX_DEPTH``."""
        text = self.text
        use_of = self.profile.use
        found = []
        names: dict[str, tuple[str, TemplateUse | None]] = {}
        ends: list[int] = []
        for start, end, bars, region in self.scan.templates:
            while ends and ends[-1] <= start:
                ends.pop()
            if len(ends) >= MAX_DEPTH:
                continue
            ends.append(end)
            bar = text.find("|", start, end - 2) if bars is None else bars[0] if bars else -1
            raw = text[start + 2 : bar if bar >= 0 else end - 2]
            known = names.get(raw)
            if known is None:
                name = without_comments(raw).strip()[:MAX_NAME]
                known = (name, use_of(name) if len(name) < 256 else None)
                if len(raw) <= MAX_NAME:
                    names[raw] = known
            found.append(Template(text, start, end, bars, region, known[0], known[1]))
        return tuple(found)

    @once
    def _functions(self) -> dict[str, list[Template]]:
        """``{{#tag:…}}`` by the tag they stand for."""
        found: dict[str, list[Template]] = {}
        for template in self.templates:
            if template.name[:5] == "#tag:":
                found.setdefault(template.name[5:].lower(), []).append(template)
        return found

    @once
    def references(self) -> tuple[Reference, ...]:
        """``<ref>`` tags and ``{{#tag:ref}}``."""
        functions = self._functions.get("ref", ())
        found = [self._function_reference(template) for template in functions]
        tags = self.scan.tags
        as_span = tuple.__new__  # twice as fast as the call of a named tuple
        lists = {tag[0]: self._group(tag[3], tag[4]) for tag in tags if tag[2] == "references"}
        written_lists = self._list_template_groups()
        in_list = Cover(written_lists)
        text = self.text
        for start, end, kind, attrs, attrs_end, inner, inner_end, region in tags:
            if kind != "ref":
                continue
            if attrs_end > attrs:
                read, name_span = values(text, attrs, attrs_end)
                name = read.get("name", "")
                if not name.isascii():
                    name = _normal(name)
                group = read.get("group", "")
            else:
                read, name_span, name, group = {}, None, "", ""
            if inner >= 0:
                span, content = as_span(Span, (inner, inner_end)), text[inner:inner_end].strip()
            else:
                span, content = None, ""
            listed = region in lists
            if listed:
                group = group or lists[region]
            elif written_lists:
                around = in_list.holder(start)
                if around is not None:
                    listed, group = True, group or written_lists[around]
            if name_span is None:
                name_span = as_span(Span, (start, start))
            found.append(
                Reference(text, start, end, span, read, name, name_span, group, listed, content)
            )
        if functions:
            found.sort(key=attrgetter("start"))
        return tuple(found)

    def _group(self, start: int, end: int) -> str:
        """The group that a tag's attributes name, or nothing."""
        given = attributes(self.text, start, end).get("group")
        return given.value if given else ""

    def _list_template_groups(self) -> dict[tuple[int, int], str]:
        """Group by span of the references that a list template or function is given."""
        groups = {}
        for template, use in self.by_role.get("reference-list", ()):
            group = _first(template, use.parameters.get("group", ())).strip("\"'") or use.format
            for name in use.parameters.get("refs", ()):
                parameter = template.parameter(name)
                if parameter is not None and parameter.value:
                    groups[parameter.value_start, parameter.value_end] = group
        for template in self._functions.get("references", ()):
            parameter = template.parameter("1")
            if parameter is not None and parameter.value:
                group = template.values.get("group", "")
                groups[parameter.value_start, parameter.value_end] = group.strip("\"'")
        return groups

    def _function_reference(self, template: Template) -> Reference:
        content = next(iter(template.parameters), None)  # whatever it holds, = included
        given = {p.name.lower(): p.value for p in template.parameters[1:] if not p.positional}
        name = template.parameter("name")
        span = (
            Span(name.value_start, name.value_end) if name else Span(template.start, template.start)
        )
        inner = Span(content.name_start, content.value_end) if content else None
        if inner and not without_comments(self.text[inner.start : inner.end]).strip():
            inner = None
        read = {key: value.strip("\"'") for key, value in given.items()}
        return Reference(
            self.text,
            template.start,
            template.end,
            inner,
            read,
            _normal(read.get("name", "")),
            span,
            read.get("group", ""),
            False,
            self.text[inner.start : inner.end].strip() if inner else "",
        )

    @once
    def citations(self) -> tuple[Citation, ...]:
        """Citation templates with the reference that holds each."""
        fields = self.profile.field_names
        references = self.reference_at
        functions = Cover((t.start, t.end) for t in self._functions.get("ref", ()))
        refused = self.profile.refused_archives
        if refused and not refused.named_in(self.text):
            refused = None
        tags = self.profile.tag_elements if self.profile.citation_module else None
        found = []
        for template, use in self.by_role.get("citation", ()):
            holder = template.region
            if holder not in references:
                holder = functions.start(template.start)
            found.append(citation(template, use, holder, fields, refused, tags))
        return tuple(found)

    @once
    def _named_anchors(self) -> dict[int, short_footnotes.Anchor]:
        return short_footnotes.named(self, self.by_role.get("anchor-name", ()))

    @once
    def short_footnotes(self) -> tuple[ShortFootnote, ...]:
        """The links of ``{{sfn}}`` and its kin."""
        found = self.by_role.get("short-footnote", ())
        return tuple(short_footnotes.footnotes(self, found, self._named_anchors)) if found else ()

    @once
    def targets(self) -> tuple[Target, ...]:
        """Citations, anchors, and templates that are not known."""
        return tuple(short_footnotes.targets(self, self.by_role, self._named_anchors))

    @once
    def reference_lists(self) -> tuple[ReferenceList, ...]:
        """``<references>`` and the profile's list templates."""
        found = []
        for tag in self.scan.tags:
            if tag[2] == "references":
                given = attributes(self.text, tag[3], tag[4]) if tag[4] > tag[3] else {}
                group = given["group"].value if "group" in given else ""
                found.append(ReferenceList(tag[0], tag[1], group, _odd(given)))
        for template, use in self.by_role.get("reference-list", ()):
            group_value = _first(template, use.parameters.get("group", ())).strip("\"'")
            found.append(ReferenceList(template.start, template.end, group_value or use.format))
        for template in self._functions.get("references", ()):
            named = [p.name.lower() for p in template.parameters[1:] if not p.positional]
            group = template.values.get("group", "").strip("\"'")
            found.append(ReferenceList(template.start, template.end, group, _odd(named)))
        return tuple(sorted(found))

    @once
    def infoboxes(self) -> tuple[Infobox, ...]:
        """Infobox templates."""
        return tuple(Infobox(t, use) for t, use in self.by_role.get("infobox", ()))

    @once
    def tags(self) -> tuple[Tag, ...]:
        """Maintenance templates with date, reason and the text they cover."""
        return tuple(self._tag(template, use) for template, use in self.by_role.get("tag", ()))

    def _tag(self, template: Template, use: TemplateUse) -> Tag:
        def first(role: str) -> str:
            return _first(template, use.parameters.get(role, ()))

        covers = Span(template.start, template.start)
        for name in use.parameters.get("text", ()):
            parameter = template.parameter(name)
            if parameter is not None and parameter.value:
                covers = Span(parameter.value_start, parameter.value_end)
                break
        else:
            if use.kind == "inline":
                covers = self._before(template)
        written = first("date") or f"{first('year')}-{first('month').zfill(2)}".strip("-0")
        return Tag(template, use, self._month(written), written, first("reason"), covers)

    def _before(self, template: Template) -> Span:
        """What an inline tag stands behind: in a reference its content, else the sentence."""
        reference = self.reference_at.get(template.region)
        if reference is None or reference.inner is None:
            return blocks.clause_before(self, template.start, self.covered)
        start = max(reference.inner.start, template.start - MAX_COVERED)
        source = self.text[start : template.start]
        return Span(start + len(source) - len(source.lstrip()), start + len(source.rstrip()))

    def _month(self, written: str) -> tuple[int, int] | None:
        stamp = _STAMP.fullmatch(written)
        if stamp is not None:
            return int(stamp[1]), int(stamp[2])
        year = _YEAR.search(written)
        if year is None:
            return None
        numbers = self.profile.dates.month_numbers
        words = _LETTERS.findall(written.lower())
        number = min((numbers[word] for word in words if word in numbers), default=0)
        if number:
            return int(year[0]), number
        iso = re.fullmatch(r"\s*([12][0-9]{3})-(0[1-9]|1[0-2])(?:-[0-9]{2})?\s*", written)
        return (int(iso[1]), int(iso[2])) if iso else None

    @once
    def sections(self) -> tuple[Section, ...]:
        """Sections by the headings MediaWiki sees, and those collapsed into a line."""
        return blocks.sections(self, self.scan, self.covered)

    @once
    def links(self) -> tuple[Link, ...]:
        """Wikilinks whose target can be one."""
        found = []
        ends: list[int] = []
        reached = 0
        for start, end, _ in self.scan.links:
            if start >= reached:
                reached = end
                ends.clear()
            else:  # a link in the caption of another
                while ends and ends[-1] <= start:
                    ends.pop()
                if len(ends) >= MAX_LINK_DEPTH:
                    continue
                ends.append(end)
            link = self._link(start, end)
            if link is not None:
                found.append(link)
        return tuple(found)

    @once
    def link_places(self) -> dict[int, int]:
        """The ends of all links by start."""
        return {start: end for start, end, _ in self.scan.links}

    def _link(self, start: int, end: int) -> Link | None:
        """The link between two offsets, None if its target can be none."""
        target, _, label = self.text[start + 2 : end - 2].partition("|")
        if not target or target[0] == "[" or "{" in target or "\n" in target or "<" in target:
            return None
        namespace = ""
        target = target.strip()
        if not target:
            return None
        if ":" in target:
            if target[0] == ":":
                target = target[1:].lstrip()
            else:
                prefix = target.partition(":")[0].strip().lower()
                namespace = self.profile.namespace_keys.get(prefix.replace("_", " "), "")
        if "#" in target:
            target = target.partition("#")[0].rstrip()
        return Link(start, end, target, label, namespace)

    @once
    def categories(self) -> tuple[Link, ...]:
        """Links into the namespace of categories."""
        return self.links_into("category", 0, len(self.text))

    def links_into(self, namespace: str, start: int, end: int) -> tuple[Link, ...]:
        """Links into a namespace that begin between two offsets; not all links need be read."""
        text, links = self.text, self.scan.links
        initials, opens = self.profile.link_openings(namespace)
        found = []
        for at, stop, _ in links[bisect_left(links, (start,)) : bisect_left(links, (end,))]:
            if text[at + 2] in initials and opens(text, at):
                link = self._link(at, stop)
                if link is not None and link.namespace == namespace:
                    found.append(link)
        return tuple(found)

    @once
    def external_links(self) -> tuple[ExternalLink, ...]:
        """URLs outside comments and opaque tags."""
        text = self.text
        references = Cover((r.start, r.end) for r in self.references)
        found = []
        at = text.find("://")
        while at >= 0:
            m = _URL.match(text, at)
            at = text.find("://", m.end() if m else at + 3)
            if m is None:
                continue
            start, end = m.span()
            start -= 4 if text[start - 1] in "pP" else 5
            if start in self.opaque:
                continue
            whole, label = Span(start, end), ""
            if text[start - 1 : start] == "[":
                close = text.find("]", end, end + _LONGEST_LABEL)
                if close >= 0 and text.find("\n", end, close) < 0:
                    whole, label = Span(start - 1, close + 1), text[end:close].strip()
            elif text[end - 1] in _TRAILING and start not in self._in_templates:
                url = text[start:end]
                end = start + len(url.rstrip(_TRAILING[:-1] if "(" in url else _TRAILING))
                whole = Span(start, end)
            holder = references.start(start)
            found.append(
                ExternalLink(whole.start, whole.end, text[start:end], start, end, label, holder)
            )
        return tuple(found)

    @once
    def urls(self) -> int:
        """URLs outside comments and opaque tags, counted."""
        text, count = self.text, _URL.findall
        unread = self.opaque.within(0, len(text))
        return len(count(text)) - sum(len(count(text, *span)) for span in unread)

    @once
    def _in_templates(self) -> Cover:
        return Cover(self.scan.templates)

    @once
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Prose by source line."""
        return blocks.paragraphs(self, self.scan, self.covered)

    @once
    def prose(self) -> list[tuple[int, int]]:
        """What of the paragraphs no template, tag or comment covers."""
        return self.covered.gaps((p.start, p.end) for p in self.paragraphs)

    @once
    def claims(self) -> tuple[Claim, ...]:
        """What paragraphs, and sentences behind the last source of theirs, state without one."""
        return tuple(claims(self, self.covered))

    @once
    def statements(self) -> tuple[Statement, ...] | None:
        """The sentences that state something to be looked up."""
        return statements(self, self.covered)

    @once
    def sources(self) -> list[int]:
        """Where references, citations, short footnotes and inline tags start."""
        return blocks.sources(self)

    @once
    def list_items(self) -> tuple[Line, ...]:
        """Lines that begin with ``*``, ``#``, ``:`` or ``;``."""
        return blocks.list_items(self.text, self.opaque)

    @once
    def tables(self) -> tuple[Span, ...]:
        """Tables by the lines that open and close them."""
        return blocks.tables(self.text, self.covered)

    @once
    def redirect(self) -> str:
        """The target behind the wiki's word for a redirect, at the very beginning."""
        return blocks.redirect(self.text, self.profile.redirect)

    @once
    def opaque(self) -> Cover:
        """Comments, ignored parts and contents of tags without wikitext."""
        kinds = self.profile.extension_tags
        inner = [
            (tag[5], tag[6]) for tag in self.scan.tags if tag[5] >= 0 and kinds[tag[2]] == "opaque"
        ]
        return Cover(inner + self.scan.comments + self.scan.ignored)

    @once
    def open(self) -> tuple[tuple[int, str], ...]:
        """What nothing closes."""
        return tuple(self.scan.open)

    def plain(self, source: str) -> str:
        """Text without markup."""
        return plain(source, self.profile)

    def rendered(self, source: str) -> str:
        """Text without markup, nested templates and tags read through."""
        return fragment.text(source, self.profile)

    def recovered(self, offset: int) -> tuple[str, dict[str, str]] | None:
        """The first template of the second reading from an opener on."""
        found = fragment.templates(self.text[offset : offset + fragment.MAX_LENGTH])
        return found[0] if found else None

    def sentences(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """Sentences of a paragraph."""
        return blocks.sentences(self, paragraph.start, paragraph.end, self.covered)

    def in_template(self, offset: int) -> bool:
        """Whether a template, function or argument holds an offset."""
        around = self.covered.start(offset)
        if around < 0:
            return False
        return self.text[around] == "{" or offset in self._in_templates

    def masked(self, start: int, end: int) -> str:
        """A piece of the text without templates, tags and comments, of the same length."""
        return blocks.masked(self.text, start, end, self.covered)

    def masked_inside(self, start: int, end: int) -> str:
        """A piece of a template without the templates, tags and comments that begin in it."""
        scan = self.scan
        inside: list[tuple[Any, ...]] = []
        for found in (scan.templates, scan.tags, scan.comments, scan.ignored):
            inside += found[bisect_left(found, (start,)) : bisect_left(found, (end,))]
        return (
            blocks.masked(self.text, start, end, Cover(inside)) if inside else self.text[start:end]
        )

    @once
    def language(self) -> str:
        """The language of the prose."""
        return self._told or language(self.text)

    @once
    def language_name(self) -> str:
        """What English calls the language."""
        return language_name(self.language)

    @once
    def is_plain_text(self) -> bool:
        """Whether there is no markup: no construct, and no line that begins like one."""
        found = self.scan
        if any((found.templates, found.links, found.tags, found.headings, found.arguments)):
            return False
        return bool(self.text.strip()) and not blocks.has_line_markup(self.text)


def _normal(name: str) -> str:
    """A name as MediaWiki stores text: in Unicode normalisation form C."""
    return name if name.isascii() else normalize("NFC", name)


def _first(template: Template, names: Iterable[str]) -> str:
    """The first value that a template gives under one of the names, or nothing."""
    values = template.values
    for name in names:
        if values.get(name):
            return values[name]
    return ""


def _odd(names: Iterable[str]) -> str:
    """The first attribute that lists of references do not have; or nothing."""
    return next((name for name in names if name not in _LIST_ATTRIBUTES), "")
