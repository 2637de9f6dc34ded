"""Profiles built from what a wiki says of itself, and used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import skip_or_fail
from servers import mediawiki as mediawiki_server
from servers.mediawiki import MediaWiki
from test_cli import run

from validator import profile_file
from validator.errors import UsageError
from validator.profile import load
from validator.shipped import SCHEMAS
from validator.sources.address import code_of
from validator.sources.survey import _order, nearest, survey
from validator.sources.template_search import Donor, Search
from validator.sources.wiki import Wiki

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTACT = "tester@wiki-checks.org"
MAPS: dict[str, Any] = {
    "params": {"titel": {}, "url": {}, "autor": {}, "vorname": {}, "herausgeber": {}}
}
CITOID = {
    "title": "titel",
    "url": "url",
    "author": [["vorname", "autor"]],
    "publisher": "herausgeber",
    "unheard": "url",
}
PAGES = {
    "Vorlage:Cite web": "{{{titel}}}<noinclude><templatedata>"
    + json.dumps(MAPS | {"maps": {"citoid": CITOID}})
    + "</templatedata></noinclude>",
    "Vorlage:Netzbeleg": "#WEITERLEITUNG [[Vorlage:Cite web]]",
    "Hilfe:Netzbeleg": "#WEITERLEITUNG [[Vorlage:Cite web]]",
    "Vorlage:Belege": '<templatedata>{"params":{"datum":{"type":"date"}}}</templatedata>',
    "Vorlage:R": "r",
    "Vorlage:Who": "Wer?",
    "Vorlage:Belege fehlen": "#WEITERLEITUNG [[Vorlage:Belege]]",
    "Vorlage:Unreferenced": "[[de:Vorlage:Belege]]",
    "Vorlage:Fact": "Beleg?",
    "Vorlage:Infobox Ort": "{{{name}}}",
    "Vorlage:Buchbeleg": "{{{titel}}}",
    "Vorlage:Literatur": "#WEITERLEITUNG [[Vorlage:Buchbeleg]]",
}


@pytest.fixture(scope="module")
def german() -> Iterator[MediaWiki]:
    reason = mediawiki_server.available()
    if reason is not None:
        skip_or_fail(reason)
    with MediaWiki() as wiki, wiki.switched("language", "de"):
        wiki.execute(
            "INSERT INTO interwiki (iw_prefix, iw_url, iw_api, iw_wikiid, iw_local, iw_trans)"
            " VALUES ('de', 'https://wiki.invalid/$1', '', '', 1, 0)"
        )
        for title, text in PAGES.items():
            wiki.save(title, text)
        yield wiki


@pytest.fixture
def wiki(german: MediaWiki) -> Wiki:
    return Wiki(german.url, CONTACT)


def _uses(profile: dict[str, Any], key: str = "name") -> dict[str, dict[str, Any]]:
    return {use[key]: use for use in profile["templates"] if key in use}


@pytest.mark.mediawiki
class TestSurvey:
    """What a German wiki says of itself."""

    def test_customs_of_the_language(self, wiki: Wiki) -> None:
        made = survey(wiki, "enwiki").profile
        assert (made["wiki"], made["language"], made["direction"]) == ("wiki", "de", "ltr")
        assert made["partial"] is True
        assert made["namespaces"]["file"] == ["Datei", "File", "Bild", "Image"]
        assert made["namespaces"]["template"] == ["Vorlage", "Template"]
        assert made["namespaces"]["user talk"][0] == "Benutzer Diskussion"
        assert made["namespaces"]["talk"] == ["Diskussion", "Talk"]
        assert made["namespaces"]["draft"] == ["Draft"]
        assert made["namespaces"]["style talk"] == ["Style talk"]
        assert made["redirect"] == ["#WEITERLEITUNG", "#REDIRECT"]
        assert made["extension_tags"]["ref"] == "wikitext"
        assert made["extension_tags"]["gallery"] == "gallery"
        assert set(made["extension_tags"]) == mediawiki_server.EXTENSION_TAGS
        assert made["dates"]["months"][2][:2] == ["März", "Mär."]
        assert made["dates"]["months"][4] == ["Mai"]
        assert made["dates"]["formats"] == ["dmy", "ymd"]
        assert made["language_prefixes"] == ["de"]

    def test_templates_by_name_and_by_other_names(self, wiki: Wiki) -> None:
        found = survey(wiki, "enwiki")
        uses = _uses(found.profile)
        assert uses["Cite web"] == {
            "role": "citation",
            "name": "Cite web",
            "redirects": ["Netzbeleg"],
        }
        fact = next(use for use in uses.values() if use["name"] == "Fact")
        assert (fact["role"], fact["kind"]) == ("tag", "inline")
        assert uses["Unreferenced"]["kind"] == "banner"
        assert "Belege" not in uses
        assert set(_uses(found.profile, "prefix")) == {"Infobox ", "Cite "}
        assert "Cite book" in found.missing
        assert "Citation needed" not in found.missing
        fields = found.profile["citation_fields"]
        shipped = load("dewiki").citation_fields
        told = {"title": "titel", "url": "url", "author": "autor", "publisher": "herausgeber"}
        for field, name in told.items():
            assert set(fields[field]) == {*shipped.get(field, ()), name}
        assert fields.keys() == shipped.keys() | told.keys()

    def test_templates_that_are_named(self, wiki: Wiki) -> None:
        given = [
            {"role": "citation", "name": "Literatur"},
            {"role": "tag", "kind": "inline", "name": "Gibt es nicht"},
        ]
        found = survey(wiki, "neutral", given)
        assert _uses(found.profile)["Buchbeleg"]["redirects"] == ["Literatur"]
        assert "Gibt es nicht" in found.missing

    def test_templates_by_links_between_languages(self, german: MediaWiki, wiki: Wiki) -> None:
        donor = Wiki(german.url, CONTACT)
        tag = {
            "role": "tag",
            "kind": "banner",
            "name": "Unreferenced",
            "parameters": {"date": ["date"]},
        }
        search = Search(wiki, keeps_schemas=False)
        search.take([tag], Donor(donor, "de"), foreign=True)
        there, here = search.found
        assert there == {
            "role": "tag",
            "kind": "banner",
            "name": "Belege",
            "redirects": ["Belege fehlen"],
            "parameters": {"date": ["datum"]},
        }
        assert here == tag
        assert search.missing == []

    def test_short_names_of_another_language_mean_nothing(self, wiki: Wiki) -> None:
        search = Search(wiki, keeps_schemas=False)
        uses = [{"role": "tag", "kind": "inline", "name": name} for name in ("Who", "Fact", "R")]
        search.take(uses, foreign=True)
        assert search.missing == ["Who"]
        search.take(uses)
        assert [use["name"] for use in search.found] == ["Fact", "R", "Who"]

    def test_made_used_and_said(self, german: MediaWiki, tmp_path: Path) -> None:
        file = tmp_path / "german.json"
        making = ("wiki", "profile", german.url, "-o", file, "--like", "enwiki")
        done = run(*making, "--contact", CONTACT, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert b"wiki: language de, " in done.stderr
        assert profile_file.load(file).use("vorlage:netzbeleg") is not None
        german.save("Ort", "Der Ort liegt am Fluss.{{Fact}}\n\n[[Datei:A.png|mini]]\n")
        call = ["check", "--wiki", german.url, "--title", "Ort", "--contact", CONTACT]
        done = run(*call, "--profile", file, cwd=tmp_path)
        assert b"tag/unresolved" in done.stdout
        (tmp_path / "wikivet.toml").write_text('profile = "german.json"\n')
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "ort.wikitext").write_text("Der Ort.{{Fact}}\n")
        done = run(*call, cwd=tmp_path)
        assert b"tag/unresolved" in done.stdout
        assert b"read by the customs in " in done.stderr
        done = run("check", "below", cwd=tmp_path)
        assert b"tag/unresolved" in done.stdout
        assert b"tag/unresolved" not in run("check", "below", "--isolated", cwd=tmp_path).stdout

    def test_to_standard_output(self, german: MediaWiki, tmp_path: Path) -> None:
        names = tmp_path / "names.json"
        names.write_text(json.dumps([{"role": "citation", "name": "Literatur"}]))
        done = run(
            "wiki", "profile", german.url, "--like", "frwiki", "--templates", names,
            "--contact", CONTACT, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 0
        made = json.loads(done.stdout)
        assert profile_file.checked(made, "made").use("Literatur") is not None


@pytest.mark.parametrize(
    ("signed", "order"),
    [
        ("12:34, 5 mars 2026 (UTC)", "dmy"),
        ("12:34, 5. mars 2026 (CET)", "dmy"),
        ("mars 5, 2026, 12:34", "mdy"),
        ("2026. mars 5., 12:34 (CET)", "ymd"),
        ("2026年3月5日 (木) 12:34 (UTC)", "ymd"),
        ("5 mars 2026 kl. 12.34 (CET)", "dmy"),
        ("12:34, 5 2026", ""),
        ("5 mars", ""),
        ("\u200f۵ mars ۲۰۲۶، ساعت ۰۰:۴۷ (UTC)", "dmy"),
    ],
)
def test_the_order_of_a_signature(signed: str, order: str) -> None:
    assert _order(signed, [["mars", "mar"], ["3月"]]) == order


def test_the_nearest_profile() -> None:
    assert (nearest("fr"), nearest("en"), nearest("tlh")) == ("frwiki", "enwiki", "neutral")


def test_links_between_languages_lead_within_a_family() -> None:
    assert code_of("//de.wikipedia.org", "https://en.wikipedia.org") == "de"
    assert code_of("https://en.wikipedia.org", "https://en.wikipedia.org") == ""
    assert code_of("https://de.wiktionary.org", "https://en.wikipedia.org") == ""
    assert code_of("https://de.site.org", "https://en.site.org") == ""
    assert code_of("http://127.0.0.1:80", "") == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not JSON"),
        ("[]", "at its root: [] is not of type"),
        ('{"wiki": "x"}', 'at its root: "language" is a required property'),
        (None, "/dates/months/3/0: 5 is not of type"),
    ],
)
def test_a_broken_profile_names_file_and_pointer(
    tmp_path: Path, content: str | None, says: str
) -> None:
    file = tmp_path / "own.json"
    if content is None:
        neutral = SCHEMAS / "wiki" / "neutral.json"
        document = json.loads(neutral.read_bytes())
        document["dates"]["months"][3] = [5]
        content = json.dumps(document)
    file.write_text(content)
    (tmp_path / "wikivet.toml").write_text('profile = "own.json"')
    (tmp_path / "a.wikitext").write_text("A.")
    for arguments in (["--profile", "own.json", "--isolated"], []):
        done = run("check", "a.wikitext", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert f"own.json: {says}" in done.stderr.decode()
    with pytest.raises(UsageError):
        profile_file.load(tmp_path / "none.json")


def test_a_profile_of_ones_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_bytes((SCHEMAS / "wiki" / "frwiki.json").read_bytes())
    assert profile_file.load(file) == load("frwiki")
