"""Lists of names in Vancouver style: ``Hall AB, Moss C Jr, ((Weir Trust))``.

Source: Help:CS1 errors#vancouver of the English Wikipedia, after the style of the United States
National Library of Medicine (Citing Medicine, chapter 1). Nothing raises, whatever the text.
"""

import re
from collections.abc import Iterator

from validator.pattern import pattern
from validator.values.name import as_written, bare, without_et_al

LONGEST = 20_000
"""Longer lists are not looked at."""

_OPENED = pattern(r"\(\(.*[^)][^)]", re.DOTALL)
_SEPARATOR = pattern(r"\s*,\s*")
_LINK = pattern(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ƿǄ-ɏḀ-ỿ"
_SURNAME = pattern(rf"[{_LETTERS}\-\s']*")
_GIVEN = pattern(rf"[{_LETTERS}\-\s'.]*")
_SUFFIX = pattern(r"Jr|Sr|Jnr|Snr|1st|2nd|3rd|[0-9]th")
_RANKED = pattern(r"\w{1,2} ([0-9JS][0-9rndth]+)")


def names(text: str) -> Iterator[str]:
    """The names of a list, without links; one in double parentheses may hold commas."""
    parts = iter(_SEPARATOR.split(without_et_al(text)) if len(text) <= LONGEST else ())
    for part in parts:
        whole = part
        if _OPENED.fullmatch(part):
            for more in parts:
                whole += f", {more}"
                if more.endswith("))"):
                    break
        link = _LINK.fullmatch(whole)
        yield link[1] if link else whole


def surname(name: str) -> str:
    """The name less initials and suffix; all of it if it is a single word, or a corporation's."""
    words = [] if as_written(name) else name.split()
    if len(words) < 2:
        return bare(name)
    initials = words.pop()
    if not initials.isupper() and len(words) > 1:
        words.pop()
    return " ".join(words)


def complaint(text: str) -> tuple[str, str] | None:
    """The first name of a list that is not in the style, and why; None if all are."""
    corporate = False
    for name in names(text):
        if as_written(name):
            corporate = True
            continue
        why = _fault(name) if len(name.split()) > 1 else ""
        if not why and " " not in name and not corporate:
            why = latin_fault(name, "")
        if why:
            return name, why
    return None


def _fault(name: str) -> str:
    """Why a name of several words is not in the style; empty if it is."""
    if "." in name or ";" in name:
        return "holds a full stop" if "." in name else "holds a semicolon"
    words = name.split()
    initials = words.pop()
    suffix = ""
    if not _is_capital(initials):
        suffix, initials = initials, words.pop() if words else ""
    if not words:
        return "has no surname before the initials"
    if any(_is_capital(word) for word in words[1:-1]):
        return "seems to be two names without a comma between them"
    if len(words) > 1 and len(initials) == 1 and len(words[-1]) == 1 and _is_capital(words[-1]):
        return "has a space between its initials"
    if not _is_capital(initials) or len(initials) > 2:
        return f"ends with “{initials[:20]}” where one or two initials are needed"
    if suffix and not _SUFFIX.fullmatch(suffix):
        return f"ends with “{suffix[:20]}”, which is no suffix such as Jr or 3rd"
    return latin_fault(" ".join(words), initials)


def latin_fault(surname: str, given: str) -> str:
    """Why a name cannot be shown in the style; empty if it can."""
    ranked = _RANKED.fullmatch(given)
    if ranked and not _SUFFIX.fullmatch(ranked[1]):
        return f"ends with “{ranked[1][:20]}”, which is no suffix such as Jr or 3rd"
    first = given.replace(",", " ").split(" ", 1)[0]
    if _SURNAME.fullmatch(surname.replace(".", "")) and _GIVEN.fullmatch(first):
        return ""
    return "holds a character that is no Latin letter, hyphen, space or apostrophe"


def _is_capital(word: str) -> bool:
    return word.isalpha() and word.isupper()
