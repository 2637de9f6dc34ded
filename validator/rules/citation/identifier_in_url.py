"""Rule ``citation/identifier-in-url``."""

import re

from validator.article import Article
from validator.citation import Address
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import AddressRule, Context, Flaw
from validator.values import identifier
from validator.values.identifier import FIRST_ISBN
from validator.values.url import LONGEST, decoded

_RESOLVER = pattern(r"https?://(?:dx\.|www\.)?doi\.org/(10(?:\.|%2E)[^?#]+)", re.IGNORECASE)
_PUBLISHER = pattern(
    r"https?://(?:"
    r"(?:[a-z]+\.)?onlinelibrary\.wiley\.com/(?:wol1/)?doi/(?:[a-z]+/)?"
    r"|(?:www\.|journals\.|pubs\.|dl\.|epubs\.|arc\.|pubsonline\.|aip\.|ajph\.)?(?:tandfonline\.com"
    r"|sagepub\.com|acs\.org|acm\.org|science\.org|journals\.uchicago\.edu|uchicago\.edu"
    r"|annualreviews\.org|liebertpub\.com|pnas\.org|nejm\.org|royalsocietypublishing\.org"
    r"|ascelibrary\.org|bioone\.org|mitpressjournals\.org|euppublishing\.com|ajronline\.org|aom\.org"
    r"|physiology\.org|asm\.org|atsjournals\.org|ahajournals\.org|siam\.org|aiaa\.org|informs\.org"
    r"|scitation\.org|worldscientific\.com|aphapublications\.org|brepolsonline\.net"
    r"|cdnsciencepub\.com|nrcresearchpress\.com|futuremedicine\.com|psychiatryonline\.org)"
    r"/doi/(?:[a-z]+/)?"
    r"|(?:www\.)?emerald\.com/insight/content/doi/"
    r"|(?:www\.)?degruyter\.com/document/doi/"
    r"|link\.aps\.org/doi/"
    r"|journals\.aps\.org/[a-z]+/(?:abstract|pdf)/"
    r"|link\.springer\.com/(?:(?:article|chapter|book|content/pdf|referenceworkentry)/)?"
    r"|(?:[a-z]+\.)?biomedcentral\.com/articles/"
    r"|iopscience\.iop\.org/article/"
    r"|(?:www\.)?frontiersin\.org/articles/"
    r"|journals\.plos\.org/[a-z]+/article\?(?:id=)"
    r")(10\.[0-9]{4,9}(?:/|%2F)[^?#&]+)",
    re.IGNORECASE,
)
_BEHIND = pattern(
    r"(?:/(?:abstract|full|fulltext|pdf|epdf|pdfdirect|meta|summary|html|references|citedby|suppinfo"
    r"|figures|otherversions|issuetoc|epub|standard)|\.pdf|;jsessionid=[^/]{0,200}|/)\Z",
    re.IGNORECASE,
)
_MARKUP = pattern(r"[\s<>\[\]{}|\"']")
_BOOK = pattern(
    r"https?://(?:books\.google\.[a-z.]{2,6}/(?:books)?\?(?:[^#]*&)?(?:vid=ISBN|isbn=)"
    r"|(?:www\.|search\.)?worldcat\.org/isbn/"
    r"|(?:www\.)?openlibrary\.org/isbn/"
    r"|archive\.org/details/isbn_"
    r"|(?:www\.)?amazon\.[a-z.]{2,6}/(?:[^/?#]{1,200}/)?(?:dp|gp/product|exec/obidos/ASIN|o/ASIN)/)"
    r"([0-9-]{9,17}[0-9Xx])(?![0-9A-Za-z])"
)
_BOOKS = frozenset(
    ("cite-book", "cite-encyclopedia", "cite-conference", "citation", "ouvrage", "chapitre")
)


class IdentifierInUrl(AddressRule):
    """Address that holds the DOI or ISBN of a source, which the citation does not give.

    An address may die; the number goes on to tell which paper or book was read, and leads to other
    copies. As a parameter it is also what other tools look for.

    ## Bad
    <ref>{{cite journal |title=The mill |journal=Mills |url=https://doi.org/10.1057/pmed.2016.17}}</ref>

    ## Good
    <ref>{{cite journal |title=The mill |journal=Mills |url=https://doi.org/10.1057/pmed.2016.17 |doi=10.1057/pmed.2016.17}}</ref>

    ## Not flagged
    Numbers whose form or check digit is wrong, and those of JSTOR, which are not always registered as
    DOIs. The numbers of shops, other than those of books in citations of books; book numbers beside a
    date before 1965. Templates that do not take the parameter.

    ## See
    https://en.wikipedia.org/wiki/Help:Citation_Style_1#Identifiers
    """

    since = "0.1"
    severity = Severity.INFO

    marks = ("/10", "=10", "isbn", "ISBN", "amazon.")

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Name the identifier in an address, if the citation can give it and does not."""
        url, citation = address.url, address.citation
        if len(url) > LONGEST or not citation.use.schema:
            return None
        kind, value = "doi", ""
        resolver = None
        if "/10" in url or "=10" in url:
            resolver = _RESOLVER.match(url)
            found = resolver or _PUBLISHER.match(url)
            value = _doi(found[1]) if found else ""
        elif ("isbn" in url or "ISBN" in url or "amazon." in url) and citation.kind in _BOOKS:
            found = _BOOK.match(url)
            kind, value = "isbn", _isbn(found[1]) if found else ""
            if value and 0 < citation.year(article.profile.calendar) < FIRST_ISBN:
                return None
        if not value or citation.get(kind):
            return None
        known = context.schemas.parameters(citation.use.schema)
        names = article.profile.citation_fields.get(kind, ())
        name = next((name for name in names if known.allows(name)), "")
        said = value.lower()
        others = (given for given in citation.values.values() if not given.startswith("http"))
        if not name or any(said in given.lower() for given in others):
            return None
        says = f"holds the {kind.upper()} {value}, which the citation does not give; add |{name}={value}"
        return Flaw(says, adds=(name, value) if resolver else None)


def _doi(written: str) -> str:
    """The DOI in a part of an address, less what publishers put behind it; empty if it is none."""
    value = decoded(written)
    for _ in range(4):
        value = _BEHIND.sub("", value)
    sound = not _MARKUP.search(value) and identifier.complaint("doi", value) is None
    return value if sound and not value.startswith("10.2307/") else ""


def _isbn(written: str) -> str:
    value = written.upper()
    return value if identifier.isbn(value) is None else ""
