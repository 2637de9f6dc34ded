"""Short footnotes and what they link to, as the reader finds them."""

import pytest

from validator.wikitext.read import read


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("{{sfn|Hall|1990|p=4}}", [("CITEREFHall1990", ("Hall",), "1990", "Hall|1990")]),
        (
            "{{harvnb|Hall|Moe|1990a}}",
            [("CITEREFHallMoe1990a", ("Hall", "Moe"), "1990a", "Hall|Moe|1990a")],
        ),
        ("{{sfn|Weir Trust}}", [("CITEREFWeir_Trust", ("Weir Trust",), "", "Weir Trust")]),
        (
            "{{sfnm|1a1=Hall|1y=1990|1p=4|Moe|1991}}",
            [
                ("CITEREFHall1990", ("Hall",), "1990", "Hall|1y=1990"),
                ("CITEREFMoe1991", ("Moe",), "1991", "Moe|1991"),
            ],
        ),
        (
            "{{harvs|last=Hall|year=1990|year2=1991}}",
            [
                ("CITEREFHall1990", ("Hall",), "1990", "Hall|year=1990"),
                ("CITEREFHall1991", ("Hall",), "1991", "Hall|year=1990|year2=1991"),
            ],
        ),
        (
            "{{harvc|last=Moe|c=Tides|in=Hall|year=1990}}",
            [("CITEREFHall1990", ("Hall",), "1990", "Hall|year=1990")],
        ),
        ("{{sfn|Hall|1990|ref=Tides}}", [("Tides", ("Hall",), "1990", "Hall|1990")]),
        ("{{sfn|Hall|1990|ref=none}} {{sfn}} {{sfnm}} {{sfn|{{x}}|1990}} {{sfnref|Hall|1990}}", []),
    ],
)
def test_short_footnotes(text: str, links: list[tuple[str, tuple[str, ...], str, str]]) -> None:
    found = read(text, wiki="enwiki").short_footnotes
    assert [
        (one.anchor, one.names, one.year, text[one.span.start : one.span.end]) for one in found
    ] == links


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("{{cite book|last=Hall|date=1990|title=A}}", {"CITEREFHall1990"}),
        ("{{cite book|last=Hall|date=1990|ref=none}} {{cite book|title=B|date=1990}}", set()),
        ("{{cite book|title=A|ref={{sfnref|Hall|1990}}}}", {"CITEREFHall1990"}),
        ("{{harvc|last=Moe|c=A|in=Hall|year=1990}}", {"CITEREFMoe1990"}),
        (
            "<span id='CITEREFHall1990'>x</span> {{anchor|Tides|Gates}}",
            {"CITEREFHall1990", "Tides", "Gates"},
        ),
        ("[[#CITEREFHall1990|x]] {{sfn|Hall|1990|ref={{sfnref|Moe|1990}}}}", set()),
        ("{{EB1911|wstitle=A}}", {"CITEREFChisholm1911"}),
        ("{{London Gazette|issue=1}} {{formatnum:4}} {{DEFAULTSORT:A}}", set()),
        ("{{Cite Q|Q1}}", {""}),
    ],
)
def test_anchors(text: str, anchors: set[str]) -> None:
    article = read(text, wiki="enwiki")
    assert article.anchors.keys() == anchors
    assert all(0 <= target.start < target.end <= len(text) for target in article.targets)
