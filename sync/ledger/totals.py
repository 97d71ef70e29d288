"""Totals in the ledger: what the worker itself put in the totals row."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sync.ledger.stored import numbers_from, understood
from sync.ledger.tables import Statements, Tables, next_number
from sync.model.plan import CorrectedTotal, Field, Totals, WrittenTotals

_MOST_TOTALS = 50
"""Sums that are kept while none of them can be written, besides the first."""


class TotalsWritten:
    """The totals that the worker wrote last."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def remember(
        self, totals: Totals, corrected: Iterable[CorrectedTotal] = ()
    ) -> None:
        """Note the totals about to be written; before writing, so that none is missed.

        ``corrected`` are those of staff's that they will stand in the place of. Each
        sum is kept once, however often a write of it is tried, until one was written.
        """
        sums = (str(totals.budget), json.dumps(totals.per_quarter))
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO written_totals (number, budget, per_quarter)"
                " SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM written_totals"
                " WHERE budget = ? AND per_quarter = ?)",
                (next_number(db, "written_totals"), *sums, *sums),
            )
            db.execute(
                "DELETE FROM written_totals WHERE number !="
                " (SELECT min(number) FROM written_totals) AND number <="
                " (SELECT max(number) FROM written_totals) - ?",
                (_MOST_TOTALS,),
            )
            _keep_corrected(db, corrected)

    def stand(self, totals: Totals) -> None:
        """Note that these totals stand in the sheet: no other is ours any more."""
        with self._db.transaction() as db:
            db.execute(
                "DELETE FROM written_totals WHERE budget != ? OR per_quarter != ?",
                (str(totals.budget), json.dumps(totals.per_quarter)),
            )

    def take_back_corrected(self, before: Iterable[CorrectedTotal]) -> None:
        """Note that nothing was written after all: staff's totals are as ``before``."""
        with self._db.transaction() as db:
            _keep_corrected(db, before)

    def written(self) -> Sequence[WrittenTotals]:
        """Return the totals that may stand in the sheet and are the worker's.

        Several, since a cycle killed or stopped before its write leaves an older one.
        """
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT budget, per_quarter FROM written_totals ORDER BY number"
            )
            return [understood("written_totals", _written, *row) for row in rows]

    def corrected(self) -> tuple[CorrectedTotal, ...]:
        """Return the totals of staff's in whose place the worker put its own."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT field, typed, computed FROM corrected_totals ORDER BY field"
            ).fetchall()
            return tuple(
                understood("corrected_totals", _corrected, *row) for row in rows
            )


def _written(budget: str, per_quarter: str) -> WrittenTotals:
    return WrittenTotals(Decimal(budget), numbers_from(per_quarter))


def _corrected(field: str, typed: str, computed: str) -> CorrectedTotal:
    return CorrectedTotal(Field(field), Decimal(typed), Decimal(computed))


def _keep_corrected(db: Statements, corrected: Iterable[CorrectedTotal]) -> None:
    db.execute("DELETE FROM corrected_totals")
    db.executemany(
        "INSERT INTO corrected_totals VALUES (?, ?, ?)",
        [(each.field, str(each.typed), str(each.computed)) for each in corrected],
    )
