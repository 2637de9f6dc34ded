"""Where articles of Wikipedia are read, its copies included: data in ``schemas/mirrors.json``.

Nothing raises, whatever the text.
"""

from functools import lru_cache

import msgspec

from validator.pattern import pattern
from validator.shipped import SCHEMAS
from validator.values import url

WIKIPEDIA = "wikipedia.org"
_PAGE = pattern(r"(?:/wiki/|[?&]title=)([^?#&]*)")
_NAMESPACED = pattern(r"[^:]*:(?![\s_]).*")


class _Shipped(msgspec.Struct, frozen=True):
    places: tuple[str, ...]


@lru_cache(maxsize=1)
def _places() -> dict[str, list[tuple[str, str]]]:
    """Hosts and beginnings of paths by the last two labels of the host."""
    shipped = msgspec.json.decode((SCHEMAS / "mirrors.json").read_bytes(), type=_Shipped)
    places: dict[str, list[tuple[str, str]]] = {}
    for one in shipped.places:
        host, slash, path = one.partition("/")
        places.setdefault(_domain(host), []).append((host, slash + path))
    return places


@lru_cache(maxsize=4_096)
def may_be(host: str) -> bool:
    """Whether such a page may be at a host; quick to tell."""
    return _domain(host.lower()) in _places()


def _domain(host: str) -> str:
    return ".".join(host.rsplit(".", 2)[-2:])


def source(address: str) -> str:
    """The host of an address where an article of Wikipedia is read; empty for others.

    Pages of Wikipedia that are no articles, such as files, do not count.
    """
    parts = address[: url.LONGEST].split("/", 3)
    places = _places().get(_domain(parts[2].lower())) if len(parts) > 2 else None
    if not places:
        return ""
    host = url.host(address)
    path = "/" + parts[3] if len(parts) > 3 else "/"
    for place, beginning in places:
        if path.startswith(beginning) and (host == place or host.endswith("." + place)):
            return host if place != WIKIPEDIA or _is_article(path) else ""
    return ""


def _is_article(path: str) -> bool:
    page = _PAGE.search(path)
    return page is not None and not _NAMESPACED.fullmatch(url.decoded(page[1]))
