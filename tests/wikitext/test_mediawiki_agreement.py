"""The scanner finds what a real MediaWiki's preprocessor finds, in articles and in hostile texts.

A longer run is a script: ``python tests/wikitext/test_mediawiki_agreement.py 50000``.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import hostile
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from servers.agreement import differences
from servers.mediawiki import EXTENSION_TAGS, MediaWiki
from servers.parsetree import source

from validator import testing
from validator.profile import load
from validator.wikitext.scanner import scan

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.wikitext"))
CASES = sorted((ROOT / "fixtures" / "cases").rglob("*.yaml"))
TAGS = load("enwiki").extension_tags
BATCH = 500

pytestmark = pytest.mark.mediawiki


def disagreements(wiki: MediaWiki, texts: Sequence[str]) -> Iterator[str]:
    """Every difference between the scanner and the wiki, with the text that it is about."""
    for text, xml in zip(texts, wiki.parsetree(texts), strict=True):
        # The wiki normalises what it is sent, so its own idea of the text is compared.
        taken = source(xml)
        if taken != text and text == askable(text):
            yield f"the wiki did not take {text!r} as it is"
        for difference in differences(taken, xml, TAGS):
            yield f"{difference} in {taken!r}"


def askable(text: str) -> str:
    """``text`` as the Action API takes it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", text).rstrip()


def regions(texts: Iterable[str]) -> Iterator[str]:
    """The contents of all tags that hold wikitext."""
    for text in texts:
        for tag in scan(text, TAGS).tags:
            if tag[5] >= 0 and TAGS[tag[2]] == "wikitext":
                yield text[tag[5] : tag[6]]


def case_texts() -> list[str]:
    """The wikitexts of all rules' cases."""
    return [case.wikitext for path in CASES for case in testing.cases(path)]


def test_the_profile_knows_the_tags_of_the_wiki(mediawiki: MediaWiki) -> None:
    assert mediawiki.extension_tags() == EXTENSION_TAGS == frozenset(TAGS)


def test_articles(mediawiki: MediaWiki) -> None:
    texts = [path.read_text("utf-8") for path in ARTICLES]
    assert list(disagreements(mediawiki, texts)) == []


def test_cases_of_rules(mediawiki: MediaWiki) -> None:
    assert list(disagreements(mediawiki, case_texts())) == []


def test_contents_of_references(mediawiki: MediaWiki) -> None:
    """The tree of the content alone; that a region is scanned alike is a law of the scanner."""
    texts = [path.read_text("utf-8") for path in ARTICLES] + case_texts()
    texts += hostile.drawn(seed=5, count=1500, longest=30)
    contents = sorted({askable(content) for content in regions(texts)})
    assert len(contents) > 200
    assert list(disagreements(mediawiki, contents)) == []


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_drawn_texts(mediawiki: MediaWiki, seed: int) -> None:
    texts = [askable(text) for text in hostile.drawn(seed, count=BATCH, longest=30)]
    assert list(disagreements(mediawiki, texts)) == []


@given(st.lists(hostile.texts(longest=25), min_size=20, max_size=60))
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_texts_of_hypothesis(mediawiki: MediaWiki, texts: list[str]) -> None:
    asked = [askable(text) for text in texts]
    assert list(disagreements(mediawiki, asked)) == []


def main(count: int) -> int:
    """Compare that many drawn texts; print what differs."""
    found = 0
    with MediaWiki() as wiki:
        for seed in range(count // BATCH):
            texts = [askable(t) for t in hostile.drawn(seed + 1000, count=BATCH, longest=30)]
            for difference in disagreements(wiki, texts):
                found += 1
                print(difference)
    print(f"{found} differences in {count // BATCH * BATCH} texts")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
