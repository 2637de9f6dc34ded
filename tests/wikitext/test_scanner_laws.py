"""Laws that the scanner keeps on every text, hostile ones above all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hostile
import pytest
from hypothesis import given, settings

from validator.profile import load
from validator.template import plain_bars
from validator.wikitext.scanner import Scan, scan

TAGS = load("enwiki").extension_tags
ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.wikitext"))
TEXTS = hostile.texts()


def broken_laws(text: str, found: Scan) -> Iterator[str]:
    """What is wrong with a scan of ``text``."""
    for constructs in found.lists():
        yield from _list_laws(text, constructs)
    for start, end, bars, _ in found.templates:
        places = plain_bars(text, start, end - 2) if bars is None else bars
        yield from _braced_laws(text, start, end, places, 2)
    for start, end, bars, _ in found.arguments:
        yield from _braced_laws(text, start, end, bars, 3)
    for start, end, _ in found.links:
        if text[start : start + 2] != "[[" or text[end - 2 : end] != "]]":
            yield f"a link is {text[start:end]!r}"
    for tag in found.tags:
        yield from _tag_laws(text, tag)
    limits = {len(text), *(tag[6] for tag in found.tags)}
    for start, end in found.comments:
        closed = text.endswith("-->", start + 4, end) or end in limits
        if not text.startswith("<!--", start) or not closed:
            yield f"a comment is {text[start:end]!r}"
    for start, end, level, _ in found.headings:
        after = text[end : end + 1]
        if (
            text[start] != "="
            or not 1 <= level <= 6
            or not (after in ("\r", "\n") or end in limits)
        ):
            yield f"a heading of level {level} is {text[start:end]!r}"
    for start, opener in found.open:
        if not text[start:].lower().startswith(opener.rstrip(">")):
            yield f"{text[start : start + 9]!r} is not {opener!r}"
    yield from _nesting_laws(text, found)
    yield from _region_laws(found)


def _list_laws(text: str, constructs: list[tuple[int, int]]) -> Iterator[str]:
    starts = [construct[0] for construct in constructs]
    if starts != sorted(set(starts)):
        yield f"not sorted, or twice: {constructs}"
    for construct in constructs:
        end = construct[1] if isinstance(construct[1], int) else construct[0] + 1
        if not 0 <= construct[0] < end <= len(text):
            yield f"outside the text: {construct}"


def _braced_laws(text: str, start: int, end: int, bars: list[int], braces: int) -> Iterator[str]:
    source = text[start:end]
    if not source.startswith("{" * braces) or not source.endswith("}" * braces):
        yield f"braces hold {source!r}"
    places = [place for place in bars if place >= 0]
    if places != sorted(set(places)) or any(
        not start + braces <= place < end - braces for place in places
    ):
        yield f"parts of {source!r} at {bars} leave their template"
    if len(bars) % 2 or any(text[bar] != "|" for bar in bars[::2]):
        yield f"no bars in {source!r} at {bars[::2]}"
    if any(equals >= 0 and text[equals] != "=" for equals in bars[1::2]):
        yield f"no equals signs in {source!r} at {bars[1::2]}"


def _tag_laws(text: str, tag: tuple[int, int, str, int, int, int, int, int]) -> Iterator[str]:
    start, end, name, attributes, attributes_end, inner, inner_end, _ = tag
    source = text[start:end]
    if text[start:attributes].lower() != f"<{name}" or not source.endswith(">"):
        yield f"the tag {name} is {source!r}"
    if not attributes <= attributes_end < end:
        yield f"the attributes of {source!r} end at {attributes_end}"
    if inner < 0:
        if text[attributes_end:end] != "/>":
            yield f"{source!r} is not self-closing"
    elif not (
        inner == attributes_end + 1
        and text[attributes_end] == ">"
        and inner <= inner_end
        and text[inner_end:end].lower().startswith(f"</{name}")
    ):
        yield f"the content of {source!r} is {text[inner:inner_end]!r}"


def _nesting_laws(text: str, found: Scan) -> Iterator[str]:
    spans = [
        (construct[0], construct[1])
        for constructs in (found.templates, found.arguments, found.links, found.tags)
        for construct in constructs
    ]
    spans += found.comments
    spans += found.ignored
    spans += [(start, end) for start, end, *_ in found.headings]
    spans.sort(key=lambda span: (span[0], -span[1]))
    around: list[tuple[int, int]] = []
    for span in spans:
        while around and around[-1][1] <= span[0]:
            around.pop()
        if around and span[1] > around[-1][1]:
            yield f"{span} and {around[-1]} overlap in {text!r}"
        around.append(span)
    for start, end, bars, _ in (*found.templates, *found.arguments):
        children = [(a, b) for a, b in spans if start < a and b <= end - 2]
        if bars is None and children:
            yield f"something is nested in {text[start:end]!r}"
        for place in bars or ():
            if any(a <= place < b for a, b in children):
                yield f"the part at {place} lies in a child of {text[start:end]!r}"


def _region_laws(found: Scan) -> Iterator[str]:
    contents = {tag[0]: (tag[5], tag[6]) for tag in found.tags if tag[5] >= 0}
    contents[-1] = (0, 1 << 60)
    for constructs in (
        found.templates,
        found.arguments,
        found.links,
        found.tags,
        found.headings,
    ):
        for construct in constructs:
            begin, limit = contents[construct[-1]]
            if not begin <= construct[0] < construct[1] <= limit:
                yield f"{construct} leaves its region {begin}-{limit}"


def laws_of(text: str) -> list[str]:
    """What is wrong with the scanner's reading of ``text``."""
    return list(broken_laws(text, scan(text, TAGS)))


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_every_text_obeys(text: str) -> None:
    assert laws_of(text) == []


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_truncation_obeys(text: str) -> None:
    for length in range(len(text)):
        assert laws_of(text[:length]) == []


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_same_text_scans_the_same(text: str) -> None:
    once, again = scan(text, TAGS), scan(text, TAGS)
    assert list(once.lists()) == list(again.lists())


