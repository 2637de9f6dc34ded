"""Lines and what they make: sections, paragraphs, list items, sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from validator.article import Article, Line, Paragraph, Section, Sentence
from validator.pattern import pattern
from validator.span import Cover, Span
from validator.wikitext.scanner import Scan

_MARKS = pattern(r"=={1,5}")
_COLLAPSED = pattern(
    r"(={2,6})[ \t]*([A-ZÀ-ÖØ-Þ0-9А-Я][^=\n{}\[\]|<>]{0,78}?)[ \t]*\1(?=[ \t]|$)", re.MULTILINE
)
_REDIRECTED = pattern(r"\s*+:?\s*+\[\[([^\[\]|{}\n]+)")
_TABLE = pattern(r"\n[ \t:]*+(?:\{\||\|\}(?!\}))")  # a literal first: the engine skips to it
_LINE = pattern(r"\n(?:[ \t:]*+(\{\||\|\}(?!\}))|([^\n*#:;|!= \t][^\n]{30,}))")
_ITEM = pattern(r"^([*#:;]+)[^\n]*", re.MULTILINE)
_LINE_MARKUP = pattern(
    r"^(?:[*#:;]|\{\||=.*=[ \t]*$)|'''?|https?://|\{\{|\[\[|</?[a-z]+[^<>]*>", re.MULTILINE
)
_DOTTED_LINK = pattern(r"\[\[[^\[\]\n.]*+\.[^\[\]\n]*+\]\]")
_NAMESPACED = pattern(r"\[\[([^\[\]|:]{1,40}):")
_SPACE_RUN = pattern(r"[ \t]*")
_CITING_ROLES = frozenset({"citation", "short-footnote", "footnote", "named-reference", "page"})
_BOUNDARY = pattern(
    r"[.!?…。！？](?:['\"”’»)\]]|[ \xa0\u202f]»)*+[ \t\x01\x02]*?(?:(?<=[。！？])|[\x01\x02]*+"
    r"(?=[ \t]++['\"“‘«(\[\x01\x02]*+[^\W_a-zß-öø-ÿ\x01\x02]|[ \t]*+\Z))"
)
_MASK = "\x01"
_MARKED = pattern(r"[<{\[&=]|''")
_MASKED = pattern(_MASK + "+")
_QUOTATION_MARKS = (("“", "”"), ("«", "»"))
_QUOTED = 300
"""A mark without its counterpart in so many characters begins no quotation."""
_CLAUSE = 1600
"""How far back the sentence before a tag is looked for, its references included."""
_CLAUSE_PARTS = 12
"""How many references, templates and comments such a sentence may hold."""


def sections(article: Article, scan: Scan, covered: Cover) -> tuple[Section, ...]:
    """The lead and every section.

    Headings come from the scanner; headings that lost their line (``==A== * b``) are read too
    and marked ``collapsed``, so that what stands under them is found where it belongs.
    """
    text = article.text
    heads: list[tuple[int, int, int, str, bool]] = []
    for start, end, level, region in scan.headings:
        if region < 0 and start not in covered:
            title = text[start:end].strip("= \t")
            if _MARKED.search(title):
                title = article.plain(title) or title
            heads.append((start, end, level, title, False))
    heads.extend(_collapsed(text, covered, {start: end for start, end, *_ in heads}))
    heads.sort()
    roles = article.profile.section_roles
    found = [Section("", 0, 0, 0, heads[0][0] if heads else len(text), "lead", False)]
    for index, (start, end, level, title, collapsed) in enumerate(heads):
        stop = heads[index + 1][0] if index + 1 < len(heads) else len(text)
        role = roles.get(title.lower(), "")
        found.append(Section(title, level, start, min(end, stop), stop, role, collapsed))
    return tuple(found)


def _collapsed(
    text: str, covered: Cover, headings: dict[int, int]
) -> Iterator[tuple[int, int, int, str, bool]]:
    """Headings that share their line with other text: ``(start, end, level, title, True)``."""
    reached = 0
    for marks in _MARKS.finditer(text):
        start = marks.start()
        if start in headings:
            reached = headings[start]
        if start < reached or (start > 0 and text[start - 1] not in " \t\n"):
            continue
        m = _COLLAPSED.match(text, start)
        if m is not None and start not in covered:
            reached = m.end()
            yield start, m.end(), len(m[1]), m[2].strip(), True


def tables(text: str, covered: Cover) -> tuple[Span, ...]:
    """The outermost tables, by lines that begin with ``{|`` and ``|}`` outside what is covered."""
    if "{|" not in text:
        return ()
    found = []
    depth = int(text.startswith("{|"))
    start = 0
    for m in _TABLE.finditer(text):
        at = m.end() - 2
        if at in covered:
            continue
        if text[at] == "{":
            if depth == 0:
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Span(start, at + 2))
    if depth:
        found.append(Span(start, len(text)))
    return tuple(found)


def paragraphs(article: Article, scan: Scan, covered: Cover) -> tuple[Paragraph, ...]:
    """Lines of prose outside templates, tables, tags and headings.

    What merely leads a line (an infobox, a file, a tag) is stepped over, so the paragraph of a
    flattened article starts where its prose does.
    """
    text = article.text
    sources = article.sources
    plain = article.is_plain_text
    sections_ = article.sections
    section_starts = [section.start for section in sections_]
    bodies = {section.start: section.body for section in sections_ if section.collapsed}
    found = []
    for start, end in _prose(text, covered):
        start = covered.past(start)
        if start >= end:
            continue
        if text[start] in "{[< \t":
            start = _lead_over(article, scan, covered, start, end)
        if end - start < 40 or (text[start] in "=|!{}*#:;" and not plain):
            continue
        k = bisect_right(section_starts, start) - 1
        if not bodies:
            found.append(Paragraph(text, start, end, k, _is_cited(text, start, end, sources)))
            continue
        for piece_start, piece_end, section in _by_section(start, end, k, section_starts, bodies):
            if piece_end - piece_start >= 40:
                found.append(
                    Paragraph(
                        text,
                        piece_start,
                        piece_end,
                        section,
                        _is_cited(text, piece_start, piece_end, sources),
                    )
                )
    return tuple(found)


def redirect(text: str, words: tuple[str, ...]) -> str:
    """The target of a redirect page, trimmed, its section kept; empty if the page is none.

    ``words`` are the wiki's own; ``#REDIRECT`` holds everywhere. Case does not matter.
    """
    opening = text[:1000].lstrip()
    for word in ("#REDIRECT", *words):
        if opening[: len(word)].lower() == word.lower():
            link = _REDIRECTED.match(opening, len(word))
            if link is not None:
                return link[1].strip()
    return ""


def _prose(text: str, covered: Cover) -> list[tuple[int, int]]:
    """Lines outside tables that begin like prose and are long enough to be some.

    The pattern begins with a literal line break, for which the engine skips quickly.
    """
    end = text.find("\n")
    end = len(text) if end < 0 else end
    depth = int(text.startswith("{|"))
    found = [(0, end)] if end > 30 and not depth and text[0] not in "*#:;|!= \t" else []
    for m in _LINE.finditer(text):
        mark = m[1]
        if mark is None:
            if not depth:
                found.append(m.span(2))
        elif m.start(1) not in covered:
            depth = depth + 1 if mark == "{|" else max(0, depth - 1)
    return found


def _by_section(
    start: int, end: int, section: int, section_starts: list[int], bodies: dict[int, int]
) -> Iterator[tuple[int, int, int]]:
    """Cut a line at the collapsed headings in it."""
    at = start
    while section + 1 < len(section_starts) and section_starts[section + 1] < end:
        yield at, section_starts[section + 1], section
        section += 1
        at = bodies.get(section_starts[section], section_starts[section])
    yield at, end, section


def _lead_over(article: Article, scan: Scan, covered: Cover, start: int, end: int) -> int:
    """Where the prose of a line starts, past templates, tags, files and categories."""
    text = article.text
    keys = article.profile.namespace_keys
    at = start
    while at < end:
        blanks = _SPACE_RUN.match(text, at)
        here = blanks.end() if blanks else at
        construct = covered.holder(here)
        if construct is not None:
            at = construct.end
            continue
        prefix = _NAMESPACED.match(text, here)
        if prefix is None or keys.get(prefix[1].strip().lower()) not in ("file", "category"):
            return here
        k = bisect_left(scan.links, (here,))
        if k == len(scan.links) or scan.links[k][0] != here:
            return here
        at = scan.links[k][1]
    return end


def sources(article: Article) -> list[int]:
    """Where references, citations and short footnotes start, and inline tags that ask for them."""
    starts = [reference.start for reference in article.references]
    starts += [
        template.start
        for template in article.templates
        if template.use is not None
        and (template.use.role in _CITING_ROLES or template.use.kind == "inline")
    ]
    starts.sort()
    return starts


def _is_cited(text: str, start: int, end: int, sources: list[int]) -> bool:
    """Whether a source stands in the paragraph, or right behind it."""
    k = bisect_left(sources, start)
    if k == len(sources):
        return False
    return sources[k] < end or (sources[k] <= end + 3 and text[end : sources[k]].isspace())


def list_items(text: str, opaque: Cover) -> tuple[Line, ...]:
    """Lines that begin with list marks, outside comments and what is no wikitext."""
    return tuple(
        Line(m.start(), m.end(), m[1]) for m in _ITEM.finditer(text) if m.start() not in opaque
    )


def has_line_markup(text: str) -> bool:
    """Whether any line begins like a list, table or heading, or any inline markup occurs."""
    return _LINE_MARKUP.search(text) is not None


def masked(text: str, start: int, end: int, covered: Cover) -> str:
    """``text[start:end]`` with references, templates and comments overwritten."""
    pieces = []
    at = start
    for hidden in covered.within(start, end):
        pieces.append(text[at : hidden.start])
        pieces.append(_MASK * (hidden.end - hidden.start))
        at = hidden.end
    pieces.append(text[at:end])
    return "".join(pieces)


def _undotted(source: str) -> str:
    if "[[" not in source:
        return source
    return _DOTTED_LINK.sub(lambda m: m[0].replace(".", "_"), source)


def sentences(article: Article, start: int, end: int, covered: Cover) -> tuple[Sentence, ...]:
    """The sentences between two offsets; references behind a full stop belong to it."""
    hidden = masked(article.text, start, end, covered)
    found = (
        _sentence(article, start, hidden, at, stop)
        for at, stop in cuts(hidden, article.profile.abbreviations)
    )
    return tuple(sentence for sentence in found if sentence is not None)


@lru_cache(maxsize=32)
def _abbreviated(words: tuple[str, ...]) -> re.Pattern[str]:
    """The end of an abbreviation: a single letter or one of the words, its first in any case."""
    either = "|".join(
        f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}" for word in words
    )
    return re.compile(rf"(?:^|[\s(\[.])(?:[^\W\d_]|{either or '(?!)'})\Z")


def cuts(hidden: str, abbreviations: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a masked text; a quotation is not cut in two."""
    hidden = _undotted(hidden)
    at = 0
    abbreviated = _abbreviated(abbreviations)
    marks = [pair for pair in _QUOTATION_MARKS if pair[0] in hidden]
    straight = hidden.count('"') if '"' in hidden else 0
    counted = passed = 0
    for m in _BOUNDARY.finditer(hidden):
        stop = m.start()
        if hidden[stop] == "." and abbreviated.search(hidden, max(at, stop - 8), stop):
            continue
        end = m.end()
        if straight:
            passed += hidden.count('"', counted, end)
            counted = end
            if passed % 2 and passed < straight and hidden.find('"', end, end + _QUOTED) > 0:
                continue
        if marks and any(_is_open(hidden, at, end, *pair) for pair in marks):
            continue
        yield at, end
        at = end
        straight -= passed
        passed = 0
    yield at, len(hidden)


