"""Rule ``reference/wikipedia-source``."""

import re
from collections.abc import Iterator

from validator.article import Article
from validator.finding import Hit, Severity
from validator.pattern import pattern
from validator.rule import Context, Rule
from validator.values import mirror, title, url

_FIELDS = ("url", "chapter-url")
_NAMED = ("work", "publisher")
_WIKIPEDIA = pattern(
    r"(?:the )?(?:[^\W\d_]+ )?wikip[eé]dia"
    r"(?:[,:.]? ?\(?(?:the free encyclop(?:a?e|æ)dia|l['’]encyclopédie libre)\)?|\.org|\.com)?"
    r"|[a-z-]{2,12}\.(?:m\.)?wikipedia\.org",
    re.IGNORECASE,
)
_ABOUT = pattern(r"wiki", re.IGNORECASE)
_INTERWIKI = pattern(
    r"['\"]{0,5}\[\[:(?:w:)?(([a-z-]{2,12}):[^\[\]|]+)(?:\|[^\[\]]*)?\]\]['\"]{0,5}[.\s]*"
)
_LINK = pattern(r"\s*+\[?+((?:https?:)?//[^\s\[\]<>{}|\"]+)", re.IGNORECASE)
_OPENING = "[hH/"
_LEAD = 20_000
_AROUND = 300
_LONGEST = 1_000


class WikipediaSource(Rule):
    """Reference that cites Wikipedia itself, or a copy of it.

    Anybody may have written there what the reference is to prove, perhaps from this very page. The
    source that the other article cites is the one to read and to cite.

    ## Bad
    Built in 1871.<ref>{{cite web |title=Mill |url=https://en.wikipedia.org/wiki/Mill}}</ref> {{reflist}}

    ## Good
    Built in 1871.<ref>{{cite web |title=Mill |url=https://example.org/mill}}</ref> {{reflist}}

    ## Not flagged
    Pages whose lead or infobox names Wikipedia, and sentences that do; files, and pages of other
    Wikimedia projects; links beside words or other sources.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Verifiability#Wikipedia_and_sources_that_mirror_or_use_it
    https://en.wikipedia.org/wiki/Wikipedia:Mirrors_and_forks
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is no reference."""
        return not article.references

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield one place of every reference that leads to an article of Wikipedia."""
        found: dict[int, Hit] = {}
        for reference, hit in (*_by_address(article), *_by_name(article), *_by_link(article)):
            found.setdefault(reference, hit)
        if not found or _is_about_wikipedia(article):
            return
        for reference in sorted(found):
            before = article.masked(max(0, reference - _AROUND), reference)
            if not _ABOUT.search(before):
                yield found[reference]


def _by_address(article: Article) -> Iterator[tuple[int, Hit]]:
    """Addresses of citations, and those that references begin with."""
    by_host = article.addresses_by_host
    for address in (one for host in filter(mirror.may_be, by_host) for one in by_host[host]):
        citation = address.citation
        if citation.reference < 0 or address.field not in _FIELDS:
            continue
        host = mirror.source(address.url)
        parameter = citation.parameter(address.field) if host else None
        if parameter is not None:
            yield (
                citation.reference,
                _hit(parameter.value_start, parameter.value_end, host, address.url),
            )
    cited = article.citations_by_reference
    for reference in article.references:
        content = reference.content
        if not content or content[0] not in _OPENING or reference.start in cited:
            continue
        link = _LINK.match(article.text, *reference.inner) if reference.inner else None
        if link is not None and (host := mirror.source(link[1])):
            yield reference.start, _hit(*link.span(1), host, link[1])


def _by_name(article: Article) -> Iterator[tuple[int, Hit]]:
    """Citations whose work or publisher is Wikipedia."""
    parameters = [name for field in _NAMED for name in article.profile.field_names.get(field, ())]
    giving = article.citations_by_parameter
    named = {
        citation.start: citation
        for name in parameters
        if name in giving
        for citation in giving[name]
        if "ikip" in citation.values[name].lower()
    }
    for _, citation in sorted(named.items()):
        if citation.reference < 0 or not citation.template.holds("ikip"):
            continue
        for field in _NAMED:
            value = title.bare(citation.get(field)[:_LONGEST])
            parameter = citation.parameter(field)
            if parameter is None or not _WIKIPEDIA.fullmatch(value):
                continue
            if "wiki" not in url.host(citation.get("url")):
                start, end = parameter.name_start, parameter.value_end
                says = f"|{parameter.name}= cites Wikipedia, which is no source for itself"
                yield citation.reference, Hit(start, end, says, identity=citation.source)


def _by_link(article: Article) -> Iterator[tuple[int, Hit]]:
    """References that are a link to Wikipedia in another language."""
    prefixes = article.profile.language_prefixes
    for reference in article.handwritten:
        content = reference.content
        if "[[:" not in content[:8] or len(content) > _LONGEST:
            continue
        link = _INTERWIKI.fullmatch(content)
        if link is not None and link[2] in prefixes:
            says = f"Reference cites Wikipedia in another language, “{link[1][:80]}”"
            yield reference.start, Hit(reference.start, reference.end, says, identity=content)


def _hit(start: int, end: int, host: str, address: str) -> Hit:
    own = host.endswith(mirror.WIKIPEDIA)
    what = (
        f"Wikipedia ({host}), which is no source for itself"
        if own
        else f"{host}, which copies Wikipedia"
    )
    return Hit(start, end, f"Reference cites {what}", identity=address, facts={"host": host})


def _is_about_wikipedia(article: Article) -> bool:
    """Whether the lead or an infobox names Wikipedia, or anything with wiki."""
    lead = article.sections[0]
    if _ABOUT.search(article.masked(lead.body, min(lead.end, _LEAD))):
        return True
    return any(
        _ABOUT.search(article.plain(value))
        for infobox in article.infoboxes
        for value in infobox.template.values.values()
        if len(value) < _LONGEST and _ABOUT.search(value)
    )
