"""Rule ``citation/bad-link``."""

from collections.abc import Iterator, Mapping

from validator.article import Article, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import CitationRule, Condition, Context

_INTERWIKI = pattern(r"\[\[([A-Za-z]+):")
_COLON = pattern(r"\[\[:([A-Za-z]+):")
_PREFIX = pattern(r"(:?)([A-Za-z]+):")
_MARKUP = pattern(r"[][<>|{}]|(?:[A-Za-z][A-Za-z0-9+.-]*+:)?//[A-Za-z0-9]")
_PROJECTS = ("d", "s", "w")
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
        if not linked and not any("link" in name for name in values):
            return
        for _, people in citation.lists:
            for person in people:
                first = values.get(person.first, "")
                if first.startswith("[[") and first.endswith("]]"):
                    bad[person.first] = "is a link; a surname or a -link parameter takes it"
                for name in filter(None, (person.last, person.first)):
                    colon = _COLON.search(values[name]) if "[[:" in values[name] else None
                    if colon and not _leads(colon[1], prefixes):
                        bad[name] = f"links to :{colon[1]}:, which is no wiki"
                if person.last and person.link:
                    linked = [name for name in (person.last, person.first) if name]
                    bad.update(_odd(person.link, linked, values, prefixes))
        if values.get("title-link", "none") not in _KEYWORDS:
            bad.update(_odd("title-link", ["title"], values, prefixes))
        if citation.kind == "cite-episode" and "episode-link" in values:
            bad.update(_odd("episode-link", ["title"], values, prefixes))
        if citation.kind in ("cite-episode", "cite-serial") and "series-link" in values:
            bad.update(_odd("series-link", ["series"], values, prefixes))
        for name, why in bad.items():
            yield Condition(name, f"|{name}= {why}", "err_bad_paramlink")


def _odd(
    link: str, linked: list[str], values: Mapping[str, str], prefixes: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a parameter that links others: the parameter to blame, and why."""
    value = values[link]
    markup = _MARKUP.search(value) if "{{" not in value else None
    prefix = _PREFIX.match(value)
    if markup:
        what = "an address" if "//" in markup[0] else f"“{markup[0]}”"
        yield link, f"holds {what}; the bare title of a page is needed"
        return
    for name in linked:
        if "[[" in values.get(name, ""):
            yield name, f"is a link, and |{link}= links it too"
            return
    if prefix and prefix[1] and not _leads(prefix[2], prefixes):
        yield link, f"leads to :{prefix[2]}:, which is no wiki"
    elif prefix and not prefix[1] and prefix[2].lower() in prefixes:
        yield link, f"leads to {prefix[2]}: without a colon before it"


def _leads(prefix: str, prefixes: frozenset[str]) -> bool:
    """Whether a prefix leads to a known wiki."""
    return prefix.lower() in prefixes or prefix.lower() in _PROJECTS
