"""What ``--fix`` makes of articles: only cures, nothing else, and the same thing twice."""

from pathlib import Path

import hostile
import pytest
from hypothesis import HealthCheck, given, settings
from references import pages

from validator import catalogue, testing
from validator.engine import MOST, Engine
from validator.finding import Edit
from validator.fixer import Fixed, applied, difference, fix
from validator.wikitext.read import read

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.wikitext"))
CASES = [
    case
    for path in sorted((ROOT / "fixtures" / "cases").rglob("*.yaml"))
    for case in testing.cases(path)
]
ENGINE = Engine(catalogue.active(), testing.TODAY)


def fixed(text: str, wiki: str = "enwiki") -> Fixed:
    """A text with the safe edits of its findings."""
    return fix(read(text, "page", wiki), lambda again: read(again, "page", wiki), ENGINE)


def assert_settled(text: str, wiki: str = "enwiki") -> None:
    """Fixing brings no new finding, loses no citation, and has nothing left to do."""
    before = ENGINE.examine(read(text, "page", wiki)).findings
    known = {key for one in before for key in (one.fingerprint, (one.rule, one.excerpt))}
    once = fixed(text, wiki)
    assert fixed(once.article.text, wiki).article.text == once.article.text
    new = [
        f for f in once.result.findings if known.isdisjoint((f.fingerprint, (f.rule, f.excerpt)))
    ]
    assert new == []
    if once.cured == 0:
        assert once.article.text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "A.<ref>Hall 1990, p. 4</ref> B.<ref>Hall 1990, p. 4</ref> {{reflist}}",
            'A.<ref name="Hall 1990">Hall 1990, p. 4</ref> B.<ref name="Hall 1990" /> {{reflist}}',
        ),
        (
            'A.<ref>Hall 1990</ref> B.<ref name="h">Hall 1990</ref> {{reflist}}',
            'A.<ref name="h" /> B.<ref name="h">Hall 1990</ref> {{reflist}}',
        ),
        (
            'A.<ref group="n">Hall 1990</ref> B.<ref group="n">Hall 1990</ref> {{reflist|group=n}}',
            'A.<ref name="Hall 1990" group="n">Hall 1990</ref> B.<ref name="Hall 1990" group="n" />'
            " {{reflist|group=n}}",
        ),
        (
            "A.<ref name=a>Hall 1990</ref> B.<ref name=a>Hall 1990</ref> {{reflist}}",
            'A.<ref name=a>Hall 1990</ref> B.<ref name="a" /> {{reflist}}',
        ),
        (
            "It burnt<ref>Hall 1990</ref>. It stood. {{reflist}}",
            "It burnt.<ref>Hall 1990</ref> It stood. {{reflist}}",
        ),
        (
            "A.<ref>{{cite book|title=T}} B was C.\n\n{{reflist}}",
            "A.<ref>{{cite book|title=T}}</ref> B was C.\n\n{{reflist}}",
        ),
        (
            "A.<ref>[https://example.org/a A] B.<ref>Hall 1990</ref> {{reflist}}",
            "A.<ref>[https://example.org/a A]</ref> B.<ref>Hall 1990</ref> {{reflist}}",
        ),
        (
            'A.<ref name="a">Hall 1990</ref> B.<ref name="a"> C.\n\n{{reflist}}',
            'A.<ref name="a">Hall 1990</ref> B.<ref name="a" /> C.\n\n{{reflist}}',
        ),
        (
            "A.<ref>Hall 1990</ref>\n\n== References ==\n\n[[Category:Mills]]\n",
            "A.<ref>Hall 1990</ref>\n\n== References ==\n{{reflist}}\n\n[[Category:Mills]]\n",
        ),
        (
            "A.<ref>Hall 1990</ref>\n\n[[Category:Mills]]\n",
            "A.<ref>Hall 1990</ref>\n\n== References ==\n{{reflist}}\n\n[[Category:Mills]]\n",
        ),
        (
            "{{Infobox person\n| name = A\n|\n| occupation = B\n}}",
            "{{Infobox person\n| name = A\n| occupation = B\n}}",
        ),
        (
            "{{Infobox person|name=A||occupation=B}}",
            "{{Infobox person|name=A|occupation=B}}",
        ),
        (
            'A.<ref>x y</ref><ref group="lower-alpha">z</ref>\n{{reflist}}\n',
            'A.<ref>x y</ref><ref group="lower-alpha">z</ref>\n{{notelist}}\n{{reflist}}\n',
        ),
    ],
)
def test_cures(before: str, after: str) -> None:
    done = fixed(before)
    assert done.article.text == after
    assert done.cured == 1
    assert done.refused == ()
    assert_settled(before)


