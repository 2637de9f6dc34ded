"""Where a wiki is, by its database name or an address of it."""

import ipaddress
import re
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from validator.errors import UsageError
from validator.profile import load, shipped_wikis
from validator.shipped import SCHEMAS

_DATABASE = re.compile(r"[a-z][a-z0-9_]*")
_NOT_ASCII = re.compile(r"[^\x21-\x7e]")


class Address(NamedTuple):
    """A wiki's ``name`` in messages and paths, and its API or else an address to find that from."""

    name: str
    api: str
    page: str


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """What ``schemas/wikis.json`` says."""
    return dict(msgspec.json.decode((SCHEMAS / "wikis.json").read_bytes()))


def is_database(given: str) -> bool:
    """Whether this is a database name such as ``enwiki``, and no address."""
    return _DATABASE.fullmatch(given) is not None and given != "localhost"


def address(given: str) -> Address:
    """Where a wiki is; raises UsageError if it is neither known nor an address."""
    if is_database(given):
        return Address(given, f"{site(given)}/w/api.php", "")
    url = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(url)
        place = _place(parts.hostname or "", parts.port)
    except ValueError:
        place = ""
    if not place or parts.scheme not in ("http", "https") or _NOT_ASCII.search(parts.netloc):
        raise UsageError(f"--wiki {given}: neither a database name such as enwiki nor a URL")
    if "@" in parts.netloc:
        raise UsageError("--wiki: the address holds a user name; give it by --user")
    if parts.path.endswith("/api.php"):
        return Address(place, f"{parts.scheme}://{place}{parts.path}", "")
    return Address(place, "", url)


def site(database: str) -> str:
    """The address of a wiki that has a profile or belongs to Wikimedia, without a path."""
    if database in shipped_wikis():
        shipped = load(database).site
        if shipped:
            return shipped
    if database in known()["hosts"]:
        return f"https://{known()['hosts'][database]}"
    for end, domain in known()["domains"].items():
        code = database.removesuffix(end)
        if code and code != database and database != "neutral":
            return f"https://{known()['codes'].get(code, code.replace('_', '-'))}.{domain}"
    raise UsageError(f"--wiki {database}: no wiki of this name is known; give its address")


def profiled(given: str) -> str:
    """The wiki with a shipped profile that an address leads to; empty if there is none."""
    if is_database(given):
        return given if given in shipped_wikis() else ""
    host = urlsplit(given if "://" in given else f"https://{given}").netloc.lower()
    sites = {load(wiki).site: wiki for wiki in shipped_wikis()}
    return sites.get(f"https://{host}") or ""


def limit(host: str) -> tuple[float, int] | None:
    """How many requests a minute a host may get, and how many at once; None on this machine."""
    name = host.partition(":")[0] if not host.startswith("[") else host.partition("]")[0][1:]
    if is_loopback(name):
        return None
    for one in known()["limits"]:
        if any(not end or f".{name}".endswith(f".{end}") for end in one["domains"]):
            return one["per_minute"], one["burst"]
    return None


def code_of(server: str, other: str) -> str:
    """What links to a wiki begin with on the same one in another language; empty if it is none.

    ``de`` for ``//de.wikipedia.org`` on ``https://en.wikipedia.org``.
    """
    here, there = ((urlsplit(one).hostname or "").partition(".") for one in (server, other))
    kin = here[2] == there[2] and here[2] in known()["domains"].values()
    return here[0] if kin and here[0] != there[0] else ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _place(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if host and port else shown
