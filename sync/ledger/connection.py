"""The connection to the ledger: checked and brought up to date when it is opened."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sync.errors import LedgerDamaged, LedgerNewer
from sync.ledger.file import guarded, refuse_if_lost
from sync.ledger.schema import MIGRATIONS


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
                raise LedgerDamaged(path, verdict)
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

    def _migrate(self) -> None:
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            refuse_if_lost(self.path)
        if version > len(MIGRATIONS):
            raise LedgerNewer(self.path, version)
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            # executescript commits first, so the script brings its own transaction
            self.connection.executescript(
                f"BEGIN;{script}PRAGMA user_version = {number};COMMIT;"
            )

    def execute(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one query; to be read within ``guarded``."""
        return self.connection.execute(query, values)
