"""What was seen of offices last, and the visits that were made: no truth is in it.

It spares reading thousands of ledgers, and remembers failures that no ledger knows of.
Deleted, it fills itself again. It is a file, or tables in several machines' database.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from sync.model.records import Outcome
from sync.province.databases import (
    anew_if_damaged,
    have_tables,
    in_database,
    in_file,
    patiently,
)
from sync.province.visits import Ended, Kind, Night, PlanState, Standing

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_KEPT = timedelta(days=3)
_IN_FILE = {"number": "", "text": "TEXT", "real": "REAL", "strict": "STRICT"}
_IN_DATABASE = {
    "number": "rowid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,",
    "text": 'TEXT COLLATE "C"',
    "real": "DOUBLE PRECISION",
    "strict": "",
}
_TABLES = (
    """CREATE TABLE IF NOT EXISTS standings (
    office {text} PRIMARY KEY, stamp {text} NOT NULL, content {text} NOT NULL
) {strict}""",
    """CREATE TABLE IF NOT EXISTS visits ({number}
    office {text} NOT NULL, kind {text} NOT NULL, lane {text} NOT NULL,
    pool {text} NOT NULL, began {text} NOT NULL, ended {text} NOT NULL,
    code {text} NOT NULL, unsettled {text} NOT NULL,
    requests INTEGER NOT NULL, held {real} NOT NULL
) {strict}""",
    """CREATE TABLE IF NOT EXISTS feeds (
    pool {text} PRIMARY KEY, token {text} NOT NULL, swept {text} NOT NULL
) {strict}""",
    """CREATE TABLE IF NOT EXISTS edits (
    office {text} PRIMARY KEY, at {text} NOT NULL
) {strict}""",
    "CREATE INDEX IF NOT EXISTS visits_pool ON visits (pool, ended)",
)
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
    """Each call is a transaction of its own, from whatever thread, process or machine.

    While a database of several machines is away, a call waits for it.
    """

    def __init__(self, path: Path, database: str = "") -> None:
        store = _InDatabase(database) if database else _InFile(path)
        self._store: _InDatabase | _InFile = store

    def standings(self) -> Mapping[str, tuple[str, Standing]]:
        """Return how offices stood when last looked at, each with its stamp then."""
        rows = self._read("SELECT office, stamp, content FROM standings")
        return {office: (stamp, _standing(content)) for office, stamp, content in rows}

    def note_standings(self, seen: Mapping[str, tuple[str, Standing]]) -> None:
        """Keep how offices stand now, with their stamps."""
        rows = [
            {"office": name, "stamp": stamp, "content": _json(it)}
            for name, (stamp, it) in seen.items()
        ]
        self._write(
            (
                "INSERT INTO standings VALUES (:office, :stamp, :content)"
                " ON CONFLICT (office) DO UPDATE SET"
                " stamp = excluded.stamp, content = excluded.content",
                rows,
            )
        )

    def note_visit(self, visit: Ended, pool: str) -> None:
        """Keep a visit; ``pool`` is the lane of the account that it was made with."""
        row: dict[str, object] = {
            "office": visit.office,
            "kind": str(visit.kind),
            "lane": visit.lane,
            "pool": pool,
            "began": visit.began.isoformat(),
            "ended": visit.ended.isoformat(),
            "code": visit.code,
            "unsettled": visit.unsettled,
            "requests": visit.requests,
            "held": visit.held,
        }
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._write((f"INSERT INTO visits ({names}) VALUES ({values})", [row]))  # noqa: S608

    def visits_after(self, number: int) -> Sequence[tuple[int, Ended]]:
        """Return the visits noted after one, which is named by its number, in order.

        Of a number that this file has not come to, it was deleted meanwhile: all.
        """
        rows = self._read(
            f"SELECT rowid, {_VISIT} FROM visits WHERE rowid >"  # noqa: S608
            " CASE WHEN (SELECT coalesce(max(rowid), 0) FROM visits) < :number"
            " THEN 0 ELSE :number END ORDER BY rowid",
            number=number,
        )
        return [(number, _ended(row)) for number, *row in rows]

    def latest_of_pool(self, pool: str, most: int) -> Sequence[Ended]:
        """Return the latest visits made with a pool's account, the latest first."""
        rows = self._read(
            f"SELECT {_VISIT} FROM visits WHERE pool = :pool"  # noqa: S608
            " ORDER BY ended DESC, rowid DESC LIMIT :most",
            pool=pool,
            most=most,
        )
        return [_ended(row) for row in rows]

    def heard_of(self, pool: str) -> Heard | None:
        """Return how to go on asking for a pool; ``None`` if nobody has asked yet."""
        rows = self._read(
            "SELECT token, swept FROM feeds WHERE pool = :pool", pool=pool
        )
        heard = (Heard(token, datetime.fromisoformat(swept)) for token, swept in rows)
        return next(heard, None)

    def note_heard(
        self, pool: str, heard: Heard, edits: Mapping[str, datetime]
    ) -> None:
        """Keep which offices' sheets were edited when, and how to go on, or neither."""
        rows = [
            {"office": office, "at": at.astimezone(UTC).isoformat()}
            for office, at in edits.items()
        ]
        swept = heard.swept.isoformat()
        feed = {"pool": pool, "token": heard.token, "swept": swept}
        self._write(
            (
                "INSERT INTO edits VALUES (:office, :at) ON CONFLICT (office)"
                " DO UPDATE SET at = excluded.at WHERE edits.at < excluded.at",
                rows,
            ),
            (
                "INSERT INTO feeds VALUES (:pool, :token, :swept) ON CONFLICT (pool)"
                " DO UPDATE SET token = excluded.token, swept = excluded.swept",
                [feed],
            ),
        )

    def edits(self) -> Mapping[str, datetime]:
        """Return when each office's sheet was edited last, as far as was heard."""
        rows = self._read("SELECT office, at FROM edits")
        return {office: datetime.fromisoformat(at) for office, at in rows}

    def forget_old(self, now: datetime) -> None:
        """Let go of visits of long ago."""
        before = (now - _KEPT).isoformat()
        self._write(("DELETE FROM visits WHERE ended < :before", [{"before": before}]))

    def _read(self, query: str, **values: object) -> Sequence[tuple[Any, ...]]:
        def read(db: sa.Connection) -> Sequence[tuple[Any, ...]]:
            return [tuple(row) for row in db.execute(sa.text(query), values)]

        return patiently(lambda: self._store.within(read))

    def _write(self, *changes: tuple[str, Sequence[Mapping[str, object]]]) -> None:
        def write(db: sa.Connection) -> None:
            for query, rows in changes:
                if rows:
                    db.execute(sa.text(query), [dict(row) for row in rows])

        patiently(lambda: self._store.within(write, writes=True))


class _InFile:
    """A file, which is made where there is none, and anew where it is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = in_file(path)

    def within(self, act: Callable[[sa.Connection], _T], *, writes: bool = False) -> _T:  # noqa: ARG002
        """Do something in one transaction."""

        def once() -> _T:
            with self._engine.connect() as db:
                for table in _TABLES:
                    db.execute(sa.text(table.format_map(_IN_FILE)))
                db.commit()
                with db.begin():
                    return act(db)

        return anew_if_damaged(once, self._engine, self._path, "records")


class _InDatabase:
    """Tables that several machines share, made where they are missing."""

    def __init__(self, address: str) -> None:
        self._engine = in_database(address)

    def within(self, act: Callable[[sa.Connection], _T], *, writes: bool = False) -> _T:
        """Do something in one transaction; who writes is alone, so numbers are in order."""
        with self._engine.begin() as db:
            have_tables(db, "edits", (it.format_map(_IN_DATABASE) for it in _TABLES))
            if writes:
                db.execute(sa.text("LOCK TABLE visits IN SHARE ROW EXCLUSIVE MODE"))
            return act(db)


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
