"""How the worker is, told from its ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.errors import WorkerError
from sync.ledger import Ledger
from sync.ledger.outbox import Outbox
from sync.mail.waiting import stuck_mail
from sync.model.mail import MailState, Queued
from sync.model.records import CycleKind, CycleRecord, Outcome, Step, Trouble
from sync.settings.values import WatchSettings
from sync.worker.schedule import last_night, next_night

_LATE = timedelta(hours=26)
"""After so long without a good night, something is wrong whoever says otherwise."""
_LONGEST_STEP = timedelta(minutes=30)
"""Every conversation has an end within minutes; after so long it is none of these."""


@dataclass(frozen=True, slots=True)
class Status:
    """How the worker is. ``at_work`` names it, ``None`` if none runs.

    ``stopped`` is the latest night if it came to no good end, whoever ran it,
    ``in_the_way`` what it could not note in its ledger, ``step`` what it is doing,
    ``ahead`` a cycle of the future, which is no other's last: a clock was wrong.
    ``untold`` are calls of commands and notices that failed so far, or were given up.
    """

    at_work: str | None
    last: CycleRecord | None
    last_night: CycleRecord | None
    next_night: datetime
    troubles: Sequence[Trouble]
    waiting: Sequence[Queued]
    undelivered: Sequence[Queued]
    mail_is_stuck: bool
    stopped: CycleRecord | None
    now: datetime
    in_the_way: WorkerError | None = None
    step: Step | None = None
    ahead: CycleRecord | None = None
    untold: Sequence[Queued] = ()

    @property
    def is_stuck(self) -> bool:
        """Whether a step takes longer than any can."""
        return self.step is not None and abs(self.now - self.step.since) > _LONGEST_STEP

    @property
    def is_well(self) -> bool:
        """Whether the last night was good, nothing fails since, and mail leaves."""
        night = self.last_night
        return (
            not self.troubles
            and not self.undelivered
            and not self.mail_is_stuck
            and all(each.state is not MailState.FAILED for each in self.untold)
            and self.stopped is None
            and self.in_the_way is None
            and not self.is_stuck
            and night is not None
            and self.now - night.started < _LATE
        )


def status_of(
    ledger: Ledger,
    settings: WatchSettings,
    now: datetime,
    at_work: str | None,
    in_the_way: WorkerError | None = None,
) -> Status:
    """Gather how the worker is from its ledger.

    Args:
        ledger: to be read only.
        settings: when the night is, and how many failures are too many.
        now: in Bangkok.
        at_work: who is at the office: machine, process, since when; ``None`` for nobody.
        in_the_way: what would keep it from working now, as far as can be seen.

    Returns:
        The status; whether it is well is for it to say.
    """
    cycles = ledger.cycles
    nights = cycles.nights_since(last_night(now, settings.night))
    return Status(
        at_work=at_work,
        last=cycles.latest(now),
        last_night=cycles.latest(now, CycleKind.NIGHT, Outcome.DONE),
        next_night=next_night(now, settings.night, nights),
        troubles=ledger.troubles.all(),
        waiting=ledger.outbox.waiting(),
        undelivered=ledger.outbox.undelivered(),
        mail_is_stuck=stuck_mail(ledger, now) is not None,
        stopped=_stopped(cycles.latest(now, CycleKind.NIGHT), at_work),
        now=now,
        in_the_way=in_the_way,
        ahead=cycles.ahead_of(now),
        untold=[*_untold(ledger.hooks), *_untold(ledger.notices)],
    )


def _untold(outbox: Outbox) -> list[Queued]:
    failed_so_far = [each for each in outbox.waiting() if each.answer]
    return [*failed_so_far, *outbox.undelivered()]


def _stopped(night: CycleRecord | None, at_work: str | None) -> CycleRecord | None:
    """Return the latest night if it came to no good end, whoever ran it."""
    if night is None or night.outcome is Outcome.DONE:
        return None
    return night if night.outcome is not Outcome.RUNNING or at_work is None else None
