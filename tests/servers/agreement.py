"""Compares our scanner with MediaWiki's preprocessor, construct by construct."""

from collections.abc import Mapping

from servers.parsetree import Argument, Constructs, Part, Template, constructs
from validator.template import plain_bars
from validator.wikitext.scanner import Scan, scan

Record = tuple[object, ...]


def differences(text: str, xml: str, tags: Mapping[str, str]) -> list[str]:
    """What only one of the two found in ``text``; empty where they agree.

    Compared are templates and arguments with title and parts, comments, extension tags with
    attributes and content, headings with level, and ignored parts; each with its exact place.
    """
    theirs = _theirs(constructs(xml))
    ours = _ours(text, scan(text, tags))
    only_theirs = [f"MediaWiki only: {record}" for record in sorted(theirs - ours, key=str)]
    return only_theirs + [f"wikivet only: {record}" for record in sorted(ours - theirs, key=str)]


def _theirs(found: Constructs) -> set[Record]:
    records: set[Record] = set()
    braced: list[Template | Argument] = [*found.templates, *found.arguments]
    for item in braced:
        kind = "template" if isinstance(item, Template) else "argument"
        records.add((kind, item.start, item.end, item.title, tuple(_part(p) for p in item.parts)))
    for comment in found.comments:
        records.add(("comment", comment.text))
    for tag in found.tags:
        records.add(("tag", tag.start, tag.end, tag.name.lower(), tag.attributes, tag.inner))
    for heading in found.headings:
        records.add(("heading", heading.start, heading.end, heading.level))
    for ignored in found.ignored:
        records.add(("ignored", ignored.start, ignored.end))
    return records


def _part(part: Part) -> Record:
    return (part.start, part.end, part.name, part.value)


def _ours(text: str, found: Scan) -> set[Record]:
    records: set[Record] = set()
    for kind, braces, braced in (
        ("template", 2, found.templates),
        ("argument", 3, found.arguments),
    ):
        for start, end, bars, region in braced:
            if region < 0:
                places = plain_bars(text, start, end - braces) if bars is None else bars
                title = text[start + braces : places[0] if places else end - braces]
                parts = tuple(_our_parts(text, places, end - braces))
                records.add((kind, start, end, title, parts))
    for start, end in found.comments:
        if not _in_a_region(found, start):
            records.add(("comment", text[start:end]))
    for start, end, name, attrs, attrs_end, inner, inner_end, region in found.tags:
        if region < 0:
            content = text[inner:inner_end] if inner >= 0 else None
            records.add(("tag", start, end, name, text[attrs:attrs_end], content))
    for start, end, level, region in found.headings:
        if region < 0:
            records.add(("heading", start, end, level))
    for start, end in found.ignored:
        if not _in_a_region(found, start):
            records.add(("ignored", start, end))
    return records


def _in_a_region(found: Scan, offset: int) -> bool:
    return any(tag[0] < offset < tag[1] for tag in found.tags)


def _our_parts(text: str, bars: list[int], stop: int) -> list[Record]:
    parts: list[Record] = []
    position = 0
    for bar, equals, end in zip(bars[::2], bars[1::2], [*bars[2::2], stop], strict=False):
        if equals < 0:
            position += 1
            parts.append((bar + 1, end, position, text[bar + 1 : end]))
        else:
            parts.append((bar + 1, end, text[bar + 1 : equals], text[equals + 1 : end]))
    return parts
