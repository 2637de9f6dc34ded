"""Articles in files, folders and on standard input."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from validator.errors import SourceError, UsageError
from validator.sources import Source

SUFFIXES = (".wikitext", ".mediawiki", ".wiki")
MAX_BYTES = 16 * 1024 * 1024
"""Eight times the largest page that Wikipedia stores; more is no article."""


def paths(given: tuple[str, ...]) -> Iterator[Path]:
    """The files to read: those named, and in folders those with a wikitext suffix, sorted.

    Raises UsageError for a path that does not exist: a typing mistake must not look like a clean
    run.
    """
    for name in given:
        path = Path(name)
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(f for f in folders if not f.startswith("."))
                for file in sorted(files):
                    if file.lower().endswith(SUFFIXES):
                        yield Path(folder) / file
        elif path.exists():
            yield path
        else:
            raise UsageError(f"{name}: no such file or folder")


def read(path: Path) -> Source:
    """The article in a file; raises SourceError with the reason if it cannot be read."""
    try:
        if not path.is_file():
            raise SourceError(f"{path}: not a regular file")
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: larger than {MAX_BYTES // 1024 // 1024} MiB")
        return Source(str(path), _decoded(path.read_bytes(), str(path)))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error


def read_standard_input(name: str) -> Source:
    """The article on standard input, known by ``name``."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceError(f"{name}: larger than {MAX_BYTES // 1024 // 1024} MiB")
    return Source(name, _decoded(content, name))


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise SourceError(f"{name}: not text: byte 0x00 at offset {content.index(0)}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{name}: not UTF-8: byte 0x{content[error.start]:02x} in line {line}"
        ) from error
