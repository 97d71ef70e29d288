"""A deadline for a whole conversation, however it goes on meanwhile.

A time limit of a socket holds for one read: whoever sends a byte a second is never
stopped by it. So the whole is given an end, and each wait is cut to what is left.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

_SLICE = 1.0
"""Seconds: no single wait is longer, so that being asked to stop is soon heard."""


class DeadlinePassed(TimeoutError):
    """The other side did not finish in time."""


class TooLarge(OSError):
    """The other side says more than anything of use can be."""


@dataclass(slots=True)
class Deadline:
    """The end of a conversation, ``seconds`` from now.

    ``check`` is called before each wait, and may raise to break the conversation off.
    """

    seconds: float
    check: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin."""
        self._end = self.clock() + self.seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            DeadlinePassed: none are.
        """
        seconds = self._end - self.clock()
        if seconds <= 0:
            raise DeadlinePassed(f"took longer than {self.seconds:g} seconds")
        return seconds

    def next_wait(self) -> float:
        """Return how long to wait before looking here again.

        Raises:
            DeadlinePassed: no time is left.
        """
        self.check()
        return min(self.left(), _SLICE)
