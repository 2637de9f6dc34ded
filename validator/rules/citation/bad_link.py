"""Rule ``citation/bad-link``."""

from collections.abc import Iterable, Iterator, Mapping

from validator.article import Article
from validator.citation import Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context
from validator.values.name import place, without_et_al

_INTERWIKI = pattern(r"\[\[([A-Za-z]+):")
_COLONS = pattern(r":[a-z]+:")
_WIKI = pattern(r":(?:([dsw]):([a-z]{2,}):|([a-z]{2,}):([dsw]):|([dsw]):|([a-z]{2,}):)")
_PREFIX = pattern(r"([A-Za-z]+):")
_MARKUP = pattern(r"[][<>|{}]|(?:\A|[A-Za-z0-9+.-]:)//[A-Za-z0-9]")
_KEYWORDS = ("none", "pmc", "doi")
"""Values of |title-link= that choose an identifier to link the title with."""


class BadLink(CitationRule):
    """Link in a citation that the template cannot make.

    A parameter for a link takes the bare title of a page, and only where the linked text is no link
    itself. Links to other languages take a colon first, or they become interlanguage links of the
    article.

    ## Bad
    <ref>{{cite book |title=Tides |author=Ada Hall |author-link=[[Ada Hall]]}}</ref>

    ## Good
    <ref>{{cite book |title=Tides |author=Ada Hall |author-link=:fr:Ada Hall}}</ref>

    ## Not flagged
    Links of parameters that the template does not show.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#bad_paramlink
    """

    since = "0.1"
    severity = Severity.ERROR

    def asked(self, article: Article) -> Iterable[Citation]:
        """Citations with a wikilink."""
        return article.linking_citations

    def conditions(
        self, citation: Citation, article: Article, context: Context
    ) -> Iterator[Condition]:
        """Yield links with markup, links within links, and prefixes without a colon."""
        values = citation.values
        prefixes = article.profile.language_prefixes
        bad = {}
        linked = [name for name, value in values.items() if "[[" in value]
        for name in linked:
            found = _INTERWIKI.search(values[name])
            if found and found[1].lower() in prefixes:
                bad[name] = f"links to {found[1]}: without a colon before it"
        links = [name for name in values if "link" in name]
        if not linked and not links:
            return
        for kind in {where.kind for name in (*linked, *links) if (where := place(name))}:
            bad.update(_odd_names(citation, kind, prefixes))
        if values.get("title-link", "none") not in _KEYWORDS:
            bad.update(_odd("title-link", ["title"], values, prefixes))
        if citation.kind == "cite-episode" and "episode-link" in values:
            bad.update(_odd("episode-link", ["title"], values, prefixes))
        if citation.kind in ("cite-episode", "cite-serial") and "series-link" in values:
            bad.update(_odd("series-link", ["series"], values, prefixes))
        for name, why in bad.items():
            yield Condition(name, f"|{name}= {why}", "err_bad_paramlink")


def _odd_names(
    citation: Citation, kind: str, prefixes: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with the links of a list of names: the parameter to blame, and why."""
    values = citation.values
    for person in citation.lists.slots(kind):
        last, first, link = (values.get(name, "") for name in person[1:])
        if "[[" in last and not _leads(last, "[[", prefixes):
            yield person.last, "has a prefix that leads to no wiki"
        if link and not _leads(link, "", prefixes):
            yield person.link, "has a prefix that leads to no wiki"
        given = without_et_al(first)
        if given.startswith("[[") and given.endswith("]]"):
            yield person.first, "is a link; a surname or a -link parameter takes it"
        if last and link:
            named = [name for name in (person.last, person.first) if name]
            yield from _odd(person.link, named, values, prefixes)


def _odd(
    link: str, linked: list[str], values: Mapping[str, str], prefixes: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a parameter that links others: the parameter to blame, and why."""
    value = values[link]
    markup = _MARKUP.search(value) if "{{" not in value else None
    if markup:
        what = "an address" if "//" in markup[0] else f"“{markup[0]}”"
        yield link, f"holds {what}; the bare title of a page is needed"
        return
    for name in linked:
        if "[[" in values.get(name, ""):
            yield name, f"is a link, and |{link}= links it too"
            return
    prefix = _PREFIX.match(value)
    if prefix and prefix[1].lower() in prefixes:
        yield link, f"leads to {prefix[1]}: without a colon before it"


def _leads(value: str, opening: str, prefixes: frozenset[str]) -> bool:
    """Whether what looks like a prefix between colons leads to a wiki, or is none at all."""
    if not _COLONS.search(value):
        return True
    found = _WIKI.match(value.removeprefix(opening)) if value.startswith(opening) else None
    if found is None:
        return False
    language = found[2] or found[3] or found[6] or ""
    return language in prefixes if language else bool(found[5])
