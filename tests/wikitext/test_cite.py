"""What the model of Cite makes of pages on wikis whose customs no shipped profile has."""

import msgspec
import pytest

from validator.cite import cite, meant
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
        ('A.<ref name="a" columns="2">x</ref> {{reflist}}', ["ref_too_many_keys"]),
        (
            'A.<ref nmae="a">x</ref> B.<ref grup="" /> {{reflist}}',
            ["ref_parameter_suggestion", "ref_no_key"],
        ),
    ],
)
def test_details(text: str, keys: list[str]) -> None:
    found = cite(ScannedArticle(text, "page", NEWER))
    assert list(found.complaints) == [f"cite_error_{key}" for key in keys]


@pytest.mark.parametrize(
    ("attribute", "near"),
    [("nmae", "name"), ("names", "name"), ("grp", "group"), ("columns", ""), ("x" * 30, "")],
)
def test_what_an_attribute_is_a_slip_for(attribute: str, near: str) -> None:
    assert meant(attribute) == near


def test_details_before_they_came() -> None:
    text = 'A.<ref name="a">x</ref> B.<ref name="a" details="p. 5" /> {{reflist}}'
    found = cite(ScannedArticle(text, "page", load("enwiki")))
    assert list(found.complaints) == ["cite_error_ref_too_many_keys"]


def test_a_list_that_was_printed_inside_another_is_not_taken_back() -> None:
    text = "{{#tag:references|{{#tag:ref|x <references />|name=a}}<ref>y</ref>}}"
    assert cite(ScannedArticle(text, "page", load("enwiki"))).marks == []