def _is_open(hidden: str, at: int, end: int, opening: str, closing: str) -> bool:
    """Whether a quotation that is open at the end of a piece is closed soon."""
    opened = hidden.rfind(opening, max(at, end - 3 * _QUOTED), end)
    return opened >= 0 > hidden.find(closing, opened, end) and (
        hidden.find(closing, end, end + _QUOTED) > 0
    )


def _sentence(article: Article, offset: int, hidden: str, at: int, end: int) -> Sentence | None:
    """The sentence in a piece of masked text; None if the piece is blank."""
    text = article.text
    piece = hidden[at:end]
    begin = at + len(piece) - len(piece.lstrip())
    stop = at + len(piece.rstrip())
    if stop <= begin:
        return None
    pieces = []
    shown = begin
    for m in _MASKED.finditer(hidden, begin, stop):
        pieces.append(text[offset + shown : offset + m.start()])
        shown = m.end()
    pieces.append(text[offset + shown : offset + stop])
    return Sentence(offset + begin, offset + stop, article.plain(" ".join(pieces)))


def clause_before(article: Article, offset: int, covered: Cover) -> Span:
    """The sentence that ends at ``offset``, as far as an inline tag there speaks of it."""
    text = article.text
    line = text.rfind("\n", max(0, offset - _CLAUSE), offset) + 1
    if line == 0 and offset > _CLAUSE:
        line = offset - _CLAUSE
        around = covered.holder(line)
        if around is not None and around.end <= offset:
            line = around.end
    line = max(line, covered.before(offset, _CLAUSE_PARTS))
    hidden = masked(text, line, offset, covered)
    for at, stop in reversed(list(cuts(hidden, article.profile.abbreviations))):
        sentence = _sentence(article, line, hidden, at, stop)
        if sentence is not None and sentence.plain:
            return Span(sentence.start, sentence.end)
    return Span(offset, offset)
