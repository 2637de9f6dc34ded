"""Regular expressions that are compiled when first used.

A run of the command on one article uses half of the patterns that the rules and readers name;
compiling the other half would cost more than checking the article.
"""

import re
from typing import cast


class _Pattern:
    """Stands for ``re.compile(source, flags)``; its first use puts the real methods in place."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with all methods of ``re.Pattern``; an error in it shows at its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
