"""Turns at Google that processes take from shared quotas: rows of a file, or of a database.

Who comes gets the next free moment once that is near, and waits for it. While it is
not, nothing is noted: who dies then has taken nothing from others. Moments are given
sooner to who has waited longer, and to who has a person waiting. A request that several
quotas count has one moment in all of them: what waits for one of them is not sent late
for another.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import sqlalchemy as sa

from sync.province.databases import (
    anew_if_damaged,
    have_tables,
    identity,
    in_database,
    in_file,
    is_held,
    patiently,
)
from sync.storage.files import storing

_log = logging.getLogger(__name__)

_MAKE = (
    "CREATE TABLE IF NOT EXISTS turns (bucket TEXT NOT NULL,"
    " at DOUBLE PRECISION NOT NULL, taken DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns_of ON turns (bucket, at)",
)
_FORGET = sa.text(
    "DELETE FROM turns WHERE bucket = :name AND (at < :now - :seconds OR taken > :now)"
)
"""Those of long ago, and those of a clock that was set back: they would be waited for."""
_LAST = sa.text(
    "SELECT at FROM turns WHERE bucket = :name ORDER BY at DESC LIMIT 1 OFFSET :others"
)
"""The turn that a window must have left behind before it has room for one more."""
_NOTE = sa.text("INSERT INTO turns VALUES (:name, :at, :now)")
_ALONE = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_NEAR, _AGAIN = 1.0, 0.5
"""Seconds to a moment that anybody may have, and between two times that one asks."""
_SOONER, _LONGEST = 120.0, 240.0
"""As if somebody had waited so many seconds, for whom a person waits; and at most."""
_CLOCK_OF_FILE = sa.text("SELECT (julianday('now') - 2440587.5) * 86400.0")
_CLOCK_OF_DATABASE = sa.text("SELECT extract(epoch FROM clock_timestamp())")

Take: TypeAlias = Callable[[sa.Connection, float], float]
"""Takes a turn in an open place, by its time; returns in how many seconds that is."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many turns in any window of so many milliseconds."""

    name: str
    limit: int
    within: int

    def free_at(self, db: sa.Connection, now: float) -> float:
        """Return the next free moment, in seconds of the clock that ``now`` is told by."""
        seconds = self.within / 1000
        named = {"name": self.name, "now": now, "seconds": seconds}
        db.execute(_FORGET, named)
        others = {"name": self.name, "others": self.limit - 1}
        last = db.scalar(_LAST, others)
        return now if last is None else max(now, float(last) + seconds)


class Place(Protocol):
    """Where turns are noted."""

    def alone(self, buckets: Sequence[Bucket], take: Take) -> float:
        """Let nobody else take of these buckets while somebody does.

        The place's own clock tells, whatever those of the machines say.
        """
        ...


@dataclass(slots=True)
class Waiter:
    """One who wants a turn that all its buckets have; ``first``: a person waits for it."""

    buckets: Sequence[Bucket]
    first: bool = False
    noted: bool = False
    _came: float | None = None

    def ask(self, db: sa.Connection, now: float) -> float:
        """Note the next free moment if it is near enough.

        Return:
            In how many seconds that is, or it is worth asking again.
        """
        self._came = now if self._came is None else min(self._came, now)
        waited = now - self._came + (_SOONER if self.first else 0)
        near = _NEAR + min(waited, _LONGEST) / _SOONER
        at = max(bucket.free_at(db, now) for bucket in self.buckets)
        self.noted = at - now <= near
        if not self.noted:
            return max(at - now - near, _AGAIN)
        db.execute(
            _NOTE, [{"name": it.name, "at": at, "now": now} for it in self.buckets]
        )
        return at - now


@dataclass(slots=True)
class Turns:
    """Takes turns in one place."""

    place: Place
    sleep: Callable[[float], None] = time.sleep

    def take(self, buckets: Sequence[Bucket], *, first: bool = False) -> None:
        """Wait for the next turn that all buckets have; where a database is away, for that.

        Who is ``first`` comes before others, but for those who have waited long.
        """
        waiter = Waiter(buckets, first)
        while not waiter.noted:
            self.sleep(
                patiently(lambda: self.place.alone(buckets, waiter.ask), self.sleep)
            )


class InFile:
    """A file that the processes of one machine share; it may be deleted at any time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._engine = in_file(file, stays=True)

    def alone(self, buckets: Sequence[Bucket], take: Take) -> float:  # noqa: ARG002
        """Hold the whole file: a turn takes less than a millisecond."""
        wait = None
        while wait is None:
            wait = self._wait(take)
        return wait

    def _wait(self, take: Take) -> float | None:
        """Take a turn, unless somebody held the file for long, or it is gone by now."""
        try:
            return anew_if_damaged(
                lambda: self._hold(take), self._engine, self._file, "turns"
            )
        except sa.exc.OperationalError as error:
            if not is_held(error):
                raise
            # whoever holds it is ended when its visit has had its time
            _log.warning("somebody holds the turns; waiting")
            return None

    def _hold(self, take: Take) -> float | None:
        if not self._file.exists():
            with storing(self._file):
                self._file.touch(mode=0o600)
        if (there := identity(self._file)) != self._seen:
            self._engine.dispose()
            self._seen = there
        with self._engine.begin() as db:
            db.exec_driver_sql("BEGIN IMMEDIATE")
            if identity(self._file) != self._seen:
                return None  # while we waited another took the place of the one we hold
            for statement in _MAKE:
                db.exec_driver_sql(statement)
            return take(db, float(db.scalar(_CLOCK_OF_FILE) or 0))


class InDatabase:
    """A database that several machines share."""

    def __init__(self, address: str) -> None:
        self._engine = in_database(address)

    def alone(self, buckets: Sequence[Bucket], take: Take) -> float:
        """Hold the buckets, one after the other: all who come hold them in this order."""
        with self._engine.begin() as db:
            have_tables(db, "turns", _MAKE)
            for bucket in buckets:
                # a statement of its own: the next must see what others took before us
                db.execute(_ALONE, {"name": bucket.name})
            return take(db, float(db.scalar(_CLOCK_OF_DATABASE) or 0))
