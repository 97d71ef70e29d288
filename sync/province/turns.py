"""Turns at Google that several machines take from one quota: a row of a database each.

Who comes gets the next free moment and waits for it, so nobody asks twice, and the
first to come is the first to go. The database's own clock tells, whatever those of
the machines say.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from sync.province.databases import have_tables, patiently

_MAKE = (
    "CREATE TABLE IF NOT EXISTS turns (bucket TEXT NOT NULL,"
    " at DOUBLE PRECISION NOT NULL, taken DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns_of ON turns (bucket, at)",
)
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(:bucket, 0))"
_FORGET = """
DELETE FROM turns WHERE bucket = :bucket
    AND (at < extract(epoch FROM statement_timestamp()) - :within
         OR taken > extract(epoch FROM statement_timestamp()))
"""
"""Those of long ago, and those of a clock that was set back: they would be waited for."""
_TAKE = """
INSERT INTO turns
SELECT :bucket, greatest(extract(epoch FROM statement_timestamp()), :within + (
    SELECT at FROM turns WHERE bucket = :bucket
    ORDER BY at DESC OFFSET :before LIMIT 1)), extract(epoch FROM statement_timestamp())
RETURNING at - taken
"""


@dataclass(slots=True)
class Turns:
    """One quota of one kind: so many turns in any window of so many milliseconds."""

    database: sa.Engine
    bucket: str
    limit: int
    within: int
    sleep: Callable[[float], None] = time.sleep

    def take(self) -> None:
        """Wait for the next turn; while the database is away, for that first."""
        self.sleep(max(patiently(self._taken, self.sleep), 0))

    def _taken(self) -> float:
        named: dict[str, object] = {"bucket": self.bucket, "within": self.within / 1000}
        with self.database.begin() as db:
            have_tables(db, "turns", _MAKE)
            # a statement of its own: the next must see what others took before us
            db.execute(sa.text(_ALONE), named)
            db.execute(sa.text(_FORGET), named)
            named["before"] = self.limit - 1
            return float(db.scalar(sa.text(_TAKE), named) or 0)
