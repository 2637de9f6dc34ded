"""Reads hostile texts whole – every property, every rule – and tells what that costs.

As a script it sweeps more than the tests have time for::

    python tests/endurance.py families 5000000
    python tests/endurance.py pairs 200000
    python tests/endurance.py citations 1000000
"""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import hostile

from validator import catalogue
from validator.article import Article
from validator.engine import Engine
from validator.wikitext.read import read

SECONDS_PER_MB = 8.0
"""Far above what any text needs, far below what work that is not linear takes."""

Cost = tuple[str, int, float, list[tuple[str, float]]]
"""A text's name, its length, its seconds, and the slowest steps."""

_TODAY = date(2026, 11, 20)


def families(size: int) -> Iterator[Cost]:
    """The cost of every family, ``size`` characters each."""
    yield from costs(hostile.families(size))


def citations(size: int) -> Iterator[Cost]:
    """The cost of citations with hostile values."""
    yield from costs(hostile.citations(size))


def pairs(size: int, every: int = 1) -> Iterator[Cost]:
    """The cost of every period of one or two tokens, or of each ``every``-th of them."""
    periods = islice(hostile.pairs(), 0, None, every)
    yield from costs((repr(period), hostile.repeated(period, size)) for period in periods)


def costs(texts: Iterable[tuple[str, str]]) -> Iterator[Cost]:
    """What it costs to read each text whole."""
    engines = {active.id: Engine([active], _TODAY) for active in catalogue.active()}
    for name, text in texts:
        steps = dict(_steps(text, engines))
        slowest = sorted(steps.items(), key=lambda step: -step[1])[:3]
        yield name, len(text), sum(steps.values()), slowest


def too_slow(done: Iterable[Any]) -> list[Any]:
    """Those of the costs that are over the limit."""
    return [cost for cost in done if cost[2] > 1 + SECONDS_PER_MB * cost[1] / 1e6]


def _steps(text: str, engines: dict[str, Engine]) -> Iterator[tuple[str, float]]:
    start = time.process_time()
    article = read(text, wiki="enwiki")
    yield "read", time.process_time() - start
    names = [name for name in dir(Article) if not name.startswith("_")]
    for name in names:
        if not callable(getattr(Article, name)):
            start = time.process_time()
            getattr(article, name)
            yield name, time.process_time() - start
    start = time.process_time()
    for template in article.templates:
        _ = template.values, template.parameters
    yield "parameters", time.process_time() - start
    start = time.process_time()
    for paragraph in article.paragraphs:
        article.sentences(paragraph)
    yield "sentences", time.process_time() - start
    start = time.process_time()
    article.plain(text)
    yield "plain", time.process_time() - start
    for rule, engine in engines.items():
        start = time.process_time()
        engine.examine(article)
        yield rule, time.process_time() - start


def main(arguments: list[str]) -> int:
    """Sweep, and print what is over the limit and the slowest of the rest."""
    known = {"families": families, "pairs": pairs, "citations": citations}
    if len(arguments) != 2 or arguments[0] not in known or not arguments[1].isdigit():
        print(__doc__)
        return 2
    done = []
    for cost in known[arguments[0]](int(arguments[1])):
        done.append(cost)
        if too_slow([cost]):
            print("too slow:", *cost, flush=True)
    done.sort(key=lambda cost: -cost[2])
    for cost in done[:10]:
        print(*cost)
    return 1 if too_slow(done) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
