"""Troubles in the ledger: what fails again and again, and who was told."""

import json
from collections.abc import Sequence
from datetime import datetime

from sync.errors import WorkerError
from sync.ledger.stored import named_from, understood
from sync.ledger.tables import Tables
from sync.model.records import Trouble


class Troubles:
    """What has failed and not succeeded since."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def note(self, job: str, stop: WorkerError, now: datetime) -> Trouble:
        """Note that work of a kind failed, once more."""
        facts = json.dumps(stop.facts, ensure_ascii=False)
        with self._db.transaction() as db:
            known = db.execute(
                "UPDATE troubles SET failures = failures + 1, code = ?, facts = ?"
                " WHERE job = ?",
                (stop.code, facts, job),
            )
            if not known.rowcount:
                db.execute(
                    "INSERT INTO troubles VALUES (?, 1, ?, ?, 0, ?)",
                    (job, now.isoformat(), stop.code, facts),
                )
        (trouble,) = (each for each in self.all() if each.job == job)
        return trouble

    def all(self) -> Sequence[Trouble]:
        """Return what has failed and not succeeded since."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT job, failures, since, code, told, facts FROM troubles"
                " ORDER BY since"
            ).fetchall()
            return [understood("troubles", _trouble, *row) for row in rows]

    def of(self, job: str) -> Trouble | None:
        """Return the trouble with work of a kind, if there is any."""
        return next((each for each in self.all() if each.job == job), None)

    def mark_told(self, job: str) -> None:
        """Note that administrators have been told of a trouble."""
        with self._db.transaction() as db:
            db.execute("UPDATE troubles SET told = 1 WHERE job = ?", (job,))

    def forget(self, job: str) -> None:
        """Note that work of a kind succeeded."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM troubles WHERE job = ?", (job,))


def _trouble(
    job: str, failures: int, since: str, code: str, told: int, facts: str
) -> Trouble:
    begun = datetime.fromisoformat(since)
    return Trouble(job, failures, begun, code, bool(told), named_from(facts))
