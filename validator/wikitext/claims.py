"""What the prose of an article claims without a source, by paragraph and by sentence."""

from collections.abc import Iterable, Iterator

import msgspec

from validator.article import Article, Paragraph
from validator.claim import Claim
from validator.pattern import pattern
from validator.wikitext import facts
from validator.wikitext.sentences import sure_cuts
from validator.wikitext.sourced import Sourced, in_brackets, last_source, runs, skipped_sections

_SHORTEST = 100
_SHORTEST_SENTENCE = 30
_LONGEST = 20_000
"""In a longer line, of a page that lost its paragraphs, nobody can tell what a reference covers."""
_TELLING = pattern(r"[0-9\"“«„](?:(?<![0-9])|[0-9])")  # a set first: the engine skips to it
_SENTENCE_ENDS = ".!?…»”\")'’。！？"
_YEAR = pattern(r"[12][0-9]{3}")
_HIDDEN = "\x01"


def claims(article: Article) -> Iterator[Claim]:
    """Paragraphs that state something to be looked up and have no source.

    Left out are sections that need none by custom, and what the lead sums up from the body. On a
    wiki without a profile nobody can tell such sections, so there only plain text is read.
    """
    if article.profile.neutral and not article.is_plain_text:
        return
    skipped = set() if article.is_plain_text else skipped_sections(article)
    places = (
        (paragraph.start, paragraph.end, paragraph.section)
        for run in runs(article)
        if run[0].section not in skipped and not any(paragraph.cited for paragraph in run)
        for paragraph in run
        if paragraph.end - paragraph.start >= _SHORTEST
    )
    yield from _claims(article, places, _SHORTEST)


def trailing_claims(article: Article) -> Iterator[Claim]:
    """Sentences behind the last source of their paragraph that state something.

    A reference stands for the sentences before it as well; these have none that may.
    """
    if article.profile.neutral or not article.sources:
        return
    skipped = skipped_sections(article)
    places = (
        (start, end, run[0].section)
        for run in runs(article)
        if run[0].section not in skipped and any(paragraph.cited for paragraph in run)
        for start, end in _behind(article, run)
    )
    yield from _claims(article, places, _SHORTEST_SENTENCE)


def _claims(
    article: Article, places: Iterable[tuple[int, int, int]], shortest: int
) -> Iterator[Claim]:
    """What is stated at places of the text, given with their sections, that have no source."""
    sourced: Sourced | None = None
    for start, end, section in places:
        if not _may_tell(article, article.text[start:end]):
            continue
        claim = _claim(article, start, end, shortest)
        if claim is not None and section == 0:
            claim = _beyond_the_body(claim, article)
        if claim is None:
            continue
        sourced = sourced or Sourced(article)
        if not sourced.otherwise(start, end):
            yield claim


def _behind(article: Article, run: list[Paragraph]) -> Iterator[tuple[int, int]]:
    """The sentences that begin behind the last source of a paragraph."""
    last, holder = -1, 0
    for index, paragraph in enumerate(run):
        found = last_source(article.sources, paragraph.start, paragraph.end)
        if found >= 0:
            last, holder = found, index
    for paragraph in run[holder:]:
        start, end = paragraph.start, paragraph.end
        shown = article.masked(max(start, last), end).strip(_HIDDEN + " .,;")
        if len(shown) < _SHORTEST_SENTENCE or not _may_tell(article, shown):
            continue
        if end - start > _LONGEST:
            return
        hidden = article.masked(start, end)
        for at, stop in sure_cuts(hidden, article.profile):
            piece = hidden[at:stop]
            begin = start + at + len(piece) - len(piece.lstrip(_HIDDEN + " "))
            if begin > last:
                yield begin, start + at + len(piece.rstrip())


def _may_tell(article: Article, source: str) -> bool:
    return _TELLING.search(source) is not None or not article.profile.telling_words.isdisjoint(
        source.lower().split()
    )


def _claim(article: Article, start: int, end: int, shortest: int) -> Claim | None:
    """What a piece of prose states; None for nothing, or for what is no sentence of prose."""
    source = article.text[start:end]
    profile = article.profile
    plain = article.plain(source)
    if len(plain) < shortest or in_brackets(plain):
        return None
    if not article.is_plain_text and plain[-1] not in _SENTENCE_ENDS:
        return None
    dates, numbers = facts.dates_and_numbers(plain, profile, source)
    quotations = facts.quotations(plain, profile, source)
    superlative = facts.superlative(plain, profile)
    judgement = facts.judgement(plain, profile)
    if judgement and not facts.is_living(article):
        judgement = ""
    if numbers and not (dates or quotations) and "<math" in article.text:
        return None
    if not (dates or numbers or quotations or superlative or judgement):
        return None
    return Claim(
        start, end, plain, tuple(dates), tuple(numbers), tuple(quotations), superlative, judgement
    )


def _beyond_the_body(claim: Claim, article: Article) -> Claim | None:
    """What the lead states and the body does not, where the body has references."""
    body = article.sections[0].end
    if len(article.sections) < 2 or article.is_plain_text or article.sources[-1:] < [body]:
        return claim
    text = article.text
    dates = tuple(
        date
        for date in claim.dates
        if text.find(year[0] if (year := _YEAR.search(date)) else date, body) < 0
    )
    quotations = tuple(quoted for quoted in claim.quotations if text.find(quoted, body) < 0)
    if not (dates or quotations or claim.judgement):
        return None
    numbers = tuple(number for number in claim.numbers if text.find(number, body) < 0)
    return msgspec.structs.replace(
        claim, dates=dates, numbers=numbers, quotations=quotations, superlative=""
    )
