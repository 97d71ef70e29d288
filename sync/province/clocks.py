"""The time that visits take, told by clocks that the children and their parent share.

Waiting for a turn at Google is not the office's time, nor is waiting for a processor
that others have. Who hangs waits for neither, and so its clock goes on.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_FIELDS = 5
_BEGUN, _HELD, _HELD_SINCE, _PROCESS, _STARVED_BEFORE = range(_FIELDS)


class Shared(Protocol):
    """Numbers that several processes see."""

    def __getitem__(self, at: int) -> float:
        """Return one of them."""
        ...

    def __setitem__(self, at: int, number: float) -> None:
        """Set one of them."""
        ...


def starved(process: int) -> float:
    """Return how many seconds a process was ready to work, and had no processor.

    That is zero where the system does not tell, as Linux does.
    """
    try:
        told = Path(f"/proc/{process}/schedstat").read_bytes().split()
        return int(told[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


@dataclass(frozen=True, slots=True)
class Clocks:
    """A clock for each slot; ``now`` is one that all processes of a machine share.

    ``starved`` tells how long a process has waited for a processor.
    """

    numbers: Shared
    now: Callable[[], float] = time.monotonic
    starved: Callable[[int], float] = starved

    @staticmethod
    def size(slots: int) -> int:
        """Return how many numbers so many clocks take."""
        return slots * _FIELDS

    def reset(self, slot: int) -> None:
        """Set a clock back: nobody has begun."""
        for at in range(_FIELDS):
            self.numbers[slot * _FIELDS + at] = 0

    def begin(self, slot: int) -> None:
        """Start the clock of this process's visit."""
        self.reset(slot)
        process = os.getpid()
        self.numbers[slot * _FIELDS + _PROCESS] = process
        self.numbers[slot * _FIELDS + _STARVED_BEFORE] = self.starved(process)
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
        if not begun:
            return None
        before = self.numbers[slot * _FIELDS + _STARVED_BEFORE]
        since = self.starved(int(self.numbers[slot * _FIELDS + _PROCESS])) - before
        # of one that is dead nothing is told any more
        return self.now() - begun - self.held(slot) - max(since, 0)
