"""What was seen of offices last, and the visits that were made: a file, no truth.

It spares reading thousands of ledgers, and remembers failures that no ledger knows of.
Deleted, it fills itself again.
"""

import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sync.model.records import Outcome
from sync.province.visits import Ended, Kind, Night, PlanState, Standing

_log = logging.getLogger(__name__)

_PATIENCE = 30
_KEPT = timedelta(days=3)
_TABLES = """
CREATE TABLE IF NOT EXISTS standings (
    office TEXT PRIMARY KEY, stamp TEXT NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS visits (
    office TEXT NOT NULL, kind TEXT NOT NULL, lane TEXT NOT NULL,
    pool TEXT NOT NULL, began TEXT NOT NULL, ended TEXT NOT NULL,
    code TEXT NOT NULL, unsettled TEXT NOT NULL,
    requests INTEGER NOT NULL, held REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS feeds (
    pool TEXT PRIMARY KEY, token TEXT NOT NULL, swept TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS edits (
    office TEXT PRIMARY KEY, at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS visits_pool ON visits (pool, ended);
"""
_VISIT = "office, kind, lane, began, ended, code, unsettled, requests, held"
_MOMENTS = {"good_night", "mail_due", "changed"}
_DAYS = {"half_year_closes", "whole_year_closes"}
_STATES = {"plan", "half_year", "whole_year"}


@dataclass(frozen=True, slots=True)
class Heard:
    """How to go on asking what changed for a pool, and when all was looked over last."""

    token: str
    swept: datetime


class Records:
    """The file; each call is a transaction of its own, from whatever thread or process."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def standings(self) -> Mapping[str, tuple[str, Standing]]:
        """Return how offices stood when last looked at, each with its stamp then."""
        with self._opened() as db:
            rows = db.execute("SELECT office, stamp, content FROM standings").fetchall()
        return {office: (stamp, _standing(content)) for office, stamp, content in rows}

    def note_standings(self, seen: Mapping[str, tuple[str, Standing]]) -> None:
        """Keep how offices stand now, with their stamps."""
        rows = [(name, stamp, _json(it)) for name, (stamp, it) in seen.items()]
        with self._opened() as db:
            db.executemany("INSERT OR REPLACE INTO standings VALUES (?, ?, ?)", rows)

    def note_visit(self, visit: Ended, pool: str) -> None:
        """Keep a visit; ``pool`` is the lane of the account that it was made with."""
        with self._opened() as db:
            db.execute(
                "INSERT INTO visits (office, kind, lane, pool, began, ended, code,"
                " unsettled, requests, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    visit.office,
                    visit.kind,
                    visit.lane,
                    pool,
                    visit.began.isoformat(),
                    visit.ended.isoformat(),
                    visit.code,
                    visit.unsettled,
                    visit.requests,
                    visit.held,
                ),
            )

    def visits_after(self, number: int) -> Sequence[tuple[int, Ended]]:
        """Return the visits noted after one, which is named by its number, in order.

        Of a number that this file has not come to, it was deleted meanwhile: all.
        """
        with self._opened() as db:
            (last,) = db.execute(
                "SELECT coalesce(max(rowid), 0) FROM visits"
            ).fetchone()
            rows = db.execute(
                f"SELECT rowid, {_VISIT} FROM visits WHERE rowid > ? ORDER BY rowid",  # noqa: S608
                (number if number <= last else 0,),
            ).fetchall()
        return [(number, _ended(row)) for number, *row in rows]

    def latest_of_pool(self, pool: str, most: int) -> Sequence[Ended]:
        """Return the latest visits made with a pool's account, the latest first."""
        with self._opened() as db:
            rows = db.execute(
                f"SELECT {_VISIT} FROM visits WHERE pool = ?"  # noqa: S608
                " ORDER BY ended DESC, rowid DESC LIMIT ?",
                (pool, most),
            ).fetchall()
        return [_ended(row) for row in rows]

    def heard_of(self, pool: str) -> Heard | None:
        """Return how to go on asking for a pool; ``None`` if nobody has asked yet."""
        with self._opened() as db:
            row = db.execute(
                "SELECT token, swept FROM feeds WHERE pool = ?", (pool,)
            ).fetchone()
        return Heard(row[0], datetime.fromisoformat(row[1])) if row else None

    def note_heard(
        self, pool: str, heard: Heard, edits: Mapping[str, datetime]
    ) -> None:
        """Keep which offices' sheets were edited when, and how to go on, or neither."""
        rows = [
            (office, at.astimezone(UTC).isoformat()) for office, at in edits.items()
        ]
        with self._opened() as db:
            db.executemany(
                "INSERT INTO edits VALUES (?, ?) ON CONFLICT (office)"
                " DO UPDATE SET at = max(at, excluded.at)",
                rows,
            )
            db.execute(
                "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)",
                (pool, heard.token, heard.swept.isoformat()),
            )

    def edits(self) -> Mapping[str, datetime]:
        """Return when each office's sheet was edited last, as far as was heard."""
        with self._opened() as db:
            rows = db.execute("SELECT office, at FROM edits").fetchall()
        return {office: datetime.fromisoformat(at) for office, at in rows}

    def forget_old(self, now: datetime) -> None:
        """Let go of visits of long ago."""
        with self._opened() as db:
            db.execute(
                "DELETE FROM visits WHERE ended < ?", ((now - _KEPT).isoformat(),)
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connected()) as db, db:
            yield db

    def _connected(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:  # the disk is full, or somebody holds it
            raise
        except sqlite3.DatabaseError as error:
            _log.warning("records are damaged and begin anew why=%s", error)
            delete_database(self._path)
            return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def delete_database(path: Path) -> None:
    """Delete a file of SQLite's that holds no truth, with what lies beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _ended(row: Sequence[Any]) -> Ended:
    office, kind, lane, began, ended, *rest = row
    began, ended = datetime.fromisoformat(began), datetime.fromisoformat(ended)
    return Ended(office, Kind(kind), lane, began, ended, *rest)


def _json(standing: Standing) -> str:
    return json.dumps(asdict(standing), default=str, ensure_ascii=False)


def _standing(content: str) -> Standing:
    """Read a standing; what an older version did not keep is as for a new office."""
    known = {field.name for field in fields(Standing)}
    kept = {name: it for name, it in json.loads(content).items() if name in known}
    for name in _MOMENTS & kept.keys():
        kept[name] = datetime.fromisoformat(kept[name]) if kept[name] else None
    for name in _DAYS & kept.keys():
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    for name in _STATES & kept.keys():
        kept[name] = PlanState(kept[name])
    kept["budget"] = Decimal(kept.get("budget", 0))
    kept["nights"] = tuple(
        Night(datetime.fromisoformat(night["started"]), Outcome(night["outcome"]))
        for night in kept.get("nights", ())
    )
    return Standing(**kept)
