"""The ledger: the worker's own durable record, in a file or in a database of many.

It knows what was written, published and queued, so that a worker killed at any instant
finishes what it had begun and repeats nothing. Each method of its parts is one
transaction. Losing the ledger loses history, never staff's work: everything else is
found again in the spreadsheet and the documents.
"""

import logging
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from sync.ledger.approvals import Approvals
from sync.ledger.chain import Chain
from sync.ledger.connection import Database
from sync.ledger.copies import drop_old, newest_copy, put_copy
from sync.ledger.cycles import Cycles
from sync.ledger.file import connect, open_copy
from sync.ledger.forms import QUIET
from sync.ledger.notes import Notes
from sync.ledger.outbox import UNCOPIED, Outbox, empty_old
from sync.ledger.people import People
from sync.ledger.publications import Publications
from sync.ledger.snapshots import Snapshots
from sync.ledger.tables import Tables, fingerprint
from sync.ledger.tabs import Tabs
from sync.ledger.totals import TotalsWritten
from sync.ledger.troubles import Troubles
from sync.ledger.versions import thin
from sync.model.mail import Way
from sync.paths import OfficePaths

_log = logging.getLogger(__name__)

_COPIED = "copied"
_OF_NIGHTS = (_COPIED, UNCOPIED, QUIET.name)
"""Notes that say nothing of their own."""
_NIGHTS = 7
_MAIL_IS_KEPT = timedelta(days=7)


class Ledger:
    """The durable record of one office: an object a subject, over one connection.

    ``folder`` is the office's, wherever its tables are.
    """

    def __init__(self, db: Tables, folder: Path) -> None:
        self._db = db
        self._folder = folder
        self.snapshots = Snapshots(self._db)
        self.cycles = Cycles(self._db, self.snapshots)
        self.people = People(self._db)
        self.troubles = Troubles(self._db)
        self.totals = TotalsWritten(self._db)
        self.publications = Publications(self._db, OfficePaths(folder).documents)
        self.chain = Chain(self._db)
        self.approvals = Approvals(self._db)
        self.outbox = Outbox(self._db)
        self.notices = Outbox(self._db, Way.NOTICE)
        self.hooks = Outbox(self._db, Way.HOOK)
        self.notes = Notes(self._db)
        self.tabs = Tabs(self._db)

    @property
    def folder(self) -> Path:
        """Return the office's folder."""
        return self._folder

    @staticmethod
    def open(path: Path) -> "FileLedger":
        """Open a ledger that is a file, new if there is none.

        Raises:
            LedgerDamaged: the file is no ledger, or is broken.
            LedgerLost: it is gone or empty, and copies of it are there.
            LedgerForgotten: it is gone or empty with all copies.
            LedgerNewer: a newer version of the worker made it.
            LedgerLocked: another program holds it.
            StorageError: it cannot be opened.
        """
        return FileLedger(Database(connect(path), path))

    @staticmethod
    def copy(path: Path) -> "FileLedger":
        """Open a copy of its own of a file, for a look: the file is not touched.

        Raises: as ``open``.
        """
        return FileLedger(Database(open_copy(path), path))

    def close(self) -> None:
        """Let go of it."""
        self._db.close()

    def look_through(self) -> None:
        """Read all that there is, as a cycle would.

        Raises:
            LedgerDamaged: something is not understood.
        """
        self.fingerprint(but_notes=())
        self.cycles.last(self.cycles.count())
        self.people.all()
        self.people.invited()
        self.troubles.all()
        self.totals.written()
        self.totals.corrected()
        self.notes.look_through()
        self.snapshots.look_through()
        self.publications.look_through()
        self.approvals.look_through()
        for outbox in (self.outbox, self.notices, self.hooks):
            outbox.look_through()

    def make_all_due(self) -> None:
        """Have all that waits tried at once: a person may have put something right."""
        for outbox in (self.outbox, self.notices, self.hooks):
            outbox.make_due()

    def tend(self, today: date, *, keep_days: int) -> None:  # noqa: ARG002  of copies
        """Do what a ledger needs each night: no more is kept than serves.

        Of a database that has many, whoever looks after it makes copies.
        """
        self.prune(today)

    def copy_if_anything_left(self, today: date, *, keep_days: int) -> None:
        """Do by day what a ledger needs after something left."""

    def fingerprint(
        self, *, but_notes: Collection[str], but_tables: Collection[str] = ()
    ) -> str:
        """Return what tells whether it says anything new, but for what does not count."""
        with self._db.guarded():
            return fingerprint(self._db, but_notes=but_notes, but_tables=but_tables)

    def prune(self, today: date) -> None:
        """Let go of what no longer serves anybody, and of the room that it took.

        That is plans of long ago but one a month, and the content of mail that left
        more than two weeks ago, counted from the day of the seventh last night on: a
        clock that is ahead for a few nights lets nothing go.
        """
        nights = self.cycles.last_nights(_NIGHTS)
        if len(nights) < _NIGHTS:
            return
        day = min(today, nights[-1].started.date())
        with self._db.transaction() as db:
            plans = thin(db, day)
            mails = empty_old(db, day - _MAIL_IS_KEPT)
        if plans or mails:
            _log.info("ledger pruned plans=%d mails=%d", plans, mails)
        self._db.shrink()


class FileLedger(Ledger):
    """A ledger that is a file of the office's own, with copies beside it."""

    _db: Database

    def __init__(self, db: Database) -> None:
        super().__init__(db, db.path.parent)

    def tend(self, today: date, *, keep_days: int) -> None:
        """Do what a ledger needs each night: a copy, and no more than serves.

        Where it says nothing that the last copy does not, that one is enough.
        """
        says = self.fingerprint(but_notes=_OF_NIGHTS)
        named, _, said = self.notes.read(_COPIED).partition(" ")
        last = newest_copy(self._db.path)
        if last is not None and (last.name, says) == (named, said):
            drop_old(last, today, keep_days=keep_days)
        else:
            copy = self.back_up(today, keep_days=keep_days)
            self.notes.write(_COPIED, f"{copy.name} {says}")
        self.notes.forget(UNCOPIED)
        super().tend(today, keep_days=keep_days)

    def copy_if_anything_left(self, today: date, *, keep_days: int) -> None:
        """Copy it if anything left since the last copy, which would send that again.

        Where that fails, the next night tries it and tells of it.
        """
        if self.notes.read(UNCOPIED):
            try:
                self.back_up(today, keep_days=keep_days)
            finally:
                self.notes.forget(UNCOPIED)

    def back_up(self, today: date, *, keep_days: int) -> Path:
        """Put a copy beside the ledger, named by the day; drop those that are older.

        The last seven stay however old: a clock that is ahead makes all others so.
        """
        with self._db.guarded():
            copy = put_copy(self._db.connection, self._db.path, today)
        drop_old(copy, today, keep_days=keep_days)
        return copy
