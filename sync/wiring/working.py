"""The work at an office: its worker, how that is, and mail sent at once."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.heartbeat import beat
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.lock import step_at, worker_at
from sync.cycle.services import Services
from sync.errors import OfficeBusy, WorkerError
from sync.ledger import Ledger
from sync.messages import Words
from sync.model.records import Trouble
from sync.paths import OfficePaths
from sync.wiring.opening import (
    open_office,
    open_record,
    recorded_settings,
    sheet_missing,
)
from sync.worker.health import Health
from sync.worker.loop import Worker
from sync.worker.onlooker import Onlooker
from sync.worker.shutdown import Stopping
from sync.worker.status import Status, status_of


def worker_of(
    services: Services, stopping: Stopping, onlooker: Onlooker | None = None
) -> Worker:
    """Return the worker of an office that is open for work."""
    return Worker(services, stopping, health_of(services, stopping), onlooker)


def health_of(services: Services, stopping: Stopping) -> Health:
    """Return what tells how the work at an office goes: by mail, and by calls."""

    def tell(trouble: Trouble, stop: WorkerError | None) -> None:
        from sync.cycle.mail import announce

        announce(services, trouble, stop)

    watch = services.settings.watch
    return Health(
        services,
        tell,
        partial(beat, watch.heartbeat, stopping.check),
        partial(beat, watch.heartbeat_fail, stopping.check),
    )


def flush_mail(folder: Path, settle: Callable[[Ledger], None]) -> str:
    """Send all mail that waits, now.

    Args:
        folder: the office's.
        settle: notes beforehand what a person knows of mail.

    Returns:
        Who is at work there and does it instead; empty where nobody is.

    Raises:
        WorkerError: no mail can leave.
    """
    paths = OfficePaths(folder)
    try:
        with open_office(folder) as services:
            settle(services.ledger)
            services.ledger.make_all_due()
            # letters take long to load, and a look writes none
            from sync.cycle.mail import send_waiting
            from sync.cycle.telling import tell_others

            tell_others(services)
            send_waiting(services)
            health = health_of(services, Stopping())
            health.note_mail(None)
            health.copy_if_anything_left()
    except OfficeBusy as busy:
        # the worker at it sends within a minute what is due
        with closing(ledger_home(paths).open()) as ledger:
            settle(ledger)
            ledger.make_all_due()
        return busy.who
    return ""


def status_at(folder: Path) -> tuple[Status, Words]:
    """Return how the worker of an office is, in the office's words."""
    paths = OfficePaths(folder)
    settings, now = recorded_settings(paths), BangkokClock().now()
    with open_record(folder) as (ledger, words):
        home = ledger_home(paths)
        at_work = worker_at(paths) or home.holder()
        trouble = sheet_missing(paths, settings) or home.in_the_way()
        found = status_of(ledger, settings.watch, now, at_work, trouble)
        return replace(found, step=step_at(paths) if at_work else None), words
