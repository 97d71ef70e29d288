"""Plans in the ledger: each as it was, kept when it differs from the one before."""

from sync.ledger.connection import Database
from sync.ledger.facts import from_json
from sync.model.changes import Facts


class Snapshots:
    """Plans as they were, cycle by cycle."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def last(self) -> Facts | None:
        """Return the plan that was kept last."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT facts FROM snapshots ORDER BY cycle DESC LIMIT 1"
            ).fetchone()
        return from_json(row[0]) if row else None

    def at(self, cycle: int) -> Facts | None:
        """Return the plan as it was in a cycle; ``None`` if there was no such cycle."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT facts FROM snapshots WHERE cycle <= ?"
                " AND EXISTS (SELECT 1 FROM cycles WHERE number = ?)"
                " ORDER BY cycle DESC LIMIT 1",
                (cycle, cycle),
            ).fetchone()
        return from_json(row[0]) if row else None
