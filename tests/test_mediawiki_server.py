"""The wiki that serves as judge, and the reader of its parse trees."""

from __future__ import annotations

import random
import socket
import unicodedata
from typing import TYPE_CHECKING

import pytest
import requests
from servers import mediawiki as server
from servers.mediawiki import EXTENSION_TAGS, MediaWiki, WikiError, available
from servers.parsetree import (
    Argument,
    Comment,
    Heading,
    Ignored,
    Part,
    Tag,
    Template,
    constructs,
    read,
    source,
)

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = [
    "plain",
    "\n",
    " leading and trailing  \n\n",
    "a\r\nb\rc",
    "{{a}}{{a|}}{{a|b|c=d|e==f|=g}}",
    "{{a\n|b = {{c|d}}\n|e = {{{f|{{{g}}}}}}\n}}",
    "{{{{{a}}}}}{{{{b}}}}{{{{{{c}}}}}}",
    "{{unclosed|a=b\n== heading ==\n[[link|text]]",
    "[[a|b]] {{c|[[d|e]]}} }} ]] {{{{",
    "-{zh:a|b}- {{a|-{b|c}-}} -{{{d}}}- {{{{-{e}-}}",
    "== a ==\n=b=\n====\n= =\n======= c =======\n== d == <!-- e --> \n== f == g",
    "{{a|\n== b ==\n|c=\n== d ==\n}}",
    "a\n  <!-- b --> <!-- c -->  \nd<!-- e --> f\n<!-- g -->\n== h ==\n<!-- open",
    "<!-- -- --><!---><!---->-->",
    "<ref>a</ref><REF name='b' /><ref\nname=c>{{d}}</ref >e</ref><ref/><ref></ref><ref>open",
    "<refx>a</refx><ref name='>'>b</ref><nowiki>{{a}}</nowiki><pre>\n== b ==\n</pre>",
    "<math>{{a}}</math><templatestyles src='b' /><chem>c</chem><section begin=d />",
    "a<noinclude>b</noinclude><includeonly>c</includeonly><onlyinclude>d</onlyinclude><includeonly>e",
    "&amp; &lt;ref&gt; \" ' < > ]]> \U0001f600 ż 中文 \u200f\u00a0\x7f\ue000\U0010ffff",
    "{{a|b<!-- c -->=d|<!-- e -->f|g<ref>h|i</ref>}}",
]

TOKENS = [
    *"{}[]|=-<>\n \t/a",
    "{{",
    "}}",
    "{{{",
    "}}}",
    "[[",
    "]]",
    "-{",
    "}-",
    "\n==",
    "==\n",
    "<!--",
    "-->",
    "<ref>",
    "</ref>",
    "<ref name=x />",
    "<nowiki>",
    "</nowiki>",
    "<noinclude>",
    "</noinclude>",
    "<includeonly>",
    "</includeonly>",
    "<onlyinclude>",
]


