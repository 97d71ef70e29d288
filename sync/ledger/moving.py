"""A ledger's way from a file into a database, and back: all of it, or nothing.

A crash in the middle leaves it in both places. Whoever comes next sees by a digest that
they are the same, and ends what was begun.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sync.errors import LedgerLocked, LedgerTwice, LedgerUnreachable
from sync.ledger import FileLedger
from sync.ledger.connection import Database
from sync.ledger.file import beside, connect, guarded, moved_of
from sync.ledger.postgres_schema import OFFICE, SCHEMA
from sync.ledger.postgres_tables import NO_LEDGER, PostgresTables
from sync.ledger.schema import migrate
from sync.ledger.tables import KEYS, Statements, Tables, digest
from sync.storage.durable import make_file, make_sure_of_file, sync_folder
from sync.storage.files import storing

_OFFICES = f"{SCHEMA}.offices"
_HERE = f"office = current_setting('{OFFICE}')"


def pour(source: Tables | Statements, target: Statements) -> None:
    """Put all rows of one ledger into another, which has none."""
    for table in KEYS:
        rows = source.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def is_there(tables: PostgresTables) -> bool:
    """Whether the database has a ledger of the office."""
    return _moved(tables) is not None


def begin(tables: PostgresTables) -> None:
    """Begin a ledger in the database."""
    with tables.guarded():
        tables.execute(f"INSERT INTO {_OFFICES} DEFAULT VALUES")


def move_in(tables: PostgresTables, file: Path) -> None:
    """Move the ledger of a file into the database, which has none of the office.

    Raises:
        WorkerError: the file cannot be used, or the database.
    """
    with (
        closing(Database(connect(file), file)) as source,
        source.guarded(),
        tables.guarded(),
        tables.connection.transaction(),
    ):
        tables.execute(
            f"INSERT INTO {_OFFICES} (moved) VALUES (?)",  # noqa: S608
            (digest(source),),
        )
        pour(source, tables)
    _put_aside(file)


def end_move(tables: PostgresTables, file: Path) -> None:
    """End what was cut off while the ledger was in both places.

    Raises:
        LedgerTwice: they differ, so there are two.
    """
    with closing(Database(connect(file), file)) as source:
        with source.guarded():
            says = digest(source)
        with tables.guarded():
            same = says in (_moved(tables), digest(tables))
    if not same:
        raise LedgerTwice(file, tables.where)
    _put_aside(file)


def mark_moved(file: Path) -> None:
    """Leave word in the folder that the ledger is in a database, if none is there.

    Nobody then begins anew, and sends all mail again, where the database is lost, or
    not set any more.
    """
    mark = moved_of(file)
    if file.parent.is_dir():
        with storing(mark):
            make_sure_of_file(mark)


def move_out(tables: PostgresTables, file: Path) -> None:
    """Move the ledger out of the database into a file, where there is none.

    Raises:
        WorkerError: the file cannot be written, or the database not used.
    """
    draft = file.with_name(".ledger.tmp")
    with storing(draft):
        draft.unlink(missing_ok=True)
        os.close(make_file(draft))
    with tables.transaction() as db:
        _filled(db, str(draft), file).close()
        for table in KEYS:
            db.execute(f"DELETE FROM {table}")  # noqa: S608
        db.execute(f"DELETE FROM {_OFFICES} WHERE {_HERE}")  # noqa: S608
        # before the end of the transaction: rather in both places than in none
        with storing(file):
            draft.replace(file)
            sync_folder(file.parent)
    with storing(file):
        moved_of(file).unlink(missing_ok=True)


def copy_of(tables: PostgresTables, file: Path) -> FileLedger:
    """Return a copy of a ledger in a temporary file of SQLite's own.

    Raises:
        LedgerUnreachable: there is none of the office in the database.
    """
    with tables.guarded(), tables.connection.transaction():
        tables.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if not is_there(tables):  # it was moved out since somebody asked
            raise LedgerUnreachable(tables.where, NO_LEDGER)
        return FileLedger(Database(_filled(tables, "", file), file))


def _filled(source: Statements, name: str, stands_for: Path) -> sqlite3.Connection:
    """Return a new file with all that a ledger holds; one without a name is temporary."""
    with guarded(stands_for, writes=True):
        file = sqlite3.connect(name, isolation_level=None)
        migrate(file, 0)
        file.execute("BEGIN")
        pour(source, file)
        file.execute("COMMIT")
        return file


def _moved(tables: PostgresTables) -> str | None:
    """Return of which file a ledger is; ``None`` if there is none of the office."""
    with tables.guarded():
        row = tables.execute(
            f"SELECT moved FROM {_OFFICES} WHERE {_HERE}"  # noqa: S608
        ).fetchone()
    return str(row[0]) if row else None


def _put_aside(file: Path) -> None:
    """Keep a file whose ledger is in a database, under a name that says so.

    Raises:
        LedgerLocked: somebody is looking at it; who comes next ends the move.
    """
    aside = moved_of(file)
    with closing(Database(connect(file), file)) as source, source.guarded():
        # whoever closes the last connection folds the log into the file, and a look that
        # is open may be the last: a crash between two moves would part file and log
        ((busy, *_),) = source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise LedgerLocked(file)
    with storing(file):
        for old, new in zip(beside(file), beside(aside), strict=True):
            new.unlink(missing_ok=True)
            if old.exists():
                old.replace(new)
        file.replace(aside)
        sync_folder(file.parent)
