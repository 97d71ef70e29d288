"""The connection to the ledger: checked and brought up to date when it is opened."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sync.errors import DiskFull, LedgerLocked, LedgerNewer
from sync.ledger.copies import damage
from sync.ledger.file import guarded, refuse_if_lost
from sync.ledger.schema import MIGRATIONS, migrate

_log = logging.getLogger(__name__)

_MUCH, _PART = 2**20, 4
"""Bytes that are free, and one in how many: then the file is made smaller."""


class Database:
    """One connection to the ledger's file; every use of it is guarded."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        with self.guarded():
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = FULL")
            (verdict,) = self.connection.execute("PRAGMA quick_check").fetchone()
            if verdict != "ok":
                raise damage(path, verdict)
            self._migrate()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Have what SQLite cannot do within be a stop."""
        with guarded(self.path, writes=True):
            yield

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all that is done within, or nothing of it."""
        with self.guarded():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if (
                    self.connection.in_transaction
                ):  # on some failures SQLite has ended it
                    self.connection.execute("ROLLBACK")
                raise

    def shrink(self) -> None:
        """Give the disk back what room is free in the file, where that is much.

        Where there is no room to do it in, it waits for a night when there is.
        """
        try:
            with self.guarded():
                free, pages, size = (
                    self.connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("freelist_count", "page_count", "page_size")
                )
                if free * size < _MUCH or free * _PART < pages:
                    return
                self.connection.execute("VACUUM")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (DiskFull, LedgerLocked) as stop:
            _log.info("the ledger does not shrink why=%s", stop.code)

    def _migrate(self) -> None:
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            refuse_if_lost(self.path)
        if version > len(MIGRATIONS):
            raise LedgerNewer(self.path, version)
        migrate(self.connection, version)

    def execute(self, query: str, values: Sequence[object] = (), /) -> sqlite3.Cursor:
        """Run one query; to be read within ``guarded``."""
        return self.connection.execute(query, values)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
