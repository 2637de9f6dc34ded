"""Renders the sample report again: ``python tests/render/sample.py``, in a checkout."""

from datetime import date
from pathlib import Path

from validator.check import Options, check
from validator.render import html

NAME = "soyuz-faction"
ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "reports" / f"{NAME}.html"
TODAY = date(2026, 11, 20)


def sample() -> str:
    """The report on a fixture article, as it is in ``reports/``."""
    path = f"{NAME}.wikitext"
    text = (ROOT / "fixtures" / "articles" / path).read_text("utf-8")
    outcome = check({path: text}, Options(TODAY))
    return html.render(outcome.report, outcome.articles)


if __name__ == "__main__":
    FILE.write_text(sample(), "utf-8", newline="")
