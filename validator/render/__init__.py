"""One module per output format; each has ``render(report, articles) -> str``."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from validator.article import Article
from validator.report import Report

FORMATS = {
    "concise": "one line per finding, for tools and logs",
    "full": "findings with the text around them, for people",
    "html": "one self-contained page",
    "json": "everything, as schemas/report.json says",
}

NEEDS_ARTICLES = ("full", "html")
"""The formats that show source text; without them a run forgets each article once checked."""

SHOWS_COVERAGE = ("full", "html", "json")
"""The formats that show how many sentences have a source."""


class Renderer(Protocol):
    """What a format's module offers."""

    def render(self, report: Report, articles: Mapping[str, Article]) -> str:
        """The report in this format."""
        ...


def render(name: str, report: Report, articles: Mapping[str, Article]) -> str:
    """The report in a format of ``FORMATS``."""
    module: Renderer = import_module(f"validator.render.{name}")
    return module.render(report, articles)
