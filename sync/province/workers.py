"""Processes that make visits at one province: each has a number, and a lock that says it lives."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from sync.province.places import ProvincePaths
from sync.storage.files import make_folder

_MOST = 64


@contextmanager
def one_of_the_workers(paths: ProvincePaths) -> Iterator[str]:
    """Be a worker: the first of those that nobody is.

    Whoever comes after one that was killed takes its place, and what it had in hand.

    Yields:
        The worker's name.
    """
    make_folder(paths.workers, private=True)
    for number in count(1):
        lock = FileLock(_lock_of(paths, number), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            continue
        try:
            yield _name(number)
        finally:
            lock.release()
        return


def living_workers(paths: ProvincePaths) -> frozenset[str]:
    """Return the names of the workers that live."""
    return frozenset(
        _name(number)
        for number in range(1, _MOST + 1)
        if _is_held(_lock_of(paths, number))
    )


def _lock_of(paths: ProvincePaths, number: int) -> Path:
    return paths.workers / f"{number}.lock"


def _name(number: int) -> str:
    return f"worker-{number}"


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True
