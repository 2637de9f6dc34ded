"""Rule ``citation/proxy-url``."""

from collections.abc import Iterator

from validator.article import Article
from validator.citation import Address
from validator.finding import Edit, Hit, Severity
from validator.rule import AddressRule, Context, Flaw
from validator.values import proxy

_LIBRARY = ".wikipedialibrary.idm.oclc.org"
_CONDITION = "err_param_has_twl_url"
_OTHERS = (
    "archive-url",
    "archiveurl",
    "conference-url",
    "map-url",
    "transcript-url",
    "id",
    "ID",
    "page",
    "pages",
    "p",
    "pp",
    "at",
    "quote-page",
    "quote-pages",
)
"""Parameters in which the module looks for the Wikipedia Library besides those of addresses."""
_LONGEST = 200


class ProxyUrl(AddressRule):
    """Address that leads through the proxy of a library.

    Only members of that library get to the page; everyone else is asked for a password. The address
    of the page itself, mostly a part of the proxy's, lets readers at least see what the source is.

    ## Bad
    <ref>{{cite journal |title=The mill |journal=Mills |url=https://www.jstor.org.ezproxy.example.edu/stable/1234}}</ref>

    ## Good
    <ref>{{cite journal |title=The mill |journal=Mills |url=https://www.jstor.org/stable/1234}}</ref>

    ## Not flagged
    Hosts that are not surely those of a library's proxy, and pages about proxies.

    ## See
    https://en.wikipedia.org/wiki/Help:CS1_errors#param_has_twl_url
    """

    since = "0.1"
    severity = Severity.WARNING

    def is_idle(self, article: Article) -> bool:
        """Whether there is neither an address nor a mention of the Wikipedia Library."""
        return super().is_idle(article) and _LIBRARY not in article.text

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """Yield addresses at proxies, and what else leads through the Wikipedia Library's."""
        yield from super().check(article, context)
        if _LIBRARY not in article.text:
            return
        for citation in article.module_citations:
            for name in _OTHERS:
                parameter = (
                    citation.template.parameter(name)
                    if _LIBRARY in citation.values.get(name, "")
                    else None
                )
                if parameter is not None:
                    yield Hit(
                        parameter.value_start,
                        parameter.value_end,
                        f"|{name}= leads through the proxy of the Wikipedia Library, "
                        "which readers cannot use",
                        identity=f"{citation.source}|{name}",
                        severity=Severity.ERROR,
                        facts={"parameter": name} | context.module.facts(citation, _CONDITION),
                    )

    marks = ("proxy", ".idm.oclc.org", "//0-", "//1-", "//2-", "//3-")

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Say through whose proxy an address leads, and to what."""
        url = address.url
        found = proxy.read(url)
        if found is None:
            return None
        says = f"leads through the library proxy {found.host}, which readers cannot use"
        if found.original:
            page = found.original
            short = page if len(page) <= _LONGEST else page[: _LONGEST - 1] + "…"
            says += f"; the page itself is {short}"
        edits = (Edit(0, len(url), found.original),) if found.certain else ()
        judged = article.profile.citation_module == "cs1" and address.citation.use.schema
        if _LIBRARY in url and judged:
            return Flaw(says, edits=edits, severity=Severity.ERROR, cs1=_CONDITION)
        return Flaw(says, edits=edits)
