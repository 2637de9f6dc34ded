"""Speed of scanning and of the whole offline check, as ratios to mwparserfromhell.

``python benchmarks/static.py DIR`` reads every article below DIR and, in one process and on the
same texts, prints CPU time per MB (UTF-8 bytes) of ``mwparserfromhell.parse`` alone, of scanning,
and of the whole check for formats without figures of coverage (ours with garbage collected as the
command does it, the reference as Python does by default); then the cost of each step, of the ten
dearest rules (``--all``: of every rule), of a citation and of an infobox, the cold start of the
command on the article nearest to 40 kB, and the peak memory of the command over all of them.
"""

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import mwparserfromhell

from validator import catalogue
from validator.check import Checker, Options, settle
from validator.engine import Engine
from validator.profile import load
from validator.settings import Settings
from validator.sources import Source
from validator.wikitext.read import read
from validator.wikitext.scanner import scan

TODAY = date(2026, 11, 20)
REFERENCE = "mwparserfromhell.parse"
DEAREST = 10
TURN = 20
_DEFAULT = gc.get_threshold()
PARTS = (
    "templates", "references", "reference_lists", "infoboxes", "citations", "tags", "links",
    "sections", "paragraphs", "claims", "external_links", "statements",
)  # fmt: skip


def articles(folder: Path) -> list[tuple[Path, str]]:
    """Every article below a folder."""
    return [
        (path, path.read_bytes().decode("utf-8", "replace"))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in {".wikitext", ".mediawiki", ".wiki", ".txt"}
    ]


def cpu(job: Callable[[str], object], texts: Iterable[str]) -> float:
    """CPU seconds that a job takes for all texts."""
    start = time.process_time()
    for text in texts:
        job(text)
    return time.process_time() - start


def best(
    rounds: int, jobs: dict[str, Callable[[str], object]], texts: list[str]
) -> dict[str, float]:
    """The median CPU seconds of each job.

    The jobs take turns every few articles, so that a machine whose speed drifts is fair to all.
    Each collects only its own garbage, as if it were alone.
    """
    seen: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        spent = dict.fromkeys(jobs, 0.0)
        for start in range(0, len(texts), TURN):
            for name, job in jobs.items():
                gc.collect()
                settle()
                if name == REFERENCE:
                    gc.set_threshold(*_DEFAULT)  # as outside the command
                spent[name] += cpu(job, texts[start : start + TURN])
        for name, seconds in spent.items():
            seen[name].append(seconds)
    return {name: statistics.median(times) for name, times in seen.items()}


def costs(rounds: int, texts: list[str]) -> dict[str, float]:
    """The median CPU seconds of each step and rule."""
    engine = Engine(catalogue.active(select=["all"]), TODAY)
    seen = [_costs(engine, texts) for _ in range(rounds)]
    return {name: statistics.median(spent[name] for spent in seen) for name in seen[0]}


def _costs(engine: Engine, texts: list[str]) -> dict[str, float]:
    """CPU seconds of each step and rule; a rule finds the parts that rules share already read."""
    spent: dict[str, float] = {}
    for text in texts:
        with _timed(spent, "(scan and language)"):
            article = read(text)
        for part in PARTS:
            with _timed(spent, f"(article.{part})"):
                getattr(article, part)
        context = engine.context(article)
        with _timed(spent, "(schemas)"):
            for citation in article.citations:
                context.violations(citation)
        with _timed(spent, "(infobox schemas)"):
            context.offences(article, "")
        for active in engine.rules:
            with _timed(spent, active.id):
                if not active.rule.is_idle(article):
                    list(active.rule.check(article, context))
    return spent


