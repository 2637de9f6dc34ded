"""Web addresses: whether the citation templates accept them (Help:CS1 errors#bad_url), their parts.

The templates are lenient. Nothing here raises on hostile input.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote

from validator.pattern import pattern

LONGEST = 8000
"""Longer addresses are cut before their host is looked for (see RFC 9110, 4.1)."""

_GOOD = pattern(r"https?://[A-Za-z0-9](?![A-Za-z]*:)\S*", re.ASCII)
_SPACE = pattern(r"\s", re.ASCII)
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ODD_SCHEME = pattern(r"([^/?#:\s]{1,20}):/")
_DOUBLED = pattern(r"[A-Za-z]+:")
_PORT = pattern(r"(?<=[A-Za-z]):[0-9]+")
_DOMAIN = pattern(r"(?:[\w-]+\.)+[A-Za-z]{2,24}(?:[:/?#]|\Z)")
_NEWSGROUP = pattern(r"[A-Za-z0-9+_-]+\.[A-Za-z0-9+_.-]*[A-Za-z0-9+_-]")
_BRACKET = pattern(r"(?<!\[)\[(?=[A-Za-z]|//)(\S+)", re.ASCII)
_WORD = pattern(r"\S+", re.ASCII)
_LETTER = pattern(r"[A-Za-z]")
_SLASHES = pattern(r"(?<!\S)//\S+", re.ASCII)
_PATH = pattern(r"([A-Za-z0-9])\.?[/?#].*\Z", re.DOTALL)
_HOST = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)")

_TRACKING = pattern(
    r"(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|_ga|ref_src|ns_mchannel"
    r"|ns_source|ns_campaign|ns_linkname|ns_fee|CMP|cmpid|smid|partner|emc)=.*"
)
_GOOGLE_BOOKS = pattern(r"books\.google\.[a-z.]{2,6}/(?:books)?\?(.*)")
_SAYING = ("id=", "pg=")


class Argument(NamedTuple):
    """A part of an address's query, as written; ``start``–``end`` is its span in the address."""

    name: str
    value: str
    start: int
    end: int


def complaint(text: str) -> str | None:
    """Say why the citation templates would call the address bad, if they would."""
    return None if _GOOD.fullmatch(text) else _examine(text)


def holds_link(text: str) -> bool:
    """Whether the citation templates see an address in a text that is meant for words.

    They look at the first thing in brackets, or else the first word, that has a colon or slashes.
    """
    address = _PATH.sub(r"\1", _first_link(text[:LONGEST]), count=1)
    scheme, colon, rest = address.partition(":")
    if address.startswith("//"):
        scheme, domain = "a", address.removeprefix("//")
    else:
        domain = rest.lstrip("/")
        slashes = len(rest) - len(domain)
        if not colon or slashes not in (0, 2) or not (slashes or scheme.endswith("news")):
            return False
        domain = _PORT.sub("", domain, count=1)
    first = domain.removeprefix("//")[:1]
    named = _SCHEME.fullmatch(f"{scheme}:") is not None
    return named and first.isascii() and first.isalnum() and not _DOUBLED.match(domain)


def _first_link(text: str) -> str:
    """What may be an address: in brackets with more behind it, a word with a colon, or slashes."""
    end = text.rfind("]")
    for slashes in (False, True):
        for found in _BRACKET.finditer(text[: max(end, 0)]):
            word = str(found[1])
            if word.startswith("//") if slashes else ":" in word[1:-1] and word[0] != "/":
                return word
    for plain in _WORD.finditer(text):
        letter = _LETTER.search(plain[0])
        if letter and ":" in plain[0][letter.end() : -1]:
            return plain[0][letter.start() :]
    last = _SLASHES.search(text)
    return str(last[0]) if last else ""


def newsgroup_complaint(text: str) -> str | None:
    """Say why the text is no name of a newsgroup (RFC 5536, 3.1.4), as the templates want it."""
    return None if _NEWSGROUP.fullmatch(_PATH.sub(r"\1", text)) else "not a newsgroup name"


