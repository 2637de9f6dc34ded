"""The report as JSON; obeys ``schemas/report.json``."""

from collections.abc import Mapping

import msgspec

from validator.article import Article
from validator.report import Report


def render(report: Report, articles: Mapping[str, Article]) -> str:
    """Indented JSON with a final line break.

    Lone surrogates, which JSON in UTF-8 cannot carry, cannot occur: sources are read as UTF-8.
    """
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"
