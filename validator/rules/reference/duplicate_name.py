"""Rule ``reference/duplicate-name``."""

from bisect import bisect_right
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Related, Severity
from validator.reference import Reference
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
    above it; branches of a condition.

    ## See
    https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_duplicate_key
    https://www.mediawiki.org/wiki/Help:Cite
    """

    since = "0.1"
    severity = Severity.ERROR

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield each definition that says something else than the first of its name and group."""
        branches: tuple[list[int], list[int]] | None = None
        for complaint in context.cite(article).about("references_duplicate_key"):
            reference, known = complaint.reference, complaint.other
            name, group = reference.name, complaint.reference.group
            if not isinstance(known, Reference) or reference.made != known.made:
                continue
            branches = branches or _branches(article)
            if _inside(branches, known.start) or _inside(branches, reference.start):
                continue
            yield Hit(
                reference.start,
                reference.end,
                f'Reference name "{name}" is defined twice, here with different {_how(reference, known)}',
                identity=f"{group}|{name}",
                related=(Related(known.start, known.end, f'First definition of "{name}"'),),
                facts={"cite": complaint.key, "name": name, "group": group},
            )


def _how(reference: Reference, known: Reference) -> str:
    """In what two contents differ."""
    here, there = without_comments(reference.content), without_comments(known.content)
    if here == there:
        return "comments" if reference.content != known.content else "spacing"
    return "spacing" if here.split() == there.split() else "content"


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
