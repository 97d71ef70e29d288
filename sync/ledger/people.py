"""People in the ledger: who wants mail, and who cannot open the document."""

import json
from collections.abc import Iterable, Sequence

from sync.ledger.stored import texts_from, understood
from sync.ledger.tables import Tables, put
from sync.model.cells import Cell
from sync.model.plan import Recipient, Role

_NOWHERE = Cell("", 0, 0)

INVITED = "invited"
"""The note that says whom Google is about to invite."""


class People:
    """Who is to be told, for a time when the spreadsheet cannot be read."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def remember(self, recipients: Iterable[Recipient]) -> None:
        """Note who wants mail, for a time when the spreadsheet cannot be read."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM people")
            db.executemany(
                "INSERT INTO people VALUES (?, ?, ?, ?)",
                [
                    (who.email, who.name, who.role, number)
                    for number, who in enumerate(recipients)
                    if who.wants
                ],
            )

    def all(self) -> Sequence[Recipient]:
        """Return who wanted mail when the spreadsheet was last read."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT name, email, role FROM people ORDER BY number"
            ).fetchall()
            return [understood("people", _recipient, *row) for row in rows]

    def remember_shut_out(self, addresses: Iterable[str]) -> None:
        """Note who gets mail and could not open the document when it was last told."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM shut_out")
            db.executemany(
                "INSERT INTO shut_out VALUES (?, ?)",
                [(it, number) for number, it in enumerate(dict.fromkeys(addresses))],
            )

    def remember_invited(self, addresses: Iterable[str]) -> None:
        """Note whom Google is about to invite to a document, until it is recorded."""
        with self._db.transaction() as db:
            value = json.dumps(sorted(addresses))
            put(db, "notes", (INVITED, value))

    def invited(self) -> frozenset[str]:
        """Return whom Google was about to invite to a document not recorded since."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT value FROM notes WHERE name = ?", (INVITED,)
            ).fetchone()
            return frozenset(understood("notes", texts_from, row[0]) if row else ())

    def shut_out(self) -> tuple[str, ...]:
        """Return who could not open the document when that was last looked at."""
        with self._db.guarded():
            rows = self._db.execute("SELECT address FROM shut_out ORDER BY number")
            return tuple(address for (address,) in rows)


def _recipient(name: str, email: str, role: str | None) -> Recipient:
    known = Role(role) if role else None
    return Recipient(name, email, known, True, 0, _NOWHERE)  # noqa: FBT003
