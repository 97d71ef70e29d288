"""Plans in the ledger: each as it was, kept when it differs from the one before."""

from sync.errors import PlanNotKept
from sync.ledger.tables import Tables
from sync.ledger.versions import read
from sync.model.changes import Facts


class Snapshots:
    """Plans as they were, cycle by cycle."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def last(self) -> Facts | None:
        """Return the plan that was kept last."""
        with self._db.guarded():
            row = self._db.execute("SELECT max(cycle) FROM snapshots").fetchone()
            return read(self._db, row[0]) if row[0] else None

    def at(self, cycle: int) -> Facts | None:
        """Return the plan as it was in a cycle; ``None`` if there was no such cycle.

        Raises:
            PlanNotKept: there was, and its plan has been let go.
        """
        with self._db.guarded():
            row = self._db.execute(
                "SELECT cycle, facts IS NULL FROM snapshots WHERE cycle <= ?"
                " AND EXISTS (SELECT 1 FROM cycles WHERE number = ?)"
                " ORDER BY cycle DESC LIMIT 1",
                (cycle, cycle),
            ).fetchone()
            if row is None:
                return None
            if row[1]:
                raise PlanNotKept(cycle, self._next_kept(cycle))
            return read(self._db, row[0])

    def look_through(self) -> None:
        """Read all that are kept."""
        with self._db.guarded():
            kept = "SELECT cycle FROM snapshots WHERE facts NOTNULL"
            for (cycle,) in self._db.execute(kept).fetchall():
                read(self._db, cycle)

    def _next_kept(self, cycle: int) -> int:
        query = "SELECT min(cycle) FROM snapshots WHERE cycle > ? AND facts NOTNULL"
        return int(self._db.execute(query, (cycle,)).fetchone()[0])
