"""Opening an office: for work, for a look, or for its record alone."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sync.adapters.clock import BangkokClock, check_clock
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.lock import only_worker
from sync.adapters.preview import (
    PreviewDocuments,
    PreviewMail,
    PreviewPdf,
    PreviewSpreadsheet,
)
from sync.cycle.services import Services
from sync.errors import StorageError, WorkbookLost, WorkbookMissing, WorkerError
from sync.ledger import Ledger
from sync.messages import Words, load_words
from sync.paths import OfficePaths
from sync.settings.office_file import load_settings
from sync.settings.values import Settings
from sync.storage.files import must_be_file
from sync.wiring.edges import Edges, edges_of
from sync.wiring.files import clean_up_after_killed, put_if_missing
from sync.wiring.services import services_of

if TYPE_CHECKING:
    from sync.adapters.google.office import Line


@contextmanager
def open_office(
    folder: Path,
    sleep: Callable[[float], None] = time.sleep,
    *,
    adjust: Callable[[Settings], Settings] = lambda settings: settings,
    line: "Callable[[], Line] | None" = None,
) -> Iterator[Services]:
    """Open an office for work; nobody else can, meanwhile.

    Args:
        folder: the office's.
        sleep: how to wait.
        adjust: what of its settings others set for it, such as a province.
        line: gives what it shares with other offices at Google, if it is there.

    Raises:
        OfficeBusy: another worker is at it.
        WorkbookMissing: there is no office in the folder.
        SignInMissing: it is at Google, and there is no key.
    """
    paths = OfficePaths(folder)
    settings, home = adjust(_settings(paths)), ledger_home(paths)
    with only_worker(paths, BangkokClock().now()) as note:
        put_if_missing(paths.settings, "office.toml")
        clean_up_after_killed(paths)
        with (
            home.hold() as ledger,
            edges_of(paths, settings, ledger, sleep, line) as edges,
        ):
            ledger.cycles.close_killed()  # we are alone
            services = services_of(paths, settings, ledger, edges)
            yield replace(services, begun=lambda step: note(step, services.clock.now()))


@contextmanager
def open_preview(folder: Path, documents: Path) -> Iterator[Services]:
    """Open an office to look at: nothing in it is written, nothing sent.

    Documents that a cycle makes go to the folder ``documents``.
    """
    paths = OfficePaths(folder)
    settings = _settings(paths)
    with (
        closing(ledger_home(paths).copy()) as ledger,
        edges_of(paths, settings, ledger, time.sleep) as real,
    ):
        edges = Edges(
            PreviewSpreadsheet(real.spreadsheet),
            PreviewDocuments(real.documents, documents),
            real.templates,
            PreviewPdf(),
            PreviewMail(),
            PreviewMail(),
            PreviewMail(),
            real.sent,
        )
        yield services_of(paths, settings, ledger, edges)


@contextmanager
def open_record(folder: Path) -> Iterator[tuple[Ledger, Words]]:
    """Open an office's ledger to read, and the words to tell it in.

    A worker may be at it, and its spreadsheet out of reach.
    """
    paths = OfficePaths(folder)
    words = load_words(recorded_settings(paths).language)
    with closing(ledger_home(paths).copy()) as ledger:
        yield ledger, words


def _settings(paths: OfficePaths) -> Settings:
    check_clock(BangkokClock().now())
    settings = load_settings(paths.settings)
    if missing := sheet_missing(paths, settings):
        raise missing
    return settings


def recorded_settings(paths: OfficePaths) -> Settings:
    """Return the settings for who looks at the ledger alone, if there is one."""
    if not ledger_home(paths).exists():
        return _settings(paths)
    check_clock(BangkokClock().now())
    return load_settings(paths.settings)


def sheet_missing(paths: OfficePaths, settings: Settings) -> WorkerError | None:
    """Return the stop that a workbook is which is not there, or which is no file."""
    if settings.google is not None:
        return None
    try:
        must_be_file(paths.workbook)
    except StorageError as stop:
        return stop
    if paths.workbook.exists():
        return None
    lost = paths.has_been_worked_at
    return (WorkbookLost if lost else WorkbookMissing)(paths.workbook)
