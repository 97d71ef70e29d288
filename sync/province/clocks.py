"""The time that visits take, told by clocks that the children and their parent share.

Waiting for a turn at Google stops a visit's clock: it is not the office's time.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_FIELDS = 3
_BEGUN, _HELD, _HELD_SINCE = range(_FIELDS)


class Shared(Protocol):
    """Numbers that several processes see."""

    def __getitem__(self, at: int) -> float:
        """Return one of them."""
        ...

    def __setitem__(self, at: int, number: float) -> None:
        """Set one of them."""
        ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """A clock for each slot; ``now`` is one that all processes of a machine share."""

    numbers: Shared
    now: Callable[[], float] = time.monotonic

    @staticmethod
    def size(slots: int) -> int:
        """Return how many numbers so many clocks take."""
        return slots * _FIELDS

    def reset(self, slot: int) -> None:
        """Set a clock back: nobody has begun."""
        for at in range(_FIELDS):
            self.numbers[slot * _FIELDS + at] = 0

    def begin(self, slot: int) -> None:
        """Start a clock."""
        self.reset(slot)
        self.numbers[slot * _FIELDS + _BEGUN] = self.now()

    def hold(self, slot: int) -> None:
        """Stop a clock for a while."""
        self.numbers[slot * _FIELDS + _HELD_SINCE] = self.now()

    def go_on(self, slot: int) -> None:
        """Let a clock go on."""
        since = self.numbers[slot * _FIELDS + _HELD_SINCE]
        if since:
            self.numbers[slot * _FIELDS + _HELD] += self.now() - since
            self.numbers[slot * _FIELDS + _HELD_SINCE] = 0

    def held(self, slot: int) -> float:
        """Return how long a clock was stopped."""
        since = self.numbers[slot * _FIELDS + _HELD_SINCE]
        still = self.now() - since if since else 0
        return self.numbers[slot * _FIELDS + _HELD] + still

    def taken(self, slot: int) -> float | None:
        """Return what a visit has taken of its own time; ``None`` before it begins."""
        begun = self.numbers[slot * _FIELDS + _BEGUN]
        return self.now() - begun - self.held(slot) if begun else None
