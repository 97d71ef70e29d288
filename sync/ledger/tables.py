"""An office's tables, wherever they are, and how the ledger's parts reach them.

Each query has one text, in what SQLite and PostgreSQL have in common; ``?`` stands for a
value. Wherever the tables are, a query sees the rows of one office.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Any, Protocol


class Found(Protocol):
    """What a query found, or how many rows it changed."""

    @property
    def rowcount(self) -> int:
        """Return how many rows that are."""

    def fetchone(self) -> Any:  # noqa: ANN401  a row is what was asked for
        """Return the next row; ``None`` if there is none."""
        ...

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Statements(Protocol):
    """What runs queries."""

    def execute(self, query: str, values: Sequence[object] = (), /) -> Found:
        """Run one."""
        ...

    def executemany(self, query: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run one for each row of values."""
        ...


class Tables(Protocol):
    """One office's tables; every use of them is guarded."""

    def guarded(self) -> AbstractContextManager[None]:
        """Have what cannot be done within be a stop."""
        ...

    def transaction(self) -> AbstractContextManager[Statements]:
        """Do all that is done within, or nothing; nobody else writes meanwhile."""
        ...

    def execute(self, query: str, values: Sequence[object] = (), /) -> Found:
        """Run one query; to be read within ``guarded``."""
        ...

    def shrink(self) -> None:
        """Give back what room is free, where that is ours to do."""
        ...

    def close(self) -> None:
        """Let go of them."""
        ...


KEYS: Mapping[str, Sequence[str]] = {
    "cycles": ("number",),
    "written_totals": ("number",),
    "outbox": ("number",),
    "publications": ("key", "kind"),
    "tabs": ("spreadsheet", "title"),
    "snapshots": ("cycle",),
    "troubles": ("job",),
    "people": ("number",),
    "shut_out": ("number",),
    "corrected_totals": ("field",),
    "refusal": ("code",),
    "untold": ("key",),
    "notes": ("name",),
    "chain": ("number",),
    "decision_editors": ("number",),
    "contents_now": ("document", "year"),
    "version_facts": ("content",),
}
"""Every table, and by what its rows are told apart and put in order."""


def put(db: Statements, table: str, row: Sequence[object]) -> None:
    """Put a row, its key first, in the place of the one of that key if there is any."""
    key = KEYS[table]
    which = " AND ".join(f"{column} = ?" for column in key)
    db.execute(f"DELETE FROM {table} WHERE {which}", row[: len(key)])  # noqa: S608
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608


def next_number(db: Statements, table: str) -> int:
    """Return the number of a table's next row, within a transaction."""
    query = f"SELECT coalesce(max(number), 0) + 1 FROM {table}"  # noqa: S608
    return int(db.execute(query).fetchone()[0])


_SAYS_MUCH = "NOT (outcome = 'done' AND changes = '[]' AND reports = '[]' AND why = '')"


def fingerprint(
    db: "Tables | Statements",
    *,
    but_notes: Collection[str],
    but_tables: Collection[str] = (),
) -> str:
    """Return what tells whether a ledger says anything new.

    A good cycle in which nothing changed is nothing new: a ledger put back without it
    repeats nothing, and lacks a line of history.

    Args:
        db: the tables.
        but_notes: the names of notes that do not count.
        but_tables: tables that do not.
    """
    apart = f"name NOT IN ({', '.join('?' * len(but_notes))})"
    known = {"cycles": _SAYS_MUCH}
    if but_notes:
        known["notes"] = apart
    return _digest(db, known, tuple(but_notes), but_tables)


def digest(db: "Tables | Statements") -> str:
    """Return what tells whether two ledgers hold the same, to the last row."""
    return _digest(db, {}, (), ())


def _digest(
    db: "Tables | Statements",
    which: Mapping[str, str],
    values: Sequence[object],
    but: Collection[str],
) -> str:
    every = sha256()
    for table, key in KEYS.items():
        if table in but:
            continue
        where = which.get(table, "true")
        rows = db.execute(
            f"SELECT * FROM {table} WHERE {where} ORDER BY {', '.join(key)}",  # noqa: S608
            values if "?" in where else (),
        )
        for row in rows:
            every.update(repr((table, row)).encode("utf-8", "surrogatepass"))
    return every.hexdigest()
