"""Library proxies: which address is behind one, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.proxy import Proxied, read

TWL = "wikipedialibrary.idm.oclc.org"


@pytest.mark.parametrize(
    ("url", "host", "original", "certain"),
    [
        (f"https://www-jstor-org.{TWL}/stable/1", TWL, "https://www.jstor.org/stable/1", True),
        (f"https://a--b-c-org.{TWL}/x", TWL, "https://a-b.c.org/x", False),
        (f"https://www-x-example.{TWL}/x", TWL, "", False),
        (f"https://{TWL}/login?auth=p&url=https://x.org/a?b&c", TWL, "https://x.org/a?b&c", True),
        (f"https://{TWL}/login?qurl=https%3a%2f%2fx.org%2fa", TWL, "https://x.org/a", True),
        (f"https://{TWL}/login?url=x", TWL, "", False),
        (
            "http://www.jstor.org.ezproxy.lib.x.edu:2048/stable/1",
            "ezproxy.lib.x.edu",
            "http://www.jstor.org/stable/1",
            True,
        ),
        ("http://a.example.ezproxy.x.ca/1", "ezproxy.x.ca", "http://a.example/1", False),
        ("http://ezproxy.x.edu:2055/stable/1", "ezproxy.x.edu", "", False),
        ("https://login.ezproxy.x.ca/login?url=http://y.ch", "ezproxy.x.ca", "http://y.ch", True),
        ("http://www.y.org.proxy.x.edu/a", "proxy.x.edu", "http://www.y.org/a", True),
        ("http://www.y.org.libproxy.x.edu", "libproxy.x.edu", "http://www.y.org/", True),
        ("http://y.proxy.lib.x.edu/a", "proxy.lib.x.edu", "", False),
        ("http://0-search.y.com.www.x.org/d?a=1", "www.x.org", "http://search.y.com/d?a=1", True),
        ("http://0-www.y.co.uk.lib.x.ac.uk/d", "lib.x.ac.uk", "http://www.y.co.uk/d", True),
        ("http://0-www.y.com.au.lib.x.edu.au/d", "au.lib.x.edu.au", "", False),
        ("https://0-www-jstor-org.lib.x.edu/d", "lib.x.edu", "https://www.jstor.org/d", True),
    ],
)  # fmt: skip
def test_proxied(url: str, host: str, original: str, certain: bool) -> None:
    assert read(url) == Proxied(host, original, certain)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.jstor.org/stable/1",
        "https://en.wikipedia.org/wiki/EZproxy",
        "https://www.oclc.org/en/ezproxy.html",
        "https://idm.oclc.org/",
        f"https://{TWL}/",
        "https://ezproxy.x.edu/",
        "https://proxy.example.org/a",
        "https://proxy.org/a",
        "https://ezproxy.com/a",
        "https://0-60.example.org/a",
        "https://0-7.org/a",
        "https://web.archive.org/web/2014/http://www.jstor.org.ezproxy.x.edu/stable/1",
        "https://x.org/login?url=https://y.org/proxy",
        "http://www.schott.com/shop/php/Proxy.php?purl=/a",
        "https://www.jstor.org.ezproxy.x.edu/a b",
        "https://.ezproxy..edu/a",
        "",
    ],
)
def test_no_proxy(url: str) -> None:
    assert read(url) is None


PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "0-",
        "www.",
        "www-",
        "jstor",
        ".",
        "-",
        "--",
        "org",
        ".org",
        "com",
        "uk",
        "ezproxy",
        "proxy",
        "lib",
        ".edu",
        ".idm.oclc.org",
        "/login?url=",
        "&",
        "qurl=",
        "%3a",
        "/",
        "?",
        "a",
    ]
)


@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
def test_what_is_read_is_has_a_host(text: str) -> None:
    found = read(text)
    if found:
        assert found.host in text
        assert found.original or not found.certain


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("piece", ["0-a.", "ezproxy", "ezproxy.", "-", "login?url=&", "proxy.lib."])
def test_hostile_addresses_are_read_in_time(piece: str) -> None:
    for start in ("http://", "http://ezproxy.x.edu/login?"):
        read(start + piece * (8000 // len(piece)))
