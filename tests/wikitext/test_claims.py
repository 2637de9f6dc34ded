"""What sentences state and who supports them: the labelled fixtures, and the second splitter."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from validator.check import Options, check
from validator.profile import load
from validator.testing import TODAY
from validator.wikitext import sentences
from validator.wikitext.blocks import cuts
from validator.wikitext.read import read

ROOT = Path(__file__).parent.parent.parent
FIXTURES = sorted(path.stem for path in (ROOT / "fixtures" / "claims").glob("*.yaml"))
PRECISION, RECALL = 0.9, 0.8
LEAST = 240


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("claims", ROOT / "benchmarks" / "claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["claims"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def benchmark() -> Any:
    return _benchmark()


@pytest.mark.parametrize("name", FIXTURES)
def test_labelled_sentences_are_told(name: str, benchmark: Any) -> None:
    judged = benchmark.judged(benchmark.load(name), f"{name[:2]}wiki")
    for score in (benchmark.factual(judged), benchmark.needing(judged)):
        assert score.precision >= PRECISION
        assert score.recall >= RECALL


def test_there_are_enough_labelled_sentences(benchmark: Any) -> None:
    told = [label for name in FIXTURES for a in benchmark.load(name) for label, _ in a.sentences]
    assert len(told) >= LEAST
    assert set(told) == set(benchmark.LABELS)


@pytest.mark.parametrize("name", FIXTURES)
def test_both_splitters_agree(name: str, benchmark: Any) -> None:
    """On our own sentences, whatever else they do, they part the same ones."""
    pytest.importorskip("sentencex")
    profile = load(f"{name[:2]}wiki")
    own = both = 0
    for labelled in benchmark.load(name):
        article = read(labelled.wikitext, labelled.name, profile.wiki)
        for paragraph in article.paragraphs:
            hidden = article.masked(paragraph.start, paragraph.end)
            for at, _ in [*cuts(hidden, profile.abbreviations)][1:]:
                begin = at + len(hidden[at:]) - len(hidden[at:].lstrip("\x01 "))
                own += 1
                both += sentences.begins_at(hidden, begin, profile.language)
    assert both >= 0.95 * own


def test_a_doubtful_beginning_is_none() -> None:
    pytest.importorskip("sentencex")
    hidden = "It was built by Mr. Hall.\x01\x01 It burnt. She left."
    assert sentences.begins_at(hidden, hidden.index("It burnt"), "en")
    assert sentences.begins_at(hidden, hidden.index("She"), "en")
    assert not sentences.begins_at(hidden, hidden.index("Hall"), "en")


def test_without_the_extra_the_own_splitter_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "_segment", lambda: None)
    assert sentences.begins_at("A. B", 3, "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said: "It is old. It is ours." It rained.', 2),
        ("Il dit : « Il est vieux. Il est à nous. » Il pleut.", 2),
        ('A 12" pipe burst. It was mended. Then it burst again.', 3),
        ("He said “It is old. It rained. It snowed.", 3),
    ],
)
def test_a_quotation_is_not_cut_in_two(text: str, found: int) -> None:
    assert sum(end > at for at, end in cuts(text, ())) == found


def test_coverage_is_counted_by_section() -> None:
    text = (
        "The mill was built in 1850 by the brook. Nobody knows why it stands there.\n\n"
        "== History ==\nIt was built in 1850.<ref>Hall 1990</ref> It burnt down in 1905.\n\n"
        "== Plot ==\nIn 1950 a man comes to the mill and looks for the miller.\n"
    )
    (summary,) = check({"a": text}, Options(TODAY, "enwiki")).report.articles
    claims = summary.claims
    assert claims is not None
    assert (claims.sentences, claims.cited) == (3, 2)
    assert [(s.title, s.sentences, s.cited) for s in claims.sections] == [
        ("", 1, 1),
        ("History", 2, 1),
    ]
    (unknown,) = check({"a": text}, Options(TODAY, "neutral")).report.articles
    assert unknown.claims is None
