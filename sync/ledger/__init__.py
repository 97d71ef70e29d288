"""The ledger: the worker's own durable record, in SQLite.

It knows what was written, published and queued, so that a worker killed at any
instant finishes what it had begun and repeats nothing. Each method of its
parts is one transaction. Losing the ledger loses history, never staff's work: everything else is
found again in the spreadsheet and the documents.
"""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from sync.ledger.connection import Database
from sync.ledger.cycles import Cycles
from sync.ledger.file import connect, copy_into_memory
from sync.ledger.notes import Notes
from sync.ledger.outbox import Outbox
from sync.ledger.people import People
from sync.ledger.publications import Publications
from sync.ledger.snapshots import Snapshots
from sync.ledger.tabs import Tabs
from sync.ledger.totals import TotalsWritten
from sync.ledger.troubles import Troubles
from sync.storage.files import make_folder, replace_file

_COPIES = "ledger-*.db"


_FEWEST_COPIES = 7


class Ledger:
    """The durable record of one office: an object a subject, over one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = Database(connection, path)
        self.snapshots = Snapshots(self._db)
        self.cycles = Cycles(self._db, self.snapshots)
        self.people = People(self._db)
        self.troubles = Troubles(self._db)
        self.totals = TotalsWritten(self._db)
        self.publications = Publications(self._db)
        self.outbox = Outbox(self._db)
        self.notes = Notes(self._db)
        self.tabs = Tabs(self._db)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a ledger, new if there is none.

        Raises:
            LedgerDamaged: the file is no ledger, or is broken.
            LedgerLost: it is gone or empty, and copies of it are there.
            LedgerNewer: a newer version of the worker made it.
            LedgerLocked: another program holds it.
            StorageError: it cannot be opened.
        """
        return cls(connect(path), path)

    @classmethod
    def copy(cls, path: Path) -> Self:
        """Open a copy in memory, for a look: the file is not touched.

        Raises: as ``open``.
        """
        return cls(copy_into_memory(path), path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.connection.close()

    def back_up(self, today: date, *, keep_days: int) -> Path:
        """Put a copy beside the ledger, named by the day; drop those that are older.

        The last seven stay however old: a clock that is ahead makes all others so.
        """
        folder = self._db.path.with_name("backups")
        make_folder(folder, private=True)
        copy = folder / f"ledger-{today.isoformat()}.db"
        with self._db.guarded(), closing(sqlite3.connect(":memory:")) as target:
            self._db.connection.backup(target)
            content = target.serialize()
        replace_file(copy, content, home=self._db.path.parent, private=True)
        oldest = f"ledger-{(today - timedelta(days=keep_days)).isoformat()}.db"
        # copies of the future are none to count on: a clock was wrong then or is now
        past = sorted(it for it in folder.glob(_COPIES) if it.name <= copy.name)
        for other in past[:-_FEWEST_COPIES]:
            if other.name < oldest:
                other.unlink()
        return copy