def _with_places(found: object, place: Callable[[int], int]) -> object:
    if isinstance(found, int):
        return place(found)
    if isinstance(found, (list, tuple)):
        return [_with_places(part, place) for part in found]
    return found


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_line_ends_make_no_difference(text: str) -> None:
    text = text.replace("\r", "")
    found, levels = scan(text, TAGS), [heading[2] for heading in scan(text, TAGS).headings]
    long = scan(text.replace("\n", "\r\n"), TAGS)

    def place(offset: int) -> int:
        return offset + text.count("\n", 0, max(0, offset))

    assert [heading[2] for heading in long.headings] == levels
    for headings in (found.headings, long.headings):
        headings[:] = [(start, end, 0, where) for start, end, _, where in headings]
    there = [_with_places(constructs, place) for constructs in found.lists()]
    assert there == [_with_places(constructs, int) for constructs in long.lists()]


def test_thousands_of_drawn_texts_obey() -> None:
    for text in hostile.drawn(seed=1, count=6000, longest=60):
        assert laws_of(text) == [], text


def moved(found: Scan, region: int, by: int) -> list[object]:
    """What stands in a region, but not in a tag of it, with all places moved."""
    inside = [tag for tag in found.tags if tag[-1] == region]
    limits = {tag[0]: (tag[5], tag[6]) for tag in found.tags}
    begin, limit = limits.get(region, (0, 1 << 60))

    def loose(start: int) -> bool:
        return begin <= start < limit and not any(tag[0] < start < tag[1] for tag in inside)

    def places(bars: list[int] | None) -> list[int] | None:
        return bars and [place + by if place >= 0 else -1 for place in bars]

    return [
        *(
            [(a + by, b + by, places(bars)) for a, b, bars, where in braced if where == region]
            for braced in (found.templates, found.arguments)
        ),
        [(a + by, b + by) for a, b, where in found.links if where == region],
        [(tag[0] + by, tag[1] + by, tag[2]) for tag in inside],
        [(a + by, b + by, level) for a, b, level, where in found.headings if where == region],
        [(a + by, b + by) for a, b in (*found.comments, *found.ignored) if loose(a)],
        [(start + by, opener) for start, opener in found.open if loose(start)],
    ]


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_a_region_is_scanned_as_its_content_alone(text: str) -> None:
    _check_regions(text)


def test_regions_of_drawn_texts() -> None:
    kits = ("<ref>", "</ref>", "<ref name=a>", "<poem>", "</poem>", "<gallery>", "</gallery>")
    for text in hostile.drawn(seed=6, count=3000, longest=40, tokens=kits):
        _check_regions(text)


def _check_regions(text: str) -> None:
    found = scan(text, TAGS)
    for tag in found.tags:
        if tag[5] >= 0 and TAGS[tag[2]] != "opaque":
            alone = scan(text[tag[5] : tag[6]], TAGS)
            assert moved(found, tag[0], 0) == moved(alone, -1, tag[5])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_obey(path: Path) -> None:
    assert laws_of(path.read_text("utf-8")) == []


@pytest.mark.parametrize("size", [300])
def test_families_obey(size: int) -> None:
    for name, text in hostile.families(size):
        assert laws_of(text) == [], name
