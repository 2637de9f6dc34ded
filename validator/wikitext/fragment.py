"""The one door to mwparserfromhell: short pieces of wikitext, read with all that is nested in them.

Why a second reader. :func:`validator.wikitext.plain.plain` reads texts of any length and shape by
substitution, and is what rules use. A title such as ``A {{lang|la|2=B {{small|C}}}} <nowiki>[[D]]
</nowiki>`` needs a tree: named text arguments, tags in arguments, brackets that are none. So
reports show the titles of citations and the values of infoboxes as this module reads them. And
where something was opened and never closed, MediaWiki shows raw braces; :func:`templates` reads
what was probably meant, so that checking can go on.

Why a guard. mwparserfromhell takes time exponential in the length of some texts of two hundred
characters, and nothing but the end of the process stops it. Only what is short, closed in the
scanner's eyes and free of the constructs on which it goes back and forth is given to it. What is
refused is read by ``plain`` and by the scanner instead; nothing is dropped.

The import takes fifty milliseconds, so it waits for the first fragment that needs it.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from validator.pattern import pattern
from validator.profile import Profile
from validator.template import Template, name_end, without_comments
from validator.wikitext.plain import SILENT, linked, plain, shown
from validator.wikitext.scanner import scan

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node
    from mwparserfromhell.nodes.extras import Parameter
    from mwparserfromhell.wikicode import Wikicode

MAX_LENGTH = 1_000
"""Longer fragments are refused."""

MAX_DEPTH = 12
"""Fragments whose brackets and tags nest deeper are refused."""

# What mwparserfromhell holds for extension tags, whatever the wiki: it must see no more openers
# than the scanner has closed.
_TAGS = {
    **dict.fromkeys(("ref", "references", "poem", "indicator"), "wikitext"),
    **dict.fromkeys(
        (
            "categorytree", "ce", "chem", "gallery", "graph", "hiero", "imagemap", "inputbox",
            "math", "nowiki", "pre", "score", "section", "source", "syntaxhighlight",
            "templatedata", "templatestyles", "timeline",
        ),
        "opaque",
    ),
}  # fmt: skip
_MARKUP = pattern(r"\{\{|\[|<|&")
_TOKEN = pattern(r"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9]*+)([^<>\n]*+)>|<|[\[\]{}]", re.DOTALL)
_VOID = frozenset({"br", "hr", "wbr", "img"})
_QUOTES = pattern(r"'{2,5}")
_BLANKS = pattern(r"[ \t\xa0]+")
_CUT = pattern(r"\n[ \t]*\n|\n==|</ref\b", re.IGNORECASE)
_OPENER = pattern(r"<[^<>]*>?|\[\[|-\{|<!--")


def text(fragment: str, profile: Profile) -> str:
    """``fragment`` as a reader sees it; refused fragments and those without markup by ``plain``."""
    if _MARKUP.search(fragment) is None or not accepts(fragment):
        return plain(fragment, profile)
    seen = "".join(_seen(_parse(fragment).nodes, profile))
    return _BLANKS.sub(" ", _QUOTES.sub("", seen)).strip()


def templates(fragment: str) -> list[tuple[str, dict[str, str]]]:
    """The templates that a region was meant to hold, though it leaves something open.

    Names and parameters by start, nested templates too. The fragment is read up to its first empty
    line, heading or closing reference tag; openers that nothing closes are passed over, and braces
    are closed at its end.
    """
    cut = _CUT.search(fragment, 0, MAX_LENGTH)
    mended = _closed(fragment[: cut.start() if cut else MAX_LENGTH])
    if accepts(mended):
        return [
            (without_comments(str(template.name)).strip(), _parameters(template.params))
            for template in _parse(mended).filter_templates()
        ]
    return _scanned(mended)


def accepts(fragment: str) -> bool:
    """Whether mwparserfromhell may read a fragment; see the module for why."""
    if len(fragment) > MAX_LENGTH or "{|" in fragment or scan(fragment, _TAGS).open:
        return False
    nested: list[str] = []
    for m in _TOKEN.finditer(fragment):
        mark = m[0]
        if m[2] is not None:
            if not _takes_tag(nested, m[1], m[2].lower(), m[3]):
                return False
        elif mark in ("[", "{"):
            nested.append(mark)
        elif mark in ("]", "}"):
            if not nested or nested.pop() != ("[" if mark == "]" else "{"):
                return False
        elif mark == "<":
            return False
        if len(nested) > 2 * MAX_DEPTH:
            return False
    return not nested and not _address_in_link(fragment)


def _takes_tag(nested: list[str], slash: str, name: str, attributes: str) -> bool:
    if any(mark in attributes for mark in "[]{}|"):
        return False
    if name in _VOID or attributes.endswith("/"):
        return not slash
    if not slash:
        nested.append(name)
        return True
    return bool(nested) and nested.pop() == name


def _address_in_link(fragment: str) -> bool:
    """Whether an address stands inside double brackets, where it may be read either way."""
    depth = 0
    for part in re.split(r"(\[\[|\]\])", fragment):
        if part == "[[":
            depth += 1
        elif part == "]]":
            depth = max(0, depth - 1)
        elif depth and ("//" in part or "mailto:" in part):
            return True
    return False


def _parse(fragment: str) -> "Wikicode":
    from mwparserfromhell import parse

    return parse(fragment, skip_style_tags=True)


def _seen(nodes: Iterable["Node"], profile: Profile) -> Iterable[str]:
    """The visible text of nodes; the depth is bounded by the guard."""
    from mwparserfromhell import nodes as kinds

    for node in nodes:
        if isinstance(node, kinds.Text):
            yield node.value
        elif isinstance(node, kinds.HTMLEntity):
            yield node.normalize()
        elif isinstance(node, kinds.Wikilink):
            label = "" if node.text is None else "|" + "".join(_seen(node.text.nodes, profile))
            yield linked(profile, f"{node.title}{label}")
        elif isinstance(node, kinds.ExternalLink):
            if not node.brackets:
                yield str(node.url)
            elif node.title is not None:
                yield from _seen(node.title.nodes, profile)
        elif isinstance(node, kinds.Tag):
            name = str(node.tag).strip().lower()
            if node.wiki_markup:  # a list mark or a rule, which plain() leaves alone too
                yield str(node.wiki_markup)
            elif name == "br":
                yield " "
            elif name not in SILENT and node.contents is not None:
                yield from _seen(node.contents.nodes, profile)
        elif isinstance(node, kinds.Template):
            values = {
                str(p.name).strip(): "".join(_seen(p.value.nodes, profile)).strip()
                for p in node.params
            }
            yield shown(profile, str(node.name), values)
        elif isinstance(node, kinds.Argument) and node.default is not None:
            yield from _seen(node.default.nodes, profile)


def _parameters(parameters: Iterable["Parameter"]) -> dict[str, str]:
    return {
        without_comments(str(p.name)).strip(): without_comments(str(p.value)).strip()
        for p in parameters
    }


def _closed(fragment: str) -> str:
    """``fragment`` with its unclosed openers taken out, and its open braces closed."""
    for _ in range(4):
        left = scan(fragment, _TAGS).open
        others = [start for start, opener in left if opener != "{{"]
        if not others:
            break
        for start in reversed(others):
            opener = _OPENER.match(fragment, start)
            fragment = fragment[:start] + fragment[opener.end() if opener else start + 1 :]
    braces = [start for start, opener in scan(fragment, _TAGS).open if opener == "{{"]
    return fragment + "}}" * len(braces)


def _scanned(fragment: str) -> list[tuple[str, dict[str, str]]]:
    """The scanner's own reading, for what is refused."""
    found = []
    for start, end, bars, region in scan(fragment, _TAGS).templates:
        name_stop = name_end(fragment, start, end - 2, bars)
        name = without_comments(fragment[start + 2 : name_stop]).strip()
        template = Template(fragment, start, end, bars, region, name, None)
        found.append((name, template.values))
    return found
