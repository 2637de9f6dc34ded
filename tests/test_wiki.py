"""The wiki client against a real MediaWiki."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from test_cli import run

from validator import __version__
from validator.errors import UsageError, WikiError
from validator.sources import wiki as client
from validator.sources.web import LONGEST_WAIT
from validator.sources.wiki import Wiki

if TYPE_CHECKING:
    from pathlib import Path

    from servers.mediawiki import MediaWiki

CONTACT = "mailto:tester@wiki-checks.org"
PASSWORD = "0123456789abcdef" * 2

pytestmark = pytest.mark.mediawiki


class Clock(list[float]):
    """Notes how long was waited for, and waits no longer than a moment."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Clock:
    return Clock()


@pytest.fixture
def wiki(mediawiki: MediaWiki, waits: Clock) -> Wiki:
    return Wiki(f"{mediawiki.url}/api.php", CONTACT, sleep=waits)


@pytest.fixture(scope="session")
def bot(mediawiki: MediaWiki) -> str:
    mediawiki.add_user("Reader", "checks", PASSWORD)
    return "Reader@checks"


def _page(wiki: Wiki, title: str) -> Any:
    [page] = wiki.pages([title])
    return page


class TestPages:
    """Texts by title, revision and category."""

    def test_text_comes_as_saved(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        text = "Zażółć {{cite web|title=A}}\n\n𝒳 <ref>b</ref>"
        mediawiki.save("Client text", text)
        page = _page(wiki, "client_text")
        assert page[:3] == ("client_text", "Client text", 0)
        assert page.text == text
        assert page.revision > 0
        assert re.fullmatch(r"20..-..-..T..:..:..Z", page.timestamp)
        assert page.url == f"{mediawiki.url}/wiki/Client_text"
        assert (page.redirects, page.problem) == ((), "")

    @pytest.mark.parametrize(
        ("title", "problem"),
        [
            ("No such page here", "there is no such page"),
            ("A<b", "no title of a page: "),
            ("", "no title of a page"),
            ("a|b", "no title of a page: "),
            ("Special:Version", "a page that the wiki makes, without a text of its own"),
            ("Media:X.png", "a page that the wiki makes, without a text of its own"),
            ("Style:Client", "holds css, not wikitext"),
        ],
    )
    def test_what_is_no_article(
        self, mediawiki: MediaWiki, wiki: Wiki, title: str, problem: str
    ) -> None:
        mediawiki.save("Style:Client", "a { }")
        page = _page(wiki, title)
        assert page.text is None
        assert page.problem.startswith(problem)
        assert page.missing is (problem == "there is no such page")

    def test_redirects(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Client third", "Text.")
        mediawiki.save("Client second", "#REDIRECT [[Client third]]")
        mediawiki.save("Client first", "#REDIRECT [[Client second]]")
        mediawiki.save("Client astray", "#REDIRECT [[Client nowhere]]")
        mediawiki.save("Client round", "#REDIRECT [[Client and round]]")
        mediawiki.save("Client and round", "#REDIRECT [[Client round]]")
        mediawiki.save("Client self", "#REDIRECT [[Client self]]")
        titles = ["client first", "Client third", "Client astray", "Client round", "Client self"]
        first, third, astray, around, itself = wiki.pages(titles)
        assert (first.title, first.text) == ("Client third", "Text.")
        assert first.redirects == ("Client first", "Client second")
        assert (third.asked, third.redirects) == ("Client third", ())
        assert (astray.title, astray.missing) == ("Client nowhere", True)
        assert astray.redirects == ("Client astray",)
        assert around.problem == (
            "redirects in a circle: Client round → Client and round → Client round"
        )
        assert itself.problem == "redirects in a circle: Client self → Client self"

    def test_any_spelling_of_a_title(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Client żółw & 50%", "Text.")
        titles = [
            "Client żółw & 50%",
            " client_ żółw & 50% ",
            "Client żółw & 50%#Shell",
            "Client z\u0307o\u0301łw & 50%",
            ":Client żółw & 50%",
        ]
        assert [page.text for page in wiki.pages(titles)] == ["Text."] * 5
        assert [page.text for title in titles for page in wiki.pages([title])] == ["Text."] * 5
        mixed = [page.problem[:20] for page in wiki.pages([*titles, "a|b"])]
        assert mixed == [*[""] * 5, "no title of a page: "]

    def test_revisions(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Client history", "one")
        old = _page(wiki, "Client history").revision
        mediawiki.save("Client history", "two")
        new = _page(wiki, "Client history").revision
        found = list(wiki.revisions([new, 999_999_999, old, new]))
        assert [page.text for page in found] == ["two", None, "one"]
        assert [page.asked for page in found] == [str(new), "999999999", str(old)]
        assert found[1].problem == "there is no such revision"

    def test_many_pages_in_a_category(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        titles = [f"Client many {number:03}" for number in range(600)]
        mediawiki.save_many({title: f"Text. [[Category:Client many]] {title}" for title in titles})
        assert list(wiki.members("Client many")) == titles
        assert list(wiki.members("category:client_many")) == titles
        pages = list(wiki.pages(titles))
        assert [page.title for page in pages] == titles
        assert all(page.text and page.text.endswith(page.title) for page in pages)
        assert list(wiki.members("Client nothing")) == []

    def test_long_answers_are_continued(
        self, mediawiki: MediaWiki, wiki: Wiki, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        titles = [f"Client step {number}" for number in range(7)]
        for title in titles:
            mediawiki.save(title, "[[Category:Client steps]]")
        ask = wiki.ask
        monkeypatch.setattr(wiki, "ask", lambda schema, **p: ask(schema, **p | {"cmlimit": "2"}))
        assert list(wiki.members("Client steps")) == titles


DATA = {
    "description": {"en": "A box", "de": "Ein Kasten"},
    "params": {
        "name": {"required": True, "aliases": ["title", "1"], "type": "line"},
        "founded": {"type": "date", "suggested": True},
        "homepage": {"type": "url", "inherits": "link"},
        "link": {"type": "url", "deprecated": "Use homepage.", "example": "https://a.org/"},
        "size": {"type": "number", "suggestedvalues": ["1", "2"], "default": "1"},
    },
    "paramOrder": ["name", "founded", "homepage", "link", "size"],
    "maps": {"citoid": {"title": "name"}},
    "format": "block",
}


def _template(data: object) -> str:
    return f"{{{{{{name}}}}}}<noinclude><templatedata>{json.dumps(data)}</templatedata></noinclude>"


class TestTemplates:
    """What is known of templates."""

    def test_templatedata(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Template:Client box", _template(DATA))
        mediawiki.save("Template:Client kasten", "#REDIRECT [[Template:Client box]]")
        mediawiki.save("Template:Client bare", "{{{a}}} {{{b c|}}}")
        mediawiki.save("Template:Client empty", "Nothing.")
        mediawiki.save("Template:Client count", _template({"params": {"0": {}, "1": {}}}))
        titles = ["box", "kasten", "bare", "empty", "none", "count"]
        box, kasten, bare, empty, none, count = wiki.templatedata(
            f"Template:Client {t}" for t in titles
        )
        assert box.data is not None
        assert list(box.data["params"]) == DATA["paramOrder"]
        assert box.data["params"]["name"]["aliases"] == ["title", "1"]
        assert box.data["params"]["link"]["deprecated"] == "Use homepage."
        assert box.data["maps"] == DATA["maps"]
        assert box[3:] == (False, False, "", "")
        assert box.revision == _page(wiki, "Template:Client box").revision
        assert kasten == box._replace(redirected_from="Template:Client kasten")
        names: dict[str, object] = {"a": {}, "b c": {}}
        assert (bare.data, bare.scraped) == ({"notemplatedata": True, "params": names}, True)
        assert (empty.data, empty.scraped) == ({"notemplatedata": True, "params": {}}, True)
        assert list((count.data or {})["params"]) == ["0", "1"]
        assert (none.data, none.missing, none.revision) == (None, True, 0)

    def test_one_broken_page_does_not_spoil_the_others(
        self, mediawiki: MediaWiki, wiki: Wiki
    ) -> None:
        for name in ("sound", "broken", "sound too"):
            mediawiki.save(f"Template:Client {name}", _template({"params": {"a": {}}}))
        mediawiki.execute(
            "UPDATE page_props SET pp_value = '{' WHERE pp_propname = 'templatedata' AND pp_page ="
            " (SELECT page_id FROM page WHERE page_namespace = 10 AND page_title = ?)",
            "Client_broken",
        )
        titles = [f"Template:Client {name}" for name in ("sound", "broken", "sound too")]
        sound, broken, too = wiki.templatedata(titles)
        assert sound.data is not None
        assert too.data is not None
        assert (broken.data, broken.missing) == (None, False)
        assert broken.problem.startswith("its TemplateData is broken: ")

    def test_use_and_redirects(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Template:Client inner", "i")
        mediawiki.save("Template:Client outer", "{{Client inner}}")
        mediawiki.save("Template:Client shell", "#REDIRECT [[Template:Client outer]]")
        mediawiki.save("Client user", "{{Client shell}}")
        used, lost = wiki.templates(["client user", "Client nowhere"])
        assert (used.asked, used.title, used.missing) == ("client user", "Client user", False)
        assert set(used.titles) == {
            "Template:Client inner",
            "Template:Client outer",
            "Template:Client shell",
        }
        assert (lost.missing, lost.titles) == (True, ())
        for title in ("Template:Client outer", "Template:Client shell"):
            [leading] = wiki.redirects([title])
            assert leading.title == "Template:Client outer"
            assert leading.titles == ("Template:Client shell",)


class TestManners:
    """How a wiki is asked, and what it may ask in turn."""

    def test_who_asks_is_said(
        self, mediawiki: MediaWiki, wiki: Wiki, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent = []
        send = wiki._web._session.send

        def noted(request: Any, **given: Any) -> Any:
            sent.append(request)
            return send(request, **given)

        monkeypatch.setattr(wiki._web._session, "send", noted)
        assert wiki.siteinfo["general"]["server"] == mediawiki.url
        list(wiki.pages(f"Client page of a long name that fills requests {n}" for n in range(50)))
        for request in sent:
            agent = request.headers["User-Agent"]
            assert re.fullmatch(
                rf"wikivet/{__version__} \({CONTACT}\) python-requests/[\d.]+",
                agent,
            )
            assert request.headers["Accept-Encoding"] == "gzip"
            assert "maxlag=5" in (request.body or request.url)
        assert [request.method for request in sent] == ["GET", "GET", "POST"]

    def test_answers_are_packed(
        self, mediawiki: MediaWiki, wiki: Wiki, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "All the same words again. " * 20_000
        mediawiki.save("Client packed", text)
        sizes = []
        read = wiki._web._read

        def noted(reply: Any) -> bytes:
            body = read(reply)
            sizes.append((reply.headers.get("Content-Encoding"), reply.raw.tell(), len(body)))
            return body

        monkeypatch.setattr(wiki._web, "_read", noted)
        assert _page(wiki, "Client packed").text == text.rstrip()
        packed, sent, whole = sizes[-1]
        assert packed == "gzip"
        assert sent < whole / 20

    def test_a_lag_that_stays(self, wiki: Wiki, waits: Clock) -> None:
        with pytest.raises(WikiError) as caught:
            wiki.ask("query", action="query", meta="siteinfo", maxlag="-2")
        assert caught.value.code == "maxlag"
        assert "asked 4 times" in str(caught.value)
        assert waits == [5, 5, 5]

    def test_a_lag_that_passes(self, mediawiki: MediaWiki, wiki: Wiki) -> None:
        mediawiki.save("Client lagging", "[[Category:Client lagging]] {{Client lag}}")
        mediawiki.execute(
            "INSERT INTO job (job_cmd, job_namespace, job_title, job_params, job_timestamp,"
            " job_random, job_attempts, job_token, job_sha1) VALUES ('null', 0, 'X', '', '', 1,"
            " 0, '', ?)",
            "0" * 31,
        )
        waited = []
        with mediawiki.switched("lagging") as switch:

            def wait(seconds: float) -> None:
                waited.append(seconds)
                switch.unlink()

            wiki._web._sleep = wait
            assert _page(wiki, "Client lagging").text
            switch.touch()
        assert waited == [5]

    def test_a_wiki_that_only_reads_is_read(
        self, mediawiki: MediaWiki, wiki: Wiki, bot: str, waits: Clock
    ) -> None:
        mediawiki.save("Client kept", "Text.")
        with mediawiki.switched("readonly"):
            with pytest.raises(Exception, match="readonly"):
                mediawiki.save("Client kept", "Other.")
            assert _page(wiki, "Client kept").text == "Text."
            assert waits == []
            closed = Wiki(mediawiki.url, CONTACT, user=bot, password=PASSWORD, sleep=waits)
            with pytest.raises(WikiError, match=r"readonly: .*; asked 4 times"):
                _page(closed, "Client kept")
        assert _page(closed, "Client kept").text == "Text."
        assert len(waits) == 3

    def test_too_many_requests_are_put_off(self, mediawiki: MediaWiki) -> None:
        for number in range(2):
            mediawiki.save(f"Client limited {number}", "Text.")
        wiki = Wiki(f"{mediawiki.url}/api.php", CONTACT)
        assert wiki.siteinfo
        with mediawiki.switched("limited", "1 3") as switch:
            pages = [_page(wiki, f"Client limited {number}") for number in range(2)]
            assert switch.with_name(f"{switch.name}.refused").read_text().count("\n") >= 1
        assert [page.text for page in pages] == ["Text."] * 2

    def test_a_long_ban_is_not_waited_for(
        self, mediawiki: MediaWiki, wiki: Wiki, waits: Clock
    ) -> None:
        assert wiki.siteinfo
        with mediawiki.switched("limited", f"1 {LONGEST_WAIT + 60}"):
            assert _page(wiki, "Client limited 0")
            with pytest.raises(WikiError, match=r"asks to come back in \d+ seconds"):
                _page(wiki, "Client limited 0")
        assert waits == []


class TestLogin:
    """Bot passwords."""

    def _wiki(self, mediawiki: MediaWiki, user: str, password: str) -> Wiki:
        return Wiki(mediawiki.url, CONTACT, user=user, password=password, sleep=lambda _: None)

    def test_private_wiki(self, mediawiki: MediaWiki, bot: str) -> None:
        mediawiki.save("Client secret", "Text.")
        with mediawiki.switched("private"):
            with pytest.raises(WikiError, match="--user") as caught:
                _page(Wiki(mediawiki.url, CONTACT), "Client secret")
            assert caught.value.code == "readapidenied"
            assert _page(self._wiki(mediawiki, bot, PASSWORD), "Client secret").text == "Text."

    @pytest.mark.parametrize(
        ("user", "password"),
        [("Reader@checks", "wrong" + PASSWORD[5:]), ("Nobody@checks", PASSWORD), ("a<b", "x")],
    )
    @pytest.mark.usefixtures("bot")
    def test_wrong_password(self, mediawiki: MediaWiki, user: str, password: str) -> None:
        wiki = self._wiki(mediawiki, user, password)
        with pytest.raises(WikiError, match=f"does not let {user} in: Failed: ") as caught:
            _page(wiki, "Client secret")
        for shown in (str(caught.value), repr(caught.value), repr(wiki), repr(wiki._web)):
            assert password not in shown or len(password) == 1

    def test_a_session_that_ended_begins_anew(self, mediawiki: MediaWiki, bot: str) -> None:
        mediawiki.save("Client session", "Text.")
        wiki = self._wiki(mediawiki, bot, PASSWORD)
        assert _page(wiki, "Client session").text
        cookies = [cookie.value for cookie in wiki._web._session.cookies]
        wiki._web._session.cookies.clear()
        assert _page(wiki, "Client session").text
        assert not {cookie.value for cookie in wiki._web._session.cookies} & set(cookies)

    def test_a_password_is_needed(self, mediawiki: MediaWiki) -> None:
        with pytest.raises(UsageError, match="WIKIVET_PASSWORD"):
            self._wiki(mediawiki, "Reader@checks", "")


class TestFinding:
    """Where the API is."""

    @pytest.mark.parametrize("path", ["", "/", "/wiki/Main_Page", "/api.php", "/index.php"])
    def test_any_address_of_the_wiki_will_do(self, mediawiki: MediaWiki, path: str) -> None:
        wiki = Wiki(mediawiki.url + path, CONTACT)
        assert wiki.siteinfo["general"]["wikiid"] == "wiki"
        assert wiki.name == mediawiki.url.removeprefix("http://")

    def test_no_wiki_is_there(self, mediawiki: MediaWiki) -> None:
        wiki = Wiki(f"{mediawiki.url}/load.php?modules=startup&only=scripts", CONTACT)
        assert wiki.siteinfo  # it is on a path that is usual


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("WIKIVET_CONTACT", "WIKIVET_USER", "WIKIVET_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


WRONG = "The town has a mill.<ref></ref>\n\n{{reflist}}"


@pytest.mark.usefixtures("environment")
class TestCommand:
    """The command, as a person calls it."""

    def test_pages_are_checked(self, mediawiki: MediaWiki, tmp_path: Path) -> None:
        mediawiki.save("Client wrong", WRONG)
        mediawiki.save("Client to wrong", "#REDIRECT [[Client wrong]]")
        url = mediawiki.url
        done = run(
            "check", "--wiki", url, "--title", "Client wrong", "--contact", CONTACT, cwd=tmp_path
        )
        assert done.returncode == 1
        assert f"{url}/wiki/Client_wrong:1:21: error[reference/empty]".encode() in done.stdout
        name = url.removeprefix("http://")
        assert f"no profile for {url}: read without a wiki's customs".encode() in done.stderr
        titles = ["Client wrong", "Client to wrong", "Client gone", "A<b"]
        many = [word for title in titles for word in ("--title", title)]
        done = run("check", "--wiki", url, *many, cwd=tmp_path, WIKIVET_CONTACT=CONTACT)
        assert done.returncode == 3
        said = done.stderr.decode()
        assert f"{name}:Client to wrong: not checked: redirects to Client wrong" in said
        assert "Client_gone: not checked: there is no such page" in said
        assert f"{name}:A<b: not checked: no title of a page" in said
        assert b"error[reference/empty]" in done.stdout

    def test_revisions_and_categories(self, mediawiki: MediaWiki, tmp_path: Path) -> None:
        mediawiki.save("Client old", WRONG + " [[Category:Client checked]]")
        [old] = Wiki(mediawiki.url, CONTACT).pages(["Client old"])
        mediawiki.save("Client old", "Fine. [[Category:Client checked]]")
        mediawiki.save("Client new", WRONG + " [[Category:Client checked]]")
        (tmp_path / "wikivet.toml").write_text('[severity]\n"reference/empty" = "warning"\n')
        common = ["--wiki", mediawiki.url, "--contact", CONTACT]
        done = run("check", *common, "--revid", str(old.revision), cwd=tmp_path)
        assert done.returncode == 0
        place = f"{mediawiki.url}/wiki/Client_old?oldid={old.revision}:1:21: warning"
        assert place.encode() in done.stdout
        done = run("check", *common, "--category", "Client checked", cwd=tmp_path)
        assert b"2 articles checked" in done.stderr
        assert b"/wiki/Client_new:1:21: warning[reference/empty]" in done.stdout
        done = run("check", *common, "--category", "Client unheard of", cwd=tmp_path)
        assert done.returncode == 3
        assert b"Client unheard of: not checked: no page in it" in done.stderr

    def test_private_wiki(self, mediawiki: MediaWiki, bot: str, tmp_path: Path) -> None:
        mediawiki.save("Client hidden", WRONG)
        call = ["check", "--wiki", mediawiki.url, "--title", "Client hidden", "--contact", CONTACT]
        with mediawiki.switched("private"):
            assert run(*call, cwd=tmp_path).returncode == 3
            done = run(*call, "--user", bot, cwd=tmp_path)
            assert done.returncode == 2
            assert b"WIKIVET_PASSWORD" in done.stderr
            done = run(*call, cwd=tmp_path, WIKIVET_USER=bot, WIKIVET_PASSWORD=PASSWORD)
            assert done.returncode == 1
            done = run(*call, cwd=tmp_path, WIKIVET_USER=bot, WIKIVET_PASSWORD="x" * 32)
            assert done.returncode == 3
            assert b"does not let Reader@checks in" in done.stderr
            assert b"x" * 32 not in done.stderr + done.stdout

    def test_changes_are_shown_and_not_saved(self, mediawiki: MediaWiki, tmp_path: Path) -> None:
        mediawiki.save("Client wrong", WRONG)
        call = ["check", "--wiki", mediawiki.url, "--title", "Client wrong", "--contact", CONTACT]
        assert run(*call, "--diff", cwd=tmp_path).returncode in (0, 1)
        done = run(*call, "--fix", cwd=tmp_path)
        assert done.returncode == 2
        assert b"--fix saves nothing to a wiki" in done.stderr


def test_batches_are_of_fifty() -> None:
    assert [len(batch) for batch in client._batches(range(120))] == [50, 50, 20]
    assert list(client._batches([1, 1, 2])) == [[1, 2]]
