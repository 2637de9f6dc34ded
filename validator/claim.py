"""What prose states that a reader may want to look up, and what of it has no source."""

from typing import Any, NamedTuple

import msgspec

_SHOWN = 3
_KEPT = 20


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A paragraph or sentence without a source, and what it states.

    ``plain`` is its text without markup; the values are as written there, each once, in order.
    ``trailing`` tells a sentence behind the last source of its paragraph from a whole paragraph.
    ``superlative`` and ``judgement`` are the first phrase of their kind; the latter, an opinion
    or a charge, only on a page about a living person. ``beyond_body`` tells that it is of the lead
    and gives only what the body does not.
    """

    start: int
    end: int
    trailing: bool
    plain: str
    dates: tuple[str, ...]
    numbers: tuple[str, ...]
    quotations: tuple[str, ...]
    superlative: str
    judgement: str
    beyond_body: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it gives somebody's words, or an opinion on a living person."""
        return bool(self.quotations or self.judgement)

    @property
    def is_of_numbers(self) -> bool:
        """Whether it states numbers and nothing else."""
        return not (self.dates or self.quotations or self.superlative or self.judgement)

    @property
    def identity(self) -> str:
        """Words that tell it from others."""
        return " ".join(self.plain[:200].split()[:8])

    @property
    def facts(self) -> dict[str, Any]:
        """What it states, as data."""
        phrases = {"superlative": self.superlative, "judgement": self.judgement}
        return {
            "dates": list(self.dates[:_KEPT]),
            "numbers": list(self.numbers[:_KEPT]),
            "quotations": list(self.quotations[:_KEPT]),
        } | {name: phrase for name, phrase in phrases.items() if phrase}

    @property
    def told(self) -> str:
        """What it states, in words."""
        parts = [
            f"{name} ({_listed(values)})"
            for name, values in (("dates", self.dates), ("numbers", self.numbers))
            if values
        ]
        if self.superlative:
            parts.append(f"a superlative ({self.superlative})")
        if self.judgement:
            parts.append(f"an opinion ({self.judgement}) on a page about a living person")
        if self.quotations:
            parts.append("a quotation" if len(self.quotations) == 1 else "quotations")
        return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


class Statement(NamedTuple):
    """A sentence that states something to be looked up, its markup taken off.

    ``cited`` tells that a source stands in it or behind it in its paragraph, or, for a sentence of
    the lead, in the part of the body that says the same.
    """

    section: int
    plain: str
    cited: bool


def _listed(values: tuple[str, ...]) -> str:
    shown = ("; " if any("," in value for value in values) else ", ").join(values[:_SHOWN])
    return f"{shown} …" if len(values) > _SHOWN else shown
