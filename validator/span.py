"""Places in a text: offsets in code points, and the lines and columns derived from them."""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: ``text[start:end]`` is what it covers."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for people: 1-based line, and 1-based column in code points."""

    line: int
    column: int


class Text:
    """A source text with its line starts; offsets are code points of the text as given.

    A line ends at LF, CR LF or CR, as in text editors. Nothing is normalised.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first code point of every line; the first is always 0."""
        starts = [0]
        source = self.source
        at = source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        if "\r" in source:
            lone = [i + 1 for i, c in enumerate(source) if c == "\r" and source[i + 1 : i + 2] != "\n"]
            starts = sorted({*starts, *lone})
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of an offset between 0 and the text's length."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line break."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.source)
        return self.source[start:end].rstrip("\r\n")

    def utf16(self, offset: int) -> int:
        """The offset counted in UTF-16 code units, as LSP, SARIF and browsers count."""
        return len(self.source[:offset].encode("utf-16-le", "surrogatepass")) // 2

    def utf8(self, offset: int) -> int:
        """The offset counted in UTF-8 bytes, as byte-oriented tools count."""
        return len(self.source[:offset].encode("utf-8", "surrogatepass"))
