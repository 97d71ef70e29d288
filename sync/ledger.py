"""The ledger: the worker's own durable record, in SQLite.

It knows what was written, published and queued, so that a worker killed at any
instant finishes what it had begun and repeats nothing. Each method is one
transaction. Losing the ledger loses history, never staff's work: everything else is
found again in the spreadsheet and the documents.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Self

from sync.errors import LedgerDamaged
from sync.model import (
    Change,
    CycleRecord,
    Facts,
    Message,
    Publication,
    Totals,
    WrittenTotals,
)

_MIGRATIONS = (
    """
    CREATE TABLE cycles (
        number INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        errors INTEGER NOT NULL DEFAULT 0,
        warnings INTEGER NOT NULL DEFAULT 0,
        infos INTEGER NOT NULL DEFAULT 0,
        projects INTEGER NOT NULL DEFAULT 0,
        budget TEXT NOT NULL DEFAULT '0',
        changes TEXT NOT NULL DEFAULT '[]'
    ) STRICT;
    CREATE TABLE written_totals (
        number INTEGER PRIMARY KEY,
        budget TEXT NOT NULL,
        per_quarter TEXT NOT NULL
    ) STRICT;
    CREATE TABLE publications (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        link TEXT NOT NULL,
        as_of TEXT NOT NULL,
        facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE outbox (
        message_id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        content BLOB NOT NULL,
        queued TEXT NOT NULL,
        sent TEXT
    ) STRICT;
    """,
)
"""The schema's history; a ledger is brought up to date by the ones it lacks."""


class Ledger:
    """The durable record of one office."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        with self._guarded():
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            (verdict,) = self._db.execute("PRAGMA quick_check").fetchone()
            if verdict != "ok":
                raise LedgerDamaged(path, verdict)
            self._migrate()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a ledger, new if there is none.

        Raises:
            LedgerDamaged: the file is no ledger, or is broken.
        """
        return cls(sqlite3.connect(path, isolation_level=None), path)

    @classmethod
    def copy(cls, path: Path) -> Self:
        """Open a copy in memory, for a preview: the file is not touched."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        with tempfile.TemporaryDirectory() as folder:
            # even a read-only connection would leave files of its own beside the ledger
            for name in (path.name, f"{path.name}-wal"):
                if path.with_name(name).exists():
                    shutil.copy(path.with_name(name), folder)
            source = sqlite3.connect(Path(folder) / path.name)
            try:
                source.backup(memory)
            except sqlite3.DatabaseError as error:
                raise LedgerDamaged(path, str(error)) from error
            finally:
                source.close()
        return cls(memory, path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(_MIGRATIONS):
            raise LedgerDamaged(self._path, f"made by a newer version: {version}")
        for number, script in enumerate(_MIGRATIONS[version:], version + 1):
            # executescript commits first, so the script brings its own transaction
            self._db.executescript(
                f"BEGIN;{script}PRAGMA user_version = {number};COMMIT;"
            )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise LedgerDamaged(self._path, str(error)) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # --- cycles -----------------------------------------------------------------

    def begin_cycle(self, now: datetime) -> int:
        """Open a cycle; give its number."""
        with self._transaction() as db:
            added = db.execute(
                "INSERT INTO cycles (started, outcome) VALUES (?, 'running')",
                (now.isoformat(),),
            )
            return int(added.lastrowid or 0)

    def end_cycle(self, record: CycleRecord) -> None:
        """Close a cycle with what came of it."""
        changes = [asdict(change) for change in record.changes]
        with self._transaction() as db:
            db.execute(
                "UPDATE cycles SET finished = ?, outcome = ?, errors = ?, warnings = ?,"
                " infos = ?, projects = ?, budget = ?, changes = ? WHERE number = ?",
                (
                    record.finished.isoformat() if record.finished else None,
                    record.outcome,
                    record.errors,
                    record.warnings,
                    record.infos,
                    record.projects,
                    str(record.budget),
                    json.dumps(changes, ensure_ascii=False),
                    record.number,
                ),
            )

    def cycles(self, most: int) -> Sequence[CycleRecord]:
        """Give the last cycles, the latest first."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT number, started, finished, outcome, errors, warnings, infos,"
                " projects, budget, changes FROM cycles ORDER BY number DESC LIMIT ?",
                (most,),
            ).fetchall()
        return [_cycle(row) for row in rows]

    # --- what was written and published ------------------------------------------

    def remember_totals(self, totals: Totals) -> None:
        """Note the totals about to be written; before writing, so that none is missed."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO written_totals (budget, per_quarter) VALUES (?, ?)",
                (str(totals.budget), json.dumps(totals.per_quarter)),
            )
            db.execute(
                "DELETE FROM written_totals WHERE number <="
                " (SELECT max(number) FROM written_totals) - 2"
            )

    def written_totals(self) -> Sequence[WrittenTotals]:
        """Give the last two totals noted.

        Two, since a cycle killed between note and write leaves the older in the sheet.
        """
        with self._guarded():
            rows = self._db.execute("SELECT budget, per_quarter FROM written_totals")
            return [WrittenTotals(Decimal(b), tuple(json.loads(q))) for b, q in rows]

    def publication(self, key: str) -> Publication | None:
        """Give what was last published under a key."""
        with self._guarded():
            row = self._db.execute(
                "SELECT digest, link, as_of, facts FROM publications WHERE key = ?",
                (key,),
            ).fetchone()
        if row is None:
            return None
        digest, link, as_of, facts = row
        known: Facts = tuple(tuple(fact) for fact in json.loads(facts))
        return Publication(key, digest, link, date.fromisoformat(as_of), known)

    def record_publication(
        self, publication: Publication, messages: Iterable[Message], now: datetime
    ) -> None:
        """Note a publication and queue its mail, both or neither.

        A message whose id is known already is the same message, queued or sent.
        """
        facts = json.dumps(publication.facts, ensure_ascii=False)
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO publications VALUES (?, ?, ?, ?, ?)",
                (
                    publication.key,
                    publication.digest,
                    publication.link,
                    publication.as_of.isoformat(),
                    facts,
                ),
            )
            db.executemany(
                "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, NULL)",
                [
                    (m.message_id, m.recipient, m.subject, m.content, now.isoformat())
                    for m in messages
                ],
            )

    # --- outbox -----------------------------------------------------------------

    def unsent(self) -> Sequence[Message]:
        """Give the messages queued and not yet known to be sent, oldest first."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT message_id, recipient, subject, content FROM outbox"
                " WHERE sent IS NULL ORDER BY queued, rowid"
            )
            return [Message(*row) for row in rows]

    def mark_sent(self, message: Message, now: datetime) -> None:
        """Note that a message was handed over."""
        with self._transaction() as db:
            db.execute(
                "UPDATE outbox SET sent = ? WHERE message_id = ?",
                (now.isoformat(), message.message_id),
            )


def _cycle(row: Sequence[str]) -> CycleRecord:
    number, started, finished, outcome, *counts, budget, changes = row
    errors, warnings, infos, projects = map(int, counts)
    return CycleRecord(
        number=int(number),
        started=datetime.fromisoformat(started),
        finished=datetime.fromisoformat(finished) if finished else None,
        outcome=outcome,
        errors=errors,
        warnings=warnings,
        infos=infos,
        projects=projects,
        budget=Decimal(budget),
        changes=tuple(Change(**change) for change in json.loads(changes)),
    )
