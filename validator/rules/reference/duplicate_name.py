"""Rule ``reference/duplicate-name``."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from validator.article import Article, Reference
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.template import without_comments


class DuplicateName(Rule):
    """Reference name defined twice with different content.

    Only the first content is printed, with an error beside it, so that a reader is sent to the
    wrong source by every later use of the name. Give the second source a name of its own, or reuse
    the first one if both are the same source.

    ## Bad
    A.<ref name="Hall">Hall 1990, p. 4</ref> B.<ref name="Hall">Hall 1990, p. 9</ref> {{reflist}}

    ## Good
    A.<ref name="Hall">Hall 1990, p. 4</ref> B.<ref name="Hall">Hall 1990, p. 4</ref> {{reflist}}

    ## Not flagged
    The same name in two groups, or on both sides of a list of references, which closes the names
    above it; contents that differ only in comments; branches of a condition.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_duplicate_key
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield each definition that says something else than the first of its name and group."""
        text = article.text
        first: dict[tuple[str, str], Reference] = {}
        conflicts = []
        for reference in article.references:
            inner = reference.inner
            if not reference.name or inner is None or not reference.content:
                continue
            known = first.setdefault((reference.group, reference.name), reference)
            if known is not reference and known.inner is not None:
                content = text[inner.start : inner.end]
                if content != text[known.inner.start : known.inner.end]:
                    conflicts.append((known, reference))
        if not conflicts:
            return
        lists = _Lists(article)
        branches = _branches(article)
        for known, reference in conflicts:
            name, group = reference.name, reference.group
            if "{" in name + group or (name.isascii() and name.isdigit()):
                continue
            here, there = (_compared(text, r) for r in (reference, known))
            if here == there or text[known.start] != text[reference.start]:
                continue
            if "<ref" in here.lower() or "<ref" in there.lower():
                continue  # An unclosed tag, which is another error.
            if lists.between(group, known.end, reference.start):
                continue
            if _inside(branches, known.start) or _inside(branches, reference.start):
                continue
            how = "spacing" if here.split() == there.split() else "content"
            yield Hit(
                reference.start,
                reference.end,
                f'Reference name "{name}" is defined twice, here with different {how}',
                identity=f"{group}|{name}",
                related=(Related(known.start, known.end, f'First definition of "{name}"'),),
                facts={"cite": "cite_error_references_duplicate_key", "name": name, "group": group},
            )


def _compared(text: str, reference: Reference) -> str:
    """Return the content as Cite compares it: to the letter, spaces included."""
    inner = reference.inner
    return without_comments(text[inner.start : inner.end]) if inner else ""


class _Lists:
    """Where the lists of each group stand."""

    def __init__(self, article: Article) -> None:
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        for place in article.reference_lists:
            self._starts.setdefault(place.group, []).append(place.start)
            self._ends.setdefault(place.group, []).append(place.end)

    def between(self, group: str, start: int, end: int) -> bool:
        """Whether a whole list of the group lies between two offsets."""
        starts = self._starts.get(group, [])
        k = bisect_left(starts, start)
        return k < len(starts) and self._ends[group][k] <= end


def _branches(article: Article) -> tuple[list[int], list[int]]:
    """Outermost conditional functions: starts and ends."""
    starts: list[int] = []
    ends: list[int] = []
    for template in article.templates:
        if template.name[:3] in ("#if", "#sw") and (not ends or template.start >= ends[-1]):
            starts.append(template.start)
            ends.append(template.end)
    return starts, ends


def _inside(spans: tuple[list[int], list[int]], offset: int) -> bool:
    starts, ends = spans
    k = bisect_right(starts, offset) - 1
    return k >= 0 and offset < ends[k]
