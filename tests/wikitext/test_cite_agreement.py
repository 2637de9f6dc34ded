"""Rules report of references what a real MediaWiki's Cite extension reports.

A longer run is a script: ``python tests/wikitext/test_cite_agreement.py 5000``.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from references import pages
from servers.mediawiki import Cited, MediaWiki

from validator import catalogue, testing
from validator.cite import cite
from validator.engine import Engine
from validator.testing import TODAY
from validator.wikitext.read import read

ROOT = Path(__file__).parents[2]
BATCH = 150
RUNS = 4

pytestmark = pytest.mark.mediawiki

ENGINE = Engine(catalogue.active(select=["reference", "wikitext"]), TODAY)


def understood(text: str) -> Cited:
    """What rules and their model of Cite make of a page."""
    article = read(text, "page", "enwiki")
    findings = ENGINE.examine(article).findings
    found = cite(article)
    names = sorted(mark.name.replace(" ", "_").replace("\xa0", "_") for mark in found.marks)
    errors = frozenset(str(f.facts["cite"]) for f in findings if "cite" in f.facts)
    return Cited(errors, tuple(names), found.notes)


def disagreements(texts: Sequence[str], judged: Sequence[Cited]) -> Iterator[str]:
    """Every difference between the rules and the wiki, with the text that it is about."""
    for text, cited in zip(texts, judged, strict=True):
        found = understood(text)
        if found != cited:
            yield f"{found} is {cited} in {text!r}"


def drawn(seed: int, count: int) -> list[str]:
    """Pages drawn by hypothesis, the same ones for the same seed."""
    found: list[str] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(pages())
    def draw(text: str) -> None:
        found.append(text)

    draw()
    return found


@pytest.mark.parametrize("run", range(RUNS))
def test_pages_of_hypothesis(mediawiki: MediaWiki, run: int) -> None:
    """Other pages every day, and the same ones all day."""
    texts = drawn(date.today().toordinal() * RUNS + run, BATCH)
    assert len(set(texts)) > BATCH // 2
    assert list(disagreements(texts, mediawiki.cited(texts))) == []


def test_cases_of_reference_rules(mediawiki: MediaWiki) -> None:
    """The cases that need no template of a wiki; what is not certain is not compared."""
    texts = [
        case.wikitext.replace("{{reflist}}", "<references />")
        for path in sorted((ROOT / "fixtures" / "cases" / "reference").glob("*.yaml"))
        for case in testing.cases(path)
        if case.wiki == "enwiki"
    ]
    texts = [text for text in texts if "{{" not in text.replace("{{#tag:", "")]
    assert len(texts) > 80
    assert list(disagreements(texts, mediawiki.cited(texts))) == []


def main(count: int) -> int:
    """Compare that many pages; print what differs."""
    differ = 0
    with MediaWiki() as wiki:
        for seed in range(count // BATCH):
            texts = drawn(seed, BATCH)
            for line in disagreements(texts, wiki.cited(texts)):
                differ += 1
                print(line)
    print(f"{differ} of {count} pages differ")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
