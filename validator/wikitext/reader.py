"""Tells what the scanner's constructs are: references, citations, infoboxes, tags, links, prose."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from validator.article import (
    Article,
    Citation,
    Claim,
    ExternalLink,
    Infobox,
    Line,
    Link,
    Paragraph,
    Reference,
    ReferenceList,
    Section,
    Sentence,
    Tag,
    Template,
    without_comments,
)
from validator.pattern import pattern
from validator.profile import Profile, TemplateUse
from validator.span import Span
from validator.wikitext import blocks, fragment
from validator.wikitext.attributes import attributes
from validator.wikitext.claims import claims
from validator.wikitext.language import language, language_name
from validator.wikitext.plain import plain
from validator.wikitext.scanner import Scan, scan

MAX_DEPTH = 40
"""Templates nested deeper are not read: MediaWiki does not expand them either, and reading the
values of every layer would cost memory quadratic in the depth."""

MAX_LINK_DEPTH = 10
"""The same for links in links, which only captions of files may hold."""

MAX_NAME = 1_000
"""Names of templates are cut here, for the same reason; a title has at most 255 bytes."""

MAX_COVERED = 1600
"""A tag covers no more characters than this of the reference it stands in."""

_URL_REST = pattern(r"://[^\s<>\[\]\"{}|\x00-\x1f\x7f\u3000]+")
_TRAILING = ",;.:!?"
_YEAR = pattern(r"\b[12][0-9]{3}\b")


class Reader:
    """Reads one article; give it to :class:`validator.article.Article`."""

    def __init__(self, text: str, profile: Profile, told: str | None = None) -> None:
        self._profile = profile
        self._language = told
        self._roles: dict[str, list[tuple[Template, TemplateUse]]] = {}
        self._functions: list[Template] = []
        self.scan: Scan = scan(text, profile.extension_tags)

    @cached_property
    def _covered(self) -> tuple[list[int], list[int]]:
        return blocks.outermost(self.scan)

    def templates(self, article: Article) -> tuple[Template, ...]:
        """All templates down to ``MAX_DEPTH``."""
        text = article.text
        use_of = self._profile.use
        found = []
        names: dict[str, tuple[str, TemplateUse | None]] = {}
        ends: list[int] = []
        for start, end, bars, region in self.scan.templates:
            while ends and ends[-1] <= start:
                ends.pop()
            if len(ends) >= MAX_DEPTH:
                continue
            ends.append(end)
            raw = text[start + 2 : bars[0] if bars else end - 2]
            known = names.get(raw)
            if known is None:
                name = without_comments(raw).strip()[:MAX_NAME]
                known = (name, use_of(name) if len(name) < 256 else None)
                if len(raw) <= MAX_NAME:
                    names[raw] = known
            name, use = known
            template = Template(text, start, end, bars, region, name, use)
            found.append(template)
            if use is not None:
                self._roles.setdefault(use.role, []).append((template, use))
            elif name[:5] == "#tag:":
                self._functions.append(template)
        return tuple(found)

    def _with_role(self, article: Article, role: str) -> list[tuple[Template, TemplateUse]]:
        _ = article.templates  # reading them sorts them by role
        return self._roles.get(role, [])

    def references(self, article: Article) -> tuple[Reference, ...]:
        """``<ref>`` tags and ``{{#tag:ref}}``."""
        text = article.text
        found = []
        lists = {
            tag[0]: attributes(text, tag[3], tag[4])
            for tag in self.scan.tags
            if tag[2] == "references"
        }
        written_lists = self._list_template_groups(article)
        in_list = _Within(written_lists)
        for start, end, name, attrs, attrs_end, inner, inner_end, region in self.scan.tags:
            if name != "ref":
                continue
            given = attributes(text, attrs, attrs_end) if attrs_end > attrs else {}
            at = given.get("name")
            read = {key: attribute.value for key, attribute in given.items()}
            around = in_list.holder(start)
            listed = region in lists or around[0] >= 0
            if listed and not read.get("group"):
                group = lists[region].get("group") if region in lists else None
                read["group"] = group.value if group else written_lists.get(around, "")
            found.append(
                Reference(
                    text,
                    start,
                    end,
                    Span(inner, inner_end) if inner >= 0 else None,
                    read,
                    Span(at.start, at.end) if at else Span(start, start),
                    region,
                    listed,
                )
            )
        written = self._tag_functions(article, "ref")
        if written:
            for template in written:
                found.append(self._function_reference(article, template))
            found.sort(key=lambda reference: reference.start)
        return tuple(found)

    def _list_template_groups(self, article: Article) -> dict[tuple[int, int], str]:
        """Group by span of the references that a list template or function is given."""
        groups = {}
        for template, use in self._with_role(article, "reference-list"):
            group = _first(template, use.parameters.get("group", ())).strip("\"'") or use.format
            for name in use.parameters.get("refs", ()):
                parameter = template.parameter(name)
                if parameter is not None and parameter.value:
                    groups[parameter.value_start, parameter.value_end] = group
        for template in self._tag_functions(article, "references"):
            parameter = template.parameter("1")
            if parameter is not None and parameter.value:
                group = template.values.get("group", "")
                groups[parameter.value_start, parameter.value_end] = group.strip("\"'")
        return groups

    def _tag_functions(self, article: Article, tag: str) -> list[Template]:
        _ = article.templates
        return [t for t in self._functions if t.name.lower() == f"#tag:{tag}"]

    def _function_reference(self, article: Article, template: Template) -> Reference:
        content = template.parameter("1")
        given = {p.name.lower(): p.value for p in template.parameters if not p.positional}
        name = template.parameter("name")
        span = (
            Span(name.value_start, name.value_end) if name else Span(template.start, template.start)
        )
        inner = Span(content.value_start, content.value_end) if content and content.value else None
        return Reference(
            article.text,
            template.start,
            template.end,
            inner,
            {key: value.strip("\"'") for key, value in given.items()},
            span,
            template.region,
            False,
        )

    def citations(self, article: Article) -> tuple[Citation, ...]:
        """Citation templates with the reference that holds each."""
        fields = self._profile.field_names
        references = article.reference_at
        functions = _Within(
            (r.start, r.end) for r in article.references if r.inner and article.text[r.start] == "{"
        )
        found = []
        for template, use in self._with_role(article, "citation"):
            holder = template.region if template.region in references else -1
            if holder < 0:
                holder = functions.holder(template.start)[0]
            citation = Citation(template, use, fields, holder)
            found.append(citation)
        return tuple(found)

    def reference_lists(self, article: Article) -> tuple[ReferenceList, ...]:
        """``<references>`` and the profile's list templates."""
        found = []
        for start, end, name, attrs, attrs_end, *_ in self.scan.tags:
            if name == "references":
                group = attributes(article.text, attrs, attrs_end).get("group")
                found.append(ReferenceList(start, end, group.value if group else ""))
        for template, use in self._with_role(article, "reference-list"):
            group_value = _first(template, use.parameters.get("group", ())).strip("\"'")
            found.append(ReferenceList(template.start, template.end, group_value or use.format))
        for template in self._tag_functions(article, "references"):
            found.append(
                ReferenceList(
                    template.start, template.end, template.values.get("group", "").strip("\"'")
                )
            )
        return tuple(sorted(found))

    def infoboxes(self, article: Article) -> tuple[Infobox, ...]:
        """Infobox templates."""
        return tuple(Infobox(t, use) for t, use in self._with_role(article, "infobox"))

    def tags(self, article: Article) -> tuple[Tag, ...]:
        """Maintenance templates with date, reason and the text they cover."""
        return tuple(
            self._tag(article, template, use) for template, use in self._with_role(article, "tag")
        )

    def _tag(self, article: Article, template: Template, use: TemplateUse) -> Tag:
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
                covers = self._before(article, template)
        written = first("date")
        return Tag(template, use, self._month(written), written, first("reason"), covers)

    def _before(self, article: Article, template: Template) -> Span:
        """What an inline tag stands behind: in a reference its content, else the sentence."""
        reference = article.reference_at.get(template.region)
        if reference is None or reference.inner is None:
            return blocks.clause_before(article.text, template.start, self._covered)
        start = max(reference.inner.start, template.start - MAX_COVERED)
        source = article.text[start : template.start]
        return Span(start + len(source) - len(source.lstrip()), start + len(source.rstrip()))

    def _month(self, written: str) -> tuple[int, int] | None:
        year = _YEAR.search(written)
        if year is None:
            return None
        words = set(re.findall(r"[^\W\d_]+", written.lower()))
        for number, names in enumerate(self._profile.dates.months, start=1):
            if any(name.lower().rstrip(".") in words for name in names):
                return int(year[0]), number
        iso = re.fullmatch(r"\s*([12][0-9]{3})-(0[1-9]|1[0-2])(?:-[0-9]{2})?\s*", written)
        return (int(iso[1]), int(iso[2])) if iso else None

    def sections(self, article: Article) -> tuple[Section, ...]:
        """Sections by the headings MediaWiki sees, and those collapsed into a line."""
        return blocks.sections(article, self.scan, self._profile, self._covered)

    def links(self, article: Article) -> tuple[Link, ...]:
        """Wikilinks whose target can be one."""
        text = article.text
        keys = self._profile.namespace_keys
        found = []
        ends: list[int] = []
        reached = 0
        for start, end, region in self.scan.links:
            if start >= reached:
                reached = end
                ends.clear()
            else:  # a link in the caption of another
                while ends and ends[-1] <= start:
                    ends.pop()
                if len(ends) >= MAX_LINK_DEPTH:
                    continue
                ends.append(end)
            target, _, label = text[start + 2 : end - 2].partition("|")
            if not target or target[0] == "[" or "{" in target or "\n" in target or "<" in target:
                continue
            namespace = ""
            target = target.strip()
            if not target:
                continue
            if ":" in target:
                if target[0] == ":":
                    target = target[1:].lstrip()
                else:
                    prefix = target.partition(":")[0].strip().lower()
                    namespace = keys.get(prefix.replace("_", " "), "")
            if "#" in target:
                target = target.partition("#")[0].rstrip()
            found.append(Link(start, end, target, label, namespace, region))
        return tuple(found)

    def external_links(self, article: Article) -> tuple[ExternalLink, ...]:
        """URLs outside comments and opaque tags."""
        text = article.text
        opaque = article.opaque
        opaque_starts = [span.start for span in opaque]
        spans = self._top_templates
        span_starts = [start for start, _ in spans]
        tag_starts = [tag[0] for tag in self.scan.tags]
        found = []
        for m in _URL_REST.finditer(text):
            start, end = m.span()
            scheme = text[start - 5 : start] if start > 4 else text[:start]
            if scheme[-4:].lower() == "http":
                start -= 4
            elif scheme.lower() == "https":
                start -= 5
            else:
                continue
            k = bisect_right(opaque_starts, start) - 1
            if k >= 0 and start < opaque[k].end:
                continue
            k = bisect_right(span_starts, start) - 1
            in_template = k >= 0 and start < spans[k][1]
            url = text[start:end]
            whole_start, whole_end, label = start, end, ""
            bracketed = start > 0 and text[start - 1] == "["
            if bracketed:
                close = text.find("]", end, end + 2000)
                line = text.find("\n", end, close if close >= 0 else end)
                if close >= 0 and line < 0:
                    whole_start, whole_end = start - 1, close + 1
                    label = text[end:close].strip()
            elif not in_template:
                cut = url.rstrip(_TRAILING + ")" if "(" not in url else _TRAILING)
                end = whole_end = start + len(cut)
                url = cut
            region = self._region(tag_starts, start)
            found.append(
                ExternalLink(whole_start, whole_end, url, start, end, label, region, in_template)
            )
        return tuple(found)

    def _region(self, tag_starts: list[int], offset: int) -> int:
        """The innermost tag with wikitext content that holds an offset, or -1."""
        k = bisect_right(tag_starts, offset) - 1
        tags = self.scan.tags
        for _ in range(8):
            if k < 0:
                return -1
            tag = tags[k]
            if tag[5] <= offset < tag[6]:
                return tag[0]
            if tag[7] < 0:
                return -1
            k = bisect_right(tag_starts, tag[7]) - 1
        return -1

    @property
    def _top_templates(self) -> list[tuple[int, int]]:
        """Templates that no template holds, by start."""
        found: list[tuple[int, int]] = []
        reached = -1
        for start, end, *_ in self.scan.templates:
            if start >= reached:
                found.append((start, end))
                reached = end
        return found

    def paragraphs(self, article: Article) -> tuple[Paragraph, ...]:
        """Prose by source line."""
        return blocks.paragraphs(article, self.scan, self._covered)

    def claims(self, article: Article) -> tuple[Claim, ...]:
        """What paragraphs without a source state."""
        return tuple(claims(article))

    def list_items(self, article: Article) -> tuple[Line, ...]:
        """Lines that begin with ``*``, ``#``, ``:`` or ``;``."""
        return blocks.list_items(article)

    def tables(self, article: Article) -> tuple[Span, ...]:
        """Tables by the lines that open and close them."""
        return tuple(Span(start, end) for start, end in blocks.tables(article.text))

    def redirect(self, article: Article) -> str:
        """The target behind the wiki's word for a redirect, at the very beginning."""
        return blocks.redirect(article.text, self._profile.redirect)

    def opaque(self, article: Article) -> tuple[Span, ...]:
        """Comments, ignored parts and contents of tags without wikitext."""
        kinds = self._profile.extension_tags
        spans = [Span(start, end) for start, end in self.scan.comments]
        spans += [Span(start, end) for start, end in self.scan.ignored]
        spans += [
            Span(tag[5], tag[6])
            for tag in self.scan.tags
            if tag[5] >= 0 and kinds[tag[2]] == "opaque"
        ]
        return tuple(sorted(spans))

    def open(self, article: Article) -> tuple[tuple[int, str], ...]:
        """What nothing closes."""
        return tuple(self.scan.open)

    def plain(self, source: str) -> str:
        """Text without markup."""
        return plain(source)

    def rendered(self, source: str) -> str:
        """Text without markup, nested templates and tags read through."""
        return fragment.text(source)

    def recovered(self, source: str) -> tuple[str, dict[str, str]] | None:
        """The second reading of a region left open."""
        found = fragment.templates(source)
        return found[0] if found else None

    def sentences(self, article: Article, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """Sentences of a paragraph."""
        return blocks.sentences(article.text, paragraph.start, paragraph.end, self._covered)

    def masked(self, article: Article, start: int, end: int) -> str:
        """A piece of the text without templates, tags and comments, of the same length."""
        return blocks.masked(article.text, start, end, self._covered)

    def language(self, article: Article) -> str:
        """The language of the prose."""
        return self._language or language(article.text)

    def language_name(self, article: Article) -> str:
        """What English calls the language."""
        return language_name(article.language)

    def is_plain_text(self, article: Article) -> bool:
        """Whether there is no markup: no construct, and no line that begins like one."""
        found = self.scan
        if any((found.templates, found.links, found.tags, found.headings, found.arguments)):
            return False
        return bool(article.text.strip()) and not blocks.has_line_markup(article.text)


class _Within:
    """Answers which of some spans holds an offset; the outermost one where they nest."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def holder(self, offset: int) -> tuple[int, int]:
        """The span that holds ``offset``, or (-1, -1)."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and offset < self._ends[k]:
            return self._starts[k], self._ends[k]
        return -1, -1


def _first(template: Template, names: Iterable[str]) -> str:
    """The first value that a template gives under one of the names, or nothing."""
    values = template.values
    return next((values[name] for name in names if values.get(name)), "")
