"""The clock: whether it stands well before what the ledger has seen.

Cycles of days to come were noted by a clock that was ahead, or the clock is behind now.
Which, the ledger shows by their number: a clock is put right within days, so where days
to come are as many as those that are past, or a week of them, it is today that is doubted.
By a wrong day rounds open, and reports count as of the future.
"""

import logging
from datetime import datetime, timedelta

from sync.cycle.services import Services
from sync.errors import ClockBehind
from sync.ledger.forms import CLOCK_DOUBTED, CLOCK_TRUSTED
from sync.thai.dates import long_date

_log = logging.getLogger(__name__)

_LEAST = timedelta(days=1)
_MANY = 7
_HEARD = timedelta(days=7)


def must_not_be_behind(services: Services, *, by_hand: bool = False) -> None:
    """Go on, unless the clock is clearly behind what the ledger has seen.

    Args:
        services: the office's.
        by_hand: whether a person asked, who hears of it. One who asks again within a
            week says that the clock is right.

    Raises:
        ClockBehind: it is; nothing may be written.
    """
    notes, now = services.ledger.notes, services.clock.now()
    last = _last_to_come(services, now)
    if last is None:
        return
    number, seen = last
    if by_hand and _was_doubted(services, number, now):
        trust_clock(services)
        return
    if by_hand:
        notes.write_as(CLOCK_DOUBTED, (number, now.date()))
    _log.warning("clock behind now=%s seen=%s", now.isoformat(), seen.isoformat())
    raise ClockBehind(long_date(now.date()), long_date(seen.date()))


def trust_clock(services: Services) -> None:
    """Take the clock for right: what the ledger has of days to come tells nothing."""
    ahead = services.ledger.cycles.ahead_of(services.clock.now())
    if ahead is not None:
        services.ledger.notes.write_as(CLOCK_TRUSTED, ahead.number)


def _last_to_come(services: Services, now: datetime) -> tuple[int, datetime] | None:
    """Return the last cycle of a day to come, where such days outweigh the others."""
    cycles, until = services.ledger.cycles, now + _LEAST
    last = cycles.ahead_of(until)
    trusted = services.ledger.notes.read_as(CLOCK_TRUSTED)
    if last is None or last.number <= trusted:
        return None
    past, to_come = cycles.days_around(until, after=trusted)
    outweigh = to_come >= min(_MANY, max(past, 1))
    return (last.number, last.started) if outweigh else None


def _was_doubted(services: Services, number: int, now: datetime) -> bool:
    doubted, on = services.ledger.notes.read_as(CLOCK_DOUBTED)
    return doubted == number and timedelta(0) <= now.date() - on < _HEARD
