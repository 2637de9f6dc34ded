"""Reports to render: what the rules find, and findings on everything."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from validator.article import Article
from validator.check import Options, check, summary
from validator.engine import fingerprint
from validator.finding import Edit, Finding, Related
from validator.report import (
    FORMAT,
    Fault,
    Report,
    RuleSummary,
    Skipped,
    totals,
)
from validator.wikitext.read import read

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"
TODAY = date(2026, 11, 20)

Reported = tuple[Report, Mapping[str, Article]]

EVIL = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<!-- --><b>bold</b>",
    '" onmouseover=alert(1) x="',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7191 * 7 }}{% raw %}",
    "\u202eevil\u2066\u200b\u00ad",
    "nul\x00bel\x07",
    "lone\ud800surrogate",
    "&lt;b&gt;&amp;",
)


def checked(*names: str) -> Reported:
    """What the rules find in fixture articles."""
    files = [ARTICLES / f"{name}.wikitext" for name in names]
    texts = {file.name: file.read_text("utf-8") for file in files}
    outcome = check(texts, Options(TODAY))
    return outcome.report, outcome.articles


def dense(name: str) -> Reported:
    """A fixture article with a finding on nearly everything in it, whatever rules there are."""
    path = f"{name}.wikitext"
    article = read((ARTICLES / path).read_text("utf-8"), path)
    return reported(article, _everywhere(article))


def _everywhere(article: Article) -> Iterator[Finding]:
    first = Related(0, 1, "the article begins here")
    for n, citation in enumerate(article.citations):
        message = f"{{{{{citation.name}}}}} is the citation number {n}"
        yield finding(article, citation.start, citation.end, "citation/planted", "error", message)
        title = citation.parameter("title")
        if title is not None:
            span = title.value_start, title.value_end
            edit = Edit(*span, title.value.upper())
            message = f"Title “{title.value}” is quiet"
            yield finding(article, *span, "citation/quiet", "info", message, edits=(edit,))
    for tag in article.tags:
        message = f"{{{{{tag.template.name}}}}} is unresolved"
        yield finding(article, tag.start, tag.end, "tag/planted", "info", message, related=(first,))
    for reference in article.references:
        if not reference.content:
            span = reference.start, reference.end
            yield finding(article, *span, "reference/empty", "warning", "Reference without content")
    for infobox in article.infoboxes:
        for parameter in infobox.template.parameters[::7]:
            message = f"Parameter “{parameter.name}” of the infobox"
            span = parameter.start, parameter.end
            yield finding(article, *span, "infobox/planted", "warning", message)
    end = len(article.text)
    yield finding(article, end, end, "wikitext/end", "info", "The end")


def finding(
    article: Article,
    start: int,
    end: int,
    rule: str = "reference/empty",
    severity: str = "error",
    message: str = "Reference without content",
    ordinal: int = 0,
    related: tuple[Related, ...] = (),
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """A finding as the engine makes them."""
    position = article.lines.position(start)
    section = article.section_at(start).title
    excerpt = article.text[start:end]
    return Finding(
        rule,
        severity,
        message,
        article.path,
        start,
        end,
        position.line,
        position.column,
        excerpt if len(excerpt) <= 120 else excerpt[:119] + "…",
        section,
        fingerprint(rule, article.path, section, f"{start}-{end}", ordinal),
        {"cs1": "err_citation_missing_title", "value": excerpt[:40]},
        related,
        edits,
    )


def reported(article: Article, findings: Iterable[Finding]) -> Reported:
    """A report of one article with these findings."""
    found = tuple(sorted(findings, key=lambda f: (f.start, f.end, f.rule)))
    rules: dict[str, int] = {}
    for one in found:
        rules[one.rule] = rules.get(one.rule, 0) + 1
    report = Report(
        FORMAT,
        "0.1.0",
        TODAY.isoformat(),
        totals(found),
        (summary(article),),
        found,
        (),
        (Skipped(article.path, "whether links are alive", "this version works offline"),),
        tuple(RuleSummary(rule, "warning", f"Planted {rule}.", n) for rule, n in rules.items()),
    )
    return report, {article.path: article}


def hostile() -> Reported:
    """Everything that an attacker may write, wherever it can stand."""
    pieces = []
    for n, evil in enumerate(EVIL):
        pieces.append(
            f"{{{{Infobox settlement|name={evil}|{evil}=x}}}}\n== {evil} ==\n"
            f"A{{{{Clarify|reason={evil}|date={evil}}}}}"
            f'<ref name="{evil}">{{{{cite web|title={evil}'
            f"|url={evil}|archive-url={evil}|archive-date={evil}|last={evil}|date={evil}}}}}</ref>"
            f"<ref>https://a.example/{evil} {evil}</ref> {n}\n"
            f"* {{{{cite {evil}|title={evil}}}}}\n* {{{{cite book|title={evil}}}}}\n"
        )
    article = read("".join(pieces), f"a/{EVIL[0]}{EVIL[4]}{EVIL[8]}{EVIL[9]}.wikitext", "enwiki")
    found = []
    for n, evil in enumerate(EVIL):
        start = article.text.index(evil)
        found.append(
            Finding(
                f"reference/{evil}" if n % 2 else "reference/empty",
                "error",
                f"Bad {evil}",
                article.path,
                start,
                start + len(evil),
                1,
                start + 1,
                evil,
                f"§ {evil}",
                f"{n:016x}",
                {evil: evil, "list": [evil], "deep": {"a": evil}, "url": evil},
                (Related(0, 3, evil),),
                (Edit(start, start + 2, evil),),
            )
        )
    report, articles = reported(article, found)
    return (
        Report(
            report.format,
            report.version,
            report.today,
            report.totals,
            report.articles,
            report.findings,
            tuple(Fault(article.path, evil, evil) for evil in EVIL),
            tuple(Skipped(article.path, evil, evil) for evil in EVIL),
            report.rules,
        ),
        articles,
    )
