"""Archive URLs: what they say, and which Wayback URLs are refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.archive import Snapshot, complaint, read

T = "20200102030405"
WHEN = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
U = "http://x.org/a?b=c#d"

# URL, service: timestamp and original in the path
FULL = [
    (f"https://web.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"http://web.archive.org/{T}/{U}", "Wayback Machine"),
    (f"//web.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"https://web.archive.org:443/web/{T}/{U}", "Wayback Machine"),
    (f"https://WEB.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"http://wayback.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"http://archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"http://www.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"http://replay.web.archive.org/{T}/{U}", "Wayback Machine"),
    (f"http://liveweb.archive.org/web/{T}/{U}", "Wayback Machine"),
    (f"https://archive.today/{T}/{U}", "archive.today"),
    (f"https://archive.ph/2020.01.02-030405/{U}", "archive.today"),
    (f"https://ghostarchive.org/archive/{T}/{U}", "Ghostarchive"),
    (f"https://perma-archives.org/warc/{T}/{U}", "Perma.cc"),
    (f"https://wayback.archive-it.org/1234/{T}/{U}", "Archive-It"),
    (f"http://archive-it.org/all/{T}/{U}", "Archive-It"),
    (f"http://timetravel.mementoweb.org/memento/{T}/{U}", "Memento"),
    (f"https://webarchive.nationalarchives.gov.uk/{T}/{U}", "UK Government Web Archive"),
    (f"https://webarchive.nationalarchives.gov.uk/ukgwa/{T}/{U}", "UK Government Web Archive"),
    (f"https://www.webarchive.org.uk/wayback/archive/{T}/{U}", "UK Web Archive"),
    (f"https://www.webarchive.org.uk/wayback/en/archive/{T}/{U}", "UK Web Archive"),
    (f"http://webarchive.parliament.uk/{T}/{U}", "UK Parliament Web Archive"),
    (f"http://webarchive.loc.gov/all/{T}/{U}", "Library of Congress"),
    (f"http://webarchive.loc.gov/lcwa0001/{T}/{U}", "Library of Congress"),
    (f"https://www.webharvest.gov/peth04/{T}/{U}", "WebHarvest"),
    (f"https://swap.stanford.edu/{T}/{U}", "Stanford Web Archive"),
    (f"https://arquivo.pt/wayback/{T}/{U}", "Arquivo.pt"),
    (f"https://arquivo.pt/noFrame/replay/{T}/{U}", "Arquivo.pt"),
    (f"http://wayback.vefsafn.is/wayback/{T}/{U}", "Icelandic Web Archive"),
    (f"http://webarchive.bac-lac.gc.ca:8080/wayback/{T}/{U}", "Library and Archives Canada"),
    (f"http://webarchive.nla.gov.au/gov/wayback/{T}/{U}", "Australian Web Archive"),
    (f"https://pandora.nla.gov.au/pan/123/20200102-030405/{U}", "Pandora"),
    (f"http://eresources.nlb.gov.sg/webarchives/wayback/{T}/{U}", "Web Archive Singapore"),
    (f"https://megalodon.jp/2020-0102-0304-05/{U}", "Megalodon"),
    (f"https://megalodon.jp/ref/2020-0102-0304-05/{U}", "Megalodon"),
    (f"http://web.archive.bibalex.org/web/{T}/{U}", "Bibliotheca Alexandrina"),
    (f"http://veebiarhiiv.digar.ee/a/{T}/{U}", "Estonian Web Archive"),
    (f"http://www.padi.cat:8080/wayback/{T}/{U}", "Web Archive of Catalonia"),
    (f"http://collection.europarchive.org/nli/{T}/{U}", "Internet Memory"),
    (f"http://archive.wikiwix.com/cache/{T}/{U}", "Wikiwix"),
    (f"https://webrecorder.io/someone/things/{T}/{U}", "Conifer"),
    (f"https://conifer.rhizome.org/someone/things/list/a/b/{T}/{U}", "Conifer"),
]

# URL, service, original: no timestamp to be had
PARTIAL = [
    ("https://web.archive.org/web/http://x.org", "Wayback Machine", "http://x.org"),
    ("https://archive.ph/AbC12", "archive.today", None),
    ("https://archive.is/o/AbC12/http://x.org", "archive.today", "http://x.org"),
    ("https://archive.vn/newest/http://x.org", "archive.today", "http://x.org"),
    ("http://www.webcitation.org/query?id=1338059440622397", "WebCite", None),
    ("http://www.webcitation.org/query?url=http%3A%2F%2Fx.org", "WebCite", "http://x.org"),
    ("https://ghostarchive.org/archive/AbCdE", "Ghostarchive", None),
    ("https://perma.cc/ABCD-1234", "Perma.cc", None),
    ("http://archive.wikiwix.com/cache/?url=http://x.org", "Wikiwix", "http://x.org"),
    ("http://www.freezepage.com/123ABC", "FreezePage", None),
    (
        "http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:x.org/a&hl=en",
        "Google cache",
        "http://x.org/a",
    ),
]

NONE = [
    "",
    "http://x.org",
    "web.archive.org",
    "https://web.archive.org/",
    "https://web.archive.org/save/http://x.org",
    "https://web.archive.org/web/*/http://x.org",
    "https://web.archive.org/web/2005*/http://x.org",
    "https://web.archive.org/details/book",
    "https://archive.org/details/book",
    "https://archive.org/wayback/available?url=x.org",
    "https://archive.today/",
    "https://arquivo.pt/",
    "https://notweb.archive.org.example.com/web/2020/http://x.org",
]

# original as found in the URL, original as read
ORIGINALS = [
    ("x.org/a", "http://x.org/a"),
    ("//x.org/a", "http://x.org/a"),
    ("http:/x.org/a", "http://x.org/a"),
    ("https:///x.org/a", "https://x.org/a"),
    ("http%3A%2F%2Fx.org%2Fa%20b", "http://x.org/a b"),
    ("http%3A//x.org/a%20b", "http://x.org/a%20b"),
    ("HTTP://x.org", "HTTP://x.org"),
    ("ftp://x.org", "ftp://x.org"),
    ("https://", None),
    ("https:", None),
    ("", None),
    ("https://web.archive.org/web/2019/x.org", "https://web.archive.org/web/2019/x.org"),
]

TIMES = [
    ("2020", datetime(2020, 1, 1, tzinfo=UTC)),
    ("202003", datetime(2020, 3, 1, tzinfo=UTC)),
    ("20200305", datetime(2020, 3, 5, tzinfo=UTC)),
    ("202003050607", datetime(2020, 3, 5, 6, 7, tzinfo=UTC)),
    ("20200305996199", datetime(2020, 3, 5, tzinfo=UTC)),
    ("20200231000000", None),
    ("00000101000000", None),
    ("0", None),
    ("202001020304056", None),
]

# the part after https://web.archive.org/, a part of the reason
REFUSED = [
    (f"web/{T}/{U}", None),
    (f"{T}/{U}", None),
    (f"web/{T}id_/{U}", None),
    (f"web/{T}if_/{U}", None),
    ("web/20200102999999/http://x.org", None),
    (f"save/{U}", "saves a page"),
    ("web/*/http://x.org", "no timestamp"),
    ("web/http://x.org/mill/30194/", "no timestamp"),
    ("", "no timestamp"),
    ("web/2020*/http://x.org", "2020* (a calendar page) has 4 digits"),
    ("web/2020/http://x.org", "4 digits, not 14"),
    ("web/202001020304056/http://x.org", "15 digits, not 14"),
    ("web/20200231000000/http://x.org", "20200231, which is no date"),
    ("web/19950101000000/http://x.org", "1995, before"),
    ("web/20290101000000/http://x.org", "in the future"),
    (f"wayback/{T}/http://x.org", "“wayback/” stands before"),
    (f"web/{T}xyz/http://x.org", "“xyz” after the timestamp"),
    (f"{T}id_/http://x.org", "“id_” after the timestamp"),
]


@pytest.mark.parametrize(("url", "service"), FULL)
def test_full(url: str, service: str) -> None:
    """Service, time and original of every known long form."""
    assert read(url) == Snapshot(service, WHEN, U, "", T)


@pytest.mark.parametrize(("url", "service", "original"), PARTIAL)
def test_partial(url: str, service: str, original: str | None) -> None:
    """Short forms tell less."""
    assert read(url) == Snapshot(service, None, original)


@pytest.mark.parametrize("url", NONE)
def test_none(url: str) -> None:
    """Calendar pages, home pages and other sites are no snapshots."""
    assert read(url) is None


@pytest.mark.parametrize(("written", "original"), ORIGINALS)
def test_original(written: str, original: str | None) -> None:
    """The original address is given a proper beginning."""
    found = read(f"https://web.archive.org/web/{T}/{written}")
    assert found is not None
    assert found.original == original


@pytest.mark.parametrize(("digits", "when"), TIMES)
def test_time(digits: str, when: datetime | None) -> None:
    """Incomplete timestamps count from their beginning."""
    found = read(f"https://web.archive.org/web/{digits}/{U}")
    assert found is not None
    assert (found.timestamp, found.digits) == (when, digits)


@pytest.mark.parametrize("modifier", ["id_", "if_", "mp_", "im_", "js_", "cs_", "oe_", "fw_"])
def test_modifier(modifier: str) -> None:
    """The modifier is kept apart from the timestamp."""
    found = read(f"https://web.archive.org/web/{T}{modifier}/{U}")
    assert found == Snapshot("Wayback Machine", WHEN, U, modifier, T)


def test_webcite_id() -> None:
    """A WebCite id is the time itself."""
    found = read("https://www.webcitation.org/67xHmVFWP?url=http://x.org/a?b=c")
    when = datetime(2012, 5, 26, 19, 10, 40, tzinfo=UTC)
    assert found == Snapshot("WebCite", when, "http://x.org/a?b=c")


@pytest.mark.parametrize(("path", "reason"), REFUSED)
def test_complaint(path: str, reason: str | None) -> None:
    """The templates' test of Wayback URLs."""
    words = complaint(f"https://web.archive.org/{path}", date(2026, 11, 20))
    assert words is None if reason is None else reason in (words or "")


