"""What rules say (hits) and what reports say (findings)."""

from enum import IntEnum
from typing import Any

import msgspec


class Severity(IntEnum):
    """How bad a finding is; the order lets ``--fail-on`` compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def read(cls, word: str) -> "Severity":
        """The severity of a lower-case word; raises KeyError for any other."""
        return cls[word.upper()]

    def __str__(self) -> str:
        return self.name.lower()


class Related(msgspec.Struct, frozen=True, gc=False):
    """Another place that belongs to a finding, with what stands there."""

    start: int
    end: int
    message: str


class Edit(msgspec.Struct, frozen=True, gc=False):
    """Replace ``text[start:end]`` by ``new``."""

    start: int
    end: int
    new: str


class Hit(msgspec.Struct, frozen=True):
    """What a rule says: a place, a message about this very value, and facts.

    ``severity`` is given only where a hit is better or worse than its rule.
    ``identity`` names the construct in a way that survives edits elsewhere (a reference's name, a
    URL, template and parameter); it makes the fingerprint stable.
    """

    start: int
    end: int
    message: str
    identity: str = ""
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    facts: dict[str, Any] = {}


class Finding(msgspec.Struct, frozen=True):
    """What a report says; every field is explained in ``schemas/report.json``.

    ``start`` and ``end`` are offsets in code points, ``line`` and ``column`` count from 1. ``safe``
    tells that the edits are mechanical, so that ``--fix`` applies them.
    """

    rule: str
    severity: str
    message: str
    path: str
    start: int
    end: int
    line: int
    column: int
    excerpt: str
    section: str
    fingerprint: str
    facts: dict[str, Any] = {}
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = False
