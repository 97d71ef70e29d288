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
    LedgerDamaged,
    LedgerLocked,
    LedgerLost,
    ReadOnly,
    WorkerError,
)
from sync.storage.durable import PRIVATE_FILE
from sync.storage.files import inside, storage_stop, storing

COPIES = "ledger-*.db*"
_PRIMARY = 0xFF
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
        StorageError: it cannot be opened.
    """
    for beside in (path, *_beside(path)):
        inside(beside, path.parent)
    if _is_empty(path):
        refuse_if_lost(path)
    with storing(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
    with guarded(path, writes=True):
        return sqlite3.connect(path, isolation_level=None)


def copy_into_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of the file, which is neither changed nor gets anything beside it.

    Raises:
        LedgerLost: it is gone or empty, and copies of it are there.
        LedgerDamaged: it is none, or broken.
        StorageError: it cannot be read.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if _is_empty(path):
        refuse_if_lost(path)
        return memory
    inside(path, path.parent)
    with guarded(path, writes=False):
        for _ in range(_TRIES):
            if _copied(path, memory):
                return memory
    raise LedgerLocked(path)


def refuse_if_lost(path: Path) -> None:
    """Stop if there are copies of a ledger in whose place there is nothing.

    Raises:
        LedgerLost: so it is.
    """
    copies = sorted(path.with_name("backups").glob(COPIES))
    if copies:
        raise LedgerLost(path, copies[-1])


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
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # SQLite was never asked: our own mistake
            raise
        raise _stop(error, code & _PRIMARY, path, writes=writes) from error


def _stop(error: Exception, code: int, path: Path, *, writes: bool) -> WorkerError:
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(path)
    if code in _HELD:
        return LedgerLocked(path)
    if code in _CLOSED:
        return (
            _system_says(path, writes=writes)
            or (ReadOnly(path) if code == sqlite3.SQLITE_READONLY else None)
            or FileTrouble(path, str(error))
        )
    return LedgerDamaged(path, str(error))


def _system_says(path: Path, *, writes: bool) -> WorkerError | None:
    """Ask the system itself, whose answer says why; SQLite's only says that."""
    try:
        os.close(os.open(path, os.O_RDWR if writes else os.O_RDONLY))
        if writes:
            with tempfile.TemporaryFile(dir=path.parent) as probe:
                probe.write(b"\0" * 65536)
    except OSError as error:
        return storage_stop(error, path)
    return None


def _copied(path: Path, memory: sqlite3.Connection) -> bool:
    """Copy, if nobody writes meanwhile.

    Without a log beside it the file is whole by itself, and SQLite is told that nothing
    changes it: else it would make files of its own, which a worker of another user
    could not use. Whether that was true is seen afterwards.
    """
    resting, before = not _log_of(path).exists(), path.stat()
    how = "mode=ro&immutable=1" if resting else "mode=ro"
    address = f"file:{quote(str(path.resolve()))}?{how}"
    with closing(sqlite3.connect(address, uri=True)) as source:
        source.backup(memory)
    after = path.stat()
    same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    return not resting or (same and not _log_of(path).exists())


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0 and not _log_of(path).exists()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise storage_stop(error, path) from error


def _beside(path: Path) -> tuple[Path, Path]:
    return _log_of(path), path.with_name(f"{path.name}-shm")


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