def test_complaint_elsewhere() -> None:
    """Only two hosts are inspected."""
    assert complaint(f"http://liveweb.archive.org/{U}") is not None
    assert complaint("https://wayback.archive.org/web/2020/http://x.org") is None
    assert complaint("https://archive.ph/abc") is None


PIECES = st.sampled_from(
    [
        "https://web.archive.org/",
        "//archive.ph/",
        "http://www.webcitation.org/",
        "web/",
        "*",
        "20200102030405",
        "2020",
        "id_",
        "/",
        "http://x.org",
        "http%3A",
        "query?id=",
        "é",
        "\ud800",
        "67xHmVFWP",
        "?url=",
        "&date=",
        "9" * 30,
        "٣٣٣٣",
    ]
)
ANYTHING = st.text() | st.lists(PIECES, max_size=10).map("".join)


@given(ANYTHING)
def test_any_text(text: str) -> None:
    """Nothing raises on any text."""
    read(text)
    complaint(text)


@given(
    st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2027, 1, 1)),
    st.sampled_from(["", "id_", "if_", "mp_"]),
    st.from_regex(r"https?://[a-z]{1,8}\.[a-z]{2,4}(/[a-z0-9?&=.%-]{0,20})?", fullmatch=True),
)
def test_built_snapshot_reads_back(when: datetime, modifier: str, original: str) -> None:
    """What is built is read, and the templates accept it."""
    when = when.replace(microsecond=0, tzinfo=UTC)
    digits = when.strftime("%Y%m%d%H%M%S")
    url = f"https://web.archive.org/web/{digits}{modifier}/{original}"
    assert read(url) == Snapshot("Wayback Machine", when, original, modifier, digits)
    assert complaint(url) is None


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("piece", ["1", "/", "a/", "http://", "web/", "%3A", "url=", "&", "a&url"])
@pytest.mark.parametrize(
    "start",
    [
        "https://web.archive.org/web/",
        "https://archive.ph/",
        "http://webcitation.org/query?url=",
        "http://archive.wikiwix.com/cache/?",
        "http://webcache.googleusercontent.com/search?",
        "https://conifer.rhizome.org/",
        "",
    ],
)
def test_long_input(start: str, piece: str) -> None:
    """Long repetitive input gets an answer."""
    for size in (15_000, 100_000):
        text = start + piece * (size // len(piece))
        read(text)
        complaint(text)
