"""Checks rules by their case files; for wikivet's own tests and for people who write rules.

``python -m validator.testing cs1 FILE`` compares the conditions that rules report with labels of
the citation module itself, ``cite`` with those of the Cite extension. FILE holds a JSON object a
line: ``wikitext``, and ``errors`` and ``maint``, the ids of the conditions that MediaWiki raised;
of texts with ``kind: silent`` it says nothing though readers see them broken. With ``ref_names``
(None for references without a name) and ``list_items`` the marks and notes are compared, too.

A case file is YAML, ``fixtures/cases/<family>/<rule>.yaml``: a list of cases, each with ``name``,
``wikitext``, and ``finds``: a list of ``at`` (the exact source slice), optional ``nth`` (which
occurrence of the slice, from 1), ``says`` (a part of the message), ``severity`` and ``facts``. A
case without ``finds`` must be clean. ``wiki``, ``today``, ``options`` and ``schemas`` (documents of
a project's own) are optional. The format is checked by ``schemas/case.json``.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from validator import catalogue
from validator.cite import cite
from validator.engine import Engine
from validator.finding import Finding
from validator.own_schema import File, OwnSchema, own_schemas
from validator.render.visible import visible
from validator.wikitext.read import read

TODAY = date(2026, 11, 20)
FACTS = ("cs1", "cite")
SILENT = "silent"


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
    schemas: tuple[dict[str, Any], ...] = ()

    @property
    def own(self) -> tuple[OwnSchema, ...]:
        """The project's schemas that the case brings."""
        files = enumerate(self.schemas, start=1)
        return own_schemas(File(f"schema {n}", f"{n}.json", schema) for n, schema in files)


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
    engine = Engine(active, case.today, case.own)
    result = engine.examine(read(case.wikitext, "case", case.wiki))
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


class Labelled(msgspec.Struct, frozen=True):
    """A wikitext and what MediaWiki said of it: conditions of the citation module, keys of Cite.

    ``kind`` is ``silent`` where MediaWiki says nothing of what readers see broken. Texts that need
    ``templates`` (pages by title), ``config`` or ``parse_params`` mean nothing alone.
    """

    wikitext: str
    errors: frozenset[str] = frozenset()
    maint: frozenset[str] = frozenset()
    kind: str = ""
    ref_names: tuple[str | None, ...] | None = None
    list_items: int = 0
    templates: dict[str, str] = {}
    config: dict[str, Any] = {}
    parse_params: dict[str, Any] = {}

    @property
    def wanted(self) -> frozenset[str]:
        """What rules are to report; for a silent one, anything at all."""
        return self.errors | self.maint | ({SILENT} if self.kind == SILENT else frozenset())

    @property
    def is_alone(self) -> bool:
        """Whether nothing besides the text decides what MediaWiki says."""
        return not (self.templates or self.config or self.parse_params)


class Agreement(NamedTuple):
    """How often rules and labels agree, by condition; and the texts where they do not."""

    texts: int
    both: Counter[str]
    missed: Counter[str]
    false: Counter[str]
    unlike: tuple[tuple[Labelled, frozenset[str]], ...]


def agreement(labelled: Iterable[Labelled], fact: str, today: date = TODAY) -> Agreement:
    """Compare the conditions that findings stand for, by a fact (``cs1``), with the labels."""
    engine = Engine(catalogue.active(select=["all"]), today)
    both: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    unlike = []
    texts = 0
    for one in labelled:
        texts += 1
        findings = engine.examine(read(one.wikitext, "labelled", "enwiki")).findings
        found = frozenset(str(f.facts[fact]) for f in findings if fact in f.facts)
        if one.kind == SILENT and findings:
            found |= {SILENT}
        wanted = one.wanted
        both.update(found & wanted)
        missed.update(wanted - found)
        false.update(found - wanted)
        if found != wanted:
            unlike.append((one, found))
    return Agreement(texts, both, missed, false, tuple(unlike))


def has_marks(one: Labelled) -> bool:
    """Whether the marks and the notes of a text are those that MediaWiki shows."""
    if one.ref_names is None:
        return True
    found = cite(read(one.wikitext, "labelled", "enwiki"))
    names = Counter(mark.name.replace("\xa0", " ") or None for mark in found.marks)
    wanted = Counter(name.replace("_", " ") if name else None for name in one.ref_names)
    return names == wanted and found.notes == one.list_items


def main(arguments: list[str]) -> int:
    """Print the agreement by condition, the texts that differ last; 1 if any does."""
    if len(arguments) != 2 or arguments[0] not in FACTS:
        sys.stderr.write(f"usage: python -m validator.testing {'|'.join(FACTS)} FILE\n")
        return 2
    fact, file = arguments
    lines = Path(file).read_bytes().splitlines()
    labelled = [msgspec.json.decode(line, type=Labelled) for line in lines if line.strip()]
    alone = [one for one in labelled if one.is_alone]
    found = agreement(alone, fact)
    sys.stdout.write(f"{'condition':44} {'agree':>6} {'missed':>6} {'false':>6}\n")
    for name in sorted({*found.both, *found.missed, *found.false}):
        counts = (found.both[name], found.missed[name], found.false[name])
        sys.stdout.write(f"{name:44} {counts[0]:6} {counts[1]:6} {counts[2]:6}\n")
    for one, reported in found.unlike:
        words = [f"-{name}" for name in sorted(one.wanted - reported)]
        words += [f"+{name}" for name in sorted(reported - one.wanted)]
        sys.stdout.write(f"{' '.join(words)}  {visible(one.wikitext)[:300]}\n")
    if any(one.ref_names is not None for one in alone):
        other = [one for one in alone if not has_marks(one)]
        sys.stdout.writelines(f"other marks  {visible(one.wikitext)[:300]}\n" for one in other)
        sys.stdout.write(
            f"{len(alone) - len(other)} of {len(alone)} with the same marks and notes\n"
        )
    if len(alone) < len(labelled):
        sys.stdout.write(f"{len(labelled) - len(alone)} left out: they need pages or settings\n")
    exact = found.texts - len(found.unlike)
    sys.stdout.write(f"{exact} of {found.texts} exact\n")
    return 1 if found.unlike else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
