"""The rules there are: found by walking ``rules/``, selected by name and by glob."""

import inspect
import pkgutil
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from validator import rules
from validator.errors import TYPES, UsageError
from validator.finding import Severity
from validator.pattern import pattern
from validator.rule import Rule

_BLOCK = pattern(r"^## (.+)$", re.MULTILINE)


class Page(NamedTuple):
    """A rule's docstring, taken apart: what its page, ``wikivet rule`` and reports show."""

    summary: str
    why: str
    parts: dict[str, str]


class Card(NamedTuple):
    """A rule with its id."""

    id: str
    rule: type[Rule]

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def page(self) -> Page:
        """The rule's docstring, taken apart."""
        text = inspect.cleandoc(self.rule.__doc__ or "")
        head, *rest = _BLOCK.split(text)
        summary, _, why = head.partition("\n\n")
        parts = {
            title.strip(): body.strip("\n")
            for title, body in zip(rest[::2], rest[1::2], strict=True)
        }
        return Page(" ".join(summary.split()), why.strip(), parts)


class Active(NamedTuple):
    """A rule as the settings want it; ``settled`` when they, not the rule, chose the severity."""

    id: str
    rule: Rule
    severity: Severity
    settled: bool = False


@lru_cache(maxsize=1)
def cards() -> dict[str, Card]:
    """Every rule by id, sorted. A module of ``rules/`` holds exactly one rule."""
    found = {}
    for family in pkgutil.iter_modules(rules.__path__):
        package = import_module(f"{rules.__name__}.{family.name}")
        for module in pkgutil.iter_modules(package.__path__):
            loaded = import_module(f"{package.__name__}.{module.name}")
            rule = _rule_of(loaded)
            rule_id = f"{family.name}/{module.name.replace('_', '-')}"
            found[rule_id] = Card(rule_id, rule)
    return dict(sorted(found.items()))


def _rule_of(module: Any) -> type[Rule]:
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise TypeError(f"{module.__name__} must define exactly one rule, not {len(own)}")
    return own[0]


def card(name: str) -> Card:
    """A rule by its id or a former one; raises UsageError with the nearest names otherwise."""
    known = cards()
    if name in known:
        return known[name]
    for candidate in known.values():
        if name in candidate.rule.formerly:
            return candidate
    raise UsageError(f"there is no rule {name!r}{_hint(name, known)}")


def _selector_hint(name: str) -> str:
    known = cards()
    return _hint(name, (*known, *dict.fromkeys(found.family for found in known.values())))


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else "; see wikivet rule --all"


def matching(pattern: str) -> list[str]:
    """The rules that a selector names: an id, a family, a glob, or ``all``.

    Raises UsageError if it names none.
    """
    known = cards()
    if pattern == "all":
        return list(known)
    found = [
        rule_id
        for rule_id, found_card in known.items()
        if fnmatchcase(rule_id, pattern)
        or found_card.family == pattern
        or pattern in found_card.rule.formerly
    ]
    if not found:
        raise UsageError(f"no rule matches {pattern!r}{_selector_hint(pattern)}")
    return found


def active(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Active]:
    """The rules to run: the default ones or ``select``, less ``ignore``, by id.

    ``severity`` maps selectors to ``error``, ``warning``, ``info`` or ``off``; later entries win.
    ``options`` maps rule ids to options. Raises UsageError for a name, level or option that does
    not exist.
    """
    chosen = {rule_id for pattern in select for rule_id in matching(pattern)}
    if not chosen:
        chosen = {rule_id for rule_id, found in cards().items() if found.rule.default}
    levels: dict[str, str] = {}
    for selector, level in (severity or {}).items():
        levels.update(dict.fromkeys(matching(selector), level))
    chosen -= {rule_id for pattern in ignore for rule_id in matching(pattern)}
    chosen -= {rule_id for rule_id, level in levels.items() if level == "off"}
    given = {card(name).id: values for name, values in (options or {}).items()}
    return [
        Active(
            rule_id,
            _configured(found, given.get(rule_id, {})),
            Severity.read(levels[rule_id]) if rule_id in levels else found.rule.severity,
            rule_id in levels,
        )
        for rule_id, found in cards().items()
        if rule_id in chosen
    ]


def _configured(found: Card, options: Mapping[str, Any]) -> Rule:
    for name, value in options.items():
        if name not in found.rule.options:
            raise UsageError(f"{found.id} has no option {name!r}{_hint(name, found.rule.options)}")
        default = found.rule.options[name]
        if type(value) is not type(default):
            raise UsageError(
                f"{found.id}: option {name} must be {TYPES[type(default).__name__]}, "
                f"not {TYPES.get(type(value).__name__, 'a date or time')}"
            )
    return found.rule(**options)
