"""Articles in files, folders and on standard input."""

import codecs
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
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


def distinct(given: Iterable[Path | Source]) -> list[Path | Source]:
    """The inputs without files that came before under another name."""
    found: dict[object, Path | Source] = {}
    for one in given:
        found.setdefault(os.path.realpath(one) if isinstance(one, Path) else one, one)
    return list(found.values())


def read(path: Path) -> Source:
    """The article in a file; raises SourceError with the reason if it cannot be read."""
    name = legible(path)
    try:
        if not path.is_file():
            raise SourceError(name, "not a regular file")
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(name, f"larger than {MAX_BYTES // 1024 // 1024} MiB")
        return Source(name, _decoded(path.read_bytes(), name))
    except OSError as error:
        raise SourceError(name, error.strerror or type(error).__name__) from error


def write(path: Path, text: str) -> None:
    """Put a text in place of a file's, its byte order mark and permissions kept.

    The file is there whole at any time, the old one or the new one. Raises SourceError.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with target.open("rb") as file:
            mark = codecs.BOM_UTF8 if file.read(3) == codecs.BOM_UTF8 else b""
        try:
            temporary.write_bytes(mark + text.encode())
            shutil.copymode(target, temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(legible(path), error.strerror or type(error).__name__) from error


def read_standard_input(name: str) -> Source:
    """The article on standard input, known by ``name``."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceError(name, f"larger than {MAX_BYTES // 1024 // 1024} MiB")
    return Source(name, _decoded(content, name))


def legible(path: Path) -> str:
    """The path as text; bytes that are not UTF-8 are written out as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(name, "UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise SourceError(name, f"not text: byte 0x00 at offset {content.index(0)}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise SourceError(name, f"not UTF-8: byte 0x{byte:02x} in line {line}") from error
