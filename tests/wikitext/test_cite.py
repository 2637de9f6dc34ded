"""What the model of Cite makes of pages on wikis whose customs no shipped profile has."""

import msgspec
import pytest

from validator.cite import cite
from validator.profile import load
from validator.wikitext.reader import ScannedArticle

NEWER = msgspec.structs.replace(load("enwiki"), sub_references=True)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('A.<ref name="a">x</ref> B.<ref name="a" details="p. 5" /> {{reflist}}', []),
        ('A.<ref details="p. 5" /> {{reflist}}', ["details_missing_parent"]),
        ('A.<ref details="" /> {{reflist}}', ["details_missing_parent"]),
        ('A.<ref details="p. 5">x</ref> {{reflist}}', ["ref_with_details_no_name"]),
        (
            'A.<ref name="a" /> <references><ref name="a" details="p. 5">x</ref></references>',
            ["details_unsupported_context"],
        ),
        ('A.<ref name="a" detail="p. 5">x</ref> {{reflist}}', ["ref_too_many_keys"]),
    ],
)
def test_details(text: str, keys: list[str]) -> None:
    found = cite(ScannedArticle(text, "page", NEWER))
    assert list(found.complaints) == [f"cite_error_{key}" for key in keys]


def test_details_before_they_came() -> None:
    text = 'A.<ref name="a">x</ref> B.<ref name="a" details="p. 5" /> {{reflist}}'
    found = cite(ScannedArticle(text, "page", load("enwiki")))
    assert list(found.complaints) == ["cite_error_ref_too_many_keys"]


def test_a_list_that_was_printed_inside_another_is_not_taken_back() -> None:
    text = "{{#tag:references|{{#tag:ref|x <references />|name=a}}<ref>y</ref>}}"
    assert cite(ScannedArticle(text, "page", load("enwiki"))).marks == []
