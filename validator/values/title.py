"""Titles and names of works: what they say, however they are written.

Two writings of one title have one key. Nothing raises, whatever the text.
"""

import unicodedata
from collections import Counter
from functools import lru_cache

from validator.pattern import pattern

LONGEST = 500
"""Longer values are no titles, and have no key."""

_LINK = pattern(r"\[\[(?:[^\[\]|{}\n]*+\|)?([^\[\]|{}\n]++)\]\]")
_TARGET = pattern(r"\[\[:?([^\[\]|{}\n#]++)")
_QUOTES = pattern(r"'{2,5}")
_ENTITY = pattern(r"&(?:#0*(?:38|39|x26|x27)|amp|nbsp|thinsp|ndash|mdash|quot|apos);")
_ENTITIES = {"amp": "&", "#38": "&", "#x26": "&"}
_AND = pattern(r"\s*&\s*")
_UNTOLD = pattern(r"[\W_]+")
_WORD = pattern(r"[^\W\d_]+|[0-9]+")
_TELLING = 10
"""So many letters and digits tell one title from others."""
_NEAR = 0.8
"""The share of words that near titles have in common."""
_LATIN_MARKS = dict.fromkeys(range(0x300, 0x370))
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_SITE = pattern(
    r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*?)"
    r"\.(?:com?|org|net|(?:com?|org|net)\.[a-z]{2}|[a-z]{2})/?"
)
_LEGAL_FORM = pattern(
    r"[\s,]+(?:inc|incorporated|ltd|limited|llc|llp|plc|gmbh|corp|corporation|co|company"
    r"|ag|kg|se|s\.?a|s\.?a\.?s|s\.?r\.?l|s\.?p\.?a|n\.?v|b\.?v)\.?"
)
_MOST_FORMS = 3


def bare(text: str) -> str:
    """The text as readers see it: links by their labels, no marks of italics, no entities."""
    if "[[" in text:
        text = _LINK.sub(r"\1", text)
    if "''" in text:
        text = _QUOTES.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: _ENTITIES.get(found[0][1:-1], " "), text)
    return text.strip()


def linked(text: str) -> str:
    """The page that a value leads to by its first link; empty without one."""
    found = _TARGET.search(text) if "[[" in text else None
    return found[1].strip() if found else ""


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The letters and digits of a title, less case and the accents of Latin letters.

    Empty for what holds none, for templates and tags, and for what is too long for a title.
    """
    if len(text) > LONGEST or "{" in text or "<" in text:
        return ""
    lowered = _AND.sub(" and ", bare(text)).casefold()
    if lowered.isascii():
        return _UNTOLD.sub("", lowered)
    parts = unicodedata.normalize("NFKD", lowered).casefold().translate(_LATIN_MARKS)
    kept = (c for c in parts.translate(_LETTERS) if unicodedata.category(c)[0] not in "PZSC")
    return "".join(kept)


def alike(one: str, other: str) -> bool:
    """Whether two titles may be one in other words: equal, one in the other, or near to equal.

    Titles with different numbers are two.
    """
    if key(one) == key(other):
        return key(one) != ""
    (numbers, words), (others_numbers, others) = _words(one[:LONGEST]), _words(other[:LONGEST])
    if numbers != others_numbers:
        return False
    short, long = sorted((key(one), key(other)), key=len)
    if len(short) >= _TELLING and short in long:
        return True
    common = (words & others).total()
    return 2 * common >= _NEAR * (words.total() + others.total()) > 0


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[list[str], Counter[str]]:
    """The numbers of a text, in order, and how often each of its words and numbers occurs."""
    found = _WORD.findall(bare(text).casefold())
    return [word for word in found if word.isdecimal()], Counter(found)


@lru_cache(maxsize=4096)
def publisher_key(text: str) -> str:
    """The key of who or what publishes: less “The”, the end of a host's name, and legal forms."""
    if len(text) > LONGEST or "{" in text or "<" in text:
        return ""
    name = bare(text)
    site = _SITE.fullmatch(name.lower())
    found = key(site[1] if site is not None else _without_legal_forms(name))
    return found[3:] if found.startswith("the") and len(found) > 5 else found


def _without_legal_forms(name: str) -> str:
    words = name
    for _ in range(_MOST_FORMS):
        at = max(words.rfind(" "), words.rfind(","))
        if at <= 0 or not _LEGAL_FORM.fullmatch(words[at:].lower()):
            break
        words = words[:at].rstrip(" ,")
    return words or name
