"""Links and references as the reader finds them, on small examples."""

import pytest

from validator.wikitext.read import read


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (
            "See https://a.example/b, or http://c.example.",
            ["https://a.example/b", "http://c.example"],
        ),
        (
            "(HTTPS://a.example/b) and http://c.example/d_(e).",
            ["HTTPS://a.example/b", "http://c.example/d_(e)"],
        ),
        ("[https://a.example/b A title.]", ["https://a.example/b"]),
        ("{{cite web|url=https://a.example/b.|title=C}}", ["https://a.example/b."]),
        (
            "https://web.archive.org/web/2010/http://a.example/b http://c.example",
            ["https://web.archive.org/web/2010/http://a.example/b", "http://c.example"],
        ),
        ("://a.example ftp://b.example x://https://c.example", ["https://c.example"]),
        ("<!-- https://a.example --><nowiki>https://b.example</nowiki> http://", []),
    ],
)
def test_external_links(text: str, urls: list[str]) -> None:
    article = read(text, wiki="enwiki")
    assert [link.url for link in article.external_links] == urls


def test_an_external_link_knows_its_reference_and_label() -> None:
    text = "A.<ref>[https://a.example B c]</ref> https://d.example"
    cited, loose = read(text, wiki="enwiki").external_links
    assert (cited.label, cited.reference) == ("B c", 2)
    assert text[cited.start : cited.end] == "[https://a.example B c]"
    assert (loose.label, loose.reference) == ("", -1)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[[Ada Brook|Ada]]'s [[ mill ]]", [("Ada Brook", "Ada", ""), ("mill", "", "")]),
        ("[[Ada#Life|life]] [[#Mill]]", [("Ada", "life", ""), ("", "", "")]),
        (
            "[[Category:Mills]] [[:Category:Mills]]",
            [("Category:Mills", "", "category"), ("Category:Mills", "", "")],
        ),
        (
            "[[File:A.jpg|thumb|At [[Ada]]]]",
            [("File:A.jpg", "thumb|At [[Ada]]", "file"), ("Ada", "", "")],
        ),
        ("[[]] [[|a]] [[{{a}}]] [[a\nb]] [[ ]] [a]", []),
    ],
)
def test_links(text: str, targets: list[tuple[str, str, str]]) -> None:
    links = read(text, wiki="enwiki").links
    assert [(link.target, link.label, link.namespace) for link in links] == targets


@pytest.mark.parametrize(
    ("written", "name", "group"),
    [
        ("name=a", "a", ""),
        ('name = "a b"', "a b", ""),
        ('name="  a   b\n"', "a b", ""),
        ("name='a \"b\"'", 'a "b"', ""),
        ('name="a\xa0"', "a\xa0", ""),
        ('name="\x0ba"', "a", ""),
        ('name="a &amp; b"', "a & b", ""),
        ('NAME="a"', "a", ""),
        ("name=a b", "a", ""),
        ('name="a" name="b"', "b", ""),
        ('name="a" group=n', "a", "n"),
        ('group="n"', "", "n"),
        ('name="a', "a", ""),
        ('name="e\u0301"', "\xe9", ""),
        ("name", "", ""),
    ],
)
def test_names_and_groups_of_references(written: str, name: str, group: str) -> None:
    (reference,) = read(f"A.<ref {written}>B</ref>", wiki="enwiki").references
    assert (reference.name, reference.group) == (name, group)
    (reuse,) = read(f"A.<ref {written} />", wiki="enwiki").references
    assert (reuse.name, reuse.group, reuse.inner) == (name, group, None)
