"""How much one person may ask."""

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final

WINDOW: Final = 60.0
"""Seconds."""
_KEPT: Final = 10_000
"""People after whom those who asked nothing lately are looked through and dropped."""


class Limiter:
    """So many questions a minute for each person.

    :param most: how many.
    :param clock: tells the time in seconds.
    """

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._asked: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    def admit(self, user: int) -> bool:
        """Tell whether this person may ask one more question now, and count it if so."""
        now = self._clock()
        if len(self._asked) > _KEPT:
            self._asked = {who: times for who, times in self._asked.items() if times[-1] > now - WINDOW}
            self._told &= self._asked.keys()
        times = self._asked.setdefault(user, deque())
        while times and times[0] <= now - WINDOW:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        self._told.discard(user)
        return True

    def warn(self, user: int) -> bool:
        """Tell whether a person who may not ask has yet to be told so; once is enough until the next question."""
        first = user not in self._told
        self._told.add(user)
        return first
