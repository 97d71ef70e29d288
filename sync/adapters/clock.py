"""The clock on the wall, in Thailand."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sync.errors import ClockUnset

BANGKOK = ZoneInfo("Asia/Bangkok")


_EARLIEST = datetime(2025, 1, 1, tzinfo=BANGKOK)
"""Before it there was no worker: a clock that says so has lost its time."""


class BangkokClock:
    """The present time in Asia/Bangkok, whatever zone the machine is set to."""

    def now(self) -> datetime:
        """Return the present time, to the second."""
        return datetime.now(BANGKOK).replace(microsecond=0)


def check_clock(now: datetime) -> None:
    """Go on, unless the time cannot be.

    Raises:
        ClockUnset: it cannot.
    """
    if now < _EARLIEST:
        raise ClockUnset(f"{now:%Y-%m-%d %H:%M}")
