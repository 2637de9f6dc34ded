"""Applies the edits of findings, and keeps them only where they cure what they are for.

After each step the article is read and examined again: the findings that were to go must be gone,
none may be new, and what stands outside the edits must read as before. Comments and what is no
wikitext are never touched.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from typing import NamedTuple

from validator.engine import Engine, Result
from validator.finding import Edit, Finding
from validator.span import Cover
from validator.wikitext.reader import ScannedArticle

_STEPS = 400
"""So often an article is read again at most, a long one until ``_READ`` characters are."""
_READ = 20_000_000
_MOST_REFUSED = 40
"""Where so many edits fail, the others are left alone."""


class Fixed(NamedTuple):
    """An article with the edits that were kept, and what is left to say of it.

    ``refused`` are findings whose edits did not cure them, or had other effects.
    """

    article: ScannedArticle
    result: Result
    cured: int
    refused: tuple[Finding, ...]


def fix(article: ScannedArticle, again: Callable[[str], ScannedArticle], engine: Engine) -> Fixed:
    """Apply the safe edits of an article's findings; ``again`` reads a text as it was read."""
    result = engine.examine(article)
    refused: dict[str, Finding] = {}
    cured = 0
    size = len(result.findings)
    for _ in range(max(2, min(_STEPS, _READ // (len(article.text) + 1)))):
        wanted = (f for f in result.findings if f.safe and f.edits and f.fingerprint not in refused)
        batch = _apart(article, wanted)[:size]
        if not batch:
            break
        edits = sorted((edit for finding in batch for edit in finding.edits), key=_place)
        after = again(applied(article.text, edits))
        found = engine.examine(after)
        if _is_cured(batch, result, found) and _reads_as_before(article, after, edits):
            article, result = after, found
            cured += len(batch)
            size *= 2
            refused.clear()  # in the new text it may be otherwise
        elif len(batch) > 1:
            size = len(batch) // 2
        else:
            refused[batch[0].fingerprint] = batch[0]
            size = len(result.findings)
            if len(refused) > _MOST_REFUSED:
                break
    return Fixed(article, result, cured, tuple(refused.values()))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits, which are in order and do not overlap."""
    pieces = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def difference(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; nothing if both texts are the same."""
    path = path.lstrip("/")
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _apart(article: ScannedArticle, findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose edits do not touch each other, nor what no edit may touch."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for finding in findings:
        places = sorted(map(_place, finding.edits))
        if any(_is_closed(article, *place) for place in places):
            continue
        at = [bisect_left(taken, place) for place in places]
        if all(
            (k == 0 or taken[k - 1][1] < start) and (k == len(taken) or end < taken[k][0])
            for k, (start, end) in zip(at, places, strict=True)
        ):
            for place in places:
                insort(taken, place)
            chosen.append(finding)
    return chosen


def _is_closed(article: ScannedArticle, start: int, end: int) -> bool:
    """Whether a comment, or what is no wikitext, stands in a place or around it."""
    return next(article.opaque.within(start, max(end, start + 1)), None) is not None


def _is_cured(batch: list[Finding], before: Result, after: Result) -> bool:
    """Whether findings are gone and none is new; of a rule that was cut short, nobody can tell."""
    known = {finding.fingerprint for finding in before.findings}
    alike = {(finding.rule, finding.excerpt) for finding in before.findings}
    left = Counter(finding.rule for finding in before.findings)
    left.subtract(finding.rule for finding in batch)
    there = Counter(finding.rule for finding in after.findings)
    return (
        not after.faults
        and all(there[f.rule] <= left[f.rule] or f.rule in before.cut for f in batch)
        and all(
            finding.fingerprint in known
            or (finding.rule, finding.excerpt) in alike
            or finding.rule in before.cut
            for finding in after.findings
        )
    )


def _reads_as_before(before: ScannedArticle, after: ScannedArticle, edits: list[Edit]) -> bool:
    """Whether every construct outside the edits is read again, and none is new but in them.

    References may begin or end elsewhere: an edit that closes one gives others back.
    """
    moved, ranges = _Moved(edits), []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        ranges.append((start, start + len(edit.new)))
        shift += len(edit.new) - (edit.end - edit.start)
    kept = {place for one in _constructs(before) if (place := moved.place(*one)) is not None}
    there = set(_constructs(after))
    written = Cover((start, end + 1) for start, end in ranges)
    return kept <= there and all(
        start in written or end in written for _, start, end in there - kept
    )


def _constructs(article: ScannedArticle) -> Iterator[tuple[str, int, int]]:
    """Kind and place of what an article is made of, less references."""
    scan = article.scan
    for kind, found in (
        ("template", scan.templates),
        ("link", scan.links),
        ("heading", scan.headings),
        ("comment", scan.comments),
    ):
        for one in found:
            yield kind, one[0], one[1]
    for tag in scan.tags:
        if tag[2] not in ("ref", "references"):
            yield tag[2], tag[0], tag[1]


class _Moved:
    """Where places of a text are after edits."""

    def __init__(self, edits: list[Edit]) -> None:
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.new) - (edit.end - edit.start))

    def place(self, kind: str, start: int, end: int) -> tuple[str, int, int] | None:
        """The place of a construct; None if an edit takes it away or cuts it."""
        first = bisect_right(self._ends, start)  # edits that end where it starts move it
        last = bisect_left(self._starts, end)  # those that start where it ends do not
        cut_before = first < len(self._starts) and self._starts[first] < start
        cut_behind = last > 0 and self._ends[last - 1] > end
        whole = first < len(self._starts) and self._starts[first] == start < self._ends[first]
        if cut_before or cut_behind or (whole and self._ends[first] >= end):
            return None
        return kind, start + self._shifts[first], end + self._shifts[last]
