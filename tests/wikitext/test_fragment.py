"""The guard lets nothing slow through to mwparserfromhell, and what is refused is still read."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from killable import run

from validator.profile import load
from validator.wikitext import fragment
from validator.wikitext.plain import plain
from validator.wikitext.read import read

PROFILE = load("enwiki")
LIMIT = 0.05
"""Seconds of processor time that an accepted fragment may take."""

HANGS = {
    "</b><b>\n{|": ("</b><b>\n{|", ""),
    "</ref>|<ref>\n{|": ("</ref>|<ref>\n{|", ""),
    "[[http://a ": ("[[http://a ", "]]"),
    "<ref </[[http://a ": ("<ref </[[http://a ", "]]"),
    "<!--<ref>": ("<!--<ref>", ""),
    "<!--[http://a ": ("<!--[http://a ", ""),
    "\n{|<!--": ("\n{|<!--", ""),
    "<div ": ("<div ", ""),
    "\n{|\n|-\n|": ("\n{|\n|-\n|", ""),
    "text <ref>a b c ": ("text <ref>a b c ", ""),
    "{{a|": ("{{a|", ""),
}
_PIECES = (
    "a", "text ", " ", "|", "=", "b=c", "''", "'''", "&amp;", "http://a.example/b", "//b", "\n",
    "é",
    ":", "#", "/", ">", "-", "mailto:a", "\n* ", "\n==", "== ", "!", "news:a", "\n;", "|-", "|}",
    "&#x", ";", "http:",
)  # fmt: skip
_WRAPS = (
    ("{{a|", "}}"), ("{{", "}}"), ("{{{", "}}}"), ("[[", "]]"), ("[[a|", "]]"), ("[", "]"),
    ("[http://a ", "]"), ("[//a ", "]"), ("[[http://a ", "]]"), ("[mailto:a ", "]"),
    ("[ftp://", "]"), ("<ref>", "</ref>"), ("<b>", "</b>"), ("<div a=b>", "</div>"),
    ('<span style="', '">a</span>'), ("<nowiki>", "</nowiki>"), ("{", "}"), ("<!--", "-->"),
    ("<li>", "</li>"), ("<td>", "</td>"), ("<br>", ""), ("<li>", ""), ("<dd>", ""),
    ('<ref name="', '"/>'), ("-{", "}-"), ("\n{|\n|", "\n|}"), ("<pre>", "</pre>"),
    ("''", "''"), ("<gallery>", "</gallery>"), ("<math>", "</math>"), ("<ref name=", ">a</ref>"),
    ("<a ", ">"), ("</b><b>", ""), ("</ref>|<ref>", ""), ("<", ">"),
)  # fmt: skip


def balanced(dice: random.Random, room: int) -> str:
    """A text whose pieces are closed, so that the guard has something to accept."""
    if room < 12:
        return dice.choice(_PIECES)
    kind = dice.random()
    if kind < 0.15:
        return dice.choice(_PIECES)
    if kind < 0.45:
        middle = room // dice.randint(2, 4)
        return balanced(dice, middle) + balanced(dice, room - middle)
    if kind < 0.65:
        times = dice.randint(2, 40)
        return balanced(dice, room // times) * times
    opener, closer = dice.choice(_WRAPS)
    times = dice.randint(1, dice.choice((1, 2, 12)))
    kernel = balanced(dice, room - times * (len(opener) + len(closer)))
    return opener * times + kernel + closer * times


def sweep(seed: int, count: int) -> Iterator[tuple[str, float]]:
    """Texts that took long, and at the end how many were accepted; run in a child process."""
    dice = random.Random(seed)
    accepted = 0
    alphabet = (*_PIECES, *(part for wrap in _WRAPS for part in wrap if part))
    for number in range(count):
        if number % 4 == 0:
            pool = dice.sample(alphabet, dice.randint(2, 6))
            text = "".join(dice.choices(pool, k=dice.randint(1, 60)))[:1000]
        else:
            text = balanced(dice, dice.choice((60, 300, 1000)))
        if fragment.accepts(text):
            accepted += 1
            spent = cost(text)
            if spent > LIMIT:
                yield text, spent
    yield "", accepted


def cost(text: str) -> float:
    """Seconds of processor time for reading a fragment, the best of three when it seems long."""
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        fragment.text(text, PROFILE)
        fragment.templates(text)
        best = min(best, time.process_time() - start)
        if best < LIMIT:
            break
    return best


def test_accepted_texts_are_quick() -> None:
    *slow, (_, accepted) = run("wikitext.test_fragment:sweep", [11, 25_000], seconds=150)
    assert slow == []
    assert accepted > 6_000


@pytest.mark.parametrize("name", HANGS)
@pytest.mark.parametrize("times", [1, 2, 5, 12, 20, 80])
def test_known_hangs_are_refused_or_quick(name: str, times: int) -> None:
    opener, closer = HANGS[name]
    text = opener * times + closer * times
    assert not fragment.accepts(text)
    assert fragment.text(text, PROFILE) == plain(text, PROFILE)
    assert isinstance(fragment.templates(text), list)


@given(hostile.texts(longest=30))
@settings(max_examples=400, deadline=None)
def test_every_text_is_read(text: str) -> None:
    fragment.text(text, PROFILE)
    fragment.templates(text)
    if not fragment.accepts(text):
        assert fragment.text(text, PROFILE) == plain(text, PROFILE)


WORDS = st.text("abc é,.;:()–1", max_size=8)
SIMPLE = st.lists(
    st.one_of(
        WORDS,
        st.builds("[[{}]]".format, st.text("abc é", min_size=1, max_size=5)),
        st.builds("[[{}|{}]]".format, st.text("abc", min_size=1, max_size=5), st.just("label")),
        st.builds("''{}''".format, WORDS),
        st.builds("<small>{}</small>".format, WORDS),
        st.builds("{{{{lang|fr|{}}}}}".format, st.text("abc é", min_size=1, max_size=5)),
        st.sampled_from(
            ["{{nbsp}}", "{{sfn|A|2001}}", "&amp;", "&ndash;", "<ref>A</ref>", "<!-- b -->", "<br>"]
        ),
        st.just("[http://a.example/b label]"),
    ),
    max_size=8,
).map("".join)


@given(SIMPLE)
@settings(max_examples=500, deadline=None)
def test_both_readings_agree_on_simple_values(source: str) -> None:
    assert fragment.accepts(source)
    assert fragment.text(source, PROFILE) == plain(source, PROFILE)


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("A {{lang|la|2=B {{small|C}}}} <nowiki>[[D]]</nowiki>", "A B C [[D]]"),
        ("''A''<ref>{{cite web|title=B}}</ref> &amp; [[C|{{nowrap|D E}}]]", "A & D E"),
        ("{{lang|fr|[[A|B]]}} <small>c<br/>d</small>", "B c d"),
        ("[[File:A.jpg|thumb|B]]C [http://a.example D [[E]]] {{{1|F}}}", "C D E F"),
        ("{{flag|France}} [[Paris]]", "Paris"),
        ("A [[B", "A [[B"),
    ],
)
def test_what_is_seen(source: str, seen: str) -> None:
    assert fragment.text(source, PROFILE) == seen
    assert read("", wiki="enwiki").rendered(source) == seen


@pytest.mark.parametrize(
    ("wiki", "source", "seen"),
    [
        ("enwiki", "{{abbr|UN|United Nations}} {{ill|Ada Brook|fr|Ada R.}}", "UN Ada Brook"),
        (
            "enwiki",
            "{{convert|5|km|mi}}, 1871{{ndash}}1905, 3{{nbsp}}{{!}} 4",
            "5 km, 1871–1905, 3 | 4",
        ),
        ("enwiki", "{{transliteration|ru|ALA-LC|Reka}} {{clarify|text=A mill}}", "Reka A mill"),
        ("enwiki", "A{{efn|A note}} {{unknown|b}} {{Blockquote|C|D}}", "A C"),
        ("enwiki", "[[:File:A.jpg]] [[Category:B]] [[Image:C.png|D]]", "File:A.jpg"),
        (
            "enwiki",
            "{{start date|1871|5|6}}, {{circa|1850}}, {{as of|2011|13}}",
            "6 May 1871, 1850, 2011",
        ),
        ("frwiki", "le {{date|5|mai|1789}}, en {{Date-|juin 1791}}", "le 5 mai 1789, en juin 1791"),
        ("frwiki", "{{Lien|langue=en|trad=A|fr=B}} {{unité|5|km}} {{1er}} mai", "B 5 km 1er mai"),
        ("frwiki", "{{Référence nécessaire|A|date=mai 2011}} [[Fichier:B.png|C]]", "A"),
        ("neutral", "{{lang|ru|A}} {{nowrap|B C}} [[Datei:D.png]]", "A B C"),
    ],
)
def test_a_wiki_tells_what_its_templates_print(wiki: str, source: str, seen: str) -> None:
    article = read("", wiki=wiki)
    assert article.plain(source) == seen
    assert article.rendered(source) == seen


@pytest.mark.parametrize(
    ("region", "found"),
    [
        (
            "{{cite web|title=A|url=http://a.example </ref> B {{c}}",
            [("cite web", {"title": "A", "url": "http://a.example"})],
        ),
        ("{{cite web|title=[[A|url=b}} c", [("cite web", {"title": "A", "url": "b"})]),
        ("{{a|{{b|c=d}}\n\n{{e}}", [("a", {"1": "{{b|c=d}}"}), ("b", {"c": "d"})]),
        ("{{a|b<ref>|<!-- c -->d=e<!-- f -->", [("a", {"1": "b", "d": "e"})]),
        ("{{a\n== B ==\n", [("a", {})]),
        ("{{a|{|b", [("a", {"1": "{", "2": "b"})]),
        ("no template [[a", []),
    ],
)
def test_what_was_left_open_is_read(region: str, found: list[tuple[str, dict[str, str]]]) -> None:
    assert fragment.templates(region) == found


def test_a_long_region_is_read_in_part() -> None:
    [(name, parameters)] = fragment.templates("{{cite web|title=" + "a" * 100_000)
    assert name == "cite web"
    assert set(parameters["title"]) == {"a"}


def test_the_library_waits_until_it_is_needed() -> None:
    code = (
        "import sys; from validator.wikitext.read import read; a = read('{{b|c}}', wiki='enwiki');"
        "a.plain('[[d]]'); a.rendered('e'); assert 'mwparserfromhell' not in sys.modules;"
        "a.rendered('[[d]]'); assert 'mwparserfromhell' in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=root)
