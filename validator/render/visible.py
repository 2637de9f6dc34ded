"""Makes hostile text safe to show: what would act on a terminal or hide is written out."""

import re
from collections.abc import Iterator

from validator.pattern import pattern

_CONTROLS = pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """``text`` with control, bidi and invisible characters as ``<U+202E>``, breaks as spaces.

    Joiners stay between letters, where scripts need them.
    """
    return _CONTROLS.sub(_shown, text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` in order: runs to show as they are, and hidden characters one by one (True).

    Tabs and line breaks are not hidden; joiners are treated as in :func:`visible`.
    """
    at = 0
    for m in _CONTROLS.finditer(text):
        if m[0] in "\n\r\t" or _shown(m) == m[0]:
            continue
        if m.start() > at:
            yield text[at : m.start()], False
        yield m[0], True
        at = m.end()
    if at < len(text) or not text:
        yield text[at:], False


def _shown(m: re.Match[str]) -> str:
    character = m[0]
    if character in "\n\r\t":
        return " "
    if character in _JOINERS and 0 < m.start() < len(m.string) - 1:
        before, after = m.string[m.start() - 1], m.string[m.end()]
        if ord(before) > 0x2FF and ord(after) > 0x2FF:
            return character
    return f"<U+{ord(character):04X}>"
