"""Rule ``citation/search-url``."""

import re
from functools import cache
from typing import NamedTuple

from validator.article import Article
from validator.citation import Address
from validator.finding import Severity
from validator.rule import AddressRule, Context, Flaw
from validator.values.url import LONGEST, decoded


class _Search(NamedTuple):
    """A site's search: its address less the scheme, what the terms are given by, what rules it out."""

    site: str
    path: str
    terms: str
    no: str = r"(?!)"


_TOP = r"(?:com?\.[a-z]{2}|[a-z]{2,3})"
_SEARCHES = (
    _Search("Google Books", rf"books\.google\.{_TOP}/(?:books)?", r"q|as_q", r"[?&](?:id|isbn|vid)="),
    _Search("Google Books", rf"(?:www\.)?google\.{_TOP}/books", r"q|as_q", r"[?&](?:id|isbn|vid)="),
    _Search("Google Scholar", rf"scholar\.google\.{_TOP}/scholar", r"q|as_q", r"q=cache:"),
    _Search("Google News", rf"news\.google\.{_TOP}/(?:news|newspapers|archivesearch|search)", "q", r"[?&]n?id="),
    _Search("Google", rf"(?:(?:www|images)\.)?google\.{_TOP}/(?:search|images|webhp)?", r"q|as_q", r"q=cache:"),
    _Search("Bing", r"(?:www\.)?bing\.com/(?:(?:images|news|videos)/)?search", "q"),
    _Search("DuckDuckGo", r"(?:www\.|html\.)?duckduckgo\.com/(?:html/?)?", "q"),
    _Search("Yahoo", r"(?:[a-z]{2,6}\.){0,2}search\.yahoo\.(?:com|co\.jp)/(?:yhs/)?(?:search|images)(?:/[a-z]+)?", "p"),
    _Search("Yandex", r"(?:www\.)?yandex\.[a-z]{2,3}/(?:images/)?search/?", "text"),
    _Search("Baidu", r"(?:www\.)?baidu\.com/s", r"wd|word"),
    _Search("YouTube", r"(?:www\.|m\.)?youtube\.com/results", r"search_query|q"),
    _Search("WorldCat", r"(?:(?:www|search)\.)?worldcat\.org/(?:[a-z]{2}/)?search", "q", r"q=(?:no|bn|isbn|n2|issn)(?::|%3A)"),
    _Search("JSTOR", r"(?:www\.)?jstor\.org/action/do(?:Basic|Advanced)(?:Search|Results)", r"Query|q0|searchText"),
    _Search("Amazon", rf"(?:www\.|smile\.)?amazon\.{_TOP}/(?:s|gp/search|gp/aw/s)(?:/[^?#]{{0,200}})?", r"k|field-keywords|keywords"),
    _Search("newspapers.com", r"(?:[a-z]+\.)?newspapers\.com/search/?", r"query|keyword"),
    _Search("the British Newspaper Archive", r"(?:www\.)?britishnewspaperarchive\.co\.uk/search/results(?:/[0-9-]{1,30}){0,2}/?", r"basicsearch|exactsearch|allwords|somesearch"),
    _Search("NewspaperArchive", r"(?:www\.)?newspaperarchive\.com/search/?", "query"),
    _Search("Trove", r"trove\.nla\.gov\.au/(?:newspaper/result|search(?:/category/[a-z]+)?)", r"q|keyword"),
    _Search("Chronicling America", r"chroniclingamerica\.loc\.gov/search/pages/results/?", r"andtext|ortext|phrasetext|proxtext"),
    _Search("the Internet Archive", r"(?:www\.)?archive\.org/(?:search(?:\.php)?|advancedsearch\.php)", r"query|q"),
)  # fmt: skip
_SHOWN = 60


class SearchUrl(AddressRule):
    """Address of a search instead of a source.

    What a search finds differs from day to day and from reader to reader, so nobody can tell which of
    its results is meant. The address of the book, article or page itself says it.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://www.google.com/search?q=the+mill&tbm=bks}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |url=https://books.google.com/books?id=gTcMvCKcvhsC&q=mill}}</ref>

    ## Not flagged
    Searches inside a book, searches for a number at WorldCat, and the searches of databases whose
    records may have no other address, such as NewsBank's.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:External_links#Links_normally_to_be_avoided
    """

    since = "0.1"
    severity = Severity.WARNING

    marks = ("?", "#")

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Say what is searched for, and where."""
        url = address.url
        if len(url) > LONGEST:
            return None
        site = _sites().match(url)
        search = _SEARCHES[int((site.lastgroup or "s0")[1:])] if site else None
        if search is None or _asked(search.no).search(url):
            return None
        found = _asked(rf"[?&#](?:{search.terms})=([^&#]+)").search(url)
        if found is None:
            return None
        terms = " ".join(decoded(found[1].replace("+", " ")).split())
        if not terms:
            return None
        short = terms if len(terms) <= _SHOWN else terms[: _SHOWN - 1] + "…"
        return Flaw(f"is a search at {search.site} for “{short}”, not the address of a source")


@cache
def _sites() -> re.Pattern[str]:
    forms = "|".join(f"(?P<s{at}>{search.path})" for at, search in enumerate(_SEARCHES))
    return re.compile(rf"https?://(?:{forms})(?=[?#])", re.IGNORECASE)


@cache
def _asked(form: str) -> re.Pattern[str]:
    return re.compile(form)
