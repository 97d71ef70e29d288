"""How the worker is: who is told when it cannot go on, and when it is well again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sync.cycle.services import Services
from sync.errors import Defect, LedgerDamaged, WorkerError
from sync.mail.waiting import stuck_mail
from sync.model.records import Trouble

_log = logging.getLogger(__name__)


class Job(StrEnum):
    """What the worker does again and again."""

    LOOK = "look"
    NIGHT = "night"
    MAIL = "mail"
    TEND = "tend"
    """Copying the ledger, and letting go of what no longer serves."""


class Announce(Protocol):
    """Tells the administrators of a trouble, or that it is over."""

    def __call__(self, trouble: Trouble, stop: WorkerError | None) -> None:
        """Tell of the stop that made the trouble; ``None``: it is over."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """Counts failures in a row, for each kind of work; the ledger remembers them.

    ``beat`` is called after a success, ``fail`` while somebody is needed: work of any
    kind fails again and again, or no mail leaves. That way does not go by mail.
    """

    services: Services
    announce: Announce
    beat: Callable[[], None]
    fail: Callable[[], None] = lambda: None

    def unwell(self, job: Job, stop: WorkerError) -> int:
        """Note a failure, and return how many in a row it makes.

        Administrators are told of the one that the settings name, and then no more.
        """
        ledger, now = self.services.ledger, self.services.clock.now()
        trouble = ledger.troubles.note(job, stop, now)
        if self._is_grave(trouble):
            self.fail()
            if not trouble.told:
                self._tell(trouble, stop)
        return trouble.failures

    def well(self, job: Job) -> bool:
        """Note a success, and return whether it ends a trouble.

        Of a trouble that was told the end is told, too.
        """
        was_ill = self._over(job)
        try:
            (self.fail if self._needs_somebody() else self.beat)()
        except WorkerError:
            raise
        except Exception:  # noqa: BLE001  it must go on
            _log.exception("the heartbeat failed")
        return was_ill

    @contextmanager
    def tending(
        self,
        hear: Callable[[Job, WorkerError, int], None],
        well_again: Callable[[Job], None] = lambda _: None,
    ) -> Iterator[None]:
        """Do what the ledger needs after a night, however that ends.

        A copy of before it would not know what it sent, and repeat that. Where it cannot
        be done, that is a trouble of its own, which ``hear`` is told: a place for copies
        that is shut must not keep from staff and public the night's work. ``well_again``
        is told that such a trouble is over.
        """
        damaged = False
        try:
            yield
        except LedgerDamaged:
            damaged = True  # and a copy of it would take a good one's place
            raise
        finally:
            if not damaged and self._tend_ledger(hear):
                well_again(Job.TEND)

    @contextmanager
    def noting(self, job: Job) -> Iterator[None]:
        """Note how the work within ends, where nothing goes on after it."""
        try:
            yield
        except LedgerDamaged:
            raise
        except WorkerError as stop:
            self.unwell(job, stop)
            raise
        except Exception as error:
            self.unwell(job, Defect(error))
            raise
        self.well(job)

    def note_mail(self, stop: WorkerError | None) -> int | None:
        """Note how mail fared that no job of its own sent: a night's, or a person's.

        Give the how manieth failure in a row it is, 0 if it ended those before.
        ``None``: there is no news.
        """
        if stop is not None:
            return self.unwell(Job.MAIL, stop)
        if self.services.ledger.outbox.waiting():
            return None
        return 0 if self._over(Job.MAIL) else None

    def copy_if_anything_left(self) -> None:
        """Have a copy of the ledger that knows what left, if any did since the last.

        Else whoever puts back the last copy sends that again. A night tells of copies
        that cannot be made.
        """
        now, days = self.services.clock.now(), self.services.settings.watch.backup_days
        try:
            self.services.ledger.copy_if_anything_left(now.date(), keep_days=days)
        except LedgerDamaged:
            raise
        except Exception as error:  # noqa: BLE001  the night tries it again
            _log.warning("no copy by day why=%s", error, exc_info=error)

    def _tend_ledger(self, hear: Callable[[Job, WorkerError, int], None]) -> bool:
        """Tend it, and return whether a trouble is over."""
        now, days = self.services.clock.now(), self.services.settings.watch.backup_days
        try:
            self.services.ledger.tend(now.date(), keep_days=days)
        except LedgerDamaged:
            raise
        except Exception as error:  # noqa: BLE001  the night goes on
            stop = error if isinstance(error, WorkerError) else Defect(error)
            _log.warning("%s stopped %s", Job.TEND, stop, exc_info=stop is not error)
            hear(Job.TEND, stop, self.unwell(Job.TEND, stop))
            return False
        return self._over(Job.TEND)

    def _over(self, job: Job) -> bool:
        trouble = self.services.ledger.troubles.of(job)
        if trouble is not None:
            if trouble.told:
                self._tell(trouble, None)
            self.services.ledger.troubles.forget(job)
        return trouble is not None

    def _is_grave(self, trouble: Trouble) -> bool:
        return trouble.failures >= self.services.settings.watch.failures

    def _needs_somebody(self) -> bool:
        """Whether something fails again and again, though other work succeeds."""
        ledger, now = self.services.ledger, self.services.clock.now()
        grave = any(self._is_grave(trouble) for trouble in ledger.troubles.all())
        return grave or stuck_mail(ledger, now) is not None

    def _tell(self, trouble: Trouble, stop: WorkerError | None) -> None:
        try:
            self.announce(trouble, stop)
        except WorkerError as reason:
            _log.warning("nobody could be told job=%s why=%s", trouble.job, reason)
        except Exception:  # noqa: BLE001  it must go on
            _log.exception("nobody could be told job=%s", trouble.job)
        else:
            self.services.ledger.troubles.mark_told(trouble.job)
