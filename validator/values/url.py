"""Web addresses: whether they are well formed, and when two of them are the same.

`complaint` is the test the citation templates apply (Help:CS1 errors#bad_url),
which is lenient; `doubt` says what a browser would stumble over all the same.
Splitting follows RFC 3986, appendix B; nothing here raises on hostile input.
"""

import re
from functools import lru_cache

from validator.pattern import pattern

LONGEST = 8000
"""Longer addresses are cut before they are compared (see RFC 9110, 4.1)."""

_GOOD = pattern(r"https?://[A-Za-z0-9](?![A-Za-z]*:)\S*")
_SPACE = pattern(r"\s")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ODD_SCHEME = pattern(r"([^/?#:\s]{1,20}):/")
_DOUBLED = pattern(r"[A-Za-z]+:")
_PORT = pattern(r"(?<=[A-Za-z]):[0-9]+")
_DOMAIN = pattern(r"(?:[\w-]+\.)+[A-Za-z]{2,24}(?:[:/?#]|\Z)")
_NEWSGROUP = pattern(r"[A-Za-z0-9][A-Za-z0-9+_-]*(?:\.[A-Za-z0-9+_-]+)+")
_PARTS = pattern(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?//(?P<authority>[^/?#]*)"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
_AUTHORITY = pattern(r"(?:.*@)?(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>[0-9]*))?", re.DOTALL)
_ESCAPE = pattern(r"%([0-9A-Fa-f]{2})")
_IPV4 = pattern(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_LABEL = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = {"": ("80", "443"), "http": ("80",), "https": ("443",), "ftp": ("21",)}
_COMMON_SCHEMES = frozenset(
    (
        "",
        "http",
        "https",
        "ftp",
        "ftps",
        "sftp",
        "gopher",
        "irc",
        "ircs",
        "news",
        "nntp",
        "git",
        "svn",
        "ssh",
        "telnet",
        "rtsp",
        "mms",
        "worldwind",
        "redis",
    )
)


def complaint(text: str) -> str | None:
    """Say why the citation templates would call the address bad, if they would."""
    return None if _GOOD.fullmatch(text) else _examine(text)


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
        if scheme[1].lower() == "news" and not rest.startswith("//"):
            return None if _NEWSGROUP.fullmatch(rest) else "not a newsgroup name"
        if not rest.startswith("//"):
            return _without_slashes(scheme[1], rest, text)
        rest = rest[2:]
    else:
        return _without_scheme(text)
    if not rest or rest[0] in "?#":
        return "no host after //"
    if rest[0] == "/":
        return "one slash too many before the host"
    rest = _PORT.sub("", rest, count=1)
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


def doubt(text: str) -> str | None:
    """Say what is wrong with an address that the templates let pass."""
    parts = _PARTS.fullmatch(text)
    if parts is None or complaint(text):
        return None
    scheme = (parts["scheme"] or "").lower()
    if scheme not in _COMMON_SCHEMES:
        return f"unknown scheme {scheme[:20]}"
    name = _punycode(host(text))
    if _IPV4.fullmatch(name):
        bad = next((part for part in name.split(".") if int(part) > 255), None)
        return f"{bad} is too large for an IP address" if bad else None
    if len(name) > 253:
        return f"the host has {len(name)} characters, 253 are allowed"
    labels = name.removesuffix(".").split(".")
    if "" in labels:
        return "two dots in a row in the host"
    if len(labels) == 1:
        return f"the host {name} has no top-level domain"
    # An underscore resolves in practice, though RFC 1123 has none.
    odd = next((part for part in labels if not _LABEL.fullmatch(part.replace("_", "x"))), None)
    if odd:
        return f"“{odd}” cannot be part of a host name"
    if labels[-1].isdecimal():
        return f"“{labels[-1]}” is not a top-level domain"
    return None


def _split(text: str) -> tuple[str, str, str, str, str, str]:
    """Scheme, host, port, path, query and fragment, as written."""
    parts = _PARTS.match(text)
    if parts is None:
        return "", "", "", text, "", ""
    authority = _AUTHORITY.match(parts["authority"])
    name, port = (authority["host"], authority["port"] or "") if authority else ("", "")
    return (
        (parts["scheme"] or "").lower(),
        name,
        port,
        parts["path"],
        parts["query"] or "",
        parts["fragment"] or "",
    )


def host(text: str) -> str:
    """Return the host in lower case, "" when there is none."""
    return _split(text[:LONGEST])[1].lower()


def _punycode(name: str) -> str:
    """Return the ASCII form of a host name (RFC 3490), or the name as it is."""
    if name.isascii() or len(name) > 253:
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name


def _plain(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else escape[0].upper()


def normal(text: str) -> str:
    """Return a key that is equal for addresses of the same page.

    Http and https, "www.", a default port, one trailing slash, the fragment
    (unless it is a "#!" path) and the spelling of escapes make no difference
    (RFC 3986, 6.2.2 and 6.2.3).
    """
    return _normal(text[:LONGEST].strip())


@lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    scheme, name, port, path, query, fragment = _split(text)
    if not name:
        return text
    if port in _DEFAULT_PORTS.get(scheme, ()):
        port = ""
    name = _punycode(name.lower()).removesuffix(".").removeprefix("www.")
    path = _ESCAPE.sub(_plain, path).removesuffix("/")
    query = _ESCAPE.sub(_plain, query) if len(query) > 1 else ""
    if not fragment.startswith("#!"):
        fragment = ""
    scheme = "" if scheme in ("http", "https") else f"{scheme}:" if scheme else ""
    return f"{scheme}//{name}{':' if port else ''}{port}{path}{query}{fragment}"
