"""Copies of the ledger: one a night, packed by gzip, in ``backups`` beside it.

Whoever puts one in the ledger's place need not unpack it: that is done when the ledger
is opened.
"""

import gzip
import os
import shutil
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sync.errors import LedgerDamaged, LedgerDamagedCopied
from sync.storage.durable import make_file, sync_file, sync_folder
from sync.storage.files import inside, make_folder, storing

_FEWEST = 7
_MARK = b"\x1f\x8b"
"""How what gzip packed begins; a ledger begins with letters."""


def copies_of(ledger: Path) -> Sequence[Path]:
    """Return the copies of a ledger, the newest last."""
    return sorted(ledger.with_name("backups").glob("ledger-*.db*"))


def newest_copy(ledger: Path) -> Path | None:
    """Return the newest copy of a ledger.

    One of the future, of a clock that was wrong, only where there is no other.
    """
    copies = copies_of(ledger)
    after_tomorrow = _named(datetime.now(UTC).date() + timedelta(days=2))  # of any zone
    past = [copy for copy in copies if copy.name < after_tomorrow]
    return next(reversed(past or copies), None)


def damage(ledger: Path, why: str) -> LedgerDamaged:
    """Return the stop that a damaged ledger is, with the copy to put there if any is."""
    copy = newest_copy(ledger)
    return (
        LedgerDamagedCopied(ledger, why, copy) if copy else LedgerDamaged(ledger, why)
    )


def _named(day: date) -> str:
    return f"ledger-{day.isoformat()}"


def put_copy(ledger: sqlite3.Connection, path: Path, today: date) -> Path:
    """Put a packed copy of an open ledger into ``backups``, named by the day.

    Neither the ledger nor the copy is ever whole in memory.

    Raises:
        sqlite3.DatabaseError: the ledger cannot be read.
        StorageError: the copy cannot be written.
    """
    folder = path.with_name("backups")
    make_folder(folder, private=True)
    copy = inside(folder / f"{_named(today)}.db.gz", path.parent)
    plain, packed = folder / ".copy.tmp", folder / ".copy.gz.tmp"
    with storing(copy):
        try:
            for draft in (plain, packed):  # one of a worker that was killed
                draft.unlink(missing_ok=True)
            os.close(make_file(plain))
            ledger.execute("VACUUM INTO ?", (str(plain),))
            with plain.open("rb") as source, os.fdopen(make_file(packed), "wb") as file:
                with gzip.GzipFile("", "wb", fileobj=file) as target:
                    shutil.copyfileobj(source, target)
                file.flush()
                sync_file(file.fileno())
            packed.replace(copy)
            sync_folder(folder)
        finally:
            for draft in (plain, packed):
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
    return copy


def drop_old(copy: Path, today: date, *, keep_days: int) -> None:
    """Drop the copies older than some days; the last seven stay however old.

    Those of the future are none to count on: a clock was wrong then, or is now.
    """
    oldest = f"{_named(today - timedelta(days=keep_days))}.db"
    past = sorted(it for it in copy.parent.glob("ledger-*.db*") if it.name <= copy.name)
    for other in past[:-_FEWEST]:
        if other.name < oldest:
            with storing(other):
                other.unlink(missing_ok=True)


def is_packed(path: Path) -> bool:
    """Whether a packed copy stands in a ledger's place."""
    with storing(path), path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


def unpack_copy(path: Path, target: Path) -> None:
    """Unpack the copy at a path into a new file.

    Raises:
        LedgerDamaged: it is not whole.
        StorageError: it cannot be read, or the file not written.
    """
    with storing(target):
        target.unlink(missing_ok=True)  # of a worker that was killed
        with gzip.open(path) as source, os.fdopen(make_file(target), "wb") as file:
            try:
                shutil.copyfileobj(source, file)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise damage(path, str(error)) from error
            file.flush()
            sync_file(file.fileno())
