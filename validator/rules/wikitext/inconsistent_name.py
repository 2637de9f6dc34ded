"""Rule ``wikitext/inconsistent-name``."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAME = pattern(rf" [{_CAPITAL}][a-zß-öø-ÿ]{{6,24}}+")
_GIVEN_BEFORE = pattern(rf"(?<![\w'’-])([{_CAPITAL}][^\W\d_]*\.?)[ \xa0]\Z")
_BEGINNING = pattern(r"(?:[.!?…:\"“”«»(\[|*\n>}]|\A)[ \xa0']*\Z")
_NAME_BEHIND = pattern(rf"[ \xa0][{_CAPITAL}]")
_COMPOUND = pattern(r"(?:[-‐][^\W\d_]+)*")
_RARE = 2
_MANY = 40
_COUNTED = 1000
"""Names that occur more often are left alone: all their places cannot be judged in time."""


class InconsistentName(Rule):
    """Rare proper name spelled in two ways.

    One letter more or less makes a name look like another person's, and nobody who searches for
    it finds the place. Only names that no link, title, list or table confirms are compared.

    ## Bad
    Ida Halverstam ran the ferry from 1871, and Ida Halverstam wrote down every passenger. In 1905 the landing stage of the late Halvestam was gone.

    ## Good
    Ida Halverstam ran the ferry from 1871, and Ida Halverstam wrote down every passenger. In 1905 the landing stage of the late Halverstam was gone.

    ## Not flagged
    Names whose ends differ, which may be inflected; spellings that occur in a link, a template, a
    reference, a list or a table; names that stand beside another given name, which may be other people's;
    languages other than those of the option.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Proper_names
    """

    since = "0.1"
    severity = Severity.INFO
    options: ClassVar[dict[str, Any]] = {"languages": ["en", "fr"]}

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first place of the rarer spelling of every such pair."""
        told = article.profile.language
        if (article.language if told == "und" else told) not in self.option("languages"):
            return
        text = article.text
        ground: _Ground | None = None
        for pair in _pairs(Counter(_NAME.findall(article.prose_text))):
            rare, usual = (name.strip() for name in pair)
            if rare.lower() in text or usual.lower() in text:
                continue
            ground = ground or _Ground(article)
            hit = _judged(article, ground, rare, usual)
            if hit is not None:
                yield hit


def _pairs(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Pairs one letter apart inside the word, the rarer first.

    Words that share their first and last two letters meet on one shelf; on it, a word and what
    is left of another without one letter meet in one set. Both take linear time. Names come with
    the blank before them, as they were found.
    """
    keys = [name[:3] + name[-2:] for name in counts]
    shelves: dict[str, list[str]] = {key: [] for key, many in Counter(keys).items() if many > 1}
    for key, name in zip(keys, counts, strict=True):
        if key in shelves:
            shelves[key].append(name)
    for shelf in shelves.values():
        if max(map(counts.__getitem__, shelf)) >= _RARE:
            yield from _near(shelf, counts)


def _near(shelf: list[str], counts: Counter[str]) -> Iterator[tuple[str, str]]:
    there = set(shelf)
    lengths = {len(name) for name in shelf}
    some_as_long = len(lengths) < len(shelf)
    for longer in shelf:
        size = len(longer)
        if size - 1 in lengths:
            for i in range(3, size - 2):
                if longer[i] != longer[i - 1]:
                    shorter = longer[:i] + longer[i + 1 :]
                    if shorter in there:
                        yield from _ordered(longer, shorter, counts)
        if some_as_long:
            for i in range(3, size - 3):
                if longer[i] < longer[i + 1]:
                    swapped = longer[:i] + longer[i + 1] + longer[i] + longer[i + 2 :]
                    if swapped in there:
                        yield from _ordered(longer, swapped, counts)


def _ordered(one: str, other: str, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    rare, usual = sorted((one, other), key=lambda name: counts[name])
    if counts[rare] <= _RARE <= counts[usual] <= _MANY * counts[rare]:
        yield rare, usual


class _Ground:
    """Where paragraphs and links start, for all the names of an article that are compared."""

    def __init__(self, article: Article) -> None:
        self.paragraphs = [paragraph.start for paragraph in article.paragraphs]
        self.links = [*article.link_places]


def _judged(article: Article, ground: _Ground, rare: str, usual: str) -> Hit | None:
    text = article.text
    rare_at, confirmed, other_times = _places(article, ground, rare)
    usual_at, usual_confirmed, times = _places(article, ground, usual)
    if len(rare_at) == len(usual_at) and rare_at and rare_at[0] < usual_at[0]:
        rare, usual, rare_at, usual_at = usual, rare, usual_at, rare_at
        confirmed, times = usual_confirmed, other_times
    if confirmed or times > _COUNTED or not 0 < len(rare_at) <= _RARE <= len(usual_at):
        return None
    if all(_BEGINNING.search(text, max(0, at - 20), at) for at in rare_at):
        return None
    given = {_given(text, at) for at in usual_at} - {""}
    tails = {_tail(text, at + len(usual)) for at in usual_at}
    for at in rare_at:
        end = at + len(rare)
        tail = _tail(text, end)
        if tail not in tails or _NAME_BEHIND.match(text, end + len(tail)):
            return None
        if _given(text, at) not in given | {""} or not (given or tail):
            return None
    at, first = rare_at[0], usual_at[0]
    tail = _tail(text, at + len(rare))
    count = "once" if len(rare_at) == 1 else f"{len(rare_at)} times"
    return Hit(
        at,
        at + len(rare) + len(tail),
        f"“{rare}” ({count}) is spelled “{usual}” elsewhere ({times} times)",
        identity=rare,
        related=(Related(first, first + len(usual), f"“{usual}”"),),
        facts={"spellings": {rare: len(rare_at), usual: times}},
    )


def _places(article: Article, ground: _Ground, name: str) -> tuple[list[int], bool, int]:
    """Where a name stands in prose, whether it stands anywhere else too, and how often in all.

    Anywhere else is a link, template, reference, list or table.
    """
    text = article.text
    paragraphs = article.paragraphs
    found: list[int] = []
    confirmed = False
    times = 0
    at = text.find(name)
    while at >= 0 and times <= _COUNTED:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            times += 1
            k = bisect_right(ground.paragraphs, at) - 1
            if k >= 0 and at < paragraphs[k].end and article.masked(at, end) == name:
                found.append(at)
            link = bisect_right(ground.links, at) - 1
            confirmed = confirmed or (link >= 0 and at < article.link_places[ground.links[link]])
        at = text.find(name, end)
    return found, confirmed or times > len(found), times


def _given(text: str, at: int) -> str:
    """Return the capitalised word right before a name, unless it merely begins a sentence."""
    m = _GIVEN_BEFORE.search(text, max(0, at - 30), at)
    if m is None or f" {m[1].lower()} " in text:
        return ""
    return m[1]


def _tail(text: str, end: int) -> str:
    """Return what a hyphen joins to a name."""
    m = _COMPOUND.match(text, end)
    return m[0] if m else ""
