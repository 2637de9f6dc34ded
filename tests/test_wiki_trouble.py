"""The wiki client where a wiki, or what stands in its place, misbehaves; and who may ask."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

import pytest
from jsonschema import Draft202012Validator
from test_cli import run

from validator.errors import UsageError, WikiError
from validator.shipped import SCHEMAS
from validator.sources import web
from validator.sources.address import address, limit, profiled, site
from validator.sources.contact import contact
from validator.sources.pace import Pace
from validator.sources.wiki import Wiki

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CONTACT = "tester@wiki-checks.org"


class Reply(NamedTuple):
    """What the server says."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = {"Content-Type": "application/json"}
    pause: float = 0.0
    drip: float = 0.0


def answer(content: object, **headers: str) -> Reply:
    return Reply(json.dumps(content).encode(), 200, {"Content-Type": "application/json", **headers})


class Server:
    """A server on loopback that answers as told, and notes what it is asked."""

    def __init__(self, tell: Callable[[str, dict[str, str]], Reply]) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
                parts = urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                form = parts.query or self.rfile.read(length).decode()
                given = {name: values[0] for name, values in parse_qs(form).items()}
                server.asked.append((parts.path, given))
                reply = tell(parts.path, given)
                time.sleep(reply.pause)
                server.at_once -= 1
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    if "Content-Length" not in reply.headers:
                        self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    if reply.drip:
                        for byte in reply.body:
                            self.wfile.write(bytes([byte]))
                            time.sleep(reply.drip)
                    else:
                        self.wfile.write(reply.body)
                except OSError:
                    pass

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


FOUND = answer({"query": {"general": {"lang": "en", "server": "x"}, "namespaces": {}}})


def asking(url: str, **given: Any) -> Wiki:
    given.setdefault("sleep", lambda _: None)
    return Wiki(f"{url}/api.php", CONTACT, **given)


def complaint(reply: Reply, **given: Any) -> str:
    """What the client says of a wiki that answers everything so."""
    with Server(lambda _path, _form: reply) as server, pytest.raises(WikiError) as caught:
        list(asking(server.url, **given).pages(["A"]))
    assert str(caught.value).startswith(server.url.removeprefix("http://") + ": ")
    return caught.value.why


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(b"<p>Hello"), "answers action=query with application/json, not with JSON"),
        (Reply(b"<p>", 404, {"Content-Type": "text/html"}), "with HTTP 404, not with JSON"),
        (Reply(b"", 200, {}), "with nothing known, not with JSON"),
        (Reply(b"[]"), "not with JSON"),
        (Reply(b"\xff\xfe"), "not with JSON"),
        (Reply(b"[" * 100_000), "not with JSON"),
        (Reply(b"no", 503), "HTTP 503 Service Unavailable; asked 4 times"),
        (Reply(b"no", 503, {"Retry-After": "86400"}), "asks to come back in 86400 seconds"),
        (Reply(b"no", 429, {"Retry-After": "1"}), "HTTP 429: too many requests; asked 4 times"),
        (Reply(b"x" * 10, 200, {"Content-Length": "99"}), "the connection broke"),
        (
            Reply(b"x" * 50, 200, {"Content-Encoding": "gzip"}),
            "the connection broke (DecodeError); asked 4 times",
        ),
        (answer({"error": {"code": "old", "info": "Old form."}}), "old: Old form."),
        (
            answer({"errors": [{"code": "internal_api_error_DBQueryError", "text": "x"}]}),
            "internal_api_error_DBQueryError: x; asked 4 times",
        ),
        (answer({"errors": [{"code": "ratelimited", "text": "Slow."}]}), "ratelimited: Slow.; a"),
        (answer({"errors": ["odd"]}), ": odd"),
        (
            answer({"query": {"pages": [{"title": 5}]}}),
            "answers action=query with what it should not: /query/pages/0/title: 5 is not of type",
        ),
        (answer({"query": []}), "should not: /query: [] is not of type"),
        (answer({"continue": {"x": "1"}}), "continues an answer in a circle"),
    ],
)
def test_what_is_no_answer(reply: Reply, says: str) -> None:
    assert says in complaint(reply)


