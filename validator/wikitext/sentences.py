"""Where sentences end for sure: both by our own rules and by sentencex, if it is installed."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate

from validator.profile import Profile
from validator.wikitext.blocks import cuts

_PASSED = "\x01 \t"


def sure_cuts(hidden: str, profile: Profile) -> list[tuple[int, int]]:
    """Start and end of every sentence of a masked text; a doubtful end ends none."""
    own = [end for _, end in cuts(hidden, profile.abbreviations)]
    others = _sentencex_ends(hidden, profile.language) if len(own) > 1 else None
    if others is not None:
        own = [end for end in own if _passed(hidden, end) in others]
    return [*zip([0, *own[:-1]], own, strict=True)]


def _sentencex_ends(hidden: str, language: str) -> set[int] | None:
    segment = _segment()
    if segment is None:
        return None
    return {_passed(hidden, end) for end in accumulate(map(len, segment(language, hidden)))}


def _passed(hidden: str, end: int) -> int:
    """Past references and blanks, which either side may count to the next sentence."""
    while end < len(hidden) and hidden[end] in _PASSED:
        end += 1
    return end


@lru_cache(maxsize=1)
def _segment() -> Callable[[str, str], list[str]] | None:
    """What cuts a text into sentences; None where the ``content`` extra is not installed."""
    try:
        from sentencex import segment
    except ImportError:
        return None
    found: Callable[[str, str], list[str]] = segment
    return found
