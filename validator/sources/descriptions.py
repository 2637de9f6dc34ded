"""Descriptions of templates: TemplateData and schemas, in files and on wikis."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from validator.errors import SourceError
from validator.sources.files import read, read_standard_input
from validator.templatedata import Problem, blobs

DEEPEST = 100
"""Levels of JSON; TemplateData needs six."""


class Description(NamedTuple):
    """TemplateData and the template it is about; ``problem`` says why there is none."""

    title: str
    data: Any
    revision: int | None = None
    problem: str = ""


class Asked(Protocol):
    """A wiki that can be asked for TemplateData."""

    def templatedata(self, titles: Iterable[str]) -> Iterator[Any]:
        """What the wiki knows of templates, in the order of the titles."""

    def members(self, category: str) -> Iterator[str]:
        """The titles of the pages in a category."""


def text(path: str) -> str:
    """The text of a file, or of standard input (``-``); raises SourceError."""
    return (read_standard_input("-") if path == "-" else read(Path(path))).text


def content(path: str, given: str) -> Any:
    """The JSON in a text; raises SourceError with the line where it is none."""
    try:
        found = json.loads(given, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise SourceError(path, f"not JSON: {error.msg} in line {error.lineno}") from error
    except ValueError as error:
        raise SourceError(path, f"not JSON: {error}") from error
    except RecursionError:
        raise SourceError(path, f"JSON nested deeper than {DEEPEST} levels") from None
    _check_depth(path, found)
    return found


def descriptions(path: str, given: str, title: str) -> list[Description]:
    """The TemplateData in a text: JSON, an answer of the API, or the page of a template.

    ``title`` is for what does not say its own. Raises SourceError where nothing can be read.
    """
    start = given.lstrip()[:2]
    if path.endswith(".json") or (start[:1] in ("{", "[") and start not in ("{{", "[[", "{|")):
        found = content(path, given)
        if is_answer(found):
            return [_answered(page, title) for page in _pages(found)]
        return [Description(title, found)]
    inner = blobs(given)
    if not inner:
        raise SourceError(path, "neither JSON nor a page with <templatedata>")
    return [Description(title, content(path, inner[0]))]


def is_answer(found: object) -> bool:
    """Whether a document is an answer of ``action=templatedata``."""
    return isinstance(found, dict) and isinstance(found.get("pages"), dict | list)


def is_schema(found: object) -> bool:
    """Whether a document is a schema rather than TemplateData."""
    keys = {"$schema", "$id", "properties", "allOf", "$defs", "x-validator", "required", "type"}
    return isinstance(found, dict) and "params" not in found and bool(keys & found.keys())


def asked(wiki: Asked, titles: Iterable[str]) -> Iterator[Description]:
    """What a wiki describes, template by template."""
    for page in wiki.templatedata(titles):
        why = getattr(page, "problem", "")
        if page.missing:
            why = why or "there is no such page"
        elif page.data is None:
            why = why or "has no TemplateData"
        data = page.data
        if data is not None and page.scraped:
            data = data | {"notemplatedata": True}
        yield Description(page.title, data, page.revision or None, why)


def problems(path: str, found: Iterable[Problem]) -> list[str]:
    """Problems as lines for people."""
    return [f"{path}: {one.pointer or '/'}: {one.why}" for one in found]


def bare_title(title: str, namespaces: Iterable[str] = ()) -> str:
    """A title without the namespace of templates."""
    before, colon, rest = title.partition(":")
    named = {"template", *(name.lower() for name in namespaces)}
    return rest.strip() if colon and before.strip().lower() in named and rest.strip() else title


def _answered(page: Any, title: str) -> Description:
    if not isinstance(page, dict):
        return Description(title, page)
    name = page.get("title")
    name = name if isinstance(name, str) else title
    if page.get("ns") == 10 and ":" in name:
        name = name.partition(":")[2]
    missing = page.get("missing") not in (None, False)
    return Description(name, page, problem="there is no such page" if missing else "")


def _pages(answer: dict[str, Any]) -> list[Any]:
    pages = answer["pages"]
    return list(pages.values()) if isinstance(pages, dict) else list(pages)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _check_depth(path: str, found: object) -> None:
    waiting: list[tuple[object, int]] = [(found, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise SourceError(path, f"JSON nested deeper than {DEEPEST} levels")
        if isinstance(value, dict):
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]
