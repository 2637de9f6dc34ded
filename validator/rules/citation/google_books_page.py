"""Rule ``citation/google-books-page``."""

import re

from validator.article import Article
from validator.citation import Address, Citation
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import AddressRule, Context, Flaw
from validator.values.url import arguments

_BOOKS = pattern(
    r"https?://(?:books\.google\.[a-z.]{2,6}/|(?:www\.)?google\.[a-z.]{2,6}/books[/?])",
    re.IGNORECASE,
)
_OPENED = pattern(r"PA([1-9][0-9]{0,4})")
_NUMBER = pattern(r"([1-9][0-9]{0,4})[.,]?")
_SINGLE = ("page", "p", "passage")
_ELSEWHERE = ("page", "pages", "p", "pp", "at", "quote-page", "quote-pages")
_REST = 2000
_NAMED_BESIDE = re.compile(r"\s*\{\{\s*(?:rp|r|reference ?page)\s*[|}]", re.IGNORECASE)


class GoogleBooksPage(AddressRule):
    """Address at Google Books that opens another page than the citation names, or one it does not name.

    Readers who follow the link do not find there what is cited; readers of the printed book, or of the
    citation after the link has died, do not know where to look.

    ## Bad
    <ref>{{cite book |title=The mill |url=https://books.google.com/books?id=gTcMvCKcvhsC&pg=PA46 |page=45}}</ref>

    ## Good
    <ref>{{cite book |title=The mill |url=https://books.google.com/books?id=gTcMvCKcvhsC&pg=PA46 |page=46}}</ref>

    ## Not flagged
    Pages without a number of their own (PT, PP …), several pages or places, chapters, whose address
    may open their first page. A page is missed only in a reference of its own, used once, that names
    no number besides: the pages of sources in lists stand in short footnotes.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Citing_sources#Linking_to_Google_Books_pages
    """

    since = "0.1"
    severity = Severity.INFO
    fields = ("url",)

    marks = ("pg=PA",)

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Say which page an address opens, if the citation names another one or none."""
        url = address.url
        if not _BOOKS.match(url):
            return None
        given = [argument for argument in arguments(url) if argument.name == "pg"]
        opened = _OPENED.fullmatch(given[0].value) if len(given) == 1 else None
        citation = address.citation
        if opened is None or citation.get("chapter") or citation.get("chapter-url"):
            return None
        number, place = opened[1], given[0]
        names = (*_ELSEWHERE, *article.profile.citation_fields.get("pages", ()))
        named = [name for name in dict.fromkeys(names) if name in citation.values]
        landed = [argument for argument in arguments(url) if argument.name == "lpg"]
        if not named:
            twice = any(argument.value != place.value for argument in landed)
            return None if twice else _missing(address, number, article, context)
        page = _NUMBER.fullmatch(citation.values[named[0]])
        if len(named) > 1 or named[0] not in _SINGLE or page is None or page[1] == number:
            return None
        if any(argument.value == f"PA{page[1]}" for argument in landed):
            return None
        says = f"opens page {number}, but |{named[0]}= says {page[1]}"
        return Flaw(says, place.start, place.end, other=named[0])


def _missing(address: Address, number: str, article: Article, context: Context) -> Flaw | None:
    """The flaw that the page is not named, if the citation can name it and nothing else does."""
    citation = address.citation
    known = context.schemas.parameters(citation.use.schema) if citation.use.schema else None
    names = article.profile.citation_fields.get("pages", ())
    name = next((name for name in names if known and known.allows(name)), "")
    if not name or not _stands_alone(citation, number, article):
        return None
    says = f"opens page {number}, which the citation does not name; add |{name}={number}"
    return Flaw(says, adds=(name, number))


def _stands_alone(citation: Citation, number: str, article: Article) -> bool:
    """Whether a citation is used in one place, where nothing else names a page."""
    reference = article.reference_at.get(citation.reference)
    text = article.text
    if reference is None or reference.inner is None or _NAMED_BESIDE.match(text, reference.end):
        return False
    if reference.name in article.reused:
        return False
    rest = text[reference.inner.start : citation.start] + text[citation.end : reference.inner.end]
    if len(rest) > _REST or any(map(str.isdigit, rest)):
        return False
    page = re.compile(rf"(?<![^\W\d_])(?:pp?|pages?)[. ]{{0,3}}{number}(?![0-9])", re.IGNORECASE)
    return not any(page.search(value) for value in citation.values.values() if "//" not in value)
