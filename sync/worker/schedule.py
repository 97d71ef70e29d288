"""When a night's cycle is due: decided by the clock and the record, nothing else.

So it is right after a power cut, a long sleep or a clock that was put back: what was
done stands in the ledger, and what is due follows from the time it is now.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sync.model.records import CycleRecord, Outcome

_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)


def last_night(now: datetime, at: time) -> datetime:
    """Return the latest moment at which a night's cycle was to begin."""
    tonight = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)


def next_night(now: datetime, at: time, nights: Sequence[CycleRecord]) -> datetime:
    """Return when the next night's cycle is to begin.

    ``now`` or earlier means it is due.

    A night that was missed is made up for once, however many there were. One that was
    stopped is tried again after a while, longer each time. ``nights`` are those begun
    since ``last_night``, the earliest first.
    """
    due = last_night(now, at)
    # a clock that was wrong may have left nights of the future in the record
    tried = [night for night in nights if due <= night.started <= now]
    if any(night.outcome is Outcome.DONE for night in tried):
        return due + timedelta(days=1)
    if not tried:
        return due
    pause = min(_FIRST_PAUSE * (1 << min(len(tried) - 1, 10)), _LONGEST_PAUSE)
    return min(tried[-1].started + pause, due + timedelta(days=1))