def test_packed_bombs_are_not_unpacked_whole() -> None:
    bomb = gzip.compress(b" " * (web.MAX_BYTES + 10_000_000))
    packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    assert len(bomb) < 200_000
    assert complaint(Reply(bomb, 200, packed)) == "answers with more than 64 MiB"


def test_slow_wikis_are_given_up() -> None:
    assert complaint(Reply(pause=1.0), seconds=0.2).startswith("no answer in time; asked 4")
    dripping = complaint(Reply(b"x" * 100, drip=0.05), seconds=1)
    assert dripping == "no whole answer within 1 seconds; asked 4 times"


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(WikiError, match=r"no connection: Connection refused; asked 4 times"):
        list(asking(f"http://127.0.0.1:{port}").pages(["A"]))


def test_waits_grow_and_the_wiki_has_the_last_word() -> None:
    waits: list[float] = []
    refusals = [Reply(b"", 500), Reply(b"", 502), Reply(b"", 429, {"Retry-After": "7"})]

    def tell(_path: str, form: dict[str, str]) -> Reply:
        return refusals.pop(0) if refusals and "titles" in form else answer({"query": {}})

    with Server(tell) as server:
        list(asking(server.url, sleep=waits.append).pages(["A"]))
    assert 1 <= waits[0] <= 2
    assert 2 <= waits[1] <= 3
    assert waits[2] == 7


def test_a_date_to_come_back_at() -> None:
    assert web._seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (web._seconds("Fri, 21 Oct 2199 07:28:00 GMT") or 0) > 1e9
    assert [web._seconds(odd) for odd in ("", "soon", "-5", "٥")] == [None] * 4


def test_one_request_at_a_time() -> None:
    with Server(lambda _path, _form: FOUND._replace(pause=0.02)) as server:
        wikis = [asking(server.url) for _ in range(4)]
        threads = [threading.Thread(target=lambda one=one: one.siteinfo) for one in wikis]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.asked) == 8
    assert server.most_at_once == 1


class TestRedirects:
    """An address is followed to where it may lead."""

    def test_to_another_host(self) -> None:
        with Server(lambda *_: FOUND) as other:
            for target in (f"{other.url}/api.php", "//wiki.invalid/api.php", "http://u@127.0.0.1/"):
                says = complaint(Reply(b"", 302, {"Location": target}))
                assert says.startswith("redirects to another host, ")
            assert other.asked == []

    def test_on_the_same_host(self) -> None:
        def tell(path: str, _form: dict[str, str]) -> Reply:
            if path == "/api.php":
                return Reply(b"", 301, {"Location": "/new/api.php?action=query"})
            return FOUND

        with Server(tell) as server:
            assert asking(server.url).siteinfo
        assert [path for path, _ in server.asked] == ["/api.php", "/new/api.php", "/new/api.php"]

    def test_in_a_circle(self) -> None:
        assert "redirects more than 5 times" in complaint(Reply(b"", 302, {"Location": "/api.php"}))

    def test_of_a_form(self) -> None:
        def tell(_path: str, form: dict[str, str]) -> Reply:
            if form.get("action") == "login":
                return Reply(b"", 307, {"Location": "/elsewhere"})
            return answer({"query": {"tokens": {"logintoken": "+"}}})

        with Server(tell) as server, pytest.raises(WikiError, match="redirects a form"):
            assert asking(server.url, user="a@b", password="c").siteinfo

    @pytest.mark.parametrize(
        ("here", "there", "same"),
        [
            ("http://a.org/", "https://a.org/x", True),
            ("https://a.org/", "http://a.org/", False),
            ("http://a.org/", "http://A.org/", True),
            ("http://a.org/", "http://a.org:81/", False),
            ("http://a.org:80/", "https://a.org/", False),
            ("http://a.org/", "http://b.a.org/", False),
            ("http://a.org/", "http://a.org@b.org/", False),
        ],
    )
    def test_what_is_the_same_host(self, here: str, there: str, same: bool) -> None:
        assert web.same_host(here, there) is same

    def test_an_api_on_another_host(self) -> None:
        page = b'<html><link href="//wiki.invalid/api.php?action=rsd" rel="EditURI">'
        with Server(lambda *_: Reply(page, 200, {"Content-Type": "text/html"})) as server:
            wiki = Wiki(server.url, CONTACT, sleep=lambda _: None)
            with pytest.raises(WikiError, match="its API is on another host"):
                assert wiki.siteinfo


