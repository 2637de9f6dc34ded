"""Web addresses: good ones, bad ones, and their hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.url import (
    arguments,
    complaint,
    decoded,
    fragment,
    host,
    is_home_page,
    key,
)

GOOD = [
    "http://a",
    "http://x.org",
    "https://www.example.com/path?q=1#part",
    "HTTP://X.ORG/",
    "//x.org/a",
    "ftp://x.org/file",
    "git+ssh://x.org/a",
    "http://x.org:8080/",
    "http://localhost:8080/",
    "http://10.0.0.1:80/",
    "http://xn--r8jz45g.jp/",
    "http://müller.de/",
    "http://x.org/例",
    "http://x.org/a:b",
    "http://x.org/http://y.org",
    "http://exa_mple.com",
    "http://example..com",
    "htp://x.org",
    "http://user1:pw@x.org",
    "news:comp.lang.c",
]
BAD = [
    ("", "empty"),
    ("  ", "empty"),
    ("www.example.com", "no scheme; write https://www.example.com"),
    ("example.com/a", "no scheme"),
    ("example.com:80/a", "no scheme"),
    ("some words", "white space"),
    ("words", "no scheme such as"),
    ("/path", "a path without"),
    ("http;//x.org", "no scheme"),
    ("1http://x.org", "“1http” is not a scheme"),
    ("http:/x.org", "one slash after http:"),
    ("http:x.org", "no slashes after http:"),
    ("http:///x.org", "one slash too many"),
    ("http://", "no host"),
    ("http://?q", "no host"),
    ("http://x.org/a b", "white space after “http://x.org/a”"),
    ("http://x.org\n/", "white space"),
    ("mailto:a@b.org", "mail address"),
    ("http://https://x.org", "two schemes"),
    ("http://a:b", "no port number"),
    ("http://user:pw@x.org", "no port number"),
    ("http://例え.jp", "write xn--r8jz45g.jp"),
    ("http://[2001:db8::1]/", "IPv6"),
    ("http://-x.org", "begins with “-”"),
    ("http://%20x.org", "begins with “%”"),
    ("news:lang", "newsgroup"),
]


@pytest.mark.parametrize("text", GOOD)
def test_good(text: str) -> None:
    """What the templates accept is accepted."""
    assert complaint(text) is None


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_bad(text: str, reason: str) -> None:
    """What the templates refuse is refused with a reason."""
    assert reason in (complaint(text) or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://www.X.org:80/a", "www.x.org"),
        ("http://me:pw@x.org/", "x.org"),
        ("http://[::1]:80/", "[::1]"),
        ("//x.org", "x.org"),
        ("http://x.org?q", "x.org"),
        ("x.org", ""),
        ("", ""),
    ],
)
def test_host(text: str, expected: str) -> None:
    """The host is cut out of any address."""
    assert host(text) == expected


PIECES = st.sampled_from(
    [
        "http",
        "https",
        "://",
        ":",
        "/",
        "//",
        "www.",
        "x",
        ".org",
        "例",
        "[",
        "]",
        "@",
        "%",
        "%41",
        "#",
        "?",
        "\ud800",
        "\x00",
        " ",
        "-",
        "80",
        "xn--",
        "..",
    ]
)
ANYTHING = st.text() | st.lists(PIECES, max_size=14).map("".join)


@given(ANYTHING)
def test_any_text(text: str) -> None:
    """Nothing raises on any text; a key is the key of itself."""
    complaint(text)
    host(text)
    fragment(text)
    found = key(text)
    is_home_page(found)
    assert found in (key(f"//{found}"), key(f"//www.{found}"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://www.example.org/a/", "example.org/a"),
        ("//example.org/a#part", "example.org/a"),
        ("http://example.org/a?utm_source=x&b=1&fbclid=y", "example.org/a?b=1"),
        ("http://example.org/a?utm_source=x", "example.org/a"),
        ("http://example.org/a?", "example.org/a"),
        ("http://example.org/#!/a", "example.org/#!/a"),
        ("http://example.org/a#/b", "example.org/a#/b"),
        (
            "https://books.google.com/books?id=Ab&pg=PA4&dq=x#v=onepage&q&f=false",
            "books.google/?id=Ab&pg=PA4",
        ),
        ("http://books.google.co.uk/?pg=PA4&id=Ab", "books.google/?id=Ab&pg=PA4"),
        ("https://books.google.com/books?dq=x", "books.google"),
        ("https://web.archive.org/web/2008/http://x.org/", "web.archive.org/web/2008/http://x.org"),
        ("ftp://example.org/a", ""),
        ("example.org/a", ""),
        ("", ""),
    ],
)
def test_key(text: str, found: str) -> None:
    assert key(text) == found


@pytest.mark.parametrize(
    ("text", "is_first"),
    [
        ("http://example.org", True),
        ("http://example.org/en/", True),
        ("http://example.org/index.html", True),
        ("http://example.org/?p=1234567", False),
        ("http://example.org/news", False),
        ("http://example.org/en/index.html", False),
    ],
)
def test_home_page(text: str, is_first: bool) -> None:
    assert is_home_page(key(text)) is is_first


def test_fragment() -> None:
    assert fragment("http://example.org/a#b#c") == "b#c"
    assert fragment("http://example.org/a") == ""


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,9}(\.[a-z]{2,5}){1,2}", fullmatch=True),
    st.from_regex(r"(/[A-Za-z0-9._~-]{1,8}){0,3}", fullmatch=True),
)
def test_host_of_built_address(name: str, path: str) -> None:
    """Name, port and credentials are told apart."""
    plain = f"http://{name}{path}"
    assert complaint(plain) is None
    assert host(plain) == host(f"HTTPS://me:a@{name.upper()}:443{path}/#top") == name


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "piece", ["a", "a.", ".", "/", ":", "@", "http://", "[", "%41", "例", "-", "x:", "//x"]
)
def test_long_input(piece: str) -> None:
    """Long repetitive input gets an answer."""
    for start in ("", "http://", "http://a"):
        text = start + piece * (100_000 // len(piece))
        complaint(text)
        host(text)
        key(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://x.org/a?b=1&c=%20#d=2", [("b", "1"), ("c", "%20")]),
        ("https://x.org/a?b=1=2&&c", [("b", "1=2"), ("", ""), ("c", "")]),
        ("https://x.org/a?b=http://y.org/?d=3&e=4", [("b", "http://y.org/?d=3"), ("e", "4")]),
        ("https://x.org/a?", [("", "")]),
        ("https://x.org/a#b?c=1", []),
        ("https://x.org/a", []),
        ("https://x.org/?a=" + "b" * 8000, []),
    ],
)
def test_arguments(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.name, part.value) for part in arguments(text)] == parts


@given(st.text(alphabet="a?&=#%/:", max_size=60))
def test_arguments_tell_their_places(text: str) -> None:
    for part in arguments(text):
        assert text[part.start : part.end].partition("=")[::2] == (part.name, part.value)
    query = text.partition("#")[0].partition("?")
    assert "&".join(text[part.start : part.end] for part in arguments(text)) == query[2]


def test_decoded() -> None:
    assert decoded("https%3A%2F%2Fx.org%2Fa%20b%zz") == "https://x.org/a b%zz"
