"""Gates: how many findings of a kind an article may have; one with more fails the run."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

import msgspec

from validator import catalogue
from validator.errors import UsageError
from validator.finding import Finding, Severity
from validator.profile import TemplateUse, load
from validator.report import TAG_AGE, BrokenGate
from validator.settings import Limits

_TAGS = "tag/unresolved"
_ANY = "*"


class Gate(NamedTuple):
    """A limit on the findings of some rules; ``templates`` are those of tags, if any are named."""

    name: str
    allowed: int
    rules: frozenset[str]
    templates: frozenset[str] = frozenset()

    def counts(self, finding: Finding) -> bool:
        """Whether a finding counts towards the limit."""
        return finding.rule in self.rules and (
            not self.templates or finding.facts["template"] in self.templates
        )


class Gates:
    """The gates of one project.

    Raises UsageError for a limit below nothing, a tag or rule that does not exist, and gates on
    tags where no rule looks at them.
    """

    def __init__(
        self,
        limits: Limits,
        max_tag_age: int | None,
        wikis: Collection[str],
        ran: Collection[str],
    ) -> None:
        self._age = max_tag_age
        self._gates = [*_of_tags(limits, wikis), *_of_rules(limits)]
        given = [(gate.name, gate.allowed) for gate in self._gates]
        if max_tag_age is not None:
            given.append((TAG_AGE, max_tag_age))
        for name, allowed in given:
            if allowed < 0:
                raise UsageError(f"{name} is {allowed}; a limit is 0 or more")
            if not name.startswith("rule.") and _TAGS not in ran:
                raise UsageError(f"{name} needs the rule {_TAGS}, which does not run")

    def aged(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings; tags that are too old as errors."""
        if self._age is None:
            return findings
        error = str(Severity.ERROR)
        return tuple(
            msgspec.structs.replace(finding, severity=error) if self._is_old(finding) else finding
            for finding in findings
        )

    def broken(self, path: str, findings: tuple[Finding, ...]) -> Iterator[BrokenGate]:
        """Yield the gates that an article with these findings does not pass."""
        old = [finding.facts["months"] for finding in findings if self._is_old(finding)]
        if old and self._age is not None:
            yield BrokenGate(path, TAG_AGE, self._age, max(old))
        for gate in self._gates:
            found = sum(gate.counts(finding) for finding in findings)
            if found > gate.allowed:
                yield BrokenGate(path, gate.name, gate.allowed, found)

    def _is_old(self, finding: Finding) -> bool:
        if self._age is None or finding.rule != _TAGS:
            return False
        months = finding.facts["months"]
        return months is not None and months > self._age


def _of_tags(limits: Limits, wikis: Collection[str]) -> Iterator[Gate]:
    for name, allowed in limits.tag.items():
        templates = frozenset() if name == _ANY else _templates(name, wikis)
        yield Gate(f'tag."{name}"', allowed, frozenset({_TAGS}), templates)


def _of_rules(limits: Limits) -> Iterator[Gate]:
    for pattern, allowed in limits.rule.items():
        yield Gate(f'rule."{pattern}"', allowed, frozenset(catalogue.matching(pattern)))


def _templates(name: str, wikis: Collection[str]) -> frozenset[str]:
    """The titles of the tags that a name leads to on some wikis."""
    uses = (load(wiki).use(name) for wiki in wikis)
    found = frozenset(use.name or name for use in uses if use is not None and _is_tag(use))
    if not found:
        near = get_close_matches(name.capitalize(), set(_names(wikis)), n=3, cutoff=0.6)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise UsageError(f"no maintenance tag is called {name!r}{hint}")
    return found


def _names(wikis: Iterable[str]) -> Iterator[str]:
    for wiki in wikis:
        for use in load(wiki).templates:
            if _is_tag(use):
                yield from (one for one in (use.name, *use.redirects) if one)


def _is_tag(use: TemplateUse) -> bool:
    return use.role == "tag" and use.kind != "container"
