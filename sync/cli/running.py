"""One cycle from the command line, and how it ends."""

from pathlib import Path

from sync import wiring
from sync.cli import cycle_view, terminal
from sync.cycle import night
from sync.cycle.clock import must_not_be_behind
from sync.cycle.night import Report
from sync.cycle.quiet import run_night
from sync.cycle.services import Services
from sync.errors import MailError, WorkerError
from sync.ledger import Ledger
from sync.log import logging_to
from sync.paths import OfficePaths
from sync.worker.health import Health, Job
from sync.worker.shutdown import Stopping


def run_once(folder: Path, *, once: bool, quiet: bool) -> int:
    """Run one cycle at an office; return the exit status."""
    paths, stopping = OfficePaths(folder), Stopping()
    with (
        stopping.on_signals(),
        wiring.open_office(folder, stopping.sleep) as services,
        logging_to(paths.log, services.settings.log, quiet=quiet),
    ):
        outbox = paths.outbox if services.settings.mail.way == "outbox" else None
        health = wiring.health_of(services, stopping)
        untended: list[int] = []

        def hear(_: Job, stop: WorkerError, __: int) -> None:
            terminal.show_stop(stop, services.words)
            untended.append(stop.exit_code)

        if once:
            # whoever is called after a good night hears of copies that fail
            with health.noting(Job.NIGHT), health.tending(hear):
                must_not_be_behind(services)
                status = _one_cycle(services, stopping, outbox, health, quiet=quiet)
        else:
            must_not_be_behind(services, by_hand=True)
            # a person may have put something right
            services.ledger.make_all_due()
            with health.tending(hear):
                status = _one_cycle(services, stopping, outbox, None, quiet=quiet)
        return status or sum(untended)


def _one_cycle(
    services: Services,
    stopping: Stopping,
    outbox: Path | None,
    health: Health | None,
    *,
    quiet: bool,
) -> int:
    """Run a cycle, and show it unless it went well and is to be ``quiet``."""
    with terminal.progress(services.words) as tell:

        def begin(stage: str) -> None:
            services.begun(stage)
            tell(stage)

        run = run_night if health and quiet else night.run_cycle
        report = run(services, stopping.between(begin))
    if health:
        health.note_mail(report.mail_stop)
    status = status_of_mail(services.ledger)
    if isinstance(report, Report) and (report.refused or status or not quiet):
        cycle_view.show_report(report, outbox, terminal.Terminal(services.words))
    if report.refused:
        raise report.refused
    if report.mail_stop:
        terminal.show_stop(report.mail_stop, services.words)
        return report.mail_stop.exit_code
    return status


def status_of_mail(ledger: Ledger) -> int:
    """Return the exit status where mail waits or was given up, whoever found it."""
    left = ledger.outbox.waiting() or ledger.outbox.undelivered()
    return MailError.exit_code if left else 0
