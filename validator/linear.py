"""Regular expressions of other people: matched in time linear in the text, or refused.

They are run by the engine of jsonschema-rs that has no backtracking; Python's never sees them.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from validator.once import once
from validator.pattern import pattern

_END = r"(?![\s\S])"
_LONGEST = 2_000
_LARGEST = 250_000
_LINE = pattern(r"[^\n]*")


def portable(source: str) -> str:
    r"""The pattern as the engine wants it, ``\z`` for an end that looks ahead."""
    return source.replace(_END, r"\z")


@lru_cache(maxsize=4096)
def fault(source: str) -> str | None:
    """Why a pattern is refused, None if it is not."""
    if len(source) > _LONGEST:
        return f"a pattern of more than {_LONGEST:,} characters"
    try:
        validator({"pattern": portable(source)})
    except Exception:  # of several classes, one for each thing that the engine refuses
        return (
            f"the pattern {source!r} is malformed, too large, or looks ahead, behind or back, "
            "which cannot be done in linear time"
        )
    return None


def meta_fault(document: dict[str, Any]) -> tuple[list[str | int], str] | None:
    """Where and why a document is no JSON Schema of 2020-12; None if it is one."""
    found = next(_meta_schema().iter_errors(document), None)
    if found is None:
        return None
    said = _LINE.match(found.message)
    return list(found.instance_path), said[0][:200] if said else ""


@lru_cache(maxsize=1)
def _meta_schema() -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator({"$ref": "https://json-schema.org/draft/2020-12/schema"})


class Linear:
    """A pattern to search short texts with, such as names of parameters."""

    def __init__(self, source: str) -> None:
        self._source = source

    @once
    def _gate(self) -> Any:
        return validator({"pattern": portable(self._source)})

    def search(self, string: str, /) -> object:
        """Whether a part of the text matches."""
        return self._gate.is_valid(string)


def validator(
    schema: dict[str, Any], formats: Mapping[str, Callable[[str], bool]] | None = None
) -> Any:
    """A compiled schema whose patterns are run in linear time."""
    from jsonschema_rs import Draft202012Validator, RegexOptions

    return Draft202012Validator(
        schema,
        formats=dict(formats or {}),
        validate_formats=True,
        pattern_options=RegexOptions(size_limit=_LARGEST, dfa_size_limit=_LARGEST),
    )
