"""One visit of the doctor: every check that an office calls for."""

import logging
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from sync.adapters.clock import BangkokClock, check_clock
from sync.adapters.google.office import Line, at_google
from sync.adapters.google.session import Patience
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cycle.belonging import must_be_own
from sync.doctor import Result, Say, examine
from sync.doctor.at_google import AtGoogle
from sync.doctor.here import Here, LocalSheet
from sync.doctor.privacy import Privacy
from sync.errors import ClockUnset, LedgerOfAnother, WorkerError
from sync.messages import load_words
from sync.model.cells import Sheet
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.resources import TEMPLATES
from sync.settings.office_file import load_settings
from sync.settings.values import GoogleSettings, Settings

_log = logging.getLogger(__name__)

_LINE = Line(patience=Patience(look=20, change=20, whole=30, budget=15))
"""Somebody is waiting for the answer."""


def visit(folder: Path, say: Say) -> Iterator[Result]:
    """Look at everything that an office's cycle needs. Nothing is changed."""
    paths = OfficePaths(folder)
    try:
        check_clock(BangkokClock().now())
        settings = load_settings(paths.settings)
    except ClockUnset as stop:
        yield say.stop("clock", stop)
        return
    except WorkerError as stop:
        yield say.stop("settings", stop)
        return
    yield _read(paths, say)
    here = Here(paths, settings, TEMPLATES, say).checks()
    private = Privacy(paths, settings, say).checks()
    yield from examine([*here, *private], say, folder)
    if settings.google is None:
        yield from _local(paths, settings, say)
    else:
        yield from _google(settings, settings.google, folder, say)


def _read(paths: OfficePaths, say: Say) -> Result:
    """Return whence the settings are; where no folder is, nothing was looked at."""
    path = str(paths.settings)
    if paths.settings.exists():
        return say.good("settings", "settings", path=path)
    if paths.folder.is_dir():
        return say.good("settings", "settings_none", path=path)
    return say.left_out("settings", "settings_none", path=path)


def _local(paths: OfficePaths, settings: Settings, say: Say) -> Iterator[Result]:
    sheet = LocalSpreadsheet(paths.workbook)
    remembers = partial(_remembers, paths, "")
    checks = LocalSheet(sheet.read, settings, load_headers(), say, remembers).checks()
    return examine(checks, say, paths.folder)


def _google(
    settings: Settings, google: GoogleSettings, folder: Path, say: Say
) -> Iterator[Result]:
    gmail = settings.mail.way == "gmail"
    try:
        with at_google(google, folder, mail=gmail, line=_LINE) as office:
            paths = OfficePaths(folder)
            documents = office.documents(LocalDocuments(paths.documents))
            names = load_words("th")
            remembers = partial(_remembers, paths, office.spreadsheet_id)
            there = AtGoogle(
                office, documents, names, google, load_headers(), say, gmail, remembers
            )
            yield from examine(there.checks(), say, folder)
    except WorkerError as stop:
        yield say.stop("sign_in", stop)


def _remembers(paths: OfficePaths, spreadsheet: str, sheet: Sheet) -> bool:
    """Whether there is a ledger; what keeps that from being seen is told by its check.

    Raises:
        LedgerOfAnother: there is, and it is of another office.
    """
    try:
        home = ledger_home(paths)
        if not home.exists():
            return False
        with closing(home.copy()) as ledger:
            documents = LocalDocuments(paths.documents)
            must_be_own(ledger, spreadsheet, documents, lambda: sheet)
    except LedgerOfAnother:
        raise
    except WorkerError as stop:
        _log.info("the ledger is not seen stop=%s", stop.code)
    return True
