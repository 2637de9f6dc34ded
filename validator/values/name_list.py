"""The lists of names of a citation, as the citation module reads them.

Which parameters make which lists is told by the parameters' names alone, and those recur, so what
is made of them is remembered.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from validator.once import once
from validator.values.name import Person, Place, place, precedence, slots

_NAMED = ("last", "first")
_WHOLE = {"author": ("vauthors", "people", "credits"), "editor": ("veditors",)}
"""Parameters that give a list in one piece; of other lists ``vtranslators`` and so on."""
_MOST = 60
"""Citations with more parameters of names are not remembered."""


class Name(NamedTuple):
    """A parameter that gives a name, and its place in the list."""

    parameter: str
    place: Place


class NameLists:
    """What is made of the parameters of one citation that have to do with names.

    ``contributors`` tells whether the template has a list of contributors.
    """

    def __init__(self, parameters: tuple[str, ...], *, contributors: bool) -> None:
        self._parameters = parameters
        self._contributors = contributors
        self._slots: dict[str, tuple[Person, ...]] = {}
        self.places: dict[Place, list[str]] = {}
        for parameter in parameters:
            found = place(parameter)
            if found is not None:
                self.places.setdefault(found, []).append(parameter)
        for given in self.places.values():
            given.sort(key=precedence)

    @once
    def kinds(self) -> tuple[str, ...]:
        """The lists of which there is anything: ``author``, ``editor`` and so on."""
        return tuple(dict.fromkeys(found.kind for found in self.places))

    @once
    def names(self) -> tuple[Name, ...]:
        """The names that the template reads one by one."""
        return tuple(
            Name(parameter, Place(kind, person.number, part))
            for kind in self.kinds
            for person in self.people(kind)
            for parameter, part in ((person.last, "last"), (person.first, "first"))
            if parameter
        )

    @once
    def gapless(self) -> bool:
        """Whether every person has a surname, and none is left out before another."""
        return all(
            person.last and person.number == expected
            for kind in self.kinds
            for expected, person in enumerate(self.people(kind), start=1)
        )

    def people(self, kind: str) -> tuple[Person, ...]:
        """The persons of a list, as far as the template reads it."""
        return tuple(person for person in self.slots(kind) if person.last or person.first)

    def slots(self, kind: str) -> tuple[Person, ...]:
        """The same with the places in the list that have no name."""
        if kind not in self._slots:
            unread = self.instead(kind) or (kind == "contributor" and not self._contributors)
            self._slots[kind] = () if unread else slots(self.places, kind)
        return self._slots[kind]

    def reads(self, found: Place) -> bool:
        """Whether the template looks at a place in a list."""
        if found.kind == "contributor" and not self.slots("contributor"):
            return found.number == 1 and found.part == "last"
        return found.number <= len(self.slots(found.kind)) or bool(self.instead(found.kind))

    def instead(self, kind: str) -> str:
        """The parameter that gives a list in one piece, if the template takes that."""
        others = _WHOLE.get(kind, (f"v{kind}s",))
        given = next((name for name in others if name in self._parameters), "")
        return "" if given and self._single(kind) else given

    @once
    def repeated(self) -> tuple[tuple[str, str], ...]:
        """Names given twice, singly under two parameters or singly and in one piece.

        Each as the parameter that does not count and the one that does.
        """
        found = [
            (other, given[0])
            for place_, given in self.places.items()
            if self.reads(place_)
            for other in given[1:]
        ]
        for kind, wholes in _WHOLE.items():
            given = [name for name in wholes if name in self._parameters]
            if given:
                given = [*self._single(kind)[:1], *given]
                found += [(given[1], given[0])] if len(given) > 1 else []
        return tuple(found)

    def _single(self, kind: str) -> list[str]:
        """The parameters that give a name among the first two of a list; for one place of four."""
        places = (Place(kind, number, part) for number in (1, 2) for part in _NAMED)
        return next((self.places[one] for one in places if one in self.places), [])


def name_lists(parameters: Iterable[str], *, contributors: bool) -> NameLists:
    """The lists of names that parameters make, those of anything else left out."""
    given = tuple(filter(_is_of_names, parameters))
    make = _remembered if len(given) <= _MOST else NameLists
    return make(given, contributors=contributors)


_remembered = lru_cache(maxsize=1024)(NameLists)


@lru_cache(maxsize=4096)
def _is_of_names(parameter: str) -> bool:
    whole = parameter[:1] == "v" and parameter[-1:] == "s"
    return whole or parameter in _WHOLE["author"] or place(parameter) is not None