def test_empty_parameters_go_when_asked_for() -> None:
    rule = "infobox/empty-parameters"
    engine = Engine(catalogue.active(select=[rule], options={rule: {"least": 2}}), testing.TODAY)
    text = (
        "{{Infobox person\n| name = A\n| image =\n| alt = <!-- in words -->\n| spouse = \n"
        "| children =\n| occupation = B\n| occupation =\n}}\n{{Infobox lighthouse|a=|b=}}\n"
    )
    done = fix(read(text, "page", "enwiki"), lambda again: read(again, "page", "enwiki"), engine)
    assert done.article.text == (
        "{{Infobox person\n| name = A\n| alt = <!-- in words -->\n| occupation = B\n"
        "| occupation =\n}}\n{{Infobox lighthouse|a=|b=}}\n"
    )
    assert [finding.excerpt for finding in done.result.findings] == ["{{Infobox lighthouse"]


@pytest.mark.parametrize(
    "text",
    [
        "A.<ref>Hall 1990<!-- first --></ref> B.<ref>Hall 1990<!-- first --></ref> {{reflist}}",
        "A.<ref>Hall 1990</ref> {{reflist}} B.<ref>Hall 1990</ref> {{reflist}}",
        "{{Infobox mill|a=<ref>Hall 1990</ref>|b=<ref>Hall 1990</ref>}} {{reflist}}",
        "<nowiki>A<ref>Hall 1990</ref>.</nowiki>",
        "A.<ref>Hall 1990 B.\n\n{{reflist}}",
        '<references /> A.<ref>Hall 1990</ref> B.<ref group="n">Hall 1991</ref>',
    ],
)
def test_what_is_not_certain_stays_as_it_is(text: str) -> None:
    assert fixed(text).article.text == text


def test_an_edit_that_does_not_cure_is_refused() -> None:
    text = 'A.<ref group="n">Hall 1990</ref>\n{{reflist}}\nB.<ref group="n">Hall 1991</ref>'
    done = fixed(text)
    assert done.article.text == text
    assert [finding.rule for finding in done.refused] == ["reference/missing-list"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles(path: Path) -> None:
    text = path.read_text("utf-8")
    assert_settled(text, read(text).profile.wiki)


def test_texts_of_cases() -> None:
    for case in CASES:
        assert_settled(case.wikitext, case.wiki)


@given(pages())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_pages_full_of_references(text: str) -> None:
    assert_settled(text)


@given(hostile.texts(longest=25))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_hostile_texts(text: str) -> None:
    assert_settled(text)


def test_more_findings_than_are_told() -> None:
    text = "".join(f"A.<ref>Hall {n}</ref> B.<ref>Hall {n}</ref>\n" for n in range(MOST + 100))
    done = fixed(text + "{{reflist}}")
    assert done.cured == MOST + 100
    assert done.article.text.count("/>") == MOST + 100


def test_edits_are_applied_in_order() -> None:
    edits = [Edit(0, 1, "x"), Edit(2, 2, "y"), Edit(3, 4, "")]
    assert applied("abcdef", edits) == "xbycef"


def test_a_difference_is_a_unified_diff() -> None:
    lines = list(difference("/a/b.wikitext", "A\nB", "A\nC"))
    assert lines == [
        "--- a/a/b.wikitext\n",
        "+++ b/a/b.wikitext\n",
        "@@ -1,2 +1,2 @@\n",
        " A\n",
        "-B\n\\ No newline at end of file\n",
        "+C\n\\ No newline at end of file\n",
    ]
    assert list(difference("a", "A\n", "A\n")) == []
