"""Web archives: what an archive URL says about the page it keeps.

The forms are those of Wikipedia's list of web archives (Wikipedia:List of web
archives on Wikipedia, Module:Webarchive) and of Memento servers: most put a
timestamp and the original address into the path.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from validator.pattern import pattern

LONGEST = 16_000
"""Longer URLs are not read."""

FIRST_YEAR = 1996
"""The Wayback Machine holds nothing older."""


class Snapshot(NamedTuple):
    """A kept copy of a page."""

    service: str
    timestamp: datetime | None
    """When it was taken, UTC; missing parts count as their first value."""
    original: str | None
    """The address of the kept page, with a scheme."""
    modifier: str = ""
    """How the copy is shown, such as ``id_`` or ``if_``."""
    digits: str = ""
    """The digits of the timestamp as given; a full one has fourteen."""


# In the forms below <T> is a timestamp with modifier, <U> an original address,
# <L> one that must begin with its scheme.
_PIECES = {
    "<T>": r"(?P<stamp>[0-9][0-9.:-]{0,22})(?P<modifier>[a-z]{2}[0-9]?_)?(?:/_embed)?",
    "<U>": r"(?P<url>.*)",
    "<L>": r"(?P<url>(?i:https?(?::|%3A)).*)",
}
_SERVICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Wayback Machine",
        "web.archive.org archive.org wayback.archive.org web.wayback.archive.org"
        " www.web.archive.org web-beta.archive.org classic-web.archive.org replay.archive.org"
        " replay.web.archive.org liveweb.archive.org waybackmachine.org web.waybackmachine.org",
        ("/(?:web/)?<T>/<U>", "/(?:web/)?<L>"),
    ),
    (
        "archive.today",
        "archive.today archive.ph archive.is archive.md archive.li archive.fo archive.vn"
        " archive.ec",
        (
            "/(?:o/[A-Za-z0-9]{3,8}|wip/[A-Za-z0-9]{3,8}|newest|timegate)/<U>",
            "/<T>/<U>",
            "/(?:wip/)?[A-Za-z0-9]{3,8}/?(?:[?#].*)?",
        ),
    ),
    (
        "WebCite",
        "webcitation.org",
        (
            r"/query\?url=(?P<url>[^&]*)(?:&date=(?P<stamp>[0-9][0-9.:-]{0,22}))?(?:[&#].*)?",
            r"/query\?id=(?P<code>[0-9A-Za-z]{9})(?:[&#].*)?",
            r"/(?:query\?id=[0-9]+|cache/|getfile(?:\.php)?\?).*",
            r"/(?P<code>[0-9A-Za-z]{9})/?(?:\?url=<U>|[?#].*)?",
        ),
    ),
    ("Ghostarchive", "ghostarchive.org", ("/archive/<T>/<U>", "/v?archive/[^/]+/?")),
    (
        "Perma.cc",
        "perma.cc perma-archives.org perma-archives.cc",
        ("/warc/<T>/<U>", "/[A-Z0-9]{4}-[A-Z0-9]{4}/?(?:[?#].*)?"),
    ),
    (
        "Archive-It",
        "archive-it.org wayback.archive-it.org",
        ("/(?:[0-9]{1,9}|all)/<T>/<U>",),
    ),
    ("Memento", "timetravel.mementoweb.org", ("/(?:memento|api/json)/<T>/<U>",)),
    (
        "UK Government Web Archive",
        "webarchive.nationalarchives.gov.uk yourarchives.nationalarchives.gov.uk",
        ("/(?:tna/|content/|ukgwa/)?<T>/<U>", "/(?:tna/|content/|ukgwa/)?<L>"),
    ),
    (
        "UK Web Archive",
        "webarchive.org.uk",
        ("/(?:wayback/)?(?:[a-z]{2}/)?(?:archive/)?<T>/<U>",),
    ),
    ("UK Parliament Web Archive", "webarchive.parliament.uk", ("/<T>/<U>",)),
    ("NRS Web Archive", "webarchive.nrscotland.gov.uk", ("/(?:[^/]+/)?<T>/<U>",)),
    ("PRONI Web Archive", "webarchive.proni.gov.uk", ("/<T>/<U>",)),
    (
        "Library of Congress",
        "webarchive.loc.gov",
        ("/(?:playback-services/general/)?(?:all/|lcwa[0-9]{4}/)?<T>/<U>",),
    ),
    ("WebHarvest", "webharvest.gov", ("/[^/]+/<T>/<U>",)),
    (
        "Stanford Web Archive",
        "swap.stanford.edu sul-swap.stanford.edu swap-prod.stanford.edu sul-swap-prod.stanford.edu",
        ("/(?:was/)?<T>/<U>",),
    ),
    (
        "Arquivo.pt",
        "arquivo.pt arquivo-web.fccn.pt",
        ("/(?:wayback|noFrame)/(?:wayback/|replay/)?<T>/<U>",),
    ),
    (
        "Icelandic Web Archive",
        "wayback.vefsafn.is vefsafn.is",
        ("/(?:wayback/|is/)?<T>/<U>",),
    ),
    (
        "Library and Archives Canada",
        "webarchive.bac-lac.gc.ca collectionscanada.gc.ca collectionscanada.ca"
        " webarchiveweb.wayback.bac-lac.canada.ca",
        ("/(?:wayback|web|webarchives|archivesweb)/<T>/<U>",),
    ),
    ("BAnQ", "waext.banq.qc.ca", ("/wayback/<T>/<U>",)),
    (
        "Australian Web Archive",
        "webarchive.nla.gov.au content.webarchive.nla.gov.au web.archive.org.au",
        ("/(?:awa|gov|gov/wayback)/<T>/<U>",),
    ),
    ("Trove", "trove.nla.gov.au", ("/(?:awa|gov)/<T>/<U>",)),
    ("Pandora", "pandora.nla.gov.au", ("/pan/[0-9]+/<T>/<U>", "/nph-wb/<T>/<U>")),
    ("Web Archive Singapore", "eresources.nlb.gov.sg", ("/webarchives/wayback/<T>/<U>",)),
    (
        "WARP",
        "warp.da.ndl.go.jp",
        ("/(?:info:ndljp/pid/[0-9]+|collections)/(?:<T>/)?<U>",),
    ),
    ("Megalodon", "megalodon.jp", ("/(?:ref/)?<T>/<U>",)),
    ("Megalodon", "gyo.tc", ("/[A-Za-z0-9]+/?",)),
    ("National Library of Israel", "wayback.nli.org.il", ("/(?:[^/]+/)?<T>/<U>",)),
    (
        "Bibliotheca Alexandrina",
        "archive.bibalex.org web.archive.bibalex.org petabox.bibalex.org web.petabox.bibalex.org",
        ("/(?:web/)?<T>/<U>",),
    ),
    ("Estonian Web Archive", "veebiarhiiv.digar.ee", ("/a/<T>/<U>",)),
    ("Croatian Web Archive", "haw.nsk.hr", ("/.+",)),
    ("Slovenian Web Archive", "nukrobi2.nuk.uni-lj.si", ("/wayback/<T>/<U>",)),
    ("Web Archive of Catalonia", "padi.cat", ("/wayback/<T>/<U>",)),
    ("Bavarian State Library", "langzeitarchivierung.bib-bvb.de", ("/.+",)),
    ("York University", "digital.library.yorku.ca", ("/wayback/<T>/<U>",)),
    (
        "Internet Memory",
        "collection.europarchive.org collections.europarchive.org"
        " collection.internetmemory.org collections.internetmemory.org",
        ("/[^/]+/<T>/<U>",),
    ),
    (
        "Wikiwix",
        "archive.wikiwix.com",
        (
            "/cache/<T>/<U>",
            r"/cache/(?:(?:display|index)\d*\.php)?\?(?:[^#]*&)?url=(?P<url>[^&]*).*",
        ),
    ),
    ("FreezePage", "freezepage.com", ("/[^/]+.*",)),
    (
        "Conifer",
        "webrecorder.io conifer.rhizome.org",
        ("/[^/]+/[^/]+/(?:list/[^/]+/(?:[^/]+/)?)?<T>/<U>",),
    ),
    (
        "Google cache",
        "webcache.googleusercontent.com",
        (r"/search\?(?:[^#]*&)?q=cache:(?:[\w-]{12}:)?(?P<url>[^&+]*).*",),
    ),
    ("Screenshots", "screenshots.com", ("/.+",)),
    ("PastPages", "pastpages.org", ("/.+",)),
)
_BY_HOST: Mapping[str, tuple[str, tuple[str, ...]]] = {
    host: (name, forms) for name, hosts, forms in _SERVICES for host in hosts.split()
}
_URL = pattern(r"(?:https?:)?(?://)?([A-Za-z0-9.-]{4,253})(?::[0-9]{1,5})?(/.*)", re.DOTALL)
_MARKS = pattern(r"[.:-]")
_SCHEME = pattern(r"(https?):/*(?=(.?))", re.IGNORECASE | re.DOTALL)
_ENCODED = pattern(r"(https?)%3A", re.IGNORECASE)
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WAYBACK = pattern(r"//(?P<host>web|liveweb)\.archive\.org/(?P<path>.*)", re.DOTALL)
_WAYBACK_PATH = pattern(r"(?P<before>[^0-9]*+)(?P<stamp>[0-9]++)(?P<flag>[^/]*+)/")
_FLAG = pattern(r"[A-Za-z]{2}_")


@cache
def _form(template: str) -> re.Pattern[str]:
    for mark, piece in _PIECES.items():
        template = template.replace(mark, piece)
    return re.compile(template, re.DOTALL)


def read(url: str) -> Snapshot | None:
    """Read the URL of a snapshot, or return None when it is none.

    Calendar pages ("*" in the timestamp) and requests to save are no snapshots.
    """
    return _read(url) if len(url) <= LONGEST else None


@lru_cache(maxsize=4096)
def _read(url: str) -> Snapshot | None:
    parts = _URL.match(url)
    if parts is None:
        return None
    service = _BY_HOST.get(parts[1].lower().removeprefix("www."))
    if service is None:
        return None
    name, forms = service
    for form in forms:
        if found := _form(form).fullmatch(parts[2]):
            groups = found.groupdict()
            digits = _MARKS.sub("", groups.get("stamp") or "")
            code = groups.get("code")
            return Snapshot(
                name,
                _microseconds(code) if code else _moment(digits),
                _original(groups.get("url") or ""),
                groups.get("modifier") or "",
                digits,
            )
    return None


def _moment(digits: str) -> datetime | None:
    """Return the time the digits say; an impossible time of day counts as midnight."""
    if not 4 <= len(digits) <= 14:
        return None
    year = int(digits[:4])
    month, day, hour, minute, second = (
        int(digits[at : at + 2] or default)
        for at, default in ((4, "1"), (6, "1"), (8, "0"), (10, "0"), (12, "0"))
    )
    try:
        midnight = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return midnight
    return midnight.replace(hour=hour, minute=minute, second=second)


def _microseconds(code: str) -> datetime | None:
    """Return the time in a WebCite id: microseconds since 1970 in base 62."""
    number = 0
    for digit in code:
        number = number * 62 + _BASE62.index(digit)
    taken = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=number)
    return taken.replace(microsecond=0) if taken.year >= FIRST_YEAR else None


def _original(url: str) -> str | None:
    url = url.strip()
    if encoded := _ENCODED.match(url):
        slashes = url.startswith("//", encoded.end())
        url = f"{encoded[1]}:{url[encoded.end() :]}" if slashes else unquote(url)
    if scheme := _SCHEME.match(url):
        return f"{scheme[1]}://{url[scheme.end() :]}" if scheme[2] else None
    url = url.removeprefix("//")
    return url if "://" in url[:12] else f"http://{url}" if url else None


def complaint(url: str, today: date | None = None) -> str | None:
    """Say why the citation templates refuse the URL of a Wayback snapshot.

    Like them it inspects web.archive.org and liveweb.archive.org only
    (Help:CS1 errors#archive_url).  With `today` given, years after the next one
    are refused.
    """
    found = _WAYBACK.search(url)
    if found is None:
        return None
    if found["path"].startswith("save/"):
        return "this URL saves a page instead of showing a snapshot"
    if found["host"] == "liveweb":
        return "liveweb.archive.org shows the live page, not a snapshot"
    path = _WAYBACK_PATH.match(found["path"])
    if path is None or "//" in path["before"]:
        return "no timestamp in the archive URL"
    digits = path["stamp"]
    if len(digits) != 14:
        star = "* (a calendar page)" if "*" in path["flag"] else ""
        return f"the timestamp {digits[:20]}{star} has {len(digits)} digits, not 14"
    moment = _moment(digits[:8])
    if moment is None:
        return f"the timestamp begins with {digits[:8]}, which is no date"
    if moment.year < FIRST_YEAR:
        return f"the timestamp is from {moment.year}, before the first snapshots ({FIRST_YEAR})"
    if today and moment.year > today.year + 1:
        return f"the timestamp is from {moment.year}, in the future"
    if path["before"] not in ("", "web/"):
        return f"“{path['before'][:40]}” stands before the timestamp instead of web/"
    if path["flag"] and not (path["before"] and _FLAG.fullmatch(path["flag"])):
        return f"“{path['flag'][:20]}” after the timestamp is no modifier such as id_"
    return None
