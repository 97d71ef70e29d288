"""The ledger's file: opened privately, copied without a trace, and what ails it.

SQLite says by a number what it cannot do. A disk that is full, a file that somebody
holds or that we may not write is no damage, and wants another cure.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sync.errors import (
    DiskFull,
    FileTrouble,
    LedgerForgotten,
    LedgerLocked,
    LedgerLost,
    LedgerMoved,
    ReadOnly,
    StorageError,
)
from sync.ledger.copies import damage, is_packed, newest_copy, unpack_copy
from sync.ledger.stored import Illegible
from sync.paths import OfficePaths
from sync.storage.durable import make_sure_of_file, sync_folder
from sync.storage.files import (
    inside,
    must_be_file,
    storage_stop,
    storing,
    try_to_write,
)

_PRIMARY = 0xFF
"""The part of SQLite's codes that tells the kind."""
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
}
_TRIES = 5


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, new and nobody else's if there is none.

    Raises:
        LedgerLost: it is gone or empty, and copies of it are there.
        LedgerForgotten: it is gone or empty with all copies.
        StorageError: it cannot be opened.
    """
    for each in (path, *beside(path)):
        inside(each, path.parent)
        must_be_file(each)
    if _is_empty(path):
        refuse_if_lost(path)
    with storing(path):
        make_sure_of_file(path)
        os.close(os.open(path, os.O_RDWR))
    if is_packed(path):
        _put_unpacked(path)
    with guarded(path, writes=True):
        return sqlite3.connect(path, isolation_level=None)


def open_copy(path: Path) -> sqlite3.Connection:
    """Return a copy of the file, which is neither changed nor gets anything beside it.

    It is in a temporary file of SQLite's own, which only grows when there is much.

    Raises:
        LedgerLost: it is gone or empty, and copies of it are there.
        LedgerForgotten: it is gone or empty with all copies.
        LedgerDamaged: it is none, or broken.
        StorageError: it cannot be read.
    """
    must_be_file(path)
    copy = sqlite3.connect("", isolation_level=None)
    if _is_empty(path):
        refuse_if_lost(path)
        return copy
    inside(path, path.parent)
    with guarded(path, writes=False):
        if is_packed(path):
            with tempfile.TemporaryDirectory() as folder:
                unpack_copy(path, Path(folder) / path.name)
                _copied(Path(folder) / path.name, copy)
            return copy
        for _ in range(_TRIES):
            with storing(path):  # it may be moved meanwhile
                if _copied(path, copy):
                    return copy
    raise LedgerLocked(path)


def moved_of(path: Path) -> Path:
    """Return under what name a file is kept whose ledger was moved into a database."""
    return path.with_name(f"{path.name}.moved")


def refuse_if_lost(path: Path) -> None:
    """Stop if there was a ledger in whose place there is nothing.

    Copies tell of it, or the log, in which nothing is written before there is one. What
    else a worker leaves in an office may be brought to a new one: a sheet with its
    marks, documents.

    Raises:
        LedgerLost: there are copies.
        LedgerForgotten: there are none.
        LedgerMoved: it was moved into a database, and is to be there.
    """
    if moved_of(path).exists():
        raise LedgerMoved(moved_of(path))
    copy = newest_copy(path)
    if copy:
        raise LedgerLost(path, copy)
    log = OfficePaths(path.parent).log
    if log.is_file():
        raise LedgerForgotten(path, log)


@contextmanager
def guarded(path: Path, *, writes: bool) -> Iterator[None]:
    """Have what SQLite cannot do with a file be a stop; ``writes``: we want to write.

    Raises:
        LedgerDamaged: it is no ledger, or broken.
        LedgerLocked: somebody holds it.
        StorageError: disk, folder or file are in the way.
    """
    try:
        yield
    except Illegible as error:
        raise damage(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        code = kind_of(error)
        if not code and isinstance(error, sqlite3.OperationalError):
            # the one thing that Python itself says so; its words quote what is kept
            raise damage(path, "a text is not UTF-8") from error
        if not code:  # SQLite was never asked: our own mistake
            raise
        if code in _HELD:
            raise LedgerLocked(path) from error
        stop = in_the_way_of(error, path, writes=writes)
        raise stop or damage(path, str(error)) from error


def kind_of(error: BaseException | None) -> int:
    """Return the kind of what SQLite says is wrong; 0 of an error that is not its own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def in_the_way_of(
    error: sqlite3.DatabaseError, path: Path, *, writes: bool
) -> StorageError | None:
    """Return what keeps SQLite from its file, if disk, folder or file are in the way."""
    code = kind_of(error)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path)
    if code in _CLOSED:
        return (
            _system_says(path, writes=writes)
            or (ReadOnly(path) if code == sqlite3.SQLITE_READONLY else None)
            or FileTrouble(path, str(error))
        )
    return None


def _system_says(path: Path, *, writes: bool) -> StorageError | None:
    """Ask the system itself, whose answer says why; SQLite's only says that."""
    try:
        if writes:
            try_to_write(path)
            try_to_write(path.parent)
        with storing(path):
            os.close(os.open(path, os.O_RDONLY))
    except StorageError as stop:
        return stop
    return None


def _copied(path: Path, copy: sqlite3.Connection) -> bool:
    """Copy, if nobody writes meanwhile.

    Without a log beside it the file is whole by itself, and SQLite is told that nothing
    changes it: else it would make files of its own, which a worker of another user
    could not use. Whether that was true is seen afterwards.
    """
    resting, before = not log_of(path).exists(), path.stat()
    how = "mode=ro&immutable=1" if resting else "mode=ro"
    address = f"file:{quote(str(path.resolve()))}?{how}"
    with closing(sqlite3.connect(address, uri=True)) as source:
        source.backup(copy)
    after = path.stat()
    same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    return not resting or (same and not log_of(path).exists())


def _put_unpacked(path: Path) -> None:
    """Unpack a copy that somebody put in the ledger's place.

    A log beside it is of the ledger that was there before, and is kept under another
    name: it would be taken for a part of this one.
    """
    draft = path.with_name(".ledger.tmp")
    unpack_copy(path, draft)
    with storing(path):
        for log in beside(path):
            if log.exists():
                log.replace(log.with_name(f"{log.name}.before"))
        draft.replace(path)
        sync_folder(path.parent)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0 and not log_of(path).exists()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise storage_stop(error, path) from error


def beside(path: Path) -> tuple[Path, Path]:
    """Return what SQLite may have beside the file: a log, and who reads it."""
    return log_of(path), path.with_name(f"{path.name}-shm")


def log_of(path: Path) -> Path:
    """Return where what SQLite has not put into the file yet is."""
    return path.with_name(f"{path.name}-wal")