def refuses_connections(port: int) -> bool:
    """Tell whether nobody listens on the loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


class TestReader:
    """The reader needs no wiki: its XML is written out here."""

    def test_template_parts(self) -> None:
        xml = (
            '<root>\n<template lineStart="1"><title>a </title>'
            "<part><name>b</name><equals>=</equals><value> c</value></part>"
            '<part><name index="1"/><value><tplarg><title>d</title>'
            '<part><name index="1"/><value/></part></tplarg></value></part></template></root>'
        )
        found = constructs(xml)
        assert found.source == "\n{{a |b= c|{{{d|}}}}}"
        assert list(found) == [
            Template(0, 1, 21, "a ", (Part("b", " c", 6, 10), Part(1, "{{{d|}}}", 11, 19))),
            Argument(1, 11, 19, "d", (Part(1, "", 16, 16),)),
        ]

    def test_tags(self) -> None:
        xml = (
            "<root><ext><name>ref</name><attr> name=&quot;a&quot; </attr></ext>"
            "<ext><name>Ref</name><attr/><inner/><close>&lt;/REF &gt;</close></ext></root>"
        )
        found = constructs(xml)
        assert found.source == '<ref name="a" /><Ref></REF >'
        assert found.tags == [
            Tag(0, 0, 16, "ref", ' name="a" ', None, None),
            Tag(0, 16, 28, "Ref", "", "", "</REF >"),
        ]

    def test_comment_loses_the_blanks_around_it(self) -> None:
        found = constructs(
            "<root>a\n<comment> &lt;!-- b --&gt;\t\n</comment><comment>&lt;!-- --</comment></root>"
        )
        assert found.comments == [Comment(0, 2, 15, "<!-- b -->"), Comment(0, 15, 22, "<!-- --")]

    def test_headings_and_ignored_parts(self) -> None:
        xml = (
            '<root><h level="2" i="1">==a==</h>\n<template><title><possible-h level="1" i="2">'
            "=b=</possible-h></title></template><ignore>&lt;noinclude&gt;</ignore></root>"
        )
        found = constructs(xml)
        assert found.headings == [
            Heading(0, 0, 5, 2, "==a==", real=True),
            Heading(1, 8, 11, 1, "=b=", real=False),
        ]
        assert found.ignored == [Ignored(0, 13, 24, "<noinclude>")]

    @pytest.mark.parametrize(
        "text", ["\x00a\x1f", "a\r\nb\rc", "\x0b\x0c", "\ufffe\uffff", "\x7f\x85\u2028"]
    )
    def test_characters_that_xml_forbids(self, text: str) -> None:
        assert source(f"<root>{text}</root>") == text

    def test_depth(self) -> None:
        depth = 20_000
        xml = "<root>" + "<template><title>" * depth + "</title></template>" * depth + "</root>"
        found = read(xml)
        assert found.source == "{{" * depth + "}}" * depth

    def test_empty(self) -> None:
        assert list(constructs("<root/>")) == []


class TestAvailability:
    """What the tests say when something is missing."""

    def test_no_program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(server, "_php_lacking", lambda: None)
        monkeypatch.setenv("WIKIVET_MEDIAWIKI", str(tmp_path))
        assert f"no MediaWiki program in {tmp_path}" in (available() or "")

    def test_other_version(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(server, "_php_lacking", lambda: None)
        (tmp_path / "includes").mkdir()
        (tmp_path / "includes" / "Defines.php").write_text(
            "<?php\ndefine( 'MW_VERSION', '1.39.1' );\n"
        )
        monkeypatch.setenv("WIKIVET_MEDIAWIKI", str(tmp_path))
        assert "is 1.39.1, not 1.43" in (available() or "")

    def test_no_php(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "PHP is not installed" in (available() or "")


@pytest.mark.mediawiki
class TestWiki:
    """The running wiki."""

    def test_version(self, mediawiki: MediaWiki) -> None:
        general = mediawiki.api(action="query", meta="siteinfo")["query"]["general"]
        assert general["generator"].startswith(f"MediaWiki {server.VERSION}.")

    def test_extension_tags(self, mediawiki: MediaWiki) -> None:
        assert mediawiki.extension_tags() == EXTENSION_TAGS

    def test_saved_page_comes_back(self, mediawiki: MediaWiki) -> None:
        text = "Zażółć {{x|y=1}}<ref>a</ref>"
        mediawiki.save("Dots. And slashes/in: a title.php", text)
        answer = mediawiki.api(
            action="query",
            titles=["Dots. And slashes/in: a title.php"],
            prop="revisions",
            rvprop="content",
            rvslots="main",
        )
        [page] = answer["query"]["pages"]
        assert page["revisions"][0]["slots"]["main"]["content"] == text

    def test_pages_are_served(self, mediawiki: MediaWiki) -> None:
        mediawiki.save("Served.html", "Good day<ref>a source</ref>")
        reply = requests.get(f"{mediawiki.url}/wiki/Served.html", timeout=60)
        assert reply.status_code == requests.codes.ok
        assert "a source" in reply.text

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/skins/Vector/skin.json", 200),
            ("/load.php?modules=startup&only=scripts", 200),
            ("/rest.php/v1/search/page?q=x", 200),
            ("/composer.json", 404),
            ("/includes/Defines.php", 404),
        ],
    )
    def test_paths_served(self, mediawiki: MediaWiki, path: str, status: int) -> None:
        assert requests.get(mediawiki.url + path, timeout=60).status_code == status

    def test_error(self, mediawiki: MediaWiki) -> None:
        with pytest.raises(WikiError) as caught:
            mediawiki.save("<>", "x")
        assert caught.value.code == "invalidtitle"

    def test_stop_ends_every_process(self, mediawiki: MediaWiki) -> None:
        with MediaWiki() as wiki:
            assert wiki.url != mediawiki.url
            port = int(wiki.url.rpartition(":")[2])
            assert not refuses_connections(port)
        assert refuses_connections(port)
        wiki.stop()
        assert mediawiki.extension_tags() == EXTENSION_TAGS


@pytest.mark.mediawiki
class TestParsetree:
    """The trees, read back."""

    def test_sources_are_rebuilt_exactly(self, mediawiki: MediaWiki) -> None:
        assert [source(xml) for xml in mediawiki.parsetree(SAMPLES)] == SAMPLES

    def test_random_sources_are_rebuilt_exactly(self, mediawiki: MediaWiki) -> None:
        chance = random.Random(1)
        texts = ["".join(chance.choices(TOKENS, k=chance.randint(1, 40))) for _ in range(150)]
        assert [source(xml) for xml in mediawiki.parsetree(texts)] == texts

    def test_same_tree_as_when_rendering(self, mediawiki: MediaWiki) -> None:
        assert mediawiki.parsetree(SAMPLES) == [
            mediawiki.rendered_parsetree(text) for text in SAMPLES
        ]

    def test_empty_text(self, mediawiki: MediaWiki) -> None:
        assert mediawiki.parsetree(["", "a", ""]) == ["<root/>", "<root>a</root>", "<root/>"]

    @pytest.mark.parametrize("tag", sorted(EXTENSION_TAGS))
    def test_every_tag_is_opaque(self, mediawiki: MediaWiki, tag: str) -> None:
        [xml] = mediawiki.parsetree([f"<{tag} a=b>{{{{c}}}}</{tag}>"])
        found = constructs(xml)
        assert [(item.name, item.attributes, item.inner) for item in found.tags] == [
            (tag, " a=b", "{{c}}")
        ]
        assert not found.templates

    def test_unknown_tag_is_text(self, mediawiki: MediaWiki) -> None:
        [xml] = mediawiki.parsetree(["<blockquote>{{c}}</blockquote>"])
        assert [item.title for item in constructs(xml).templates] == ["c"]

    def test_large_text(self, mediawiki: MediaWiki) -> None:
        paragraph = "Words of an article that goes on and on. " * 50
        text = (
            f"{paragraph}{{{{cite web|title=A & B|url=http://example.org/}}}}<ref>x</ref>\n" * 1000
        )
        assert len(text) > 2_000_000
        [xml] = mediawiki.parsetree([text])
        assert source(xml) == text

    def test_input_is_normalised_and_cleaned(self, mediawiki: MediaWiki) -> None:
        decomposed = "Z\u0307ycie"
        [xml, other] = mediawiki.parsetree([decomposed, "a\x00b\x1fc"])
        assert source(xml) == unicodedata.normalize("NFC", decomposed) != decomposed
        assert source(other) == "a\ufffdb\ufffdc"
