"""Finds the constructs of wikitext with exact places, in one pass and in linear time.

The scanner follows MediaWiki's own preprocessor (``Preprocessor_Hash`` of MediaWiki 1.43) rule
by rule: an explicit stack of open ``{{``, ``[[``, ``-{`` and heading pieces, comments that eat
their line, extension tags whose content is opaque to the braces around them, and openers that
fall back to plain text when nothing closes them. The content of an extension tag that holds
wikitext (``<ref>``) is scanned as a region of its own, as the extension would parse it.

Work is linear in the text because nothing is looked for twice: a tag name without a closing tag
ahead, and a text without ``>`` ahead, are remembered; closing braces are matched in twos and
threes, never as whole runs; every jump moves forward.

The scan is one long function on purpose: its loop runs forty thousand times per megabyte.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from validator.pattern import pattern

# The alternatives of a token. Each begins with a literal, so that the regex engine can skip ahead
# by character set, and sets one group last: 1 link, 2 brackets, 3 template, 4 braces, 7 reference
# (its attributes are 5, its only template 6), 8 comment, 9 tag name, 10 line, 11 close, 12 pipe,
# 13 equals, 14 language conversion.
_PLAIN = r"\{[^\[\]{}<\n]*+(?:\n(?!=)[^\[\]{}<\n]*+)*+\}\}"
_WORDS = r"(?:[^\[{<\n]++|\n(?!=)|\[(?!\[)|\{(?!\{))*+"
_REFERENCE = rf"ref(?=[\s>])([^<>]*+)>(?:(?<=/>)|(?!=){_WORDS}(?:(\{{{_PLAIN}){_WORDS})?+</ref>)()"
_NO_REFERENCE = r"\0((?!))()()"
_LINKS = rf"\[(?:(\[[^\[\]{{}}<\n]*+\]\])|(\[+))|\{{(?:({_PLAIN})|(\{{+))"
_TAGS = r"(!--)|((?:/(?=[noNO]))?[A-Za-z][A-Za-z0-9_-]*)(?=[\s>]|/>)"
_HEADING_START = r"\n()(?==)"
_NEVER = r"\0((?!))"  # keeps the numbers of the groups behind it


class Patterns(NamedTuple):
    """Everything the scanner searches with; a test may put counting patterns in its place."""

    outside: Any
    link: Any
    heading: Any
    name: Any
    key: Any
    conversion: Any
    conversion_key: Any
    parameter: Any
    greater: Any
    comment_end: Any
    blanks: Any
    equals_run: Any
    closers: dict[str, Any]


@cache
def compiled(*, converting: bool, referring: bool) -> Patterns:
    """The patterns for texts with or without language conversion (``-{ … }-``).

    ``referring`` tells whether to take ``<ref>`` at once if it holds no more than a template; it
    holds wikitext then, and there is no conversion.
    """
    opening = rf"{_LINKS}|<(?:{_REFERENCE if referring else _NO_REFERENCE}|{_TAGS})"
    brackets, braces, dash = r"\](\])", r"\}(\}\}?)", r"\}(-)"
    pipe, equals = r"\|()", "=()"

    def token(line: str, *rest: str) -> re.Pattern[str]:
        parts = [opening, line, *rest]
        if converting:
            parts += [_NEVER] * (3 - len(rest)) + [r"-(\{+)"]
        return re.compile("|".join(parts), re.ASCII)

    return Patterns(
        outside=token(_HEADING_START),
        link=token(_HEADING_START, brackets),
        heading=token(r"\n()"),
        name=token(_HEADING_START, braces, pipe),
        key=token(_HEADING_START, braces, pipe, equals),
        conversion=token(_HEADING_START, dash, pipe),
        conversion_key=token(_HEADING_START, dash, pipe, equals),
        parameter=re.compile(
            r"\|([^=|\[\]{}<]*+)(?<!\n)=([^|\[\]{}<\n]*+(?:\n(?!=)[^|\[\]{}<\n]*+)*+)(?=\||\}\})"
        ),
        greater=re.compile(">"),
        comment_end=re.compile("-->"),
        blanks=re.compile(r"[ \t]*+"),
        equals_run=re.compile("=+"),
        closers={},
    )


def fitting(text: str, tags: Mapping[str, str]) -> Patterns:
    """The patterns for a text and the tags of its wiki."""
    converting = _NEEDS_CONVERSION.search(text) is not None
    referring = not converting and tags.get("ref") == "wikitext"
    return compiled(converting=converting, referring=referring)


_NEEDS_CONVERSION = pattern(r"\{(?<=-\{)(?:(?!\{)|(?=\{\{))")  # rare braces are found soonest
_IGNORED = frozenset({"noinclude", "/noinclude", "onlyinclude", "/onlyinclude"})


class Scan:
    """The constructs of a text, each list sorted by start; all numbers are offsets.

    - ``templates``: ``(start, end, bars, region)``. ``bars`` is flat: for every part the offset
      of its ``|`` and of its ``=`` (-1 if positional); None where nothing is nested in the
      template, so that every ``|`` begins a part. Parser functions and ``#tag`` are templates
      here, as they are to the preprocessor.
    - ``arguments``: the same for ``{{{…}}}``.
    - ``links``: ``(start, end, region)`` of balanced ``[[…]]``.
    - ``tags``: ``(start, end, name, attributes, attributes_end, inner, inner_end, region)`` of
      extension tags, name in lower case; ``inner`` is -1 when self-closing.
    - ``comments``, ``ignored``: ``(start, end)``; ignored are ``<noinclude>`` marks and
      ``<includeonly>`` parts.
    - ``headings``: ``(start, end, level, region)``.
    - ``open``: ``(start, opener)`` of what was opened and never closed.

    A region is the start of the extension tag whose content holds the construct, -1 outside any.
    """

    __slots__ = (
        "arguments",
        "comments",
        "headings",
        "ignored",
        "links",
        "open",
        "tags",
        "templates",
    )

    def __init__(self) -> None:
        self.templates: list[tuple[int, int, list[int] | None, int]] = []
        self.arguments: list[tuple[int, int, list[int], int]] = []
        self.links: list[tuple[int, int, int]] = []
        self.tags: list[tuple[int, int, str, int, int, int, int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self.ignored: list[tuple[int, int]] = []
        self.headings: list[tuple[int, int, int, int]] = []
        self.open: list[tuple[int, str]] = []

    def lists(self) -> Iterable[list[Any]]:
        """Every list of constructs."""
        return (getattr(self, name) for name in self.__slots__)


def scan(text: str, tags: Mapping[str, str], patterns: Patterns | None = None) -> Scan:
    """Find the constructs of ``text``.

    ``tags`` maps the wiki's extension tags (lower case) to what they hold: ``wikitext`` and
    ``gallery`` contents are scanned as regions of their own, ``opaque`` ones are passed over.
    """
    if patterns is None:
        patterns = fitting(text, tags)
    found = Scan()
    outside, in_link, in_heading = (
        patterns.outside.search,
        patterns.link.search,
        patterns.heading.search,
    )
    in_name, in_key = patterns.name.search, patterns.key.search
    in_conversion, in_conversion_key = patterns.conversion.search, patterns.conversion_key.search
    parameter, greater = patterns.parameter.match, patterns.greater.search
    templates, links, extensions = found.templates, found.links, found.tags
    regions = [(0, len(text), -1)]
    while regions:  # each is scanned as the preprocessor would scan it alone
        begin, limit, region = regions.pop()
        no_closer: set[str] = set()
        no_greater = False
        # A piece is [opener, count, start, bars, search, prefixed]; a heading is
        # ["=", count, start, comment end, search, visual end].
        stack: list[list[Any]] = []
        top: list[Any] | None = None
        search = outside
        pos = begin
        line_start = True

        while True:
            if line_start:
                line_start = False
                if text.startswith("=", pos, limit):
                    count = patterns.equals_run.match(text, pos, min(pos + 6, limit)).end() - pos
                    if count > 1 or not (search is in_key or search is in_conversion_key):
                        top = ["=", count, pos, -1, in_heading, -1]
                        stack.append(top)
                        search = in_heading
                        pos += count
            m = search(text, pos, limit)
            if m is None:
                if top is not None and top[0] == "=":
                    _close_heading(text, begin, limit, region, top, found)
                    stack.pop()
                    top = stack[-1] if stack else None
                    search = top[4] if top is not None else outside
                    pos = limit
                    continue
                break
            kind = m.lastindex
            i = m.start()

            if kind == 1:  # a whole [[link]] with nothing special inside
                pos = m.end()
                links.append((i, pos, region))

            elif kind == 3:  # a whole {{template}} with nothing special inside
                pos = m.end()
                templates.append((i, pos, None, region))

            elif kind == 7:  # a whole <ref> with at most one such template inside
                attributes, tag_end = m.span(5)
                pos = m.end()
                if text[tag_end - 1] == "/":
                    extensions.append((i, pos, "ref", attributes, tag_end - 1, -1, -1, region))
                    continue
                extensions.append(
                    (i, pos, "ref", attributes, tag_end, tag_end + 1, pos - 6, region)
                )
                held, held_end = m.span(6)
                if held >= 0:
                    templates.append((held, held_end, None, i))

            elif kind == 12:  # pipe
                bars = top[3]  # type: ignore[index]
                p = parameter(text, i, limit)
                while p is not None:
                    bars.append(i)
                    bars.append(p.end(1))
                    i = p.end()
                    if text[i] != "|":
                        break
                    p = parameter(text, i, limit)
                if p is not None:
                    pos = i
                    search = in_name if top[0] == "{" else in_conversion  # type: ignore[index]
                else:
                    bars.append(i)
                    bars.append(-1)
                    pos = i + 1
                    search = in_key if top[0] == "{" else in_conversion_key  # type: ignore[index]
                top[4] = search  # type: ignore[index]

            elif kind == 11:  # close
                opener = top[0]  # type: ignore[index]
                have = top[1]  # type: ignore[index]
                count = min(m.end() - i, have)
                pos = i + count
                start = top[2] + have - count  # type: ignore[index]
                stack.pop()
                if opener == "[":
                    links.append((start, pos, region))
                elif opener == "{":
                    if count == 2:
                        templates.append((start, pos, top[3], region))  # type: ignore[index]
                    else:
                        found.arguments.append((start, pos, top[3], region))  # type: ignore[index]
                left = have - count
                if left >= 2:
                    piece_search = in_name if opener == "{" else in_link
                    stack.append([opener, left, top[2], [], piece_search, top[5]])  # type: ignore[index]
                elif left == 1 and opener == "{" and top[5]:  # type: ignore[index]
                    stack.append(["-", 2, top[2] - 1, [], in_conversion, False])  # type: ignore[index]
                top = stack[-1] if stack else None
                search = top[4] if top is not None else outside

            elif kind == 4:  # {{
                top = ["{", m.end() - i, i, [], in_name, False]
                stack.append(top)
                search = in_name
                pos = m.end()

            elif kind == 9:  # a tag
                name = m.group(9)
                lower = name.lower()
                known = tags.get(lower)
                if known is None and lower not in _IGNORED and lower != "includeonly":
                    pos = i + 1
                    continue
                attributes = m.end()
                gt = None if no_greater else greater(text, attributes, limit)
                if gt is None:
                    no_greater = True
                    pos = i + 1
                    continue
                tag_end = gt.start()
                if lower in _IGNORED:
                    pos = tag_end + 1
                    found.ignored.append((i, pos))
                    continue
                if text[tag_end - 1] == "/":
                    pos = tag_end + 1
                    if known is None:
                        found.ignored.append((i, pos))
                    else:
                        end = max(tag_end - 1, attributes)
                        found.tags.append((i, pos, lower, attributes, end, -1, -1, region))
                    continue
                close = None
                if lower not in no_closer:
                    close = _closer(lower, patterns).search(text, tag_end + 1, limit)
                if close is not None:
                    pos = close.end()
                    if known is None:
                        found.ignored.append((i, pos))
                    else:
                        inner, inner_end = tag_end + 1, close.start()
                        found.tags.append(
                            (i, pos, lower, attributes, tag_end, inner, inner_end, region)
                        )
                        if known != "opaque":
                            regions.append((inner, inner_end, i))
                elif name == "includeonly":
                    pos = limit
                    found.ignored.append((i, pos))
                else:
                    no_closer.add(lower)
                    if known is not None:
                        found.open.append((i, f"<{lower}>"))
                    pos = tag_end + 1

            elif kind == 8:  # a comment
                pos, line_start = _comment(text, i, begin, limit, top, patterns, found)

            elif kind == 10:  # a line break: the end of a heading, or the start of one
                if top is not None and top[0] == "=":
                    _close_heading(text, begin, i, region, top, found)
                    stack.pop()
                    top = stack[-1] if stack else None
                    search = top[4] if top is not None else outside
                    pos = i
                else:
                    pos = i + 1
                    line_start = True

            elif kind == 13:  # the first = of a part
                top[3][-1] = i  # type: ignore[index]
                search = in_name if top[0] == "{" else in_conversion  # type: ignore[index]
                top[4] = search  # type: ignore[index]
                pos = i + 1

            elif kind == 2:  # [[
                top = ["[", m.end() - i, i, None, in_link, False]
                stack.append(top)
                search = in_link
                pos = m.end()

            else:  # -{
                pos = m.end()
                braces = pos - i - 1
                if braces > 1:
                    top = ["{", braces, i + 1, [], in_name, True]
                else:
                    top = ["-", 2, i, [], in_conversion, False]
                stack.append(top)
                search = top[4]

        for piece in stack:
            if piece[0] != "=":
                found.open.append((piece[2], "-{" if piece[0] == "-" else piece[0] * 2))
    for constructs in found.lists():
        constructs.sort()
    return found


def _closer(name: str, patterns: Patterns) -> Any:
    """The pattern of a closing tag."""
    closer = patterns.closers.get(name)
    if closer is None:
        closer = re.compile(rf"</{re.escape(name)}\s*+>", re.ASCII | re.IGNORECASE)
        patterns.closers[name] = closer
    return closer


def _comment(
    text: str,
    i: int,
    begin: int,
    limit: int,
    top: list[Any] | None,
    patterns: Patterns,
    found: Scan,
) -> tuple[int, bool]:
    """Take the comment at ``i``: where to go on, and whether a new line starts there.

    Comments that stand alone on a line take the line with them.
    """
    end = patterns.comment_end.search(text, i + 4, limit)
    if end is None:
        found.comments.append((i, limit))
        return limit, False
    blank_start = i
    while blank_start > begin and text[blank_start - 1] in " \t":
        blank_start -= 1
    after = end.end()
    if blank_start > begin and text[blank_start - 1] == "\n":
        group = [(i, after)]
        rest = patterns.blanks.match(text, after, limit).end()
        while text.startswith("<!--", rest, limit):
            following = patterns.comment_end.search(text, rest + 4, limit)
            if following is None:
                break
            group.append((rest, following.end()))
            rest = patterns.blanks.match(text, following.end(), limit).end()
        if text.startswith("\r\n", rest, limit):
            rest += 1
        if text.startswith("\n", rest, limit):
            found.comments.extend(group)
            return rest + 1, True
    if top is not None and top[0] == "=":
        if top[3] != blank_start:
            top[5] = blank_start
        top[3] = after
    found.comments.append((i, after))
    return after, False


def _close_heading(
    text: str, begin: int, i: int, region: int, piece: list[Any], found: Scan
) -> None:
    """Record the heading that ends before ``i``, if its line ends in equals signs."""
    start = piece[2]
    at = i
    if at > begin and text[at - 1] == "\r":  # CR LF, which MediaWiki stores as LF
        at -= 1
    while at > begin and text[at - 1] in " \t":
        at -= 1
    if piece[3] == at:
        at = piece[5]
        while at > begin and text[at - 1] in " \t":
            at -= 1
    closing = at
    while closing > begin and text[closing - 1] == "=":
        closing -= 1
    length = at - closing
    if closing == start:
        level = min(6, (length - 1) // 2) if length >= 3 else 0
    else:
        level = min(length, piece[1])
    if level > 0:
        end = i - 1 if text[i - 1] == "\r" else i
        found.headings.append((start, end, level, region))