def _examine(text: str) -> str | None:
    if not text:
        return "empty"
    if space := _SPACE.search(text):
        if not text.strip():
            return "empty"
        return f"contains white space after “{text[: space.start()][-30:]}”"
    if text.startswith("//"):
        rest = text[2:]
    elif scheme := _SCHEME.match(text):
        rest = text[scheme.end() :]
        if scheme[1] == "news":
            return newsgroup_complaint(rest.removeprefix("//"))
        if not rest.startswith("//"):
            return _without_slashes(scheme[1], rest, text)
        rest = _PORT.sub("", rest[2:], count=1)
    else:
        return _without_scheme(text)
    if not rest or rest[0] in "?#":
        return "no host after //"
    if rest[0] == "/":
        return "one slash too many before the host"
    if doubled := _DOUBLED.match(rest):
        if rest.startswith("//", doubled.end()):
            return f"two schemes; the second is {doubled[0][:30]}"
        return f"“{doubled[0][:30]}” is followed by no port number"
    first = rest[0]
    if first.isascii() and first.isalnum():
        return None
    if first == "[":
        return "hosts given as an IPv6 address in brackets are not accepted"
    if not first.isascii():
        name = host(text)
        puny = _punycode(name)
        advice = f"; write {puny}" if puny != name else ""
        return f"the host begins with “{first}”, which is not ASCII{advice}"
    return f"the host begins with “{first}”, not with a letter or digit"


def _without_slashes(scheme: str, rest: str, text: str) -> str:
    if rest.isascii() and (_DOMAIN.match(text) or rest[:1].isdecimal()):
        return f"no scheme; write http://{text[:200]}"
    if scheme.lower() == "mailto":
        return "a mail address is not a web page"
    slashes = "one slash" if rest.startswith("/") else "no slashes"
    return f"{slashes} after {scheme[:20]}: where two are needed"


def _without_scheme(text: str) -> str:
    if _DOMAIN.match(text):
        return f"no scheme; write https://{text[:200]}"
    if text.startswith("/"):
        return "a path without scheme and host"
    if odd := _ODD_SCHEME.match(text):
        return f"“{odd[1]}” is not a scheme"
    return "no scheme such as https://"


def host(text: str) -> str:
    """Return the host in lower case, empty when there is none (RFC 3986, 3.2.2)."""
    found = _HOST.match(text[:LONGEST])
    return found[1].lower() if found else ""


def arguments(text: str) -> tuple[Argument, ...]:
    """Return the parts of the query, between ``?`` and ``#``; none of a longer address."""
    mark = text.find("?")
    if mark < 0 or len(text) > LONGEST:
        return ()
    stop = text.find("#")
    if 0 <= stop < mark:
        return ()
    at = mark + 1
    found = []
    for part in text[at : stop if stop >= 0 else len(text)].split("&"):
        name, _, value = part.partition("=")
        found.append(Argument(name, value, at, at + len(part)))
        at += len(part) + 1
    return tuple(found)


def decoded(text: str) -> str:
    """Return the text with its percent signs resolved (RFC 3986, 2.1)."""
    return unquote(text)


def key(text: str) -> str:
    """What two addresses of one page have in common; empty for what is no web address.

    It lacks the scheme, “www.”, a slash at the end, the fragment, and what only tells who sent the
    reader; fragments that lead to pages of their own stay.
    """
    scheme, mark, rest = text.partition("//")
    if not mark or len(text) > LONGEST or scheme not in ("http:", "https:", ""):
        return ""
    if rest.startswith("www."):
        rest = rest[4:]
    if "?" in rest or "#" in rest:
        rest = _of_page(rest)
    return rest.rstrip("/")


def fragment(text: str) -> str:
    """The part behind the first “#” of an address."""
    return text.partition("#")[2]


def is_home_page(key: str) -> bool:
    """Whether a key is that of a site's first page, which may be given for anything on the site."""
    path = key.partition("/")[2].lower()
    return len(path) < 4 or path.partition(".")[0] in ("index", "home", "default")


def _of_page(rest: str) -> str:
    address, mark, tail = rest.partition("#")
    page, asks, query = address.partition("?")
    if asks:
        parts = query.split("&")
        books = _GOOGLE_BOOKS.fullmatch(address)
        if books:
            page = "books.google/"
            parts = [part for part in sorted(parts) if part.startswith(_SAYING)]
        else:
            parts = [part for part in parts if part and not _TRACKING.fullmatch(part)]
        page = "?".join((page, "&".join(parts))) if parts else page
    return f"{page}#{tail}" if mark and tail[:1] in ("!", "/") else page


def _punycode(name: str) -> str:
    """Return the ASCII form of a host name (RFC 3490), or the name as it is."""
    if name.isascii() or len(name) > 253:
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name
