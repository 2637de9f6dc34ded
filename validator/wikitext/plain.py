"""Wikitext as a reader sees it: our own plain-text reading, for text of any length and shape.

Every step is one linear substitution; nesting is peeled from the inside, at most ten layers.
"""

import re
from collections.abc import Callable

from validator.pattern import pattern

_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_EMPTY_TAG = pattern(r"<(?:ref|references)\b[^<>]*/>", re.IGNORECASE)
SILENT = (
    "ref", "references", "math", "chem", "score", "timeline", "gallery", "templatestyles",
    "syntaxhighlight", "source",
)  # fmt: skip
"""Tags that print nothing in place."""
_SILENT_TAG = pattern(rf"<({'|'.join(SILENT)})\b[^<>]*>", re.IGNORECASE)
_INNERMOST = pattern(r"\{\{([^{}\[\]]*)\}\}|\[\[([^{}\[\]]*)\]\]")
_SIMPLE_LINK = pattern(r"\[\[(?![^\[\]|]{0,20}:)(?:[^\[\]|{}\n]*+\|)?([^\[\]|{}\n]++)\]\]")
_TEMPLATE = pattern(r"\{\{([^{}]*)\}\}")
_LINK = pattern(r"\[\[([^\[\]]*)\]\]")
_EXTERNAL = pattern(r"\[(?:https?:|ftp:)?//[^\s\[\]]++[ \t]*+([^\[\]\n]*+)\]")
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_BREAK = pattern(r"<br\b[^<>]*>", re.IGNORECASE)
_QUOTES = pattern(r"'{2,5}")
_BLANKS = pattern(r"[ \t\xa0]{2,}|[\t\xa0]")
_SHOWN = frozenset(
    [
        "lang",
        "langue",
        "transl",
        "transliteration",
        "translit",
        "nowrap",
        "nobr",
        "small",
        "em",
        "abbr",
        "nihongo",
        "sic",
        "tooltip",
        "ill",
        "interlanguage",
        "lien",
        "w-lien",
        "quote",
        "q",
        "r-lang",
        "ipa-all",
    ]
)
_SPACES = frozenset(["nbsp", "snd", "spaced", "ndash", "spd", "spaces", "thinsp", "hairsp"])
_DEPTH = 10


def plain(source: str) -> str:
    """``source`` without comments, references, templates, markup and entities."""
    text = source
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _EMPTY_TAG.sub("", text)
        text = _without_silent_tags(text)
    if "[[" in text:  # split and join: the quickest way to leave only the group
        text = "".join(_SIMPLE_LINK.split(text))
    if "{{" in text or "[[" in text:
        text = _peel(_INNERMOST, _either, text)
    if "//" in text:
        text = "".join(_EXTERNAL.split(text))
    if "{{" in text:
        text = _peel(_TEMPLATE, _template, text)
    if "[[" in text:
        text = _peel(_LINK, _link, text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "''" in text:
        text = "".join(_QUOTES.split(text))
    if "&" in text:
        from html import unescape

        text = unescape(text)
    if "  " in text or "\t" in text or "\xa0" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _without_silent_tags(text: str) -> str:
    """``text`` less the tags that print nothing in place, with their contents."""
    kept = []
    at = 0
    no_closer: set[str] = set()
    for m in _SILENT_TAG.finditer(text):
        name = m[1].lower()
        if m.start() < at or name in no_closer:
            continue
        closer = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, m.end())
        if closer is None:
            no_closer.add(name)
            continue
        kept.append(text[at : m.start()])
        at = closer.end()
    kept.append(text[at:])
    return "".join(kept)


def _peel(pattern: re.Pattern[str], seen: Callable[[re.Match[str]], str], text: str) -> str:
    for _ in range(_DEPTH):
        text, count = pattern.subn(seen, text)
        if not count or ("{{" not in text and "[[" not in text):
            break
    return text


def _either(m: re.Match[str]) -> str:
    return _template(m) if m[1] is not None else linked(*_halves(m[2]))


def _template(m: re.Match[str]) -> str:
    name, *parts = m[1].split("|")
    return shown(name, [part for part in parts if "=" not in part])


def shown(name: str, positional: list[str]) -> str:
    """What a reader sees of a template in running text: its text argument, a blank, or nothing."""
    name = name.strip().lower()
    if name in _SPACES:
        return " "
    if name in _SHOWN or name.startswith("lang-"):
        return positional[-1] if positional else ""
    if name in {"convert", "cvt", "unité", "val", "nombre"}:
        return " ".join(positional[:2])
    return ""


def _link(m: re.Match[str]) -> str:
    return linked(*_halves(m[1]))


def _halves(inside: str) -> tuple[str, str]:
    target, _, label = inside.partition("|")
    return target, label


def linked(target: str, label: str) -> str:
    """What a reader sees of a wikilink; nothing of files and categories."""
    if ":" in target and not target.startswith(":"):
        prefix = target.split(":", 1)[0].strip().lower()
        if prefix in {"file", "image", "fichier", "category", "catégorie", "datei", "kategorie"}:
            return ""
    return label.rpartition("|")[2] if label else target.lstrip(":")
