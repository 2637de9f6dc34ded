"""Rule ``citation/cached-url``."""

import re

from validator.article import Article
from validator.citation import Address
from validator.finding import Edit, Severity
from validator.pattern import pattern
from validator.rule import AddressRule, Context, Flaw
from validator.values.url import LONGEST, Argument, arguments, decoded

_GOOGLE = pattern(
    r"https?://[^/?#]{4,253}/(?:search|scholar|viewer)\?(?:[^#]*&)?q=cache(?::|%3A)([^&+#]*)([&+#])?",
    re.IGNORECASE,
)
_KEY = pattern(r"[\w-]{12}:")
_PAGE = pattern(r"(?:https?://)?(?:[\w-]{1,63}\.){1,9}[a-z]{2,12}(?::[0-9]{1,5})?(?:/\S*)?", re.IGNORECASE)  # fmt: skip
_BING = pattern(r"https?://cc\.(?:bingj|msnscache)\.com/cache\.aspx\?", re.IGNORECASE)
_VIEWER = pattern(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w-]{1,63}\.cdn\.ampproject\.org/(?:[cv]|wp))/"
    r"(s/)?((?:[\w-]{1,63}\.){1,9}[a-z]{2,12}(?:/[^?#\s]*)?)([?#]\S*)?",
    re.IGNORECASE,
)
_PHONE = pattern(
    r"https?://(?:"
    r"amp\.(?:[\w-]{1,63}\.){1,3}(?!gov\b|edu\b|mil\b)[a-z]{2,4}/(?P<host>[^?#]*)"
    r"|(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}/(?:amp/(?P<first>[^?#]*)|(?P<last>[^?#]*)[/.]amp/?)(?=[?#]|\Z)"
    r")"
)
_STORY = pattern(r"[^/-]-[^/-]{1,40}-[^/-]{1,40}-|[0-9]{5}")
"""What tells the address of a news story: words with hyphens, or a long number."""
_ASKED = {"outputType": ("amp",), "outputtype": ("amp",), "amp": ("1", "true")}
_SHOWN = 200


class CachedUrl(AddressRule):
    """Address of a passing copy, or of a version for phones, instead of the page.

    Search engines keep their copies for days only, so readers soon find nothing. An AMP page is a
    reduced page for phones, and its address often goes sooner than that of the page itself.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://webcache.googleusercontent.com/search?q=cache:4HTq-8YOTN0J:example.org/mill+mill&cd=1}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/mill}}</ref>

    ## Not flagged
    Copies in web archives, which are made to last. AMP pages whose address does not tell it surely;
    those that it tells are of the level info.

    ## See
    https://en.wikipedia.org/wiki/Wikipedia:Link_rot
    """

    since = "0.1"
    severity = Severity.WARNING
    fields = ("url", "chapter-url", "archive-url")

    marks = ("cache", "amp")

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Say which copy it is, and of what, where the address tells."""
        url = address.url
        if len(url) > LONGEST:
            return None
        if "cache" in url:
            if found := _GOOGLE.match(url):
                return Flaw("is a copy in Google's cache, which keeps none for long" + _of(found))
            if _BING.match(url):
                return Flaw("is a copy in Bing's cache, which keeps none for long")
        if "amp" not in url or address.field == "archive-url":
            return None
        if found := _VIEWER.fullmatch(url):
            page = f"http{'s' if found[1] else ''}://{found[2]}"
            edits = () if found[3] else (Edit(0, len(url), page),)
            says = f"is a copy for phones in an AMP viewer; the page itself is {page[:_SHOWN]}"
            return Flaw(says, edits=edits, severity=Severity.INFO)
        if _is_for_phones(url):
            return Flaw(
                "is the reduced version of the page for phones (AMP)", severity=Severity.INFO
            )
        return None


def _of(found: re.Match[str]) -> str:
    """What Google keeps a copy of; nothing where it does not say, or the page's query may go on."""
    page = decoded(_KEY.sub("", found[1], count=1))
    whole = (found[2] != "&" or "?" not in page) and not page.startswith("scholar.google.")
    return f"; it is of {page[:_SHOWN]}" if whole and _PAGE.fullmatch(page) else ""


def _is_for_phones(url: str) -> bool:
    found = _PHONE.match(url)
    if found and _STORY.search(found["host"] or found["first"] or found["last"] or ""):
        return True
    given = arguments(url)
    return any(_asks(argument) for argument in given) or [one[:2] for one in given] == [("amp", "")]


def _asks(argument: Argument) -> bool:
    return argument.value in _ASKED.get(argument.name, ())
