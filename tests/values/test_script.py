"""Scripts of letters and of languages."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.script import is_beyond_latin, letters, name, of_language, script


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mill, 1990", {"Latn": 4}),
        ("Été «œ» ＡＢ", {"Latn": 6}),
        ("Мельница i", {"Cyrl": 8, "Latn": 1}),
        ("川の水車", {"Hani": 3, "Kana": 1}),
        ("물레 𠮷", {"Hang": 2, "Hani": 1}),
        ("ὁ μύλος", {"Grek": 6}),
        ("ܐ ހ ᎠᎡ", {"Syrc": 1, "Thaa": 1, "": 2}),
        ("— 12 🐫 \u0301", {}),
        ("", {}),
    ],
)
def test_letters(text: str, found: dict[str, int]) -> None:
    assert letters(text) == found


@pytest.mark.parametrize(
    ("language", "scripts"),
    [
        ("en", {"Latn"}),
        ("en-US", {"Latn"}),
        ("EN_gb", {"Latn"}),
        ("es-419", {"Latn"}),
        ("Russian", {"Cyrl"}),
        ("russian", {"Cyrl"}),
        ("zh-tw", {"Hani", "Mong", "Tibt"}),
        ("sr", set()),
        ("ja-Latn", set()),
        ("en, ru", set()),
        ("Klingon", set()),
        ("", set()),
    ],
)
def test_of_language(language: str, scripts: set[str]) -> None:
    assert of_language(language) == scripts


def test_names_are_for_english_wikis() -> None:
    assert of_language("Latin", english=False) == frozenset()
    assert of_language("la", english=False) == {"Latn"}


@given(st.characters(exclude_categories=["Cs"]))
def test_ranges_agree_with_unicode(char: str) -> None:
    """Letters bear the name of their script; the quick question never denies one."""
    code = script(char)
    assert char.isalpha() or not code
    assert code in ("", "Latn") or (is_beyond_latin(char) and name(code))
    for known, word in (("Cyrl", "CYRILLIC"), ("Armn", "ARMENIAN"), ("Hebr", "HEBREW")):
        assert code != known or word in unicodedata.name(char)


@pytest.mark.usefixtures("quick")
def test_long_texts_are_quick() -> None:
    for char in "Яé水🐫a":
        letters(char * 1_000_000)
        is_beyond_latin(char * 1_000_000)
        of_language(char * 1_000_000)
