"""Where articles come from."""

from typing import NamedTuple


class Source(NamedTuple):
    """A text to check and the path it is known by."""

    path: str
    text: str
