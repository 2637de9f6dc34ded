"""How fast a wiki is asked: one request at a time, and so many in a minute."""

import time
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from types import TracebackType

from validator.sources.address import limit

_SLOWEST = 6.0
"""Requests in a minute below which no complaint slows us down."""


class Pace:
    """A token bucket with a door for one; entering it waits for both."""

    def __init__(
        self,
        per_minute: float | None,
        burst: int = 1,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.per_minute = per_minute
        self._burst = burst
        self._tokens = float(burst)
        self._clock = clock
        self._sleep = sleep
        self._seen = clock()
        self._door = Lock()

    def __enter__(self) -> None:
        self._door.acquire()
        try:
            self._wait()
        except BaseException:
            self._door.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.release()

    def slow_down(self) -> None:
        """Ask half as often from now on: the wiki said that it was too much."""
        if self.per_minute is not None:
            self.per_minute = max(_SLOWEST, self.per_minute / 2)
            self._tokens, self._seen = 0.0, self._clock()

    def _wait(self) -> None:
        if self.per_minute is None:
            return
        now = self._clock()
        gained = (now - self._seen) * self.per_minute / 60
        self._tokens = min(float(self._burst), self._tokens + gained) - 1
        self._seen = now
        if self._tokens < 0:
            self._sleep(-self._tokens * 60 / self.per_minute)


@lru_cache(maxsize=64)
def pace(host: str) -> Pace:
    """The pace for a host; all who ask it in this process share it."""
    known = limit(host)
    return Pace(None) if known is None else Pace(*known)
