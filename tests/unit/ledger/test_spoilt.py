"""A ledger spoilt inside a value, of which the file tells nothing, is a damaged one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.errors import LedgerDamaged
from sync.ledger import Ledger
from sync.ledger.tables import KEYS
from tests.ledgers import Chance

IN_A_FORM = [
    "chain.content",
    "cycles.budget",
    "cycles.changes",
    "cycles.confirmed",
    "cycles.finished",
    "cycles.kind",
    "cycles.outcome",
    "cycles.report_findings",
    "cycles.reports",
    "cycles.started",
    "contents_now.document",
    "notes.value",
    "corrected_totals.computed",
    "corrected_totals.field",
    "corrected_totals.typed",
    "decision_editors.editors",
    "outbox.next_try",
    "outbox.queued",
    "outbox.sent",
    "outbox.state",
    "people.role",
    "publications.as_of",
    "publications.facts",
    "publications.kind",
    "refusal.facts",
    "snapshots.facts",
    "troubles.facts",
    "troubles.since",
    "untold.facts",
    "version_facts.facts",
    "written_totals.budget",
    "written_totals.per_quarter",
]
"""What stands in these is of a form (of notes, in those that have one); in all others
any text is one."""
CHECKED_ELSEWHERE = {"chain.content"}
"""What ``history --verify`` names, and readers pass over."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger in which every table has rows."""
    path = tmp_path_factory.mktemp("full") / "ledger.db"
    with closing(Ledger.open(path)) as ledger:
        clerk = Chance(ledger, 5)
        for _ in clerk.steps(12):
            pass
        for _ in range(200):
            if all(rows_of(path).values()):
                break
            for _ in clerk.steps(1):
                pass
    return path


def rows_of(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as db:
        count = "SELECT count(*) FROM {}"
        return {it: db.execute(count.format(it)).fetchone()[0] for it in KEYS}


def columns(path: Path) -> Iterator[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as db:
        for table in KEYS:
            for row in db.execute(f"PRAGMA table_info({table})").fetchall():
                if row[2] != "INTEGER":
                    yield table, row[1], row[2]


def read(path: Path) -> str:
    """Return how reading all of a ledger ends."""
    try:
        with closing(Ledger.open(path)) as ledger:
            ledger.look_through()
    except LedgerDamaged as stop:
        return stop.why
    return "well"


def spoil(full: Path, folder: Path, table: str, column: str, value: str) -> Path:
    """Return a copy of a ledger in which a column of every row is another value."""
    path = folder / f"{table}.{column}.db"
    shutil.copy(full, path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE OR IGNORE {table} SET {column} = {value}")  # noqa: S608
        db.commit()
    return path


def test_a_whole_ledger_is_read_to_its_last_row(full: Path) -> None:
    assert all(rows_of(full).values())
    assert read(full) == "well"


def test_no_value_that_is_cut_or_garbled_ends_as_a_mistake_of_ours(
    full: Path, tmp_path: Path
) -> None:
    ends = {}
    for table, column, kind in columns(full):
        value = "X'DEADBEEF'" if kind == "BLOB" else "'[[not one of ours'"
        path = spoil(full, tmp_path, table, column, value)
        ends[f"{table}.{column}"] = read(path)

    found = {name for name, end in ends.items() if end != "well"}
    assert found == set(IN_A_FORM) - CHECKED_ELSEWHERE
    assert all(ends[name].startswith(name.split(".")[0]) for name in found)


def test_a_text_that_is_no_text_is_damage_wherever_it_stands(
    full: Path, tmp_path: Path
) -> None:
    for table, column, kind in columns(full):
        if kind == "TEXT":
            path = spoil(full, tmp_path, table, column, "CAST(X'41FFFF' AS TEXT)")
            assert read(path) == "a text is not UTF-8", f"{table}.{column}"


def test_where_it_was_not_understood_is_logged_without_what_was_kept(
    full: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = spoil(full, tmp_path, "outbox", "queued", "'somchai@example.com'")

    assert read(path) == "outbox: ValueError"
    assert "outbox.py" in caplog.text
    assert "somchai" not in caplog.text
