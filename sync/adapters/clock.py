"""The clock on the wall, in Thailand."""

from datetime import datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


class BangkokClock:
    """The present time in Asia/Bangkok, whatever zone the machine is set to."""

    def now(self) -> datetime:
        """Give the present time, to the second."""
        return datetime.now(BANGKOK).replace(microsecond=0)
