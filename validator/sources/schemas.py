"""A project's own schemas, from the files and folders that its settings name."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from validator.errors import UsageError
from validator.own_schema import File, OwnSchema, own_schemas
from validator.settings import Settings

MAX_BYTES = 2_000_000
MOST_FILES = 2_000


def read(settings: Settings) -> tuple[OwnSchema, ...]:
    """The schemas that ``[schemas] paths`` names.

    Raises UsageError naming the file, the place in it and the reason if one of them is no use.
    """
    paths = settings.schemas.paths
    if not paths:
        return ()
    folder = Path(settings.origin).parent
    found: dict[str, Path] = {}
    for given in paths:
        for path in _files(folder / given, given):
            found.setdefault(os.path.realpath(path), path)
    if len(found) > MOST_FILES:
        raise UsageError(f"[schemas] paths: more than {MOST_FILES:,} files")
    return own_schemas(File(str(path), real, _content(path)) for real, path in found.items())


def _files(path: Path, given: str) -> Iterator[Path]:
    if path.is_dir():
        held = sorted(file for file in path.rglob("*.json") if file.is_file())
        if not held:
            raise UsageError(f"[schemas] paths: {given}: no *.json in this folder")
        yield from held
    elif path.is_file():
        yield path
    else:
        raise UsageError(f"[schemas] paths: {given}: no such file or folder")


def _content(path: Path) -> object:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
        return msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise UsageError(f"{path}: not JSON: {error}") from error
    except RecursionError:
        raise UsageError(f"{path}: nested too deep") from None
