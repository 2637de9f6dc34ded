"""Rules report of references what a real MediaWiki's Cite extension reports.

A longer run is a script: ``python tests/wikitext/test_cite_agreement.py 5000``.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from references import pages
from servers.mediawiki import Cited, MediaWiki

from validator import catalogue
from validator.engine import Engine
from validator.testing import TODAY
from validator.wikitext.read import read

ROOT = Path(__file__).parents[2]
BATCH = 100
RUN = 600

ENGINE = Engine(catalogue.active(select=["reference", "wikitext"]), TODAY)


def errors(text: str) -> frozenset[str]:
    """The keys of Cite's messages that findings stand for."""
    findings = ENGINE.examine(read(text, "page", "enwiki")).findings
    return frozenset(str(f.facts["cite"]) for f in findings if "cite" in f.facts)


def disagreements(texts: Sequence[str], judged: Sequence[Cited]) -> Iterator[str]:
    """Every difference between the rules and the wiki, with the text that it is about."""
    for text, cited in zip(texts, judged, strict=True):
        found = errors(text)
        if found != cited.errors:
            missed, false = sorted(cited.errors - found), sorted(found - cited.errors)
            yield f"missed {missed}, false {false} in {text!r}"


def drawn(seed: int, count: int) -> list[str]:
    """Pages drawn by hypothesis, the same ones for the same seed."""
    from hypothesis import seed as seeded

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
