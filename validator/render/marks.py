"""Text for HTML: escaped, with hidden characters as visible marks; no text is trusted."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import name
from urllib.parse import urlsplit

from validator.pattern import pattern
from validator.render.visible import pieces, visible

if TYPE_CHECKING:
    from markupsafe import Markup

_ABBREVIATIONS = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_BREAKS = pattern(r"\r\n|\r|\n")
_ADDRESS = pattern(r"https?://[^\s\x00-\x20\x7f-\xa0<>\"`\\^{}|\ud800-\udfff]+", re.IGNORECASE)
_CODE = pattern(r"``(.+?)``|`([^`]+)`", re.DOTALL)
_SEPARATED = pattern(r"\n[ \t]*\n")


def text(value: object) -> "Markup":
    """A text in running HTML: hidden characters become named marks."""
    from markupsafe import Markup, escape

    return Markup("").join(
        _mark(piece) if hidden else escape(piece) for piece, hidden in pieces(str(value))
    )


def inline(value: str) -> "Markup":
    """A source slice on one line: a line break becomes a mark, too."""
    from markupsafe import Markup

    return Markup('<span class="u">↵</span> ').join(text(line) for line in _BREAKS.split(value))


@lru_cache(maxsize=1024)
def _mark(character: str) -> "Markup":
    from markupsafe import Markup

    code = f"U+{ord(character):04X}"
    return Markup('<span class="u" title="{}">{}</span>').format(
        f"{code} {name(character, '')}".rstrip(), _ABBREVIATIONS.get(character, code)
    )


def prose(value: str) -> "Markup":
    """The paragraphs of a rule's page, with its code in backticks."""
    from markupsafe import Markup

    return Markup("").join(
        Markup("<p>{}</p>").format(_with_code(block))
        for block in _SEPARATED.split(value)
        if block.strip()
    )


def phrase(value: str) -> "Markup":
    """A sentence of a rule's page, with its code in backticks."""
    return _with_code(value)


def _with_code(block: str) -> "Markup":
    from markupsafe import Markup

    made = Markup("")
    at = 0
    for m in _CODE.finditer(block):
        made += text(block[at : m.start()]) + Markup("<code>{}</code>").format(text(m[1] or m[2]))
        at = m.end()
    return made + text(block[at:])


def address(url: str) -> str:
    """The URL if it may become a link: http or https with a host, nothing odd in it; else empty."""
    if not _ADDRESS.fullmatch(url) or visible(url) != url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if host and parts.scheme in {"http", "https"} else ""


def clip(value: str, length: int) -> str:
    """The text, cut to a length with an ellipsis."""
    return value if len(value) <= length else value[: length - 1] + "…"
