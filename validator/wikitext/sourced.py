"""Where an article says what it rests on, and where custom asks for no source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from validator.article import Article, Paragraph
from validator.once import once
from validator.pattern import pattern
from validator.template import Template

_START = attrgetter("start")
_CUSTOM = frozenset(
    {"see-also", "references", "further-reading", "external-links", "uncited-by-custom"}
)
_CITING = frozenset(
    {"citation", "short-footnote", "footnote", "named-reference", "page", "quotation", "tag"}
)
_IN_BRACKETS = pattern(
    r"\((?=[^()\n]{0,300}\))[^()\n]*?"
    r"(?:\bpp?\.[ \xa0]?[0-9]"
    r"|(?<![0-9]), (?:[^\W\d_a-zß-ÿ][^\W\d_]*+ )?[12][0-9]{3}[a-z]?(?:,[^()\n]*)?\)"
    r"|(?<![\w’'-])[^\W\d_a-zß-ÿ][\w’'-]*+ [12][0-9]{3}[a-z]?(?:: ?|, )[0-9]{1,3}(?![0-9]))"
    r"|\[[0-9]{1,3}\]"
)
"""A source in brackets: with a page, or a year that is not a date's, or a pasted number."""
_BLOCK_QUOTE = pattern(r"<(/?)blockquote\b", re.IGNORECASE)
_BEHIND_A_CLAIM = pattern(r"[\w.,;:!?)\]»”\"'>}]")
_BLOCK = 20_000
_CITING_OPENERS = ("<ref", "{{sfn", "{{Sfn", "{{efn", "{{Efn", "{{r|", "{{R|")


class Sourced:
    """Tells of places in an article whether they have a source, or may have one."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._quoted = _block_quotations(article.text)

    @once
    def has_formulas(self) -> bool:
        """Whether there is any, so that numbers may be worked out."""
        return "<math" in self._article.text

    def otherwise(self, start: int, end: int) -> bool:
        """Whether a piece of prose without a reference may have a source of another kind.

        That is a link to another site, a template that may cite, and what the list, table or
        comment behind it cites; a block quotation names its source elsewhere.
        """
        text, templates = self._article.text, self._article.templates
        k = bisect_left(self._quoted, (start + 1, 0)) - 1
        if (k >= 0 and self._quoted[k][1] > start) or text.find("//", start, end) >= 0:
            return True
        for index in range(bisect_left(templates, start, key=_START), len(templates)):
            if templates[index].start > end + 2:
                break
            if _may_cite(text, templates[index], start, end):
                return True
        return _cited_behind(text, start, end)


def skipped_sections(article: Article) -> set[int]:
    """Sections that need no references by custom, with their subsections."""
    skipped = set()
    level = 0
    for index, section in enumerate(article.sections):
        if level and section.level > level:
            skipped.add(index)
        elif section.role in _CUSTOM:
            skipped.add(index)
            level = section.level
        else:
            level = 0
    return skipped


def runs(article: Article) -> Iterator[list[Paragraph]]:
    """Lines of prose that make one paragraph, for want of a blank line between them."""
    run: list[Paragraph] = []
    joined = not article.is_plain_text
    for paragraph in article.paragraphs:
        if run and not (joined and paragraph.start == run[-1].end + 1):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def in_brackets(plain: str) -> bool:
    """Whether a text names a source in brackets."""
    return ("(" in plain or "[" in plain) and _IN_BRACKETS.search(plain) is not None


def last_source(starts: list[int], start: int, end: int) -> int:
    """Where the last source of a paragraph starts, or one right behind it; -1 without any."""
    k = bisect_right(starts, end + 3) - 1
    return starts[k] if k >= 0 and starts[k] >= start else -1


def _block_quotations(text: str) -> list[tuple[int, int]]:
    if "<blockquote" not in text:
        return []
    found = []
    opened = -1
    for m in _BLOCK_QUOTE.finditer(text):
        if not m[1]:
            opened = m.start() if opened < 0 else opened
        elif opened >= 0:
            found.append((opened, m.end()))
            opened = -1
    return found


def _cited_behind(text: str, start: int, end: int) -> bool:
    shown = text[max(start, end - 80) : end].rstrip()
    if shown.endswith("<!--"):  # A comment from here to the reference.
        behind = text.find("-->", end, end + _BLOCK) + 3
        if behind > 2 and text.startswith(_CITING_OPENERS, behind):
            return True
    if shown.endswith((":", "：")):
        return True
    after = text[end : end + 6].lstrip("\r\n \t")
    if after[:1] in ("*", "#", ":", ";", "{"):
        block = end + len(text[end : end + 6]) - len(after)
        stop = text.find("\n\n", block, block + _BLOCK)
        limit = stop if stop >= 0 else block + _BLOCK
        return any(text.find(opener, block, limit) >= 0 for opener in _CITING_OPENERS)
    return False


def _may_cite(text: str, template: Template, start: int, end: int) -> bool:
    """Whether a template cites, or is unknown and stands where a reference would."""
    if template.use is not None:
        return template.use.role in _CITING
    if template.name[:1] == "#":
        return True
    before = text[template.start - 1 : template.start] if template.start > start else ""
    behind = text[template.end : template.end + 1]
    return bool(_BEHIND_A_CLAIM.match(before)) or (
        template.end >= end and behind in ("", "\n", "\r")
    )