@contextmanager
def _timed(spent: dict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    spent[name] = spent.get(name, 0.0) + time.process_time() - start


def command(*arguments: str) -> list[str]:
    """The command as installed beside this interpreter."""
    script = Path(sys.executable).parent / "wikivet"
    return (
        [str(script), *arguments]
        if script.exists()
        else [sys.executable, "-m", "validator", *arguments]
    )


def cold_start(arguments: list[str], rounds: int = 9) -> float:
    """Median CPU milliseconds of a whole process, the first round (no bytecode) left out."""
    seen = []
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command(*arguments),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            env=environment,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seen.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seen[1:]) * 1000


def peak_memory(folder: Path) -> float:
    """Peak resident memory in MB of the command over a folder, findings as lines.

    A small process starts it: a child counts its parent's memory up to the moment of its own start.
    """
    code = (
        "import resource, subprocess, sys\n"
        "quiet = subprocess.DEVNULL\n"
        "subprocess.run(sys.argv[1:], stdout=quiet, stderr=quiet, check=False)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    words = command("check", str(folder), "-f", "concise", "--isolated")
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--all", action="store_true", help="show every rule")
    given = parser.parse_args()
    found = articles(given.folder)
    texts = [text for _, text in found]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    checker = Checker(Options(TODAY), keep_articles=False, coverage=False)
    settings = Settings()
    tags = load("enwiki").extension_tags
    jobs: dict[str, Callable[[str], object]] = {
        REFERENCE: mwparserfromhell.parse,
        "scan": lambda text: scan(text, tags),
        "whole check": lambda text: checker.check(Source("-", text), settings),
    }
    checker.check(Source("-", texts[0]), settings)
    print(f"{len(texts)} articles, {megabytes:.1f} MB; median of {given.rounds} rounds")
    times = best(given.rounds, jobs, texts)
    reference = times[REFERENCE]
    for name, seconds in times.items():
        print(
            f"{name:24} {megabytes / seconds:7.1f} MB/s {seconds / megabytes * 1000:7.1f} ms/MB "
            f"{reference / seconds:6.1f} x"
        )
    print("\nstep or rule                        ms/MB   of the reference")
    spent = costs(given.rounds, texts)
    steps = {name: spent.pop(name) for name in list(spent) if name[0] == "("}
    dearest = sorted(spent, key=lambda name: -spent[name])
    shown = dearest if given.all else dearest[:DEAREST]
    rest = {
        f"({len(spent) - len(shown)} other rules)": sum(spent[n] for n in dearest[len(shown) :])
    }
    for name, seconds in [
        *sorted(steps.items(), key=lambda item: -item[1]),
        *((name, spent[name]) for name in shown),
        *rest.items(),
    ]:
        share = 100 * seconds / reference
        print(f"{name:34} {seconds / megabytes * 1000:7.2f} {share:7.2f} %")
    citations = sum(len(read(text).citations) for text in texts)
    judged = steps["(schemas)"] + steps["(article.citations)"]
    judged += sum(spent[name] for name in spent if name.startswith(("citation/", "archive/")))
    print(f"\na citation: {judged / citations * 1e6:.1f} µs (of {citations:,}; schemas and rules)")
    boxes = sum(len(read(text).infoboxes) for text in texts)
    judged = steps["(infobox schemas)"] + steps["(article.infoboxes)"]
    judged += sum(spent[name] for name in spent if name.startswith("infobox/"))
    print(f"an infobox: {judged / max(boxes, 1) * 1e6:.1f} µs (of {boxes:,}; schemas and rules)")
    near, _ = min(found, key=lambda item: abs(len(item[1].encode()) - 40_000))
    print(f"\ncold start, {near.name}: {cold_start(['check', str(near), '--isolated']):.0f} ms CPU")
    print(f"--help: {cold_start(['--help']):.0f} ms CPU")
    print(f"bare interpreter: {bare_interpreter():.0f} ms CPU")
    print(f"peak memory over the folder: {peak_memory(given.folder):.0f} MB")


def bare_interpreter() -> float:
    """Median CPU milliseconds of an interpreter that does nothing."""
    seen = []
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "pass"], check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seen.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seen) * 1000


if __name__ == "__main__":
    main()
