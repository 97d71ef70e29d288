"""The worker: looks every few minutes, does all of it every night, for years.

``schedule`` says only when to look at the clock again; what is due is decided anew
each time, by the clock and the ledger. So nothing piles up, and nothing is forgotten
when the machine slept or its clock was put right.
"""

import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

import schedule

from sync.cycle.clock import must_not_be_behind, trust_clock
from sync.cycle.services import Services
from sync.errors import Defect, LedgerDamaged, Stopped, WorkerError
from sync.model.records import Outcome
from sync.worker.health import Health, Job
from sync.worker.onlooker import Onlooker
from sync.worker.schedule import last_night, next_night
from sync.worker.shutdown import Stopping

_log = logging.getLogger(__name__)

_LONGEST_SLEEP = 30
"""Seconds: nobody waits longer after a clock was put forward."""


class Worker:
    """The worker of one office, which it holds alone."""

    def __init__(
        self,
        services: Services,
        stopping: Stopping,
        health: Health,
        onlooker: Onlooker | None = None,
    ) -> None:
        self._services = services
        self._stopping = stopping
        self._health = health
        self._onlooker = onlooker or Onlooker()
        self._settings = services.settings.watch
        self._jobs = schedule.Scheduler()
        self._unsettled = ""
        self._unheard = True

    def watch(self) -> None:
        """Work until asked to stop."""
        self._plan_jobs()
        self._see_whether_well()
        # whoever starts the worker may have put right what kept mail from leaving
        self._services.ledger.make_all_due()
        with suppress(Stopped):
            self._jobs.run_all()
            while not self._stopping.asked:
                self._wait()
                self._jobs.run_pending()

    def look(self) -> None:
        """See whether staff changed anything, and answer when they have been quiet.

        An unchanged spreadsheet costs one request, and nothing else is done.
        """
        self._guarded(Job.LOOK, self._look)

    def look_once(self, before: str) -> str:
        """Look, for whoever sees to it that there is another look.

        Args:
            before: the revision that the look before this one returned.

        Returns:
            The revision that staff may still be typing at; empty where they have their
            answer, or there was nothing to answer.
        """
        self._guarded(Job.LOOK, partial(self._see, before=before))
        unsettled, self._unsettled = self._unsettled, ""
        return unsettled

    def night(self) -> None:
        """Do all of it, if a night is due."""
        if self.next_night() <= self._services.clock.now():
            self.night_now()

    def night_now(self) -> None:
        """Do all of it, whatever is due."""
        self._guarded(Job.NIGHT, self._night)
        gc.collect()  # it runs seldom by itself: see worker.garbage

    def mail(self) -> None:
        """Send what mail waits and is due; where there is none, nobody is called."""
        self._send_what_waits()
        self._health.copy_if_anything_left()

    def _send_what_waits(self) -> None:
        now = self._services.clock.now()
        self._tell_others()
        waiting = self._services.ledger.outbox.waiting()
        if not waiting:
            return
        # letters take long to load, and a look writes none
        from sync.cycle.mail import is_put_right

        if any(mail.is_due(now) for mail in waiting) or is_put_right(self._services):
            self._guarded(Job.MAIL, self._mail)

    def _tell_others(self) -> None:
        """Call the office's commands and send its notices, if any is due."""
        if not self._services.settings.tells_others:
            return
        # letters take long to load, and a look writes none
        from sync.cycle.telling import anything_due, tell_others

        if self._unheard or anything_due(self._services):
            tell_others(self._services)
            self._unheard = False

    def next_night(self) -> datetime:
        """Return when the next night's cycle begins.

        A moment that is past means now.
        """
        now, at = self._services.clock.now(), self._settings.night
        nights = self._services.ledger.cycles.nights_since(last_night(now, at))
        return next_night(now, at, nights)

    def _see_whether_well(self) -> None:
        """Say what a worker before this one had no time to: the night was done."""
        ledger = self._services.ledger
        trouble = ledger.troubles.of(Job.NIGHT)
        if trouble is not None:
            nights = ledger.cycles.nights_since(trouble.since)
            if any(night.outcome is Outcome.DONE for night in nights):
                self._health.well(Job.NIGHT)

    def _plan_jobs(self) -> None:
        self._jobs.clear()
        self._unsettled = ""
        self._jobs.every(1).minutes.do(self.night)
        self._jobs.every(1).minutes.do(self.mail)
        look = self._jobs.every(self._settings.look_minutes).minutes
        self._next_look = look.do(self.look)

    def _wait(self) -> None:
        self._onlooker.rests(self._when_to_look(), self.next_night())
        idle = self._jobs.idle_seconds or 0
        if idle > 60 * self._settings.look_minutes + _LONGEST_SLEEP:
            # the clock was put back, and so right: what was planned would be late
            trust_clock(self._services)
            self._plan_jobs()
        self._stopping.sleep(min(max(idle, 0), _LONGEST_SLEEP))

    def _when_to_look(self) -> datetime:
        """Return the moment of the next look; the schedule goes by the machine's zone."""
        planned = self._next_look.next_run or datetime.now()  # noqa: DTZ005
        return self._services.clock.now() + (planned - datetime.now())  # noqa: DTZ005

    def _look(self) -> bool:
        # else a second look is on its way
        return False if self._unsettled else self._see(before="")

    def _look_again(self) -> type[schedule.CancelJob]:
        before, self._unsettled = self._unsettled, ""
        self._guarded(Job.LOOK, partial(self._see, before=before))
        return schedule.CancelJob

    def _see(self, *, before: str) -> bool:
        """Judge what staff changed, if it is as it was ``before``; else wait.

        Tell whether staff have their answer to all that is there: where a change waits
        still, nothing has succeeded, and a failure before it is not forgotten.
        """
        sheet = self._services.spreadsheet.read()
        if sheet.revision == self._services.ledger.cycles.revision():
            self._onlooker.unchanged()
            return True
        if sheet.revision == before:
            from sync.cycle.night import check_cycle

            must_not_be_behind(self._services)
            update = check_cycle(self._services, sheet, self._begin)
            self._unheard = True
            self._onlooker.answered(update)
            return True
        self._unsettled = sheet.revision
        self._jobs.every(self._settings.quiet_seconds).seconds.do(self._look_again)
        self._onlooker.typing()
        return False

    def _night(self) -> bool:
        from sync.cycle.quiet import Quiet, run_night

        with self._health.tending(self._onlooker.failed, self._onlooker.well_again):
            must_not_be_behind(self._services)
            report = run_night(self._services, self._begin)
        failures = self._health.note_mail(report.mail_stop)
        if failures == 0:
            self._onlooker.well_again(Job.MAIL)
        if report.mail_stop and failures:
            self._onlooker.failed(Job.MAIL, report.mail_stop, failures)
        if isinstance(report, Quiet):
            self._onlooker.unchanged()
            return True
        if report.refused:
            raise report.refused
        self._onlooker.night_done(report)
        return True

    def _begin(self, stage: str) -> None:
        self._stopping.check()
        self._onlooker.at_work(stage)
        self._services.begun(stage)

    def _mail(self) -> bool:
        # letters take long to load, and a look writes none
        from sync.cycle.mail import send_waiting

        self._onlooker.mailed(send_waiting(self._services).sent)
        return True

    def _guarded(self, job: Job, work: Callable[[], bool]) -> None:
        """Do some work; what goes wrong is for the next time, and is told.

        The work tells whether it came to its end.
        """
        try:
            self._services.begun(job)
            ended = work()
        except LedgerDamaged:
            raise
        except WorkerError as stop:
            _log.warning("%s stopped %s", job, stop)
            self._unwell(job, stop)
        except Exception as error:  # noqa: BLE001  it must go on
            _log.exception("%s failed", job)
            self._unwell(job, Defect(error))
        else:
            if ended and self._health.well(job):
                self._onlooker.well_again(job)
        finally:
            self._services.begun("")

    def _unwell(self, job: Job, stop: WorkerError) -> None:
        self._onlooker.failed(job, stop, self._health.unwell(job, stop))
