"""Rule ``reference/several-targets``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Citation
from validator.finding import Hit, Related, Severity
from validator.rule import Context, Rule
from validator.short_footnote import Target


class SeveralTargets(Rule):
    """Short footnote that fits more than one source.

    Its link leads to the first of them, which may be the wrong one, and names and year do not tell
    the reader which is meant. Put letters behind the years in the citations and in the footnotes:
    1990a, 1990b. If it is one source cited twice, keep one of the citations.

    ## Bad
    Built in 1871.{{sfn|Hall|1990|p=4}} {{reflist}}
    * {{cite book |last=Hall |date=1990 |title=Tides}}
    * {{cite book |last=Hall |date=1990 |title=Gates}}

    ## Good
    Built in 1871.{{sfn|Hall|1990a|p=4}} {{reflist}}
    * {{cite book |last=Hall |date=1990a |title=Tides}}
    * {{cite book |last=Hall |date=1990b |title=Gates}}

    ## Not flagged
    Sources that no short footnote links to, and a named reference that is written out twice.

    ## See
    https://en.wikipedia.org/wiki/Category:Harv_and_Sfn_multiple-target_errors
    https://en.wikipedia.org/wiki/Template:Sfn#More_than_one_work_in_a_year
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no short footnote, or another wiki makes its anchors in another way."""
        return article.profile.citation_module != "cs1" or not article.short_footnotes

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the first footnote of every anchor that several citations have."""
        told = set()
        citations = {citation.start: citation for citation in article.citations}
        for footnote in article.short_footnotes:
            anchor = footnote.anchor
            if anchor in told or footnote.is_ignored:
                continue
            told.add(anchor)
            targets = _citations(article, article.anchors.get(anchor, []))
            if len(targets) > 1:
                works = {_work(citations[target.start]) for target in targets}
                cure = "letters behind the years would tell them apart"
                yield Hit(
                    *footnote.span,
                    f'"{footnote.label}" links to {len(targets)} citations'
                    + (f", {cure}" if len(works) > 1 else " of the same work"),
                    identity=anchor,
                    related=tuple(Related(t.start, t.end, "It links here") for t in targets),
                    facts={"anchor": anchor, "targets": len(targets)},
                )


def _work(citation: Citation) -> tuple[str, ...]:
    return tuple(citation.get(field).lower() for field in ("title", "chapter"))


def _citations(article: Article, targets: list[Target]) -> list[Target]:
    """The citations among some targets; of those in references of one name only the first."""
    found: dict[tuple[str, str] | int, Target] = {}
    for target in targets:
        if target.is_citation:
            reference = article.reference_at.get(target.reference)
            named = reference is not None and reference.name
            place = (reference.group, reference.name) if reference and named else target.start
            found.setdefault(place, target)
    return list(found.values())
