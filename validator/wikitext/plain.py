"""Wikitext as a reader sees it: our own plain-text reading, for text of any length and shape.

Every step is one linear substitution; nesting is peeled from the inside, at most ten layers.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from validator.pattern import pattern
from validator.profile import Profile
from validator.template import split

_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_EMPTY_TAG = pattern(r"<(?:ref|references)\b[^<>]*/>", re.IGNORECASE)
SILENT = (
    "ref", "references", "math", "chem", "score", "timeline", "gallery", "templatestyles",
    "syntaxhighlight", "source",
)  # fmt: skip
"""Tags that print nothing in place."""
_SILENT_TAG = pattern(rf"<({'|'.join(SILENT)})\b[^<>]*>", re.IGNORECASE)
_INNERMOST = pattern(r"\{\{([^{}\[\]]*)\}\}|\[\[([^{}\[\]]*)\]\]")
_SIMPLE_LINK = pattern(r"\[\[(?![^\[\]|:]{0,20}+:)(?:[^\[\]|{}\n]*+\|)?([^\[\]|{}\n]++)\]\]")
_TEMPLATE = pattern(r"\{\{([^{}]*)\}\}")
_LINK = pattern(r"\[\[([^\[\]]*)\]\]")
_EXTERNAL = pattern(r"\[(?:https?:|ftp:)?//[^\s\[\]]++[ \t]*+([^\[\]\n]*+)\]")
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_BREAK = pattern(r"<br\b[^<>]*>", re.IGNORECASE)
_QUOTES = pattern(r"'{2,5}")
_BLANKS = pattern(r"[ \t\xa0]{2,}|[\t\xa0]")
PRINTED = {
    **dict.fromkeys(("language", "quotation", "tag", "text"), ("text",)),
    "date": ("day", "month", "year"),
    "quantity": ("number", "unit"),
}
"""The parameters that a template prints in place, by its role."""
_DEPTH = 10


def plain(source: str, profile: Profile) -> str:
    """``source`` without comments, references, templates, markup and entities.

    The wiki's profile tells which templates print text.
    """
    text = source
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _EMPTY_TAG.sub("", text)
        text = _without_silent_tags(text)
    if "[[" in text:  # split and join: the quickest way to leave only the group
        text = "".join(_SIMPLE_LINK.split(text))
    if "{{" in text or "[[" in text:
        text = _peel(_INNERMOST, partial(_either, profile), text)
    if "//" in text:
        text = "".join(_EXTERNAL.split(text))
    if "{{" in text:
        text = _peel(_TEMPLATE, partial(_template, profile), text)
    if "[[" in text:
        text = _peel(_LINK, partial(_link, profile), text)
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


def _either(profile: Profile, m: re.Match[str]) -> str:
    return linked(profile, m[2]) if m[1] is None else _template(profile, m)


def _template(profile: Profile, m: re.Match[str]) -> str:
    name = m[1].partition("|")[0]
    use = profile.use(name.strip())
    return shown(profile, name, split(m[1]) if use is not None and use.role in PRINTED else {})


def shown(profile: Profile, name: str, values: Mapping[str, str]) -> str:
    """What a reader sees of a template in running text: text, a date, a number, a mark, nothing."""
    use = profile.use(name.strip())
    if use is None:
        function, _, argument = name.partition(":")
        return argument.strip() if function.strip().lower() == "formatnum" else ""
    if use.role == "mark":
        return use.format
    parts = PRINTED.get(use.role, ())
    found = [
        next((value for key in use.parameters.get(part, ()) if (value := values.get(key))), "")
        for part in parts
    ]
    if use.role == "date" and found[1].isdecimal():
        number = int(found[1][:9])
        found[1] = profile.calendar.month[number - 1] if 1 <= number <= 12 else ""
    return " ".join(filter(None, found))


def _link(profile: Profile, m: re.Match[str]) -> str:
    return linked(profile, m[1])


def linked(profile: Profile, inside: str) -> str:
    """What a reader sees of a wikilink; nothing of files and categories."""
    target, _, label = inside.partition("|")
    if ":" in target and not target.startswith(":"):
        prefix = target.partition(":")[0].strip().lower()
        if profile.namespace_keys.get(prefix) in ("file", "category"):
            return ""
    return label.rpartition("|")[2] if label else target.lstrip(":")
