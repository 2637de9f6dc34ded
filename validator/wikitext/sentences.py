"""Whether a sentence begins where our own rules say so, as sentencex tells if it is installed."""

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

_PASSED = "\x01 \t"


def begins_at(hidden: str, place: int, language: str) -> bool:
    """Whether a sentence of a masked text begins at a place; True if nobody can be asked."""
    segment = _segment()
    if segment is None:
        return True
    for end in accumulate(map(len, segment(language, hidden))):
        if end >= place:
            return not hidden[place:end].strip(_PASSED)
        if not hidden[end:place].strip(_PASSED):  # references may count to the next sentence
            return True
    return False


@lru_cache(maxsize=1)
def _segment() -> Callable[[str, str], list[str]] | None:
    """What cuts a text into sentences; None where the ``content`` extra is not installed."""
    try:
        from sentencex import segment
    except ImportError:
        return None
    found: Callable[[str, str], list[str]] = segment
    return found
