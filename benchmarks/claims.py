"""Precision and recall of what counts as a factual sentence, and as one that needs a source.

``python benchmarks/claims.py`` reads ``fixtures/claims/*.yaml``: articles of our own writing with
every sentence of their prose labelled by reading, before the code was asked. The file's name is
the language; ``-held-out`` in it tells that it was written when the code was done. An article has
``name`` and ``paragraphs``; a paragraph is wikitext that holds no sentence to be judged (a heading,
list or table), or a list of sentences, each under its label:

- ``plain``: states no date, number, superlative, quotation or opinion on a living person;
- ``has``: states one, and a source stands for it;
- ``needs``: states one, and none does;
- ``exempt``: states one in a place that needs no source by custom.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from validator.wikitext.read import read

FIXTURES = Path(__file__).parent.parent / "fixtures" / "claims"
LABELS = ("plain", "has", "needs", "exempt")


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article with a label for every sentence."""

    name: str
    paragraphs: tuple[str | tuple[dict[str, str], ...], ...]

    @property
    def wikitext(self) -> str:
        """The article."""
        return "\n\n".join(
            paragraph
            if isinstance(paragraph, str)
            else " ".join(text for one in paragraph for text in one.values())
            for paragraph in self.paragraphs
        )

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Label and text of every sentence."""
        return [
            label_and_text
            for paragraph in self.paragraphs
            if not isinstance(paragraph, str)
            for one in paragraph
            for label_and_text in one.items()
        ]


class Score(NamedTuple):
    """How often something was found and true, found and false, missed."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is true."""
        return self.true / max(1, self.true + self.false)

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return self.true / max(1, self.true + self.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f} "
            f"({self.true} found, {self.false} false, {self.missed} missed)"
        )


class Judged(NamedTuple):
    """A sentence with its label, and whether the code calls it factual, and cited."""

    label: str
    text: str
    factual: bool
    cited: bool


def load(name: str) -> list[Labelled]:
    """The articles of a file."""
    loaded = yaml.safe_load((FIXTURES / f"{name}.yaml").read_text("utf-8"))
    return msgspec.convert(loaded, list[Labelled])


def judged(articles: list[Labelled], wiki: str) -> list[Judged]:
    """Every labelled sentence with the code's opinion.

    A sentence counts as factual if a sentence that the code found lies in it, or holds it.
    """
    found = []
    for labelled in articles:
        article = read(labelled.wikitext, labelled.name, wiki)
        left = [(_letters(one.plain), one.cited) for one in article.statements or ()]
        for label, source in labelled.sentences:
            plain = _letters(article.plain(source))
            meant = [cited for said, cited in left if said in plain or plain in said]
            found.append(Judged(label, source, bool(meant), all(meant)))
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip()


def score(told: list[tuple[bool, bool]]) -> Score:
    """Count pairs of what is true and what was found."""
    counts = Counter(told)
    return Score(counts[True, True], counts[False, True], counts[True, False])


def factual(sentences: list[Judged]) -> Score:
    """How well factual sentences are told; those in exempt places are not asked for."""
    asked = [one for one in sentences if one.label != "exempt"]
    return score([(one.label != "plain", one.factual) for one in asked])


def needing(sentences: list[Judged]) -> Score:
    """How well sentences that need a source are told."""
    return score([(one.label == "needs", one.factual and not one.cited) for one in sentences])


def main() -> None:
    """Print the figures of every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="show what was judged wrongly")
    given = parser.parse_args()
    everything: list[Judged] = []
    for path in sorted(FIXTURES.glob("*.yaml")):
        sentences = judged(load(path.stem), f"{path.stem[:2]}wiki")
        everything += sentences
        _print(path.stem, sentences)
        for one in sentences if given.wrong else ():
            right = {"plain": (False, True), "has": (True, True), "needs": (True, False)}
            if right.get(one.label, (False, True)) != (one.factual, one.cited):
                print(f"  {one.label:7} factual={one.factual} cited={one.cited}: {one.text}")
    _print("all", everything)


def _print(name: str, sentences: list[Judged]) -> None:
    print(f"{name}: {len(sentences)} sentences")
    print(f"  factual:        {factual(sentences)}")
    print(f"  needs a source: {needing(sentences)}")


if __name__ == "__main__":
    main()
