"""What processes have in common: in files on one machine, or in a database of several's."""

import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from sync.errors import DatabaseAway, DatabaseRefuses
from sync.ledger.file import in_the_way_of, kind_of

_log = logging.getLogger(__name__)

SCHEMA = "plan_sync_province"
"""Where in a database our own tables are."""
_PATIENCE = 30
_PAUSE = 2.0
_GLANCE = 0.01
_GONE = ("08", "53", "57")
"""Beginnings of PostgreSQL's codes: no connection, no room for one more, going down."""
_PASSED_OVER = frozenset({"40001", "40P01", "25P03", "25P04"})
"""Its codes for what it undid whole for others' sake: they were in each other's way, or we too slow."""
_NO_RIGHT = "42501"
"""Its code for who lacks a right."""

_T = TypeVar("_T")


def in_file(file: Path, *, stays: bool = False) -> sa.Engine:
    """Return a file of SQLite's opened for many: who writes keeps nobody from reading.

    Where disk, folder or file are in the way of a use of it, that raises StorageError.
    Each use is a connection of its own; of one that ``stays`` some are kept.
    """
    address = f"sqlite:///{file}"
    if stays:
        engine = sa.create_engine(address, poolclass=sa.QueuePool, max_overflow=-1)
    else:
        engine = sa.create_engine(address, poolclass=sa.NullPool)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  a driver's
        connection.isolation_level = "IMMEDIATE"
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
        connection.execute("PRAGMA foreign_keys = ON")
        _let_read_while_writing(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    @sa.event.listens_for(engine, "handle_error")
    def say(context: sa.ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, sqlite3.DatabaseError):
            stop = in_the_way_of(error, file, writes=True)
            if stop:
                raise stop from error

    return engine


def _let_read_while_writing(connection: Any) -> None:  # noqa: ANN401  a driver's
    """Keep the file's journal beside it, which of several who begin it one does.

    The others are refused at once: SQLite's own patience is not for that.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if kind_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_GLANCE)
        else:
            return


def anew_if_damaged(
    act: Callable[[], _T], engine: sa.Engine, file: Path, what: str
) -> _T:
    """Do what needs a file of SQLite's that holds no truth; a damaged one begins anew.

    Args:
        act: one transaction, which makes what is missing in the file.
        engine: what the file is reached through.
        file: where it is.
        what: what is in it, for the log.
    """
    try:
        return act()
    except sa.exc.DatabaseError as error:
        if not is_damage(error):
            raise
        _log.warning("%s are damaged and begin anew why=%s", what, error.orig)
        engine.dispose()
        delete_database(file)
        return act()


def is_damage(error: sa.exc.DatabaseError) -> bool:
    """Whether an error says that a file of SQLite's is broken, or none."""
    return kind_of(error.orig) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_held(error: sa.exc.DatabaseError) -> bool:
    """Whether an error says that somebody holds a file of SQLite's for long."""
    return kind_of(error.orig) == sqlite3.SQLITE_BUSY


def identity(file: Path) -> tuple[int, int] | None:
    """Return what is another value when a file was made anew; ``None`` if it is gone."""
    try:
        state = os.stat(file)  # noqa: PTH116  on Windows it alone has a number
    except OSError:
        return None
    return state.st_dev, state.st_ino


def delete_database(path: Path) -> None:
    """Delete a file of SQLite's that holds no truth, with what lies beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def in_database(address: str) -> sa.Engine:
    """Return a database by its address; each use of it is a connection of its own.

    So there is none to find broken, and none that many idle processes keep. Where its
    user lacks a right, a use of it raises DatabaseRefuses.
    """
    # one machine has no need of what reaches a server
    from sync.ledger.postgres_tables import LIMITS, PATIENCE, shown  # noqa: PLC0415

    settings = {**LIMITS, "search_path": SCHEMA}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    engine = sa.create_engine(
        sa.make_url(address).set(drivername="postgresql+psycopg"),
        connect_args={**PATIENCE, "options": options, "application_name": "plan-sync"},
        poolclass=sa.NullPool,
    )

    @sa.event.listens_for(engine, "handle_error")
    def say(context: sa.ExceptionContext) -> None:
        error = context.original_exception
        if getattr(error, "sqlstate", "") == _NO_RIGHT:
            raise DatabaseRefuses(shown(address), _line_of(error)) from None

    return engine


def have_tables(db: sa.Connection, known_by: str, statements: Iterable[str]) -> None:
    """Make tables in a database of several machines, unless the one they are known by is there.

    Who waited for another to make them makes none: that would wait for all who use them.
    """
    # it says so where the schema is another user's: that would be none at all to a query
    there = sa.text("SELECT to_regclass(:name)")
    name = {"name": f"{SCHEMA}.{known_by}"}
    if db.scalar(there, name):
        return
    alone = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:schema, 0))")
    db.execute(alone, {"schema": SCHEMA})
    # the name alone would be sought in what this session knew before it waited
    made = sa.text(
        "SELECT 1 FROM pg_tables WHERE schemaname = :schema AND tablename = :known"
    )
    if not db.scalar(made, {"schema": SCHEMA, "known": known_by}):
        for statement in (f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}", *statements):
            db.execute(sa.text(statement))


def will_pass(error: Exception) -> bool:
    """Whether a database did nothing of what it was asked, and may do it when asked again.

    It cannot be reached now, or has undone it for others' sake.
    """
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", "")  # of a file there is none
    if error.connection_invalidated or code in _PASSED_OVER:
        return True
    if not isinstance(error, sa.exc.OperationalError):
        return False
    return (_GONE[0] if code is None else code).startswith(_GONE)


def must_answer(address: str, settings: Path) -> None:
    """Go on if a database answers; ``settings`` is the file in which its address stands.

    Raises:
        DatabaseAway: it does not.
    """
    from sync.ledger.postgres_tables import shown  # noqa: PLC0415  as above

    try:
        in_database(address).connect().close()
    except sa.exc.DBAPIError as error:
        raise DatabaseAway(settings, shown(address), _line_of(error.orig)) from None


def patiently(act: Callable[[], _T], sleep: Callable[[float], None] = time.sleep) -> _T:
    """Do what needs a database, in one transaction; wait and do it again while it may."""
    told = False
    while True:
        try:
            return act()
        except sa.exc.DBAPIError as error:
            if not will_pass(error):
                raise
            if not told:
                code = getattr(error.orig, "sqlstate", None)
                _log.warning("the database is waited for code=%s", code or "-")
            told = True
        sleep(_PAUSE)


def _line_of(error: BaseException | None) -> str:
    return str(error).strip().split("\n")[0]
