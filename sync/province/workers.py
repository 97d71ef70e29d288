"""Processes that make visits at one province: each has a name, and a lock that says it lives.

On one machine locks are files. Several machines have them in their database, for as
long as a connection lasts: a machine that dies is missed, and its locks are free.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from filelock import FileLock, Timeout

from sync.province.databases import in_database, must_answer, will_pass
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.storage.files import make_folder

_log = logging.getLogger(__name__)

_MISSED = 60.0
"""Seconds until a worker is dead whose lock is gone: when a database was started again,
nobody has any at first."""
_WORKERS, _PLANNER = 7_265_101, 7_265_102
"""Numbers that tell our locks from those of other programs in the database."""


class Workers(Protocol):
    """Those who make visits, seen by one of them."""

    def one(self) -> AbstractContextManager[str]:
        """Be a worker, for as long as the block lasts, and return its name.

        Raises:
            DatabaseAway: the database in which workers are known does not answer.
        """
        ...

    def stay(self) -> bool:
        """Go on being one, and return whether that can be known now."""
        ...

    def is_alive(self, name: str) -> bool:
        """Whether a worker lives, or may live."""
        ...

    def only_planner(self) -> AbstractContextManager[Callable[[], bool]]:
        """Return what tells whether we are the one who plans; the first to ask is."""
        ...


def workers_of(paths: ProvincePaths, settings: ProvinceSettings) -> Workers:
    """Return the workers of a province."""
    if settings.database:
        return OfMachines(paths.settings, settings.database)
    return OfOneMachine(paths)


@dataclass(frozen=True, slots=True)
class OfOneMachine:
    """Workers that have locks in the province's folder."""

    paths: ProvincePaths

    @contextmanager
    def one(self) -> Iterator[str]:
        """Be the first of those that nobody is.

        Whoever comes after one that was killed takes its place, and what it had in hand.
        """
        make_folder(self.paths.workers, private=True)
        for number in count(1):
            name = f"worker-{number}"
            lock = FileLock(self._lock_of(name), timeout=0)
            try:
                lock.acquire()
            except Timeout:
                continue
            try:
                yield name
            finally:
                lock.release()
            return

    def stay(self) -> bool:
        """Go on: the system itself sees to that."""
        return True

    def is_alive(self, name: str) -> bool:
        """Whether somebody holds its lock."""
        path = self._lock_of(name)
        if not path.exists():
            return False
        try:
            with FileLock(path, timeout=0):
                return False
        except Timeout:
            return True

    @contextmanager
    def only_planner(self) -> Iterator[Callable[[], bool]]:
        """Yield what takes the planner's lock, where nobody has it."""
        make_folder(self.paths.workers, private=True)
        lock = FileLock(self.paths.planner, timeout=0)

        def is_ours() -> bool:
            if not lock.is_locked:
                try:
                    lock.acquire()
                except Timeout:
                    return False
            return True

        try:
            yield is_ours
        finally:
            lock.release()

    def _lock_of(self, name: str) -> Path:
        return self.paths.workers / f"{name.removeprefix('worker-')}.lock"


@dataclass(slots=True)
class OfMachines:
    """Workers that have locks in a database, each with a number of its own for ever.

    ``settings`` is the file in which the address stands.
    """

    settings: Path
    address: str
    now: Callable[[], float] = time.monotonic
    _session: sa.Connection | None = None
    _number: int = 0
    _is_known: bool = False
    _plans: bool = False
    _missed: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def one(self) -> Iterator[str]:
        """Be one that nobody was before."""
        must_answer(self.address, self.settings)
        self._number = secrets.randbelow(2**31)
        try:
            self._go_on()
            yield _name(self._number)
        finally:
            self._drop()

    def stay(self) -> bool:
        """Take the lock again where the connection was lost."""
        try:
            self._go_on()
        except sa.exc.DBAPIError as error:
            if not will_pass(error):
                raise
            _log.warning("the database is away; waiting for it")
            self._drop()
            return False
        return True

    def is_alive(self, name: str) -> bool:
        """Whether its lock was held a while ago at least."""
        held = self._ask(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = :workers AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())",
            workers=_WORKERS,
        )
        if name in {_name(number) for (number,) in held}:
            self._missed.pop(name, None)
            return True
        return self.now() - self._missed.setdefault(name, self.now()) < _MISSED

    @contextmanager
    def only_planner(self) -> Iterator[Callable[[], bool]]:
        """Yield what takes the planner's lock, where nobody has it."""

        def is_ours() -> bool:
            self._plans = self._plans or self._try_lock(_PLANNER, 0)
            return self._plans

        yield is_ours

    def _go_on(self) -> None:
        if self._is_known:
            self._ask("SELECT 1")
        else:
            # while a connection that we lost still has it, we are known by that
            self._is_known = self._try_lock(_WORKERS, self._number)

    def _try_lock(self, kind: int, number: int) -> bool:
        taken = self._ask(
            "SELECT pg_try_advisory_lock(:kind, :number)", kind=kind, number=number
        )
        return bool(taken[0][0])

    def _ask(self, query: str, **values: int) -> list[tuple[Any, ...]]:
        if self._session is None:
            engine = in_database(self.address)
            alone = engine.execution_options(isolation_level="AUTOCOMMIT")
            self._session = alone.connect()
        answer = self._session.execute(sa.text(query), values)
        return [tuple(row) for row in answer]

    def _drop(self) -> None:
        if self._session is not None:
            self._session.invalidate()
            self._session.close()
            self._session.engine.dispose()
        self._session, self._is_known, self._plans = None, False, False


def _name(number: int) -> str:
    return f"worker-{number}"
