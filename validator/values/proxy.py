"""Library proxies: addresses through which only a library's members reach a page.

The forms are those of EZproxy (OCLC: "Starting point URLs" and "Proxy by hostname") and of WAM
(Innovative). Nothing here raises on hostile input.
"""

import re
from typing import NamedTuple

from validator.pattern import pattern
from validator.values.url import LONGEST, decoded


class Proxied(NamedTuple):
    """An address at a proxy."""

    host: str
    """The proxy's own host."""
    original: str
    """The address of the page itself; empty if it cannot be told."""
    certain: bool
    """Whether the original is sure to be that address, letter by letter."""


_PARTS = pattern(r"(https?)://([\w.-]{4,253})(?::[0-9]{1,5})?(/\S*)?", re.IGNORECASE)
_PROXY = pattern(r"[\w-]{0,40}ezproxy[\w-]{0,40}|lib-?proxy[0-9]{0,2}")
_PLAIN = pattern(r"e?-?proxy[0-9]{0,2}")
_LIBRARIES = frozenset(("lib", "libs", "library", "libraries", "libr", "ulib"))
_OCLC = ["idm", "oclc", "org"]
_LOGIN = pattern(r"/login/?\?(?:[^#?&]*&){0,9}(q?url)=(.+)", re.IGNORECASE)
_ENDS = frozenset(("com", "org", "net", "edu", "gov"))
_COUNTRY_ENDS = frozenset(("ac.uk", "co.uk", "org.uk"))
_HYPHENED = pattern(r"[a-z0-9]+(?:--?[a-z0-9]+)*-(?:com|org|net|edu|gov|(?:ac|co|org)-uk)")
_HOSTS = frozenset(
    (
        "academic.oup.com",
        "apps.webofknowledge.com",
        "dl.acm.org",
        "doi.org",
        "go.gale.com",
        "heinonline.org",
        "ieeexplore.ieee.org",
        "journals.sagepub.com",
        "link.gale.com",
        "link.springer.com",
        "muse.jhu.edu",
        "onlinelibrary.wiley.com",
        "pubmed.ncbi.nlm.nih.gov",
        "pubs.acs.org",
        "search.ebscohost.com",
        "search.proquest.com",
        "web.archive.org",
        "www.anb.org",
        "www.britannica.com",
        "www.cambridge.org",
        "www.degruyter.com",
        "www.ingentaconnect.com",
        "www.jstor.org",
        "www.nature.com",
        "www.ncbi.nlm.nih.gov",
        "www.newspapers.com",
        "www.newyorker.com",
        "www.nytimes.com",
        "www.oxfordartonline.com",
        "www.oxforddnb.com",
        "www.oxfordmusiconline.com",
        "www.oxfordreference.com",
        "www.proquest.com",
        "www.science.org",
        "www.sciencedirect.com",
        "www.tandfonline.com",
        "www.taylorfrancis.com",
        "www.wsj.com",
    )
)
"""Hosts that are surely meant where their dots are hyphens."""


def read(url: str) -> Proxied | None:
    """Read an address at a proxy, or return None when it is none."""
    parts = _PARTS.fullmatch(url) if len(url) <= LONGEST else None
    if parts is None:
        return None
    scheme, path = parts[1], parts[3] or "/"
    labels = parts[2].lower().split(".")
    if not all(labels):
        return None
    if labels[0][:2] in ("0-", "1-", "2-", "3-"):
        return _wam(scheme, labels, path)
    at = _place(labels)
    if at is None:
        return None
    host = ".".join(labels[at:])
    page = [] if labels[:at] in (["login"], ["www"]) else labels[:at]
    if login := _LOGIN.match(path):
        return Proxied(host, *_target(login[1], login[2]))
    if not page:
        return Proxied(host, "", certain=False) if path != "/" and "oclc" not in labels else None
    if len(page) > 1:
        known = page[-1] in _ENDS or ".".join(page[-2:]) in _COUNTRY_ENDS
        return Proxied(host, f"{scheme}://{'.'.join(page)}{path}", certain=known)
    return Proxied(host, *_unhyphened(scheme, page[0], path))


def _place(labels: list[str]) -> int | None:
    """Where the proxy's own labels begin."""
    if labels[-3:] == _OCLC:
        return len(labels) - 4 if len(labels) > 3 else None
    for at, label in enumerate(labels[:-2]):
        if "proxy" not in label:
            continue
        if _PROXY.fullmatch(label):
            return at
        if _PLAIN.fullmatch(label) and (
            labels[at + 1] in _LIBRARIES or (at > 1 and labels[at - 1] in _ENDS)
        ):
            return at
    return None


def _target(kind: str, written: str) -> tuple[str, bool]:
    """The address that a login leads on to, and whether that is certain."""
    if kind.lower() == "qurl" or written[:9].lower().startswith(("http%3a", "https%3a")):
        written = decoded(written.partition("&")[0])
    leads = written.lower().startswith(("http://", "https://")) and not re.search(r"\s", written)
    return (written, True) if leads else ("", False)


def _wam(scheme: str, labels: list[str], path: str) -> Proxied | None:
    page = [labels[0][2:], *labels[1:]]
    for at in range(1, len(page) - 2):
        if page[at] in _ENDS or ".".join(page[at - 1 : at + 1]) in _COUNTRY_ENDS:
            country = page[at] in _ENDS and len(page[at + 1]) == 2
            original = f"{scheme}://{'.'.join(page[: at + 1])}{path}"
            host = ".".join(page[at + 1 :])
            return Proxied(host, "" if country else original, certain=not country)
    if len(page) > 2 and _HYPHENED.fullmatch(page[0]):
        return Proxied(".".join(page[1:]), *_unhyphened(scheme, page[0], path))
    return None


def _unhyphened(scheme: str, page: str, path: str) -> tuple[str, bool]:
    """The address of a page whose host has hyphens for dots, and two for a hyphen."""
    if not _HYPHENED.fullmatch(page):
        return "", False
    host = page.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"{scheme}://{host}{path}", host in _HOSTS
