"""``wikivet.toml`` and ``[tool.wikivet]`` of ``pyproject.toml``."""

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from validator.errors import TYPES, UsageError

Level = Literal["error", "warning", "info", "off"]
Gate = Literal["error", "warning", "info", "never"]

_NAMES = ("wikivet.toml", ".wikivet.toml", "pyproject.toml")


class SchemaFiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a project's own schemas are: files, and folders of them."""

    paths: tuple[str, ...] = ()


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many findings an article may have, by template of tags and by rules."""

    tag: dict[str, int] = {}
    rule: dict[str, int] = {}


class Settings(
    msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, kw_only=True
):
    """What a project asks for; ``schemas/settings.json`` explains every key."""

    wiki: str = "auto"
    profile: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Gate = "error"
    severity: dict[str, Level] = {}
    rules: dict[str, dict[str, Any]] = {}
    schemas: SchemaFiles = SchemaFiles()
    baseline: str = ""
    max_tag_age: int | None = None
    gate: Limits = Limits()
    origin: str = "defaults"


def load(path: Path) -> Settings:
    """The settings in a file.

    Raises UsageError naming the file and the key if it is unreadable, no TOML, or has a key or
    value that means nothing.
    """
    import tomllib

    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from error
    if path.name == "pyproject.toml":
        content = content.get("tool", {}).get("wikivet", {})
    if "origin" in content:
        raise UsageError(f"{path}: unknown key 'origin'")
    _check_keys(path, content)
    _check_levels(path, content)
    _check_schemas(path, content)
    try:
        settings = msgspec.convert(content, Settings)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {_in_words(str(error))}") from error
    named = {"baseline": settings.baseline, "profile": settings.profile}
    files = {key: str(path.parent / file) for key, file in named.items() if file}
    return msgspec.structs.replace(settings, **files, origin=str(path))


def _check_keys(path: Path, content: dict[str, Any]) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(Settings)]
    known.remove("origin")
    for key in content:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(known)}"
            raise UsageError(f"{path}: unknown key {key!r}{hint}")


def _check_levels(path: Path, content: dict[str, Any]) -> None:
    """Name the key and the choices where a severity is none; msgspec would name neither."""
    severity = content.get("severity")
    given = [("fail-on", content.get("fail-on", "never"), get_args(Gate))]
    if isinstance(severity, dict):
        given += [
            (f"severity of {key!r}", value, get_args(Level)) for key, value in severity.items()
        ]
    for what, value, choices in given:
        if value not in choices:
            raise UsageError(f"{path}: {what} is {value!r}; choose from {', '.join(choices)}")


def _check_schemas(path: Path, content: dict[str, Any]) -> None:
    schemas = content.get("schemas")
    for key in schemas if isinstance(schemas, dict) else ():
        if key != "paths":
            raise UsageError(f"{path}: unknown key {key!r} in [schemas]; known keys: paths")


_UNEXPECTED = re.compile(r"Expected `(\w+)`, got `(\w+)`(?: - at `\$\.?(.*)`)?")


def _in_words(message: str) -> str:
    """What msgspec has against a value, in the words of TOML."""
    found = _UNEXPECTED.fullmatch(message)
    if found is None:
        return message
    wanted, got = (TYPES.get(kind, kind) for kind in found.group(1, 2))
    return f"{found[3] or 'the file'} must be {wanted}, not {got}"


def find(start: Path) -> Settings:
    """The settings for an input: the nearest file above it, not past a version-control root."""
    return _find(start.resolve())


@lru_cache(maxsize=1024)
def _find(folder: Path) -> Settings:
    for name in _NAMES:
        candidate = folder / name
        if candidate.is_file() and (name != "pyproject.toml" or _has_table(candidate)):
            return load(candidate)
    if folder.parent == folder or (folder / ".git").exists():
        return Settings()
    return _find(folder.parent)


def _has_table(path: Path) -> bool:
    try:
        return b"[tool.wikivet" in path.read_bytes()
    except OSError:
        return False
