"""Languages told by script and stop words: a small text in each, and what is no language."""

from pathlib import Path

import pytest
import yaml

from validator.profile import shipped_wikis
from validator.wikitext.language import UNKNOWN, language, language_name

_TEXTS: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "languages.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("code", _TEXTS)
def test_a_small_text_is_told(code: str) -> None:
    assert language(_TEXTS[code]) == code


@pytest.mark.parametrize("code", _TEXTS)
def test_markup_in_other_words_changes_nothing(code: str) -> None:
    infobox = "{{Infobox mill|name=The mill of the town|built=in the year 1871 by the town}}\n"
    source = "<ref>{{cite web|title=The mill of the town|url=https://a.example}}</ref>"
    assert language(infobox + _TEXTS[code].replace(". ", f".{source} ", 1)) == code


@pytest.mark.parametrize("text", ["", "1871", "{{Infobox}}", "Ada Brook", "Ada, Berta, Carl 1871"])
def test_where_the_evidence_is_thin_nothing_is_told(text: str) -> None:
    assert language(text) == UNKNOWN


def test_every_language_has_a_name() -> None:
    assert all(language_name(code) for code in _TEXTS)
    assert language_name(UNKNOWN) == ""


def test_the_languages_of_the_profiles_can_be_told() -> None:
    wikis = {wiki for wiki in shipped_wikis() if wiki.endswith("wiki")}
    assert wikis <= {f"{code}wiki" for code in _TEXTS}
