"""One worker at a time: a lock that the system takes from a dead process itself.

Beside the lock stands who is at work, since when, and which step is under way.
"""

import contextlib
import json
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from sync.errors import OfficeBusy, ReadOnly, StorageError
from sync.model.records import Step
from sync.paths import OfficePaths
from sync.storage.durable import PRIVATE_FILE, make_sure_of_file
from sync.storage.files import inside, must_be_file, replace_note, storing

_PATIENCE = 0.5
"""Seconds until who holds the lock is taken for another worker."""


@contextmanager
def only_worker(
    paths: OfficePaths, now: datetime
) -> Iterator[Callable[[str, datetime], None]]:
    """Be the only worker at an office.

    Args:
        paths: the office's.
        now: noted as the start.

    Yields:
        What hears which step begins, and when; "" is none.

    Raises:
        OfficeBusy: another worker is at it.
        StorageError: the lock cannot be made.
    """
    inside(paths.lock, paths.folder)
    must_be_file(paths.lock)
    # whoever asks who is at work holds the lock for a moment
    lock = FileLock(paths.lock, timeout=_PATIENCE, mode=PRIVATE_FILE)
    with storing(paths.lock):
        make_sure_of_file(paths.lock)
        try:
            lock.acquire()
        except Timeout as error:
            raise OfficeBusy(paths.folder, _who(paths.worker)) from error
    try:
        # not in the lock itself: whoever tries to get that empties it
        me = _me(now)
        replace_note(paths.worker, json.dumps(me).encode())
        yield partial(_note_step, paths.worker, me)
        paths.worker.unlink(missing_ok=True)
    finally:
        lock.release()


def worker_at(paths: OfficePaths) -> str | None:
    """Return who is at an office now; ``None`` if nobody is.

    Raises:
        StorageError: the lock is no file, or cannot be read.
    """
    if not paths.lock.exists():  # and none is made: whoever asks may be another user
        return None
    must_be_file(paths.lock)
    lock = FileLock(paths.lock, timeout=0)
    try:
        with storing(paths.lock):
            return _holder_of(lock, paths)
    except ReadOnly:  # where nobody can write, nobody works
        return None


def _holder_of(lock: FileLock, paths: OfficePaths) -> str | None:
    try:
        with lock:
            return None
    except Timeout:
        return _who(paths.worker)


def step_at(paths: OfficePaths) -> Step | None:
    """Return what whoever is at an office is doing; ``None`` if nothing, or unknown."""
    try:
        known = json.loads(paths.worker.read_text("utf-8"))
        since = datetime.fromisoformat(known["step_since"])
        return Step(str(known["step"]), since) if since.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note_step(path: Path, me: Mapping[str, str], step: str, now: datetime) -> None:
    note = {**me, "step": step, "step_since": now.isoformat()} if step else me
    # a disk that is full is told elsewhere, by what it keeps from work
    with contextlib.suppress(StorageError):
        replace_note(path, json.dumps(note).encode())


def _me(now: datetime) -> dict[str, str]:
    return {
        "pid": str(os.getpid()),
        "host": socket.gethostname(),
        "since": f"{now:%Y-%m-%d %H:%M}",
    }


def _who(path: Path) -> str:
    try:
        known = json.loads(path.read_text("utf-8"))
        return f"{known['host']}, {known['pid']}, {known['since']}"
    except (OSError, ValueError, KeyError):
        return "?"
