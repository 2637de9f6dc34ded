"""Short footnotes and what they link to: plain values that know where they stand."""

from typing import NamedTuple

from validator.span import Span
from validator.template import Template
from validator.values.anchor import PREFIX, encoded


class ShortFootnote(NamedTuple):
    """One link of a template such as ``{{sfn|Hall|1990|p=4}}`` to the source that it shortens.

    ``anchor`` is where it leads, ``given`` are the parameters of the names and the year;
    ``is_ignored`` tells that its target is not to be looked for.
    """

    template: Template
    anchor: str
    names: tuple[str, ...]
    year: str
    given: tuple[str, ...]
    is_ignored: bool

    @property
    def label(self) -> str:
        """Names and year as a reader sees them."""
        return label(self.names, self.year)

    @property
    def span(self) -> Span:
        """Where the names and the year stand."""
        found = [p for name in self.given if (p := self.template.parameter(name)) is not None]
        return Span(
            min((p.value_start for p in found), default=self.template.start),
            max((p.value_end for p in found), default=self.template.end),
        )


class Target(NamedTuple):
    """What makes an anchor: a citation, or a template or tag for nothing else.

    ``anchor`` is empty where it cannot be told; then it may be one with one of the ``names``, or
    any if there are none. ``is_citation`` tells that a citation makes it by rules that are known.
    ``reference`` is the start of the reference that holds it, or -1.
    """

    anchor: str
    start: int
    end: int
    names: tuple[str, ...] = ()
    year: str = ""
    is_citation: bool = False
    reference: int = -1

    @property
    def label(self) -> str:
        """Names and year of the citation if they make the anchor; else the anchor."""
        if self.anchor == encoded(PREFIX + "".join(self.names) + self.year):
            return label(self.names, self.year)
        return self.anchor.removeprefix(PREFIX).replace("_", " ")


def label(names: tuple[str, ...], year: str) -> str:
    """Names and year as readers see them in a short footnote."""
    *others, last = names or ("",)
    together = f"{', '.join(others)} & {last}" if others else last
    return f"{together} {year}".strip()
