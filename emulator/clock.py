"""The emulator's clock, which can be moved."""

from collections.abc import Callable
from datetime import datetime, timedelta

from emulator.world import World

_TO_COME = timedelta(days=366)
"""What can be said of a time: that something ends, or began, within a year of it."""


class Clock:
    """Tells the time of ``base``, moved.

    ``advanced`` is time that passed, for client and server alike: tokens grow old by
    it, but what a client signs now is still fresh. ``skew`` is by how much the
    server's clock differs from the client's: too much, and signatures are refused.
    """

    def __init__(self, base: Callable[[], datetime]) -> None:
        self._base = base
        self.advanced = timedelta()
        self.skew = timedelta()

    def __call__(self) -> datetime:
        """Return the time at which everything here happens."""
        return self._base() + self.advanced + self.skew

    def move(self, advanced: timedelta, skew: timedelta) -> None:
        """Tell another time from now on.

        Raises:
            OverflowError: there is none such, or none of what happens after it.
        """
        _ = self._base() + advanced + skew + _TO_COME
        _ = self._base() + skew - _TO_COME
        self.advanced, self.skew = advanced, skew

    def signing_time(self) -> datetime:
        """Return the time by which a fresh signature is judged."""
        return self._base() + self.skew


def clock_of(world: World) -> Clock:
    """Return the world's clock, made movable at the first call."""
    if not isinstance(world.now, Clock):
        world.now = Clock(world.now)
    return world.now
