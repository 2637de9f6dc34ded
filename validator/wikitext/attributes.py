"""Attributes of an extension tag, read as MediaWiki reads them.

Source: ``Sanitizer::decodeTagAttributes`` of MediaWiki 1.43. Nothing is an error here: a missing
closing quote ends at the tag's end, the last duplicate wins, words that are no attribute name are
passed over.
"""

from typing import NamedTuple

from validator.pattern import pattern
from validator.span import Span

_SPACE = r"[\t\n\f\r ]"
_PAIR = pattern(
    rf"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_SPACE}*+=(?:{_SPACE}*+(?:\"([^\"]*+)(?:\"|$)|'([^']*+)(?:'|$)|([^\t\n\f\r >]*+))))?"
)
_NAME = pattern(r"[:_\w][:_.\-\w]*\Z")
_QUICK = pattern(r"\s*+(name|group)\s*+=\s*+(?:\"([^\"&<>\t\n\r]*+)\"|([\w.:+-]++))\s*+\Z")
_SPACES = pattern(r"[\t\r\n ]+")
_TRIMMED = " \t\r\n\0\x0b"


class Attribute(NamedTuple):
    """An attribute: its decoded value, and where the value stands in the text."""

    value: str
    start: int
    end: int


def attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes in ``text[start:end]``, by lower-case name."""
    source = text[start:end]
    found: dict[str, Attribute] = {}
    for m in _PAIR.finditer(source):
        name = m[1].lower()
        if not _NAME.match(name):
            continue
        group = m.lastindex or 1
        if group == 1:
            found[name] = Attribute("", start + m.end(1), start + m.end(1))
            continue
        value = _SPACES.sub(" ", m[group]).strip(_TRIMMED)
        if "&" in value:
            from html import unescape

            value = unescape(value)
        found[name] = Attribute(value, start + m.start(group), start + m.end(group))
    return found


def values(text: str, start: int, end: int) -> tuple[dict[str, str], Span | None]:
    """The values of the attributes in ``text[start:end]``, and where that of ``name`` stands."""
    quick = _QUICK.match(text, start, end)
    if quick is not None:  # a plain name or group, and nothing else
        group = quick.lastindex or 1
        value = quick[group]
        if "  " not in value:
            name = quick[1]
            span = tuple.__new__(Span, quick.span(group)) if name == "name" else None
            return {name: value.strip(_TRIMMED)}, span
    given = attributes(text, start, end)
    named = given.get("name")
    span = Span(named.start, named.end) if named else None
    return {name: attribute.value for name, attribute in given.items()}, span
