"""The fixture articles: what is planted is found, what is clean stays clean, nothing drifts.

``WIKIVET_UPDATE_GOLDEN=1 pytest tests/test_fixtures.py`` writes the golden outputs anew.
"""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from validator.check import Options, check
from validator.finding import Finding
from validator.render import render
from validator.testing import TODAY

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "fixtures" / "articles"
GOLDEN = ROOT / "fixtures" / "golden"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.wikitext"))


def _planted() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for part in (ARTICLES / "README.md").read_text("utf-8").split("\n### ")[1:]:
        name = part.partition(".wikitext")[0]
        for block in re.findall(r"^```yaml\n(.*?)^```", part, re.MULTILINE | re.DOTALL):
            found += [(name, entry) for entry in yaml.safe_load(block) or []]
    return found


def _text(name: str) -> str:
    return (ARTICLES / f"{name}.wikitext").read_text("utf-8")


def _places(finding: Finding) -> list[tuple[int, int]]:
    return [(finding.start, finding.end), *((r.start, r.end) for r in finding.related)]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        pytest.param(name, entry, id=f"{name}: {entry['rule']}: {entry['at'][:40]}")
        for name, entry in _planted()
        if entry["rule"] != "none"
    ],
)
def test_planted_defect_is_found(name: str, entry: dict[str, Any]) -> None:
    text = _text(name)
    slices = [m.span() for m in re.finditer(re.escape(entry["at"]), text)]
    assert len(slices) == entry.get("times", 1)
    findings = check({name: text}, Options(TODAY)).report.findings
    places = [place for f in findings if f.rule == entry["rule"] for place in _places(f)]
    assert any(
        start < slice_end and slice_start < end
        for start, end in places
        for slice_start, slice_end in slices
    ), [f.message for f in findings if f.rule == entry["rule"]]


def test_clean_article_is_clean() -> None:
    outcome = check({"a": _text("clean-lighthouse")}, Options(TODAY, "", ("all",)))
    assert [f"{f.rule}: {f.message}" for f in outcome.report.findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_the_golden_ones(name: str) -> None:
    outcome = check({f"{name}.wikitext": _text(name)}, Options(TODAY))
    shown = render("concise", outcome.report, outcome.articles)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("WIKIVET_UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")
