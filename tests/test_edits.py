"""What the edits of findings make of the text."""

import msgspec
import pytest

from validator import testing
from validator.finding import Edit

TWL = "https://www-jstor-org.wikipedialibrary.idm.oclc.org/stable/1"


def _edited(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("proxy-url", f"|url={TWL} |b=", "|url=https://www.jstor.org/stable/1 |b="),
        (
            "cached-url",
            "|url=https://www.google.com/amp/s/www.x.org/a |b=",
            "|url=https://www.x.org/a |b=",
        ),
        ("tracking-url", "|url=http://x.org/?utm_id=1#c", "|url=http://x.org/#c"),
        ("tracking-url", "|url=http://x.org/?gclid=1&a=%20&b", "|url=http://x.org/?a=%20&b"),
        ("tracking-url", "|url=http://x.org/?gclid=1&amp;a=b", "|url=http://x.org/?a=b"),
        ("tracking-url", "|url=http://x.org/?a=b&&gclid=1&c=d#e", "|url=http://x.org/?a=b&&c=d#e"),
        (
            "google-books-page",
            "|url=https://books.google.com/books?id=a&pg=PA46 |b=",
            "|url=https://books.google.com/books?id=a&pg=PA46 |page=46 |b=",
        ),
        (
            "google-books-page",
            "\n|url=https://books.google.com/books?id=a&pg=PA46\n|page=\n|b=\n",
            "\n|url=https://books.google.com/books?id=a&pg=PA46\n|page=46\n|b=\n",
        ),
        (
            "identifier-in-url",
            "|url=https://doi.org/10.1057/a.b|doi=<!-- none -->",
            "|url=https://doi.org/10.1057/a.b|doi=10.1057/a.b<!-- none -->",
        ),
        (
            "identifier-in-url",
            "|url=https://dx.doi.org/10.1057%2Fa.b",
            "|url=https://dx.doi.org/10.1057%2Fa.b |doi=10.1057/a.b",
        ),
    ],
)
def test_an_edit_mends_what_its_finding_is_about(rule: str, before: str, after: str) -> None:
    case = testing.Case("edit", f"𠮷<ref>{{{{cite book |title=A {before}}}}}</ref>")
    [finding] = testing.run(f"citation/{rule}", case)
    mended = _edited(case.wikitext, finding.edits)
    assert mended == case.wikitext.replace(before, after)
    again = msgspec.structs.replace(case, wikitext=mended)
    assert testing.run(f"citation/{rule}", again) == ()


@pytest.mark.parametrize("rule", ["proxy-url", "cached-url", "search-url", "google-books-page"])
def test_an_address_with_a_comment_is_left_alone(rule: str) -> None:
    urls = (
        TWL,
        "https://www.google.com/amp/s/www.x.org/a",
        "https://www.bing.com/search?q=a",
        "https://books.google.com/books?id=a&pg=PA46",
    )
    text = "".join(f"<ref>{{{{cite book |title=A |url={url}<!-- ? -->}}}}</ref>" for url in urls)
    [finding] = testing.run(f"citation/{rule}", testing.Case("comment", text))
    assert finding.edits == ()
    assert text[finding.start : finding.end].endswith("<!-- ? -->")


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "meaningless-name",
            "<ref name=':0'>Hall 1990</ref><ref name=:0/>{{r|Moe|:0}}<ref group=n name=\":0\" />",
            '<ref name="Hall 1990">Hall 1990</ref><ref name="Hall 1990"/>{{r|Moe|Hall 1990}}'
            '<ref group=n name=":0" />',
        ),
        (
            "meaningless-name",
            '{{#tag:ref|Weir|group=n|name=auto}}{{#tag:ref||group=n|name="auto"}}{{r|auto}}'
            "{{r|auto|group=n}}{{reflist|group=n|refs=<ref name=auto>Weir</ref>}}",
            '{{#tag:ref|Weir|group=n|name="Weir"}}{{#tag:ref||group=n|name="Weir"}}{{r|auto}}'
            '{{r|Weir|group=n}}{{reflist|group=n|refs=<ref name="Weir">Weir</ref>}}',
        ),
        ("punctuation-order", "In 1871  <ref>a</ref>{{rp|4}}, b", "In 1871,<ref>a</ref>{{rp|4}} b"),
        ("punctuation-order", "In 1871.  <ref>a</ref> b", "In 1871.<ref>a</ref> b"),
    ],
)
def test_an_edit_mends_references(rule: str, before: str, after: str) -> None:
    case = testing.Case("edit", f"𠮷{before}")
    [finding] = testing.run(f"reference/{rule}", case)
    assert _edited(case.wikitext, finding.edits) == f"𠮷{after}"
    again = msgspec.structs.replace(case, wikitext=f"𠮷{after}")
    assert testing.run(f"reference/{rule}", again) == ()


@pytest.mark.parametrize(
    "doubtful",
    [
        '{{efn|name=":0"|As Hall says}}',
        "{{unknown|:0}}",
        '<ref follow=":0">p. 9</ref>',
        '<ref name=":0">Moe 1991</ref>',
        "{{r|:0|x=:0}}",
    ],
)
def test_a_name_is_kept_where_a_use_is_in_doubt(doubtful: str) -> None:
    text = f'<ref name=":0">Hall 1990</ref> {doubtful}'
    [finding] = testing.run("reference/meaningless-name", testing.Case("doubt", text))
    assert finding.facts["proposed"] == "Hall 1990"
    assert finding.edits == ()
