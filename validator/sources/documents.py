"""Schemas as files: those that wikivet ships, and those that it writes."""

from pathlib import Path

from validator.errors import UsageError
from validator.parameters import PREFIX, Document, document
from validator.shipped import SCHEMAS
from validator.templatedata_schema import dumps, file_name

_FAMILIES = ("citation", "infobox")


def shipped() -> list[str]:
    """The names of the shipped schemas for templates."""
    paths = [path for family in _FAMILIES for path in (SCHEMAS / family).rglob("*.json")]
    return sorted(path.relative_to(SCHEMAS).with_suffix("").as_posix() for path in paths)


def titled(wanted: str) -> Document | None:
    """The shipped schema with a title, or with the last part of a name."""
    for name in shipped():
        root = document(PREFIX + name)
        if wanted.lower() in (name.rpartition("/")[2], str(root["title"]).lower()):
            return root
    return None


def save(made: list[Document], output: str) -> list[Path]:
    """Write documents to a file, or into a folder; return the paths. Raises UsageError."""
    target = Path(output)
    single = output.endswith(".json") and not target.is_dir()
    if single and len(made) > 1:
        raise UsageError(f"{len(made)} schemas do not go into one file; name a folder")
    paths = [target] if single else [target / name for name in _file_names(made)]
    try:
        if not single:
            target.mkdir(parents=True, exist_ok=True)
        for path, one in zip(paths, made, strict=False):
            path.write_text(dumps(one), "utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
    return paths[: len(made)]


def _file_names(made: list[Document]) -> list[str]:
    """A file name for each document; the wiki, then a number, tell those of one title apart."""
    taken: dict[str, None] = {}
    for one in made:
        name = file_name(str(one["title"]))
        if name in taken:
            name = f"{one['x-validator'].get('wiki', 'other')}-{name}"
        stem, number = name.removesuffix(".json"), 2
        while name in taken:
            name = f"{stem}-{number}.json"
            number += 1
        taken[name] = None
    return list(taken)
