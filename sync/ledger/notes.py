"""Notes in the ledger: single facts that are kept under a name."""

from sync.ledger.tables import Tables, put


class Notes:
    """What was noted, by name."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def read(self, name: str) -> str:
        """Return what was noted under a name; empty if nothing was."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT value FROM notes WHERE name = ?", (name,)
            ).fetchone()
        return str(row[0]) if row else ""

    def write(self, name: str, value: str) -> None:
        """Note something under a name."""
        with self._db.transaction() as db:
            put(db, "notes", (name, value))

    def forget(self, name: str) -> None:
        """Note nothing under a name any more."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM notes WHERE name = ?", (name,))
