"""What a run has to say: findings, faults and what was not checked (``schemas/report.json``)."""

from datetime import date

import msgspec

from validator.baseline import Entry
from validator.finding import Finding, Severity

FORMAT = "wikivet/1"


UNREAD = "the whole source"
"""What was not checked where a source could not be read."""

TAG_AGE = "max-tag-age"
"""The gate for the age of tags, as the settings name it."""


class Fault(msgspec.Struct, frozen=True):
    """A rule that crashed on an article; the article's other rules ran."""

    path: str
    rule: str
    message: str


class Skipped(msgspec.Struct, frozen=True):
    """Something that was not checked, and why."""

    path: str
    what: str
    why: str


class SectionCoverage(msgspec.Struct, frozen=True):
    """How many sentences of a section state something, and how many of them have a source."""

    title: str
    sentences: int
    cited: int


class Coverage(msgspec.Struct, frozen=True):
    """The same of an article, and by section, as far as they have such sentences."""

    sentences: int
    cited: int
    sections: tuple[SectionCoverage, ...]


class ArticleSummary(msgspec.Struct, frozen=True):
    """An article that was checked: the wiki whose customs it was read by, and what it holds."""

    path: str
    wiki: str
    language: str
    plain_text: bool
    characters: int
    references: int
    citations: int
    links: int
    infoboxes: int
    tags: int
    claims: Coverage | None = None


class Totals(msgspec.Struct, frozen=True):
    """How many findings of each severity."""

    error: int
    warning: int
    info: int


class RuleSummary(msgspec.Struct, frozen=True):
    """A rule that ran: what it means, and how often it was hit."""

    id: str
    severity: str
    summary: str
    findings: int


class BrokenGate(msgspec.Struct, frozen=True):
    """A gate that an article does not pass: how many findings, or months, are allowed and found."""

    path: str
    gate: str
    allowed: int
    found: int

    @property
    def message(self) -> str:
        """What the gate asks for and what the article has."""
        unit = f"a tag has {self.found} months" if self.gate == TAG_AGE else f"{self.found} found"
        return f"{self.gate} = {self.allowed}: {unit}"


class Report(msgspec.Struct, frozen=True):
    """Everything a run has to say."""

    format: str
    version: str
    today: str
    totals: Totals
    articles: tuple[ArticleSummary, ...]
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[Skipped, ...]
    rules: tuple[RuleSummary, ...]
    gates: tuple[BrokenGate, ...] = ()
    known: int = 0
    stale: tuple[Entry, ...] = ()

    @property
    def unread(self) -> tuple[Skipped, ...]:
        """The sources that could not be checked at all."""
        return tuple(one for one in self.skipped if one.what == UNREAD)

    @property
    def worst(self) -> Severity | None:
        """The highest severity found, None without findings."""
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
            if getattr(self.totals, str(severity)):
                return severity
        return None


def totals(findings: tuple[Finding, ...]) -> Totals:
    """Count findings by severity."""
    counts = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        counts[finding.severity] += 1
    return Totals(**counts)


def day(today: date) -> str:
    """The report's date as written in it."""
    return today.isoformat()
