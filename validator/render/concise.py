"""One line per finding: ``path:line:column: severity[rule] message``."""

from collections.abc import Mapping

from validator.article import Article
from validator.render.visible import visible
from validator.report import Report


def render(report: Report, articles: Mapping[str, Article]) -> str:
    """Findings by article and place, then faults and broken gates; empty for a clean run."""
    lines = [
        f"{visible(f.path)}:{f.line}:{f.column}: {f.severity}[{f.rule}] {visible(f.message)}\n"
        for f in report.findings
    ]
    lines += [f"{visible(f.path)}: fault[{f.rule}] {visible(f.message)}\n" for f in report.faults]
    lines += [f"{visible(g.path)}: gate: {visible(g.message)}\n" for g in report.gates]
    return "".join(lines)
