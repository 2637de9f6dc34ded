"""Properties that are computed once.

Until Python 3.12 ``functools.cached_property`` takes a lock, which costs more than most of what is
computed. An article and what belongs to it are read in one thread.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 - it is used like ``property``
        """A property whose value is kept in the ``__dict__`` of its object when first asked for."""

        def __init__(self, compute: Any) -> None:
            self._compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type) -> Any:
            if instance is None:
                return self
            found = instance.__dict__[self._name] = self._compute(instance)
            return found


__all__ = ["once"]
