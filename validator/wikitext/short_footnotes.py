"""Reads short footnotes, and everything on the page that has or may have an anchor for them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from validator.article import Article
from validator.citation import Citation
from validator.pattern import pattern
from validator.profile import TemplateUse
from validator.short_footnote import ShortFootnote, Target
from validator.span import Cover
from validator.template import Template
from validator.values.anchor import NAMES, PREFIX, encoded, is_year

Used = Sequence[tuple[Template, TemplateUse]]

_MARKUP = pattern(r"[\[<&]|''")
_WRITTEN = pattern(rf"(?<!#){PREFIX}[^\s\"'<>|{{}}\[\]]+")
_INCLUDED = ("#invoke:", "#lst", "#section", ":", "/")
_MAGIC = pattern(r"#|(?![Tt]emplate:)[^\W\d_]+:(?!:)")
_SOURCE = pattern(r"(?i:ref|cit|sourc|bibl|harv|sfn)|[12][0-9]{3}")
_WORD = pattern(r"[^\W_]{2,}")
_LEAD = 20
"""A line does not lead with more list marks than this."""
_SHORT = 100
"""Longer values of templates that are not known are no names."""


class Anchor(NamedTuple):
    """An anchor and, as far as they are told, the names and the year of which it is made."""

    name: str
    people: tuple[str, ...] = ()
    year: str = ""


_NONE = Anchor("")
Named = Mapping[int, Anchor]
"""Anchors of templates such as ``{{sfnref|Hall|1990}}``, by start."""


class _Link(NamedTuple):
    """The parameters of a short footnote that make one link, and that change it."""

    given: list[str]
    dated: bool
    refs: tuple[str, ...]
    ignore: tuple[str, ...]


def footnotes(article: Article, templates: Used, named: Named) -> Iterator[ShortFootnote]:
    """Every link that a short footnote makes and that can be read, by start."""
    for template, use in templates:
        values = template.values
        for link in _links(values, use.parameters):
            anchor = _anchor(article, template, link.given, dated=link.dated)
            name = anchor.name
            for ref in link.refs:
                if name and values.get(ref, "") not in ("", "harv"):
                    name = _ref(article, template, ref, named).name
                    break
            if name:
                ignored = any(values.get(each) for each in link.ignore)
                given = tuple(link.given)
                yield ShortFootnote(template, name, anchor.people, anchor.year, given, ignored)


def named(article: Article, templates: Used) -> dict[int, Anchor]:
    """The anchors of templates that are given as ``|ref=``."""
    return {
        template.start: _anchor(article, template, given)
        for template, use in templates
        if (given := _given(template.values, use.parameters.get("author", ())))
    }


def targets(article: Article, by_role: Mapping[str, Used], named: Named) -> Iterator[Target]:
    """Everything that has an anchor, or may have one that cannot be told."""
    for citation in article.citations:
        yield from _of_citation(article, citation, named)
    short = by_role.get("short-footnote", ())
    for template, use in short:
        if "contributor" in use.parameters:
            yield _of_contribution(article, template, use.parameters)
    for template, _ in by_role.get("anchor", ()):
        for value in template.values.values():
            yield Target(encoded(value), template.start, template.end)
    links = Cover((template.start, template.end) for template, _ in short)
    for start, anchor in named.items():
        if start not in links:
            yield Target(anchor.name, start, start + 2, anchor.people, anchor.year)
    if PREFIX in article.text:
        for m in _WRITTEN.finditer(article.text):
            if m.start() not in links:
                yield Target(encoded(m[0]), m.start(), m.end())
    yield from _hiding(article)


def _links(values: Mapping[str, str], use: Mapping[str, tuple[str, ...]]) -> Iterator[_Link]:
    """The links of a short footnote: one, one for each year, or as many as it counts."""
    roles = [use.get(role, ()) for role in ("author", "year", "ref", "ignore")]
    author, years, refs, ignore = roles
    if not any(name[0] == "#" for name in author):
        people, told = _given(values, author), _given(values, years)
        if people:
            yield from (_Link([*people, year], True, refs, ignore) for year in told)
            if not told:
                yield _Link(people, False, refs, ignore)
        return
    pairs = zip(count(1, 2), count(2, 2), strict=True)  # {{sfnm|Hall|1990|Moe|1991}}
    for number in map(str, range(1, len(values) + 1)):
        author, years, refs, ignore = (
            tuple(name.replace("#", number) for name in names) for names in roles
        )
        people, told = _given(values, author), _given(values, years)
        given = [*people, *told] if people else _given(values, tuple(map(str, next(pairs))))
        if not given:
            return
        yield _Link(given, bool(people and told), refs, ignore)


def _given(values: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """Those parameters that have a value; ``last#`` is ``last`` and ``last1`` to ``last9``."""
    return [name for name in _spelled(names) if values.get(name)]


@lru_cache(maxsize=64)
def _spelled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        one
        for name in names
        for one in ([name.replace("#", n) for n in ("", *"123456789")] if "#" in name else [name])
    )


def _text(article: Article, value: str) -> str | None:
    """A value without markup; None if it holds a template."""
    if "{{" in value:
        return None
    return article.plain(value) if _MARKUP.search(value) else value


