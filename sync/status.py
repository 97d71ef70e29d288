"""How the worker is, told from its ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.config import WatchSettings
from sync.due import last_night, next_night
from sync.ledger import Ledger
from sync.model import CycleKind, CycleRecord, Queued, Trouble

_LATE = timedelta(hours=26)
"""After so long without a good night, something is wrong whoever says otherwise."""
_MOST_CYCLES = 1000


@dataclass(frozen=True, slots=True)
class Status:
    """How the worker is. ``at_work`` names it, ``None`` if none runs."""

    at_work: str | None
    last: CycleRecord | None
    last_night: CycleRecord | None
    next_night: datetime
    troubles: Sequence[Trouble]
    waiting: Sequence[Queued]
    now: datetime

    @property
    def is_well(self) -> bool:
        """Whether the last night was good and nothing fails since."""
        night = self.last_night
        return (
            not self.troubles
            and night is not None
            and abs(self.now - night.started) < _LATE
        )


def status_of(
    ledger: Ledger, settings: WatchSettings, now: datetime, at_work: str | None
) -> Status:
    """Gather how the worker is from its ledger."""
    cycles = ledger.cycles(_MOST_CYCLES)
    nights = ledger.nights_since(last_night(now, settings.night))
    good = (
        cycle
        for cycle in cycles
        if cycle.kind is CycleKind.NIGHT and cycle.outcome == "done"
    )
    return Status(
        at_work=at_work,
        last=next(iter(cycles), None),
        last_night=next(good, None),
        next_night=next_night(now, settings.night, nights),
        troubles=ledger.troubles(),
        waiting=ledger.waiting(),
        now=now,
    )
