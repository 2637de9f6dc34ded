"""Rule ``reference/unused-target``."""

from collections.abc import Iterable, Iterator

from validator.article import Article, Section
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.short_footnote import Target
from validator.template import Template

_LINKED = pattern(r"#(CITEREF[^\s|\[\]{}<>]+)")
_WORD = pattern(r"[^\W_]+")
_FOOTNOTE = pattern(r"(?i:sfn|harv|foot|note|cit|ref)")
_FEWEST = 3
"""So many sources of a section must be used, and more than are not."""


class UnusedTarget(Rule):
    """Source in the list of sources that no short footnote cites.

    The list of sources is there for the footnotes. What none of them cites supports nothing in the
    text: it is left from an earlier version, or its footnote names another author or year. Works
    that are merely worth reading have a section of their own.

    ## Bad
    A.{{sfn|Ash|1990}} B.{{sfn|Birch|1991}} C.{{sfn|Cole|1992}}

    == Sources ==
    * {{cite book |last=Ash |date=1990 |title=Tides}}
    * {{cite book |last=Birch |date=1991 |title=Gates}}
    * {{cite book |last=Cole |date=1992 |title=Locks}}
    * {{cite book |last=Dean |date=1993 |title=Weirs}}

    ## Good
    A.{{sfn|Ash|1990}} B.{{sfn|Birch|1991}} C.{{sfn|Cole|1992}}

    == Sources ==
    * {{cite book |last=Ash |date=1990 |title=Tides}}
    * {{cite book |last=Birch |date=1991 |title=Gates}}
    * {{cite book |last=Cole |date=1992 |title=Locks}}

    == Further reading ==
    * {{cite book |last=Dean |date=1993 |title=Weirs}}

    ## Not flagged
    Sections of which footnotes use less than three sources or less than half, further reading,
    sources without an author, authors whom another reference or a footnote that leads nowhere names, and pages with a template
    that is not known and may be a footnote.

    ## See
    https://en.wikipedia.org/wiki/Help:Shortened_footnotes
    https://en.wikipedia.org/wiki/Category:Harv_and_Sfn_template_errors
    """

    since = "0.1"
    severity = Severity.INFO

    def is_idle(self, article: Article) -> bool:
        """Whether short footnotes are too few, or another wiki makes its anchors in another way."""
        few = len(article.short_footnotes) < _FEWEST
        return article.profile.citation_module != "cs1" or few

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield the sources that no footnote links to, where footnotes link to most others."""
        used = {footnote.anchor for footnote in article.short_footnotes}
        used.update(m[1] for m in _LINKED.finditer(article.text))
        listed: dict[Section, list[Target]] = {}
        for target in article.targets:
            if target.anchor and target.is_citation and target.reference < 0:
                listed.setdefault(article.section_at(target.start), []).append(target)
        unused = [
            target
            for section, targets in listed.items()
            for target in _unused(section, targets, used)
        ]
        if not unused or any(map(_may_be_footnote, article.templates)):
            return
        named = _named(article)
        for footnote in article.short_footnotes:
            if footnote.anchor not in article.anchors:
                named.update(_words(footnote.names[:1]))
        for target in unused:
            if named.isdisjoint(_words(target.names[:1])):
                yield Hit(
                    target.start,
                    target.end,
                    f'No footnote cites "{target.label}", as they do the sources around it',
                    identity=target.anchor,
                    facts={"anchor": target.anchor},
                )


def _unused(section: Section, targets: list[Target], used: set[str]) -> list[Target]:
    """The sources of a section that nothing cites; none if it is not what footnotes draw on."""
    unused = [target for target in targets if target.anchor not in used]
    others = len(targets) - len(unused)
    if section.role == "further-reading" or others < _FEWEST or others <= len(unused):
        return []
    return [target for target in unused if target.names]


def _may_be_footnote(template: Template) -> bool:
    """Whether a template that is not known may cite a source."""
    use = template.use
    if use is None:
        return _FOOTNOTE.search(template.name) is not None or template.name[:8] == "#invoke:"
    return use.role == "short-footnote" and "author" not in use.parameters


def _words(values: Iterable[str]) -> set[str]:
    return {word for value in values for word in _WORD.findall(value)}


def _named(article: Article) -> set[str]:
    """The words of references without citations, and what templates that are not known are given."""
    found = set()
    for reference in article.references:
        if reference.start not in article.citations_by_reference:
            found.update(_words([reference.content]))
    for template in article.templates:
        if template.use is None:
            found.update(_words([template.name]))
            found.update(_words(v for v in template.values.values() if "{{" not in v))
    return found
