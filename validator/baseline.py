"""The baseline: a file of findings that are known, so that only new ones are told."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from validator.errors import UsageError
from validator.finding import Finding

NAME = "wikivet-baseline.json"
_FORMAT = "wikivet-baseline/1"
_EXCERPT = 60
_MOST_BYTES = 64 * 1024 * 1024
_ENCODER = msgspec.json.Encoder()


class Entry(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """A known finding; ``path`` is relative to the baseline's folder."""

    path: str
    rule: Annotated[str, msgspec.Meta(pattern=r"\A[a-z]+/[a-z]+(-[a-z]+){0,3}\Z")]
    fingerprint: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{16}\Z")]
    excerpt: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding."""
        return self.path, self.rule, self.fingerprint


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["wikivet-baseline/1"]
    findings: tuple[Entry, ...]


class Baseline:
    """The known findings of articles, by the folder that their paths start from."""

    def __init__(self, folder: Path, entries: Iterable[Entry] = ()) -> None:
        self.folder = Path(os.path.abspath(folder))
        self.entries = tuple(sorted({entry.key: entry for entry in entries}.values()))
        self._keys = {entry.key for entry in self.entries}
        self._by_path: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._by_path.setdefault(entry.path, []).append(entry)

    def name(self, path: str) -> str:
        """The path of an article from the baseline's folder, with slashes."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def entry(self, finding: Finding) -> Entry:
        """A finding as the file has it."""
        excerpt = " ".join(finding.excerpt.split())
        if len(excerpt) > _EXCERPT:
            excerpt = f"{excerpt[: _EXCERPT - 1]}…"
        return Entry(self.name(finding.path), finding.rule, finding.fingerprint, excerpt)

    def knows(self, finding: Finding) -> bool:
        """Whether a finding is in the file."""
        return (self.name(finding.path), finding.rule, finding.fingerprint) in self._keys

    def stale(
        self, path: str, rules: Collection[str], findings: Iterable[Finding]
    ) -> Iterable[Entry]:
        """The entries of an article and some rules that none of its findings answers to."""
        entries = self._by_path.get(self.name(path))
        if not entries:
            return ()
        met = {finding.fingerprint for finding in findings}
        return [one for one in entries if one.rule in rules and one.fingerprint not in met]


def load(path: Path) -> Baseline:
    """The baseline in a file; raises UsageError naming the file and what is wrong with it."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path}: not a baseline: larger than {_MOST_BYTES >> 20} MiB")
        document = msgspec.json.decode(path.read_bytes(), type=_Document)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; wikivet baseline create writes it") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a baseline: {error}") from error
    return Baseline(path.parent, document.findings)


def written(baseline: Baseline) -> str:
    """The file's content: an entry a line, sorted, so that changes are easy to read."""
    lines = ",\n".join(f"  {_ENCODER.encode(entry).decode()}" for entry in baseline.entries)
    body = f"[\n{lines}\n ]" if lines else "[]"
    return f'{{\n "format": "{_FORMAT}",\n "findings": {body}\n}}\n'
