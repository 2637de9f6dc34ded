"""Findings for people: each with the window of text around it and a caret line."""

from collections.abc import Iterator, Mapping
from unicodedata import combining, east_asian_width

from validator.article import Article
from validator.finding import Finding
from validator.render.visible import visible
from validator.report import ArticleSummary, Report

_WINDOW = 60
_MARKS = {"error": "✖", "warning": "▲", "info": "●"}
_ISOLATE, _POP = "\u2066", "\u2069"
"""Source is laid out from left to right, so that the carets stand below it."""


def render(report: Report, articles: Mapping[str, Article]) -> str:
    """Article by article; the last line of each says what was checked and what was not."""
    blocks = []
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.path, []).append(finding)
    for summary in report.articles:
        article = articles[summary.path]
        blocks.append(_heading(summary))
        blocks += ["\n".join(_finding(article, f)) for f in findings.get(summary.path, ())]
        blocks.append(_unchecked(report, summary.path))
    for fault in report.faults:
        blocks.append(
            f"✖ fault {fault.rule}: {visible(fault.message)}\n  in {visible(fault.path)}; "
            "the rule's findings are missing"
        )
    blocks += [
        f"✖ broken gate {visible(gate.message)}\n  in {visible(gate.path)}" for gate in report.gates
    ]
    if report.known:
        blocks.append(f"{_count(report.known, 'finding')} known to the baseline not shown")
    return "\n\n".join(block for block in blocks if block) + "\n" if blocks else ""


def _heading(summary: ArticleSummary) -> str:
    told = "language unclear" if summary.language == "und" else f"language {summary.language}"
    kind = f"plain text, no markup; {told}" if summary.plain_text else told
    return (
        f"{visible(summary.path)} ({summary.wiki}; {kind})\n"
        f"  {_count(summary.references, 'reference')}, {_count(summary.citations, 'citation')}, "
        f"{_count(summary.links, 'URL')}, {_count(summary.infoboxes, 'infobox', 'infoboxes')}, "
        f"{_count(summary.tags, 'maintenance tag')}{_coverage(summary)}"
    )


def _coverage(summary: ArticleSummary) -> str:
    """Nothing, or a line on the sentences that have a source."""
    claims = summary.claims
    if claims is None or not claims.sentences:
        return ""
    said = _count(claims.sentences, "sentence states", "sentences state")
    return f"\n  {said} a date, number, superlative or quotation; {claims.cited} with a source"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _finding(article: Article, finding: Finding) -> Iterator[str]:
    section = f" § {visible(finding.section)}" if finding.section else ""
    mark, severity = _MARKS[finding.severity], finding.severity
    yield f"{mark} {severity} {finding.rule}: {visible(finding.message)}"
    yield f"  {visible(finding.path)}:{finding.line}:{finding.column}{section}"
    yield from _window(article.text, finding.start, finding.end)
    for related in finding.related:
        place = article.lines.position(related.start)
        yield f"  see line {place.line}, column {place.column}: {visible(related.message)}"


def _window(text: str, start: int, end: int) -> Iterator[str]:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    stop = max(min(end, line_end, start + _WINDOW), start)
    before = text[max(line_start, start - _WINDOW) : start]
    after = text[stop : min(line_end, stop + _WINDOW)]
    lead = visible(("…" if start - line_start > _WINDOW else "") + before)
    body = visible(text[start:stop])
    tail = visible(after) + ("…" if line_end - stop > _WINDOW else "")
    yield f"    {_ISOLATE}{lead}{body}{tail}{_POP}"
    yield f"    {' ' * _width(lead)}{'^' * max(1, _width(body))}{'…' if end > stop else ''}"


def _width(text: str) -> int:
    """Columns of a terminal: two for wide characters, none for combining ones."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _unchecked(report: Report, path: str) -> str:
    return "\n".join(
        f"  not checked: {visible(skipped.what)} ({visible(skipped.why)})"
        for skipped in report.skipped
        if skipped.path == path
    )
