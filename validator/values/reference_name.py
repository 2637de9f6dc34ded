"""Names for references: telling ones made of what is cited, and unused ones.

Nothing raises, whatever the text; every text is looked at up to a bounded length.
"""

from collections.abc import Container

from validator.pattern import pattern
from validator.values import title, url
from validator.values.name import generic_title

_LONGEST = 40
_WORDS = 30
_FIRST = 200
_YEAR = pattern(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_INITIALS = pattern(r" [A-Z]{1,3}\Z")
_ODD = pattern(r"[^\w\s.,:;'’()!?+-]+")
_ADDRESS = pattern(r"(?:https?:)?//[^\s\[\]|<>{}\"]{3,200}")


def of_work(author: str, date: str, work: str, name: str) -> str:
    """Surname and year, else where it appeared and the year, else the first words of its title."""
    year = _year(date)
    first = title.bare(author[:_FIRST]).partition(",")[0].partition(";")[0]
    surname = _INITIALS.sub("", _plain(first))
    place = _plain(title.bare(work[:_FIRST]).removeprefix("www."))
    if _tells(surname):
        return f"{surname} {year}".rstrip()
    if _tells(place) and year:
        return f"{place} {year}"
    words = "" if generic_title(name) else _beginning(_plain(title.bare(name[: title.LONGEST])))
    return words if _tells(words) else place if _tells(place) else ""


def of_text(text: str) -> str:
    """What a plain text has before its first comma, or its first words."""
    piece, _, rest = text[:_FIRST].partition(",")
    found = _plain(piece)
    year = _year(rest) if not _YEAR.search(piece) else ""
    if len(found) > _LONGEST:
        return _beginning(found)
    if not _tells(found):
        return ""
    return f"{found} {year}" if year and " " not in found else found


def of_address(text: str) -> str:
    """The host of the first address in a text."""
    found = _ADDRESS.search(text)
    host = _plain(url.host(found[0]).removeprefix("www.")) if found else ""
    return host if _tells(host) else ""


def unused(name: str, taken: Container[str]) -> str:
    """The name, with a letter or a number behind it if its small letters are taken."""
    if not name:
        return ""
    endings = "bcdefghijklm" if name[-1].isdigit() else [f" {n}" for n in range(2, 14)]
    tried = (name, *(name + ending for ending in endings))
    return next((one for one in tried if one.lower() not in taken), "")


def _year(date: str) -> str:
    found = _YEAR.search(date[:_FIRST])
    return found[0] if found else ""


def _plain(text: str) -> str:
    """The text without what has a meaning in wikitext; nothing if it holds a template or a tag."""
    if "{" in text or "<" in text:
        return ""
    return " ".join(_ODD.sub(" ", text).split()).strip(" .,:;'’!?+-")


def _tells(name: str) -> bool:
    return 1 < len(name) <= _LONGEST and any(map(str.isalpha, name))


def _beginning(text: str) -> str:
    """The first words of a text, as many as are a name."""
    if len(text) <= _WORDS:
        return text
    cut = text[: _WORDS + 1].rpartition(" ")[0] or text[:_WORDS]
    return cut.rstrip(" .,:;'’!?+-(")
