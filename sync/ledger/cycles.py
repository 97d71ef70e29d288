"""Cycles in the ledger: when they were, and what came of them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple
from datetime import datetime
from decimal import Decimal

from sync.ledger.outbox import TOLD_BEFORE
from sync.ledger.snapshots import Snapshots
from sync.ledger.stored import numbers_from, texts_from, understood
from sync.ledger.tables import Tables, next_number
from sync.ledger.versions import add
from sync.model.changes import Change, Facts
from sync.model.findings import Counts
from sync.model.records import CycleKind, CycleRecord, Outcome

_COLUMNS = (
    "number, started, kind, finished, outcome, editor, requests,"
    " errors, warnings, infos, projects, budget, changes, confirmed, why,"
    " report_findings, reports"
)


class Cycles:
    """Every cycle there was."""

    def __init__(self, db: Tables, snapshots: Snapshots) -> None:
        self._db = db
        self._snapshots = snapshots

    def begin(self, now: datetime, kind: CycleKind = CycleKind.NIGHT) -> CycleRecord:
        """Open a cycle, which now has a number."""
        with self._db.transaction() as db:
            number = next_number(db, "cycles")
            db.execute(
                "INSERT INTO cycles (number, started, kind, outcome) VALUES (?, ?, ?, ?)",
                (number, now.isoformat(), kind, Outcome.RUNNING),
            )
        return CycleRecord(number, now, kind)

    def close_killed(self) -> None:
        """Note of cycles that never ended that whoever ran them is dead."""
        with self._db.transaction() as db:
            db.execute(
                "UPDATE cycles SET outcome = ? WHERE outcome = ?",
                (Outcome.KILLED, Outcome.RUNNING),
            )

    def end(
        self, record: CycleRecord, revision: str = "", facts: Facts | None = None
    ) -> None:
        """Close a cycle with what came of it.

        ``revision`` is of the spreadsheet as the cycle left it, and ``facts`` are the
        plan in it: kept if they are others than those kept last. A night that was
        done has queued all that it had to say.
        """
        changes = [asdict(change) for change in record.changes]
        with self._db.transaction() as db:
            if facts is not None and facts != self._snapshots.last():
                add(db, record.number, facts)
            if record.kind is CycleKind.NIGHT and record.outcome is Outcome.DONE:
                db.execute("DELETE FROM notes WHERE name = ?", (TOLD_BEFORE,))
            db.execute(
                "UPDATE cycles SET finished = ?, outcome = ?, requests = ?, editor = ?,"
                " revision = ?, errors = ?, warnings = ?,"
                " infos = ?, projects = ?, budget = ?, changes = ?, confirmed = ?,"
                " why = ?, report_findings = ?, reports = ?"
                " WHERE number = ?",
                (
                    record.finished.isoformat() if record.finished else None,
                    record.outcome,
                    record.requests,
                    record.editor,
                    revision,
                    record.errors,
                    record.warnings,
                    record.infos,
                    record.projects,
                    str(record.budget),
                    json.dumps(changes, ensure_ascii=False),
                    json.dumps(record.confirmed, ensure_ascii=False),
                    record.why,
                    json.dumps(astuple(record.report_findings)),
                    json.dumps(record.reports, ensure_ascii=False),
                    record.number,
                ),
            )

    def drop(self, record: CycleRecord) -> None:
        """Keep nothing of a cycle that came to nothing."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM cycles WHERE number = ?", (record.number,))

    def last(self, most: int) -> Sequence[CycleRecord]:
        """Return the last cycles, the latest first."""
        return self._select("true ORDER BY number DESC LIMIT ?", most)

    def numbered(self, number: int) -> CycleRecord | None:
        """Return a cycle by its number."""
        return next(iter(self._select("number = ?", number)), None)

    def count(self) -> int:
        """Return how many cycles there were."""
        with self._db.guarded():
            (number,) = self._db.execute("SELECT count(*) FROM cycles").fetchone()
        return int(number)

    def latest(
        self,
        now: datetime,
        kind: CycleKind | None = None,
        outcome: Outcome | None = None,
    ) -> CycleRecord | None:
        """Return the cycle that was last, of a ``kind`` or ``outcome`` if given.

        One of the future is not: a clock was ahead.
        """
        found = self._select(
            "started <= ? AND coalesce(?, kind) = kind"
            " AND coalesce(?, outcome) = outcome ORDER BY number DESC LIMIT 1",
            now.isoformat(),
            kind,
            outcome,
        )
        return next(iter(found), None)

    def ahead_of(self, now: datetime) -> CycleRecord | None:
        """Return the last cycle that bears a time of the future, if any does."""
        found = self._select(
            "started > ? ORDER BY number DESC LIMIT 1", now.isoformat()
        )
        return next(iter(found), None)

    def days_around(self, moment: datetime, after: int) -> tuple[int, int]:
        """Count the days of cycles up to a moment, and those of cycles later than it.

        Args:
            moment: between them.
            after: the cycle up to which none counts.
        """
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT started FROM cycles WHERE number > ?", (after,)
            ).fetchall()
            starts = [
                understood("cycles", datetime.fromisoformat, at) for (at,) in rows
            ]
        days = {start.date(): start > moment for start in starts}
        return len(days) - sum(days.values()), sum(days.values())

    def last_nights(self, most: int) -> Sequence[CycleRecord]:
        """Return the last night cycles, the latest first."""
        return self._select(
            "kind = ? ORDER BY number DESC LIMIT ?", CycleKind.NIGHT, most
        )

    def nights_since(self, moment: datetime) -> Sequence[CycleRecord]:
        """Return the night cycles begun since a moment, the earliest first."""
        return self._select(
            "kind = ? AND started >= ? ORDER BY number",
            CycleKind.NIGHT,
            moment.isoformat(),
        )

    def _select(self, which: str, *values: object) -> Sequence[CycleRecord]:
        with self._db.guarded():
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM cycles WHERE {which}",  # noqa: S608
                values,
            ).fetchall()
            return [understood("cycles", _cycle, row) for row in rows]

    def revision(self) -> str:
        """Return the revision in which the last finished cycle left the spreadsheet."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT revision FROM cycles WHERE revision != ''"
                " ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return str(row[0]) if row else ""

    def changed_on(self, field: str, *, until: datetime) -> datetime | None:
        """Return when a change of the plan was seen last, save of one ``field``.

        Later than ``until``, which is now, no clock saw it that was right.
        """
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT started, changes FROM cycles WHERE changes != '[]'"
                " ORDER BY number DESC"
            )
            for started, kept in rows:
                seen = understood("cycles", datetime.fromisoformat, started)
                changes = understood("cycles", _changes, kept)
                if seen <= until and any(it.field != field for it in changes):
                    return seen
        return None


def _cycle(row: Sequence[str]) -> CycleRecord:
    number, started, kind, finished, outcome, editor, *counts = row[:-6]
    budget, changes, confirmed, why, report_findings, reports = row[-6:]
    requests, errors, warnings, infos, projects = map(int, counts)
    return CycleRecord(
        number=int(number),
        started=datetime.fromisoformat(started),
        kind=CycleKind(kind),
        finished=datetime.fromisoformat(finished) if finished else None,
        outcome=Outcome(outcome),
        editor=editor,
        requests=requests,
        errors=errors,
        warnings=warnings,
        infos=infos,
        projects=projects,
        budget=Decimal(budget),
        changes=_changes(changes),
        confirmed=texts_from(confirmed),
        why=why,
        report_findings=Counts(*numbers_from(report_findings)),
        reports=texts_from(reports),
    )


def _changes(kept: str) -> tuple[Change, ...]:
    return tuple(Change(**change) for change in json.loads(kept))
