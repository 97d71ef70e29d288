"""What stands in the way of an office's visits, as far as this machine can see."""

from collections.abc import Callable, Iterator
from contextlib import closing

from sync.adapters.ledgers import ledger_home
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.errors import WorkerError
from sync.paths import OfficePaths
from sync.settings.office_file import load_settings


def stops_at(paths: OfficePaths) -> Iterator[WorkerError]:
    """Yield what would stop a visit to an office: its settings, ledger and workbook.

    Nothing is changed, and nobody at Google is asked.
    """
    for look in (_settings, _ledger, _workbook):
        yield from _stopped_by(look, paths)


def _stopped_by(
    look: Callable[[OfficePaths], None], paths: OfficePaths
) -> Iterator[WorkerError]:
    try:
        look(paths)
    except WorkerError as stop:
        yield stop


def _settings(paths: OfficePaths) -> None:
    load_settings(paths.settings)


def _ledger(paths: OfficePaths) -> None:
    with closing(ledger_home(paths).copy()) as ledger:
        ledger.look_through()


def _workbook(paths: OfficePaths) -> None:
    try:
        at_google = load_settings(paths.settings).google
    except WorkerError:  # told already; where the sheet is nobody knows
        return
    if at_google is None:
        LocalSpreadsheet(paths.workbook).read()
