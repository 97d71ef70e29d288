"""Offices that began as one, so that what two nights leave can be compared."""

import copy
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.cycle.night import run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.cycle.services import Services
from sync.ledger import FileLedger
from sync.ledger.connection import Database
from sync.ledger.forms import QUIET
from sync.paths import OfficePaths
from sync.settings.telling import HookSettings
from sync.settings.values import Settings
from sync.wiring.made_of import MadeOf
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.sheets import place

BANGKOK = ZoneInfo("Asia/Bangkok")
NIGHT = datetime(2026, 11, 25, 1, tzinfo=BANGKOK)  # a Wednesday
SETTINGS = Settings(hooks=HookSettings(after_check=("x",), after_publish=("x",)))


@dataclass
class Twin:
    """An office of its own that began as another."""

    office: Services
    clock: FixedClock
    folder: Path

    def type_in(self, address: str, typed: object) -> None:
        assert isinstance(self.office.spreadsheet, MemorySpreadsheet)
        self.office.spreadsheet.type_in(place(address), typed)  # type: ignore[arg-type]

    def open_again(self, settings: Settings = SETTINGS) -> None:
        """Open it as a worker that was started again does."""
        made_of = MadeOf(OfficePaths(self.folder), settings).tell
        self.office = replace(self.office, settings=settings, made_of=made_of)

    def left(self) -> dict[str, object]:
        """Return all that a night left, but for how it was done."""
        ledger = self.office.ledger._db
        tables = ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {
            name: ledger.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for (name,) in tables.fetchall()
        }
        rows["notes"] = sorted(row for row in rows["notes"] if row[0] != QUIET.name)
        documents, mail, calls = (
            self.office.documents,
            self.office.mail,
            self.office.hooks,
        )
        assert isinstance(documents, MemoryDocuments)
        assert isinstance(mail, MemoryMail)
        assert isinstance(calls, MemoryMail)
        return {
            "sheet": self.office.spreadsheet.read(),
            "documents": documents.contents,
            "mail": [each.content for each in mail.delivered],
            "calls": [each.content for each in calls.delivered],
            **rows,
        }


def twin_of(office: Services, now: datetime, folder: Path) -> Twin:
    line = sqlite3.connect(":memory:", isolation_level=None)
    assert isinstance(office.ledger, FileLedger)
    office.ledger._db.connection.backup(line)
    clock = FixedClock(now)
    twin = replace(
        office,
        spreadsheet=copy.deepcopy(office.spreadsheet),
        documents=copy.deepcopy(office.documents),
        mail=copy.deepcopy(office.mail),
        hooks=copy.deepcopy(office.hooks),
        pdf=copy.deepcopy(office.pdf),
        ledger=FileLedger(Database(line, folder / "ledger.db")),
        clock=clock,
    )
    return Twin(twin, clock, folder)


def same_night(quick: Twin, whole: Twin) -> bool:
    """Let a night pass over both; tell whether one was left out. They are the same."""
    was_quiet = isinstance(run_night(quick.office), Quiet)
    run_cycle(whole.office)
    left, left_by_all = quick.left(), whole.left()
    assert left.keys() == left_by_all.keys()
    for what in left:
        assert left[what] == left_by_all[what], what
    return was_quiet
