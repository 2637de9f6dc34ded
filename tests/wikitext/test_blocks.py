"""Blocks of a page on small examples: redirects, tables, lists, sections, sentences."""

import pytest

from validator.wikitext.read import read


@pytest.mark.parametrize(
    ("text", "wiki", "target"),
    [
        ("#REDIRECT [[Ada Brook]]", "enwiki", "Ada Brook"),
        ("\n #redirect: [[Ada Brook#Course|x]] {{R from move}}", "enwiki", "Ada Brook#Course"),
        ("#REDIRECTION [[Ada]]", "frwiki", "Ada"),
        ("#redirect [[Ada]]", "frwiki", "Ada"),
        ("#REDIRECTION [[Ada]]", "enwiki", ""),
        ("A page. #REDIRECT [[Ada Brook]]", "enwiki", ""),
        ("#REDIRECT nowhere", "enwiki", ""),
    ],
)
def test_redirect(text: str, wiki: str, target: str) -> None:
    assert read(text, wiki=wiki).redirect == target


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("{| class=x\n| a\n|}", ["{| class=x\n| a\n|}"]),
        ("a\n :{|\n| {{b|}}\n{|\n|}\n|}\nc", ["{|\n| {{b|}}\n{|\n|}\n|}"]),
        ("a\n{|\n| open", ["{|\n| open"]),
        ("a {| b |} c\n|}", []),
        ("{{x|\n|}}", []),
        ("<!--\n{|\n| hidden\n|} -->\n{|\n| a\n|}", ["{|\n| a\n|}"]),
        ("<nowiki>\n{|\n</nowiki>\n| a", []),
    ],
)
def test_tables(text: str, tables: list[str]) -> None:
    article = read(text, wiki="enwiki")
    assert [text[start:end] for start, end in article.tables] == tables


def test_a_table_in_a_comment_hides_no_prose() -> None:
    prose = "The mill was built by the river and stood there for another sixty years."
    article = read(f"<!--\n{{|\n| a -->\n{prose}", wiki="enwiki")
    assert [paragraph.source for paragraph in article.paragraphs] == [prose]


def test_list_items_are_wikitext() -> None:
    text = "<!--\n* a\n--><pre>\n* b\n</pre>\n* c\n{{columns|\n* d\n}}"
    assert [text[i.start : i.end] for i in read(text, wiki="enwiki").list_items] == ["* c", "* d"]


def test_a_heading_of_templates_alone_keeps_its_source() -> None:
    article = read("== {{s-|XX|e}} ==\nA.\n== ''{{lang|fr|B}}'' & [[C]] ==\n", wiki="enwiki")
    assert [section.title for section in article.sections] == ["", "{{s-|XX|e}}", "B & C"]


def test_list_items_and_sections() -> None:
    text = "Lead.\n== One ==\n* a\n*# b\ntext\n=== Two ===\n; c\n: d\n== See also == * [[E]]\n"
    article = read(text, wiki="enwiki")
    assert [item.marks for item in article.list_items] == ["*", "*#", ";", ":"]
    assert [(s.title, s.level, s.collapsed) for s in article.sections] == [
        ("", 0, False),
        ("One", 2, False),
        ("Two", 3, False),
        ("See also", 2, True),
    ]
    assert article.section_at(text.index("c\n")).title == "Two"
    assert article.sections[-1].role == "see-also"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "He came on 3 Jan. 1990 to St. Louis.<ref>A. B.</ref> Mr. Reed left. It rained!",
            ["He came on 3 Jan. 1990 to St. Louis.", "Mr. Reed left.", "It rained!"],
        ),
        (
            "The [[U.S. Army]] came. It left.{{citation needed}} Nobody knows",
            ["The U.S. Army came.", "It left.", "Nobody knows"],
        ),
        (
            "他来了。她走了。后来下了很大的雨，河水上涨，村庄被淹没，人们纷纷离开家园到山上去，再也没有回来。",
            None,
        ),
    ],
)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    article = read(text, wiki="enwiki")
    found = [s.plain for p in article.paragraphs for s in article.sentences(p)]
    if sentences is None:
        assert len(found) == 3
    else:
        assert found == sentences


def test_claims() -> None:
    text = (
        "== History ==\nThe mill was built on 2 March 1871 at a cost of 12,000 crowns, and an old "
        'man said that "nobody has ever seen the like of it here". It burnt in 1905.\n\n'
        "It was built again in 1907 and then stood for another sixty years by the river."
        "<ref>A</ref>\n\n== Plot ==\nIn 1950 a man comes to the mill and finds that the miller "
        "has been gone since 1949, and nobody knows where.\n{{reflist}}"
    )
    article = read(text, wiki="enwiki")
    (claim,) = article.claims
    assert claim.start == text.index("The mill")
    assert claim.dates == ("2 March 1871", "1905")
    assert claim.numbers == ("12,000",)
    assert claim.quotations == ("nobody has ever seen the like of it here",)
    assert read(text, wiki="neutral").claims == ()
