"""Rule ``citation/tracking-url``."""

import re

from validator.article import Article
from validator.citation import Address
from validator.finding import Edit, Severity
from validator.pattern import pattern
from validator.rule import AddressRule, Context, Flaw
from validator.values import archive
from validator.values.url import Argument, arguments

_NAME = pattern(
    r"utm_[\w-]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|_ga|yclid|twclid",
    re.IGNORECASE,
)
_SIGN = pattern(r"[?&;](?:utm_|[fgdyt]\w{0,5}clid=|[gw]braid=|msclkid=|mc_[ce]id=|igshid=|_ga=)", re.IGNORECASE)  # fmt: skip
_SHOWN = 5


class TrackingUrl(AddressRule):
    """Address that carries tracking parameters.

    They only tell the site where a reader came from. Web archives file a page under its plain
    address, so copies of it are found more easily without them; the page is the same. The rule is on
    because its findings are few and certain, and an edit mends them.

    ## Bad
    <ref>{{cite web |title=The mill |url=https://example.org/mill?id=4&utm_source=twitter&fbclid=abc}}</ref>

    ## Good
    <ref>{{cite web |title=The mill |url=https://example.org/mill?id=4}}</ref>

    ## Not flagged
    Parameters that may choose what is shown, such as ref and source, and addresses of archived
    copies, which must stay as they are.

    ## See
    https://en.wikipedia.org/wiki/UTM_parameters
    """

    since = "0.1"
    severity = Severity.INFO

    marks = ("?",)

    def flaw(self, address: Address, article: Article, context: Context) -> Flaw | None:
        """Name the tracking parameters, and give the address without them."""
        url = address.url
        if not _SIGN.search(url) or archive.read(url):
            return None
        given = arguments(url)
        tracking = [argument for argument in given if _tracks(argument)]
        if not tracking:
            return None
        kept = [url[one.start : one.end] for one in given if not _tracks(one)]
        query = "&".join(kept).removeprefix("amp;")
        mark, end = given[0].start - 1, given[-1].end
        edit = Edit(mark, end, f"?{query}" if query.strip("&") else "")
        names = list(dict.fromkeys(_name(argument) for argument in tracking))
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        says = f"carries tracking parameters, which readers do not need: {shown[:200]}"
        return Flaw(says, tracking[0].start, tracking[-1].end, edits=(edit,))


def _name(argument: Argument) -> str:
    return argument.name.removeprefix("amp;")


def _tracks(argument: Argument) -> bool:
    return _NAME.fullmatch(_name(argument)) is not None
