"""What the prose of an article claims without a source, by paragraph and by sentence."""

from collections.abc import Iterator

import msgspec

from validator.article import Article, Paragraph
from validator.claim import Claim
from validator.once import once
from validator.pattern import pattern
from validator.span import Cover
from validator.wikitext import facts
from validator.wikitext.blocks import cuts
from validator.wikitext.sentences import begins_at
from validator.wikitext.sourced import Sourced, in_brackets, last_source, runs, skipped_sections

_SHORTEST = 100
_SHORTEST_SENTENCE = 30
_LONGEST = 20_000
"""In a longer line, of a page that lost its paragraphs, nobody can tell what a reference covers."""
_ASKED = 1_500
"""So much of a line around a place is shown to who is asked about it."""
_TELLING = pattern(r"[0-9\"“«„](?:(?<![0-9])|[0-9])")  # a set first: the engine skips to it
_SENTENCE_ENDS = ".!?…»”\")'’。！？"
_NUMBER = pattern(r"[0-9]+(?:[.,][0-9]+)*")
_QUOTED_WITHIN = 100_000
_BETWEEN = "\x01 \t"
_YEAR = pattern(r"[12][0-9]{3}")


def claims(article: Article, covered: Cover) -> Iterator[Claim]:
    """Paragraphs that state something to be looked up and have no source, and trailing sentences.

    A reference stands for the sentences before it as well; those behind the last one of their
    paragraph have none that may. Left out are sections that need none by custom, and what the lead
    sums up from the body. On a wiki without a profile nobody can tell such sections, so there only
    plain text is read.
    """
    if article.profile.neutral and not article.is_plain_text:
        return
    skipped = set() if article.is_plain_text else skipped_sections(article)
    body = _cited_body(article)
    sourced: Sourced | None = None
    for run in runs(article):
        section = run[0].section
        if section in skipped:
            continue
        trailing = run[0].cited or any(paragraph.cited for paragraph in run[1:])
        for start, end in _behind(article, run, covered) if trailing else _whole(article, run):
            if section == 0 and body and body.surely_says(start, end):
                continue
            claim = _claim(article, start, end, trailing)
            if claim is not None and section == 0 and body:
                claim = body.beyond(claim)
            if claim is None:
                continue
            sourced = sourced or Sourced(article)
            if claim.is_of_numbers and sourced.has_formulas:
                continue
            if not sourced.otherwise(start, end) and (not trailing or _is_sure(article, start)):
                yield claim


def _whole(article: Article, run: list[Paragraph]) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph that may tell anything."""
    for paragraph in run:
        start, end = paragraph.start, paragraph.end
        if end - start >= _SHORTEST and _may_tell(article, article.text[start:end]):
            yield start, end


def _behind(article: Article, run: list[Paragraph], covered: Cover) -> Iterator[tuple[int, int]]:
    """The sentences that begin behind the last source of a paragraph."""
    end = run[-1].end
    last = last_source(article.sources, run[0].start, end)
    behind = covered.past(last)
    if end - behind < _SHORTEST_SENTENCE or not _may_tell(article, article.text[behind:end]):
        return
    for paragraph in run:
        start, end = paragraph.start, paragraph.end
        if end - max(start, behind) < _SHORTEST_SENTENCE or end - start > _LONGEST:
            continue
        hidden = article.masked(start, end)
        for at, stop in cuts(hidden, article.profile.abbreviations):
            if start + stop - _SHORTEST_SENTENCE < last:
                continue
            piece = hidden[at:stop]
            begin = start + stop - len(piece.lstrip(_BETWEEN))
            if begin > last and _may_tell(article, piece):
                yield begin, start + at + len(piece.rstrip())


def _is_sure(article: Article, start: int) -> bool:
    """Whether a sentence begins at a place, for all that can be asked."""
    text = article.text
    line = text.rfind("\n", max(0, start - _ASKED), start) + 1 or max(0, start - _ASKED)
    end = text.find("\n", start, start + _ASKED)
    hidden = article.masked(line, end if end >= 0 else start + _ASKED)
    return begins_at(hidden, start - line, article.profile.language)


def _may_tell(article: Article, source: str) -> bool:
    return _TELLING.search(source) is not None or not article.profile.telling_words.isdisjoint(
        source.lower().split()
    )


def _claim(article: Article, start: int, end: int, trailing: bool) -> Claim | None:
    """What a piece of prose states; None for nothing, or for what is no sentence of prose."""
    source = article.text[start:end]
    profile = article.profile
    plain = article.plain(source)
    if len(plain) < (_SHORTEST_SENTENCE if trailing else _SHORTEST):
        return None
    if not article.is_plain_text and plain[-1] not in _SENTENCE_ENDS:
        return None
    dates, numbers = facts.dates_and_numbers(plain, profile, source)
    quotations = facts.quotations(plain, profile, source)
    superlative = "" if dates or numbers else profile.ranking.first(plain)
    judgement = profile.judging.first(plain) if article.is_about_the_living else ""
    if not (dates or numbers or quotations or superlative or judgement) or in_brackets(plain):
        return None
    return Claim(
        start,
        end,
        trailing,
        plain,
        tuple(dates),
        tuple(numbers),
        tuple(quotations),
        superlative,
        judgement,
    )


def _cited_body(article: Article) -> "_Body | None":
    """The body, if it has references."""
    start = article.sections[0].end
    if article.is_plain_text or article.sources[-1:] < [start]:
        return None
    cited = any(r.start >= start and not r.listed for r in article.references) or any(
        t.start >= start and t.use is not None and t.use.role == "short-footnote"
        for t in article.templates
    )
    return _Body(article, start) if cited else None


class _Body:
    """What the body says of what the lead states; its numbers are read when first asked for."""

    def __init__(self, article: Article, start: int) -> None:
        self._article = article
        self._start = start
        self._years: dict[str, bool] = {}

    def dates(self, year: str) -> bool:
        """Whether it holds a year; each is looked for once."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._article.text.find(year, self._start) >= 0
        return found

    @once
    def _numbers(self) -> frozenset[str]:
        return frozenset(_NUMBER.findall(self._article.text, self._start))

    def says(self, value: str) -> bool:
        """Whether it holds the numbers in a value."""
        return self._numbers.issuperset(_NUMBER.findall(value))

    def quotes(self, quotation: str) -> bool:
        """Whether it holds a quotation, not too far on."""
        return self._article.text.find(quotation, self._start, self._start + _QUOTED_WITHIN) >= 0

    def surely_says(self, start: int, end: int) -> bool:
        """Whether it says all that a part of the lead may state; quick to tell."""
        article = self._article
        source = article.text[start:end]
        return (
            all(map(self.dates, _YEAR.findall(source)))
            and not any(mark in source for mark, _ in article.profile.quotes)
            and not (article.is_about_the_living and article.profile.judging.first(source))
        )

    def beyond(self, claim: Claim) -> Claim | None:
        """What of a claim it does not say; None if that is no date, quotation or opinion."""
        dates = tuple(
            date for date in claim.dates if (year := _YEAR.search(date)) and not self.dates(year[0])
        )
        quotations = tuple(quoted for quoted in claim.quotations if not self.quotes(quoted))
        if not (dates or quotations or claim.judgement):
            return None
        return msgspec.structs.replace(
            claim,
            dates=dates,
            numbers=tuple(number for number in claim.numbers if not self.says(number)),
            quotations=quotations,
            superlative="",
            beyond_body=True,
        )
