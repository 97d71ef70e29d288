"""Notes in the ledger: single facts that are kept under a name, as words or in a form."""

from typing import TypeVar

from sync.ledger.forms import FORMS, REPORT_TOLD, Form
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

    def read_as(self, form: Form[T]) -> T:
        """Return what was noted in a form."""
        kept = self.read(form.name)
        with self._db.guarded():
            return understood("notes", form.decode, kept) if kept else form.nothing

    def look_through(self) -> None:
        """Read all that is noted in a form; words are nothing that could be wrong."""
        with self._db.guarded():
            reports = self._db.execute("SELECT DISTINCT key FROM publications")
            keys = [str(key) for (key,) in reports.fetchall()]
        for form in (*FORMS, *map(REPORT_TOLD.of, keys)):
            self.read_as(form)

    def write(self, name: str, value: str) -> None:
        """Note words under a name."""
        with self._db.transaction() as db:
            put(db, "notes", (name, value))

    def write_as(self, form: Form[T], said: T) -> None:
        """Note something in a form."""
        self.write(form.name, form.encode(said))

    def forget(self, name: str) -> None:
        """Note nothing under a name any more."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM notes WHERE name = ?", (name,))