def _anchor(
    article: Article, template: Template, given: Sequence[str], *, dated: bool = False
) -> Anchor:
    """The anchor of some parameters; none if one holds what cannot be read."""
    texts = [_text(article, template.values[name]) for name in given]
    shown = [text for text in texts if text is not None]
    if not shown or len(shown) < len(texts):
        return _NONE
    dated = dated or is_year(shown[-1])
    if len(shown) > NAMES and not dated:
        del shown[-1]  # A fifth name counts for nothing.
    people = shown[:-1] if dated else shown
    return Anchor(encoded(PREFIX + "".join(shown)), tuple(people), shown[-1] if dated else "")


def _ref(article: Article, template: Template, name: str, named: Named) -> Anchor:
    """The anchor that a parameter gives; none if it gives none, or it cannot be told."""
    parameter = template.parameter(name)
    if parameter is None or parameter.value == "none":
        return _NONE
    if parameter.value_start in named:
        return named[parameter.value_start]
    return Anchor(encoded(_text(article, parameter.value) or ""))


def _of_citation(article: Article, citation: Citation, named: Named) -> Iterator[Target]:
    """The anchor of a citation: what ``ref`` says, or surnames and year."""
    ref = citation.parameter("ref")
    own = ref is not None and ref.value != "harv"
    anchor = _NONE
    if ref is not None and own:
        if ref.value == "none":
            return
        anchor = _ref(article, citation.template, ref.name, named)
        if anchor.people:
            yield _cited(citation, anchor)
            return
    names, year = citation.anchored(article.profile.calendar)
    people = tuple(name for one in names if (name := _text(article, one)) is not None)
    known = bool(citation.use.schema)
    if own:
        yield _cited(citation, Anchor(anchor.name, people, year) if anchor.name else _NONE)
    elif not known and citation.use.anchors is not None:
        yield from _of_wrapper(citation, people, year, citation.use.anchors)
    elif len(people) < len(names) or "{{" in year:
        yield _cited(citation, _NONE)
    elif names and (known or year):
        yield _cited(citation, Anchor(encoded(PREFIX + "".join(people) + year), people, year))
    elif not known:
        yield _cited(citation, Anchor("", people))


def _cited(citation: Citation, anchor: Anchor) -> Target:
    known = bool(citation.use.schema)
    place = (citation.start, citation.end)
    return Target(anchor.name, *place, anchor.people, anchor.year, known, citation.reference)


def _of_wrapper(
    citation: Citation, names: tuple[str, ...], year: str, anchors: tuple[str, ...]
) -> Iterator[Target]:
    """The anchors of a template for one source, which may be given other names or another year."""
    pairs = {(names, year)} if names else set()
    for anchor in anchors:
        own = anchor.rstrip("0123456789–")
        pairs |= {(people, year or anchor[len(own) :]) for people in ((own,), names or (own,))}
    for people, when in sorted(pairs):
        anchor = encoded(PREFIX + "".join(people) + when)
        yield Target(anchor, citation.start, citation.end, people, when)


def _of_contribution(
    article: Article, template: Template, roles: Mapping[str, tuple[str, ...]]
) -> Target:
    """The anchor of a short footnote that is a source itself: ``{{harvc}}``."""
    values = template.values
    people = _given(values, roles["contributor"])[:NAMES]
    year = _given(values, roles.get("anchor-year", ()))[:1]
    own = _given(values, roles.get("anchor", ()))
    made = _anchor(article, template, people + year, dated=bool(year))
    name = encoded(values[own[0]]) if own else made.name
    return Target(name, template.start, template.end, made.people, made.year)


def _hiding(article: Article) -> Iterator[Target]:
    """Templates that are not known and may hold a source.

    Any one that stands like a source, and those that are given a name wherever they stand.
    """
    listing = {article.section_at(c.start).start for c in article.citations if c.reference < 0}
    last = max((citation.end for citation in article.citations), default=0)
    for template in article.templates:
        name = template.name
        if name.lower().startswith(_INCLUDED):
            yield Target("", template.start, template.end)
        elif template.use is not None or not name or _MAGIC.match(name):
            continue
        elif _stands_like_source(article, template, listing, last):
            yield Target("", template.start, template.end)
        else:
            given = [name, *(v for v in template.values.values() if len(v) < _SHORT)]
            words = tuple(word for value in given for word in _WORD.findall(value))
            yield Target("", template.start, template.end, words or (name,))


def _stands_like_source(article: Article, template: Template, listing: set[int], last: int) -> bool:
    """Whether a template begins a reference, or a line where other sources are listed."""
    text, start = article.text, template.start
    if template.region >= 0:
        reference = article.reference_at.get(template.region)
        inner = reference.inner if reference else None
        return inner is not None and not text[inner.start : min(start, inner.start + _LEAD)].strip()
    at = text.rfind("\n", max(0, start - _LEAD), start) + 1
    lead = text[at:start] if at or start <= _LEAD else "…"
    if lead.strip("*#:; \t"):
        return False
    section = article.section_at(start)
    if section.start not in listing and section.role not in ("references", "further-reading"):
        return False
    return bool(lead) or start < last or _SOURCE.search(template.name) is not None
