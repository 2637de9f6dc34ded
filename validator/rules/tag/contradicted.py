"""Rule ``tag/contradicted``."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from validator.article import Article, Link, Section, Tag
from validator.finding import Hit, Related, Severity
from validator.once import once
from validator.reference import Reference
from validator.rule import Context, Rule
from validator.span import Span

_start = attrgetter("start")
_FEW, _SEVERAL, _MANY = 2, 3, 5
_WORDS = 25
_LONGEST_DATE = 30
_BESIDE = 20
_BEGINNING = 200


class Contradicted(Rule):
    """Maintenance tag that the article itself refutes.

    What the tag asks for is there by now, yet readers are still warned and others sent to mend what
    is mended. Take the tag away, or put the one in its place that fits what is left to do.

    ## Bad
    {{Unreferenced|date=May 2009}}
    The mill was built in 1871.<ref>{{cite book|last=Hall|title=Mills|date=1990}}</ref> It burned down.<ref>{{cite book|last=Moe|title=Fires|date=1991}}</ref>
    {{reflist}}

    ## Good
    {{More citations needed|date=May 2009}}
    The mill was built in 1871.<ref>{{cite book|last=Hall|title=Mills|date=1990}}</ref> It burned down.<ref>{{cite book|last=Moe|title=Fires|date=1991}}</ref>
    {{reflist}}

    ## Not flagged
    Tags that only a reader can judge: for more sources or better ones, for a better lead. A tag for
    a single citation beside a reference: the reference may support another part of the sentence.
    Tags about one source where a third of the references or more go back to the same.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Maintenance_template_removal
    https://en.wikipedia.org/wiki/Template:Unreferenced
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether no tag says what the text can refute."""
        return not any(tag.use.claims for tag in article.tags)

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield every tag whose claim is surely wrong."""
        evidence = _Evidence(article)
        for tag in article.tags:
            proof = evidence.against(tag) if tag.use.claims else None
            if proof is None:
                continue
            since = f" since {tag.date_text[:_LONGEST_DATE]}" if tag.date else ""
            yield Hit(
                tag.start,
                tag.end,
                f"{{{{{tag.template.name}}}}}{since}: {proof.says}",
                identity="|".join((tag.use.name, tag.date_text, proof.about)),
                severity=Severity.INFO if proof.weak else None,
                related=(Related(*proof.place, proof.label),) if proof.place else (),
                facts={"template": tag.use.name, "claims": tag.use.claims, "count": proof.number},
            )


class _Proof(NamedTuple):
    """What refutes a tag: how much of it there is, and where the first is.

    ``about`` tells tags apart that are about single constructs; ``weak`` is proof by one source.
    """

    says: str
    number: int
    place: Span | None = None
    label: str = "The first"
    about: str = ""
    weak: bool = False


