"""Watch an office for good: what ends the work at it is told, and it is opened again.

A disk that is full, a ledger that somebody holds or that is broken: the worker can
note nothing then, so it lets go of the office, and looks every minute whether that is
over. Only being asked to stop ends it, once it has been at work.
"""

import logging
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from sync import wiring
from sync.cli.watch_view import WatchView
from sync.cycle.mail import announce, trouble_messages, whom_to_tell
from sync.cycle.services import Services
from sync.errors import (
    Defect,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageTrouble,
    Stopped,
    WorkerError,
)
from sync.log import logging_to
from sync.model.mail import Message, Way
from sync.model.records import Trouble
from sync.paths import OfficePaths
from sync.worker.shutdown import Stopping

_log = logging.getLogger(__name__)

_PAUSE = 60
"""Seconds until it is looked again whether the office can be opened."""


def watch(folder: Path, stopping: Stopping) -> None:
    """Work at an office until asked to stop, and say so then, whatever was being done.

    Raises:
        WorkerError: it could not be opened for the first time.
    """
    with ExitStack() as view:
        with suppress(Stopped):
            _watch(folder, stopping, view)
        _log.info("stopped as asked")


def _watch(folder: Path, stopping: Stopping, view: ExitStack) -> None:
    outage: Outage | None = None
    while not stopping.asked:
        try:
            with wiring.open_office(folder, stopping.sleep) as services:
                if outage is None:
                    log = OfficePaths(folder).log
                    view.enter_context(logging_to(log, services.settings.log))
                    shown = WatchView(services.words, services.clock)
                    minutes = services.settings.watch.look_minutes
                    view.enter_context(shown.shown(str(folder), minutes))
                    outage = Outage(services, shown, stopping)
                outage.opened(services)
                wiring.worker_of(services, stopping, shown).watch()
                break
        except Exception as error:
            if outage is None:
                raise
            outage.goes_on(error)
        stopping.sleep(_PAUSE)


class Outage:
    """A time in which the office could not be worked at, told once and so is its end.

    The ledger cannot remember it, so this does, and mail goes out by itself.
    """

    def __init__(
        self, services: Services, shown: WatchView, stopping: Stopping
    ) -> None:
        self._trouble: Trouble | None = None
        self._reached: set[str] = set()
        self._shown = shown
        self._stopping = stopping
        shown.at_rest = self.over
        self.opened(services)

    def opened(self, services: Services) -> None:
        """Note that the office is open; whether work goes on there is yet to be seen."""
        self._office, self._whom = services, whom_to_tell(services)
        self._fail = wiring.health_of(services, self._stopping).fail

    def goes_on(self, error: Exception) -> None:
        """Note that the office cannot be worked at, and why."""
        if isinstance(error, WorkerError):
            stop = error
            _log.warning("out of work stop=%s", stop)
        else:
            stop = Defect(error)
            _log.error("out of work", exc_info=error)
        before = self._trouble
        self._trouble = Trouble(
            "work",
            before.failures + 1 if before else 1,
            before.since if before else self._office.clock.now(),
            stop.code,
            before.told if before else False,
        )
        work = self._office.words.say("worker.job_work")
        self._shown.out_of_work(work, stop, self._trouble.failures)
        if self._trouble.failures >= self._office.settings.watch.failures:
            self._fail()
            if not self._trouble.told:
                self._tell(self._trouble, stop)

    def over(self) -> None:
        """Note that all that was due has been done."""
        trouble, self._trouble = self._trouble, None
        self._reached.clear()
        if trouble is not None:
            _log.info("at work again failures=%d", trouble.failures)
            self._shown.at_work_again(self._office.words.say("worker.job_work"))
            if trouble.told:
                announce(self._office, trouble, None)

    def _tell(self, trouble: Trouble, stop: WorkerError) -> None:
        """Write to whoever was not reached yet; nobody is written to twice."""
        try:
            letters = trouble_messages(self._office, self._whom, trouble, stop)
            for letter in letters:
                if letter.recipient not in self._reached:
                    self._send(letter)
            told = self._reached.issuperset(letter.recipient for letter in letters)
            self._trouble = replace(trouble, told=told)
        except Exception as error:  # noqa: BLE001  it must go on
            _log.warning("nobody could be told why=%s", type(error).__name__)
        finally:
            self._office.mail.close()

    def _send(self, letter: Message) -> None:
        if letter.way is not Way.MAIL:
            self._call(letter)
            return
        draft = ""

        def note(made: str) -> None:
            nonlocal draft
            draft = made

        try:
            self._office.mail.send(letter, "", note)
        except MailUnavailable:
            raise
        except MessageTrouble as error:
            _log.warning("one could not be told why=%s", type(error).__name__)
            if isinstance(error, MessageDelayed):
                return
            if draft and isinstance(error, MessageRefused):
                self._office.mail.discard(draft)
            # never taken, or taken perhaps: another try would be no better
        self._reached.add(letter.recipient)

    def _call(self, message: Message) -> None:
        """Call a command or tell a chat, once: nobody could note that it is to be again."""
        self._reached.add(message.recipient)
        office = self._office
        way = office.hooks if message.way is Way.HOOK else office.notices
        try:
            way.send(message)
        except MessageTrouble as error:
            _log.warning("not told to=%s why=%s", message.recipient, error)
