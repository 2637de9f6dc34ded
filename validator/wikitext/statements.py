"""The sentences of an article that state something, and whether a source stands for them.

This is for figures, which must not depend on what is installed and may be asked of every article:
each paragraph is read once, as a reader sees it, with a mark for every source.
"""

from collections.abc import Iterator
from itertools import chain

from validator.article import Article, Paragraph
from validator.claim import Statement
from validator.pattern import pattern
from validator.span import Cover, Span
from validator.wikitext import facts
from validator.wikitext.blocks import cuts
from validator.wikitext.plain import PRINTED
from validator.wikitext.sourced import last_source, runs, skipped_sections

_SOURCE, _HIDDEN = "\x02", "\x01"
_NUMBER = pattern(r"[0-9]++(?:[., \xa0\u202f][0-9]{3}(?![0-9]))*+(?:[.,][0-9]++)?")
_MARKS = f"{_SOURCE}{_HIDDEN} "
_LIST_INTRODUCTION = ":："
_SHORTEST = 12
_PRINTING = frozenset({*PRINTED, "mark", ""})
"""Roles of templates that print something in place; those without a role may."""


def statements(article: Article, covered: Cover) -> tuple[Statement, ...] | None:
    """The sentences that state dates, numbers, superlatives, quotations or opinions.

    Left out are lists, tables and sections that need no references by custom.
    """
    if article.profile.neutral and not article.is_plain_text:
        return None
    skipped = set() if article.is_plain_text else skipped_sections(article)
    shown = _Shown(article, covered)
    living = article.is_about_the_living
    found: list[Statement] = []
    cited_body: list[str] = []
    for run in runs(article):
        section = run[0].section
        if section in skipped:
            continue
        text = article.plain(" ".join(map(shown.paragraph, run)))
        if section and _SOURCE in text:
            cited_body.append(text)
        found.extend(_stated(text, section, article, living))
    if cited_body and any(not (one.cited or one.section) for one in found):
        body = "\n".join([*cited_body, *_cited_lists(article)])
        found = [
            one._replace(cited=True)
            if not (one.cited or one.section) and _says(body, one.plain, article)
            else one
            for one in found
        ]
    return tuple(found)


def _stated(text: str, section: int, article: Article, living: bool) -> Iterator[Statement]:
    """The sentences of a paragraph that state anything."""
    profile = article.profile
    last = text.rfind(_SOURCE)
    for at, end in cuts(text, profile.abbreviations):
        plain = text[at:end].strip(_MARKS)
        if len(plain) < _SHORTEST or plain[-1] in _LIST_INTRODUCTION:
            continue
        if facts.states(plain, profile, living=living):
            yield Statement(section, plain, at <= last)


def _says(body: str, plain: str, article: Article) -> bool:
    """Whether a text holds what a sentence states: its numbers, superlative and quotations."""
    profile = article.profile
    stated = [number for number in _NUMBER.findall(plain) if len(number) > 1]
    superlative = profile.ranking.first(plain)
    if superlative:
        stated.append(superlative)
    stated += facts.quotations(plain, profile, plain)
    return bool(stated) and all(one in body for one in stated)


def _cited_lists(article: Article) -> Iterator[str]:
    """List items and tables of the body that have a source."""
    body = article.sections[0].end
    sources = article.sources
    items = (Span(item.start, item.end) for item in article.list_items)
    for start, end in chain(items, article.tables):
        if start >= body and last_source(sources, start, end) >= 0:
            yield article.text[start:end]


class _Shown:
    """Reads prose without references and the like, a mark in place of each."""

    def __init__(self, article: Article, covered: Cover) -> None:
        self._article = article
        self._covered = covered
        roles = {t.start: t.use.role if t.use else "" for t in article.templates}
        self._printed = {start for start, role in roles.items() if role in _PRINTING}
        self._sources = {at for at in article.sources if roles.get(at) != "tag"}

    def paragraph(self, paragraph: Paragraph) -> str:
        """A line of prose."""
        text = self._article.text
        pieces = []
        at, end = paragraph.start, paragraph.end
        for hidden in self._covered.within(at, end):
            if hidden.start in self._printed:
                continue
            pieces.append(text[at : hidden.start])
            pieces.append(_SOURCE if hidden.start in self._sources else _HIDDEN)
            at = hidden.end
        pieces.append(text[at:end])
        if paragraph.cited and last_source(self._article.sources, end, end) in self._sources:
            pieces.append(_SOURCE)
        return "".join(pieces)