class _Evidence:
    """What an article has to say against its tags; counted once, however many there are."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._found: dict[tuple[str, int], _Proof | None] = {}

    def against(self, tag: Tag) -> _Proof | None:
        """The proof against a tag, None if there is none."""
        claim = tag.use.claims
        if claim == "dead-link":
            return self._copy_beside(tag)
        section = self._article.section_at(tag.start)
        if claim == "no-references" and section.level:
            claim = "no-references-in-section"
        judge = _OF_SECTIONS.get(claim)
        if judge is None and (section.level or tag.template.values.get("1")):
            return None
        key = claim, section.start
        if key not in self._found:
            self._found[key] = judge(self, section) if judge else _OF_ARTICLES[claim](self)
        return self._found[key]

    def sources(self) -> _Proof | None:
        """References and, in sections for sources, citations."""
        article = self._article
        listed = [
            citation
            for citation in article.citations
            if citation.reference < 0 and article.section_at(citation.start).role == "references"
        ]
        count = len({one.name or one.start for one in self._marks}) + len(listed)
        places = [Span(one.start, one.end) for one in self._marks[:1]]
        places += [Span(one.start, one.template.end) for one in listed[:1]]
        return _cited("article", count, min(places, default=None))

    def sources_in(self, section: Section) -> _Proof | None:
        """References in a section."""
        first, last = (
            bisect_left(self._marks, at, key=_start) for at in (section.body, section.end)
        )
        marks = self._marks[first:last]
        place = Span(marks[0].start, marks[0].end) if marks else None
        return _cited("section", len({one.name or one.start for one in marks}), place)

    def inline_references(self) -> _Proof | None:
        """References in the text, also those that short footnotes make."""
        marks = [Span(one.start, one.end) for one in self._marks if not one.listed]
        marks += [
            Span(one.template.start, one.template.end)
            for one in self._article.short_footnotes
            if one.template.use is not None and "group" in one.template.use.parameters
        ]
        if len(marks) < _SEVERAL:
            return None
        return _Proof(f"the article has {len(marks)} inline citations", len(marks), min(marks))

    def different_sources(self) -> _Proof | None:
        """Sources of which none is behind a third of the references."""
        article = self._article
        sources = {
            one.name or str(one.start): self._source(one)
            for one in article.references
            if one.content
        }
        marks = Counter(
            sources.get(one.name or str(one.start), "")
            for one in article.references
            if not one.listed and not one.group
        )
        marks.update(one.anchor for one in article.short_footnotes)
        if "" in marks or len(marks) < _MANY or 3 * max(marks.values()) >= marks.total():
            return None
        return _Proof(f"the article cites {len(marks)} different sources", len(marks))

    def categories(self) -> _Proof | None:
        """Categories, if there are some."""
        found = self._article.categories
        return _linked("page has {} categories", found) if len(found) >= _FEW else None

    def links(self) -> _Proof | None:
        """Links to articles, if there are some."""
        found = [one for one in self._article.links if not one.namespace and ":" not in one.target]
        return _linked("article has {} links", found) if len(found) >= _MANY else None

    def lead(self) -> _Proof | None:
        """A lead of some length."""
        words = self._words[0]
        return _Proof(f"the lead has {words} words", words) if words >= _WORDS else None

    def text_of(self, section: Section) -> _Proof | None:
        """Text in a section with a heading."""
        words = self._words[section.start] if section.level else 0
        return _Proof(f"the section has {words} words", words) if words >= _WORDS else None

    def full_references(self) -> _Proof | None:
        """References that are no bare addresses, if there is none such."""
        article = self._article
        links = article.external_links
        cited = sum(link.reference >= 0 for link in links)
        if cited < _SEVERAL or any(not article.in_template(link.start) for link in links):
            return None
        return _Proof("no reference is a bare web address", cited)

    def _copy_beside(self, tag: Tag) -> _Proof | None:
        """The archived copy in the citation that a tag follows."""
        article = self._article
        k = bisect_right(article.citations, tag.start, key=_start) - 1
        citation = article.citations[k] if k >= 0 else None
        copy = citation.parameter("archive-url") if citation else None
        if citation is None or copy is None or not copy.value.startswith(("http", "//")):
            return None
        end = citation.template.end
        if not end <= tag.start < end + _BESIDE or article.text[end : tag.start].strip(" .,;\n"):
            return None
        live = ", and has |url-status=live" if citation.get("url-status") == "live" else ""
        return _Proof(
            f"the citation links to an archived copy{live}",
            1,
            Span(copy.name_start, copy.value_end),
            "The copy",
            citation.source[:_BEGINNING],
        )

    @once
    def _marks(self) -> list[Reference]:
        """References in no group with a citation, short footnote or address, and their uses."""
        article = self._article
        short = (one.template.region for one in article.short_footnotes)
        cites = {*article.citations_by_reference, *article.links_by_reference, *short}
        names = {one.name for one in article.references if one.name and one.start in cites}
        return [
            one
            for one in article.references
            if not one.group and (one.start in cites or one.name in names)
        ]

    @once
    def _words(self) -> Counter[int]:
        """How many words of prose the sections have, by their start."""
        article = self._article
        words: Counter[int] = Counter()
        for paragraph in article.paragraphs:
            start = article.sections[paragraph.section].start
            words[start] += len(article.plain(paragraph.source).split())
        return words

    def _source(self, reference: Reference) -> str:
        """What a reference cites, as far as it tells: a site, a title, its first word."""
        article = self._article
        links = article.links_by_reference.get(reference.start)
        if links:
            return links[0].url.partition("//")[2].partition("/")[0].removeprefix("www.").lower()
        cited = article.citations_by_reference.get(reference.start)
        if cited:
            return cited[0].get("periodical") or cited[0].get("title")
        return article.plain(reference.content[:_BEGINNING]).partition(" ")[0].strip(",.")


_OF_ARTICLES: dict[str, Callable[[_Evidence], _Proof | None]] = {
    "bare-urls": _Evidence.full_references,
    "no-categories": _Evidence.categories,
    "no-inline-references": _Evidence.inline_references,
    "no-lead": _Evidence.lead,
    "no-links": _Evidence.links,
    "no-references": _Evidence.sources,
    "one-source": _Evidence.different_sources,
}
_OF_SECTIONS: dict[str, Callable[[_Evidence, Section], _Proof | None]] = {
    "empty-section": _Evidence.text_of,
    "no-references-in-section": _Evidence.sources_in,
}


def _cited(what: str, count: int, place: Span | None) -> _Proof | None:
    if place is None:
        return None
    sources = "a source" if count == 1 else f"{count} sources"
    return _Proof(f"the {what} cites {sources}", count, place, weak=count < _FEW)


def _linked(says: str, found: Sequence[Link]) -> _Proof:
    return _Proof(f"the {says.format(len(found))}", len(found), Span(found[0].start, found[0].end))