def test_no_wiki_is_there() -> None:
    with Server(lambda *_: Reply(b"<p>", 200, {"Content-Type": "text/html"})) as server:
        with pytest.raises(WikiError, match=r"no MediaWiki found: .* names no API"):
            assert Wiki(server.url, CONTACT).siteinfo
        assert len(server.asked) == 5


def test_no_password_without_https() -> None:
    wiki = Wiki("http://wiki.invalid/api.php", CONTACT, user="a@b", password="c")
    vars(wiki)["_api"] = "http://wiki.invalid/api.php"
    with pytest.raises(WikiError, match="has no HTTPS; no password is sent there"):
        wiki.ask("query", action="query")


def test_a_password_that_is_sent_back_is_not_shown() -> None:
    def tell(_path: str, form: dict[str, str]) -> Reply:
        if form.get("action") == "login":
            reason = {"code": "x", "text": f"{form['lgpassword']} is wrong"}
            return answer({"login": {"result": "Failed", "reason": reason}})
        return answer({"query": {"tokens": {"logintoken": "+"}}})

    with Server(tell) as server, pytest.raises(WikiError) as caught:
        assert asking(server.url, user="a@b", password="hushhush").siteinfo
    assert caught.value.why == "does not let a@b in: Failed: … is wrong"


class TestAddress:
    """What a wiki may be called."""

    @pytest.mark.parametrize(
        ("given", "api"),
        [
            ("enwiki", "https://en.wikipedia.org/w/api.php"),
            ("frwiki", "https://fr.wikipedia.org/w/api.php"),
            ("zh_min_nanwiki", "https://zh-min-nan.wikipedia.org/w/api.php"),
            ("be_x_oldwiki", "https://be-tarask.wikipedia.org/w/api.php"),
            ("dewiktionary", "https://de.wiktionary.org/w/api.php"),
            ("commonswiki", "https://commons.wikimedia.org/w/api.php"),
            ("https://wiki.site.org/w/api.php", "https://wiki.site.org/w/api.php"),
            ("wiki.site.org:8080/w/api.php?a=b", "https://wiki.site.org:8080/w/api.php"),
            ("http://[::1]:80/api.php", "http://[::1]:80/api.php"),
        ],
    )
    def test_known_places(self, given: str, api: str) -> None:
        assert address(given).api == api

    @pytest.mark.parametrize("given", ["https://wiki.site.org/wiki/A", "wiki.site.org", "a.b/c"])
    def test_places_to_look_at(self, given: str) -> None:
        found = address(given)
        assert found.api == ""
        assert found.page.endswith(given)

    @pytest.mark.parametrize(
        "given",
        ["auto", "neutral", "nonsense", "ftp://a.org", "https://", "http://a b/", "http://a:b/",
         "https://me:secret@wiki.site.org/", "http://[a/", "", "wiki", "http://ä.org/"],
    )  # fmt: skip
    def test_no_places(self, given: str) -> None:
        with pytest.raises(UsageError) as caught:
            address(given)
        assert "secret" not in str(caught.value)

    def test_profiles_by_site(self) -> None:
        assert profiled("frwiki") == "frwiki"
        assert profiled("https://en.wikipedia.org/wiki/A") == "enwiki"
        assert profiled("fr.wikipedia.org") == "frwiki"
        assert profiled("https://xx.wikipedia.org") == profiled("xxwiki") == ""
        assert site("enwiki") == "https://en.wikipedia.org"

    def test_limits(self) -> None:
        assert limit("de.wikipedia.org") == (180, 5)
        assert limit("wiki.site.org:8080") == (60, 5)
        assert limit("nowikipedia.org") == (60, 5)
        assert limit("127.0.0.1:80") is limit("localhost") is limit("[::1]:80") is None


