"""Notes in the ledger: single facts that are kept under a name."""

import json
from collections.abc import Callable
from typing import TypeVar

from sync.ledger.stored import understood
from sync.ledger.tables import Tables, put

T = TypeVar("T")


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

    def read_as(self, name: str, decode: Callable[[str], T], nothing: T) -> T:
        """Return what was noted under a name as ``decode`` understands it.

        ``nothing`` if nothing was.
        """
        kept = self.read(name)
        with self._db.guarded():
            return understood("notes", decode, kept) if kept else nothing

    def look_through(self) -> None:
        """Read all that is noted; what is no single word is JSON."""
        with self._db.guarded():
            for (value,) in self._db.execute("SELECT value FROM notes").fetchall():
                if value.startswith(("[", "{")):
                    understood("notes", json.loads, value)

    def write(self, name: str, value: str) -> None:
        """Note something under a name."""
        with self._db.transaction() as db:
            put(db, "notes", (name, value))

    def forget(self, name: str) -> None:
        """Note nothing under a name any more."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM notes WHERE name = ?", (name,))
