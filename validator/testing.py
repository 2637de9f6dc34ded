"""Checks rules by their case files; for wikivet's own tests and for people who write rules.

A case file is YAML, ``fixtures/cases/<family>/<rule>.yaml``: a list of cases, each with ``name``,
``wikitext``, and ``finds``: a list of ``at`` (the exact source slice), optional ``nth`` (which
occurrence of the slice, from 1), ``says`` (a part of the message), ``severity`` and ``facts``. A
case without ``finds`` must be clean. ``wiki``, ``today`` and ``options`` are optional. The format
is checked by ``schemas/case.json``.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from validator import catalogue
from validator.engine import Engine
from validator.finding import Finding
from validator.wikitext.read import read

TODAY = date(2026, 11, 20)


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a case expects."""

    at: str
    nth: int = 1
    says: str = ""
    severity: str = ""
    facts: dict[str, Any] = {}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and what one rule must find in it."""

    name: str
    wikitext: str
    finds: tuple[Expected, ...] = ()
    wiki: str = "enwiki"
    today: date = TODAY
    options: dict[str, Any] = {}


class Difference(NamedTuple):
    """What a case expected and did not get, or got and did not expect."""

    case: str
    message: str


def cases(path: Path) -> tuple[Case, ...]:
    """The cases in a file; raises msgspec.ValidationError for a malformed one."""
    import yaml

    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")) or [], tuple[Case, ...])


def run(rule: str, case: Case) -> tuple[Finding, ...]:
    """What one rule finds in a case's text; its crashes are raised by the caller's environment."""
    active = catalogue.active(select=[rule], options={rule: case.options} if case.options else None)
    result = Engine(active, case.today).examine(read(case.wikitext, "case", case.wiki))
    if result.faults:
        raise AssertionError(result.faults[0].message)
    return result.findings


def differences(rule: str, case: Case) -> Iterator[Difference]:
    """Where a rule and a case disagree; nothing if they agree."""
    left = list(run(rule, case))
    for expected in case.finds:
        start = _offset(case.wikitext, expected)
        if start < 0:
            yield Difference(case.name, f"the case's text does not hold {expected.at!r}")
            continue
        match = next((f for f in left if _fits(f, expected, start)), None)
        if match is None:
            yield Difference(case.name, f"missing: {expected} among {_brief(left)}")
        else:
            left.remove(match)
    for finding in left:
        yield Difference(case.name, f"unexpected: {_brief([finding])}")


def _offset(text: str, expected: Expected) -> int:
    at = -1
    for _ in range(expected.nth):
        at = text.find(expected.at, at + 1)
        if at < 0:
            return -1
    return at


def _fits(finding: Finding, expected: Expected, start: int) -> bool:
    return (
        finding.start == start
        and finding.end == start + len(expected.at)
        and expected.says in finding.message
        and expected.severity in ("", finding.severity)
        and all(finding.facts.get(key) == value for key, value in expected.facts.items())
    )


def _brief(findings: list[Finding]) -> str:
    return "; ".join(f"{f.severity} {f.start}-{f.end} {f.excerpt!r}: {f.message}" for f in findings)