def test_the_pace_of_a_minute() -> None:
    now = [0.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 6))
        now[0] += seconds

    pace = Pace(60, 2, clock=lambda: now[0], sleep=sleep)
    for _ in range(4):
        with pace:
            pass
    assert slept == [1, 1]
    pace.slow_down()
    for _ in range(2):
        with pace:
            pass
    assert slept == [1, 1, 2, 2]
    now[0] += 3600
    for _ in range(3):
        with pace:
            pass
    assert slept == [1, 1, 2, 2, 2]
    for _ in range(20):
        pace.slow_down()
    assert pace.per_minute == 6
    with pytest.raises(KeyError), pace:
        raise KeyError
    with pace:
        pass


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.delenv("WIKIVET_CONTACT", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "wikivet").mkdir()
    return tmp_path / "wikivet" / "config.toml"


class TestContact:
    """Who asks."""

    def test_nearest_wins(self, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        config.write_text('contact = "me@file.org"\ncolor = "auto"\n')
        assert contact() == "me@file.org"
        monkeypatch.setenv("WIKIVET_CONTACT", "me@environment.org")
        assert contact() == "me@environment.org"
        assert contact("https://de.wikipedia.org/wiki/Benutzer:Müller") == (
            "https://de.wikipedia.org/wiki/Benutzer:M%C3%BCller"
        )

    def test_nobody_asks_without(self, config: Path) -> None:
        with pytest.raises(UsageError) as caught:
            contact()
        for way in ("--contact", "WIKIVET_CONTACT", str(config)):
            assert way in str(caught.value)

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ("me@example.org", "is a placeholder"),
            ("me@sub.example.com", "is a placeholder"),
            ("me@example", "is neither"),
            ("https://www.example.net/me", "is a placeholder"),
            ("https://en.wikipedia.org/wiki/User:YourName", "is a placeholder"),
            ("http://localhost/", "is a placeholder"),
            ("https://github.com/somebody/wikivet", "is wikivet's own address"),
            ("https://github.com/somebody/wikivet/issues", "is wikivet's own address"),
            ("me", "is neither"),
            ("a@b.org\r\nX-Evil: 1", "is neither"),
            ("https://a.org/ b", "is neither"),
            ("ftp://a.org/", "is neither"),
            ("https://[/", "is neither"),
        ],
    )
    @pytest.mark.usefixtures("config")
    def test_no_contact(self, given: str, says: str) -> None:
        with pytest.raises(UsageError, match=says):
            contact(given)

    @pytest.mark.parametrize(
        ("content", "says"), [("contact = 5", "contact must be text"), ("contact", "not TOML")]
    )
    def test_a_broken_file_is_named(self, config: Path, content: str, says: str) -> None:
        config.write_text(content)
        with pytest.raises(UsageError, match=says) as caught:
            contact()
        assert str(config) in str(caught.value)


@pytest.mark.parametrize("path", sorted((SCHEMAS / "wiki-answer").glob("*.json")), ids=str)
def test_schemas_of_answers_are_sound(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:wikivet:wiki-answer/{path.stem}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--title", "A"], 2, "--wiki auto: no wiki of this name is known"),
        (["--title", "A", "--wiki", "enwiki"], 2, "wikis want to know who asks"),
        (["--title", "A", "--wiki", "enwiki", "--contact", "a@example.org"], 2, "placeholder"),
        (["--title", "A", "--wiki", "nonsense", "--contact", CONTACT], 2, "no wiki of this name"),
        (["--revid", "x", "--wiki", "enwiki"], 2, "not a valid integer"),
        (["--title", "A", "--wiki", "enwiki", "--fix"], 2, "--fix saves nothing to a wiki"),
        (
            ["--title", "A", "--wiki", "http://127.0.0.1:9/api.php", "--contact", CONTACT],
            3,
            "127.0.0.1:9: not checked: no connection: Connection refused; asked 4 times",
        ),
    ],
)
@pytest.mark.usefixtures("config")
def test_calls_that_fail(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    done = run("check", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr
