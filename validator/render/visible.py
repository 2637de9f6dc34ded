"""Makes hostile text safe to show: what would act on a terminal or hide is written out."""

import re

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """``text`` with control, bidi and invisible characters as ``<U+202E>``, breaks as spaces.

    Joiners stay between letters, where scripts need them.
    """
    return _CONTROLS.sub(_shown, text)


def _shown(m: re.Match[str]) -> str:
    character = m[0]
    if character in "\n\r\t":
        return " "
    if character in _JOINERS and 0 < m.start() < len(m.string) - 1:
        before, after = m.string[m.start() - 1], m.string[m.end()]
        if ord(before) > 0x2FF and ord(after) > 0x2FF:
            return character
    return f"<U+{ord(character):04X}>"
