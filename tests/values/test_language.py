"""Languages of sources, as tags and English names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.values.language import LONGEST, is_known, nearest, unknown


@pytest.mark.parametrize(
    "value",
    [
        *("French", "french", "fr", "FR", "fr-CA", "zh-Hant-TW", "Brazilian Portuguese"),
        *("English", "bangla", "Kölsch", "sr-Latn", "nan-TW", "de, Danish", "en ,fr"),
    ],
)
def test_known(value: str) -> None:
    assert unknown(value) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Klingonese", "Klingonese"),
        ("German, Danisch", "Danisch"),
        ("French and German", "French and German"),
        ("fra", "fra"),
        ("español", "español"),
        ("Farsi", "Farsi"),
        ("sr-ec", "sr-ec"),
        ("qqq-US", "qqq-US"),
        ("French,", ""),
        ("", ""),
        ("[[French language|French]]", "[[French language|French]]"),
    ],
)
def test_unknown(value: str, word: str) -> None:
    assert unknown(value) == word


def test_nearest() -> None:
    assert nearest("Norweigan") == "Norwegian"
    assert nearest("Brasilian portuguese") == "Brazilian Portuguese"
    assert nearest("Zzyzxian") == nearest("") == ""


@given(st.text(max_size=60))
def test_any_text_is_one_or_the_other(text: str) -> None:
    word = unknown(text)
    assert word is None or (word in text and not is_known(word))
    assert nearest(text) == "" or is_known(nearest(text))


@given(st.sampled_from(["fr", "de", "zh", "yue"]), st.text("abcXYZ019-", min_size=1, max_size=9))
def test_a_known_tag_may_have_any_subtags(tag: str, subtags: str) -> None:
    assert is_known(f"{tag}-{subtags}")


def test_a_long_value_is_no_list_of_languages() -> None:
    assert unknown("fr," * LONGEST)
