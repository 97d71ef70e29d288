"""Records of visits, in a file and in several machines' database alike."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from sync.adapters.clock import BANGKOK
from sync.errors import DatabaseRefuses, DiskFull, StorageError
from sync.province.records import Heard, Records
from sync.province.visits import Ended, Kind, Standing

NOW = datetime(2026, 11, 29, 9, tzinfo=BANGKOK)
VISIT = Ended("a", Kind.LOOK, "here", NOW, NOW, "config", "r", 3, 1.5)
Open = Callable[[], Records]


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.slow)])
def records(tmp_path: Path, request: pytest.FixtureRequest) -> Open:
    in_database = request.param == "database"
    database = request.getfixturevalue("database") if in_database else ""
    return lambda: Records(tmp_path / "records.db", database)


def test_what_one_process_notes_another_reads(records: Open) -> None:
    ours, theirs = records(), records()
    standing = {"a": ("stamp", Standing(title="เทศบาลตำบลสมมุติ"))}

    ours.note_standings({"a": ("before", Standing())})
    ours.note_standings(standing)
    ours.note_visit(VISIT, "north")

    assert theirs.standings() == standing
    assert theirs.visits_after(0) == [(1, VISIT)]
    assert theirs.visits_after(1) == []
    assert theirs.visits_after(99) == [(1, VISIT)]  # those were of others that are gone
    assert theirs.latest_of_pool("north", 5) == [VISIT]
    assert theirs.latest_of_pool("south", 5) == []


def test_an_edit_that_is_told_late_hides_none_that_was_told(records: Open) -> None:
    late, heard = NOW - timedelta(minutes=3), Heard("7", NOW)
    each = records()

    each.note_heard("north", Heard("6", NOW), {"a": NOW})
    each.note_heard("north", heard, {"a": late, "b": late})

    assert each.edits() == {"a": NOW, "b": late}
    assert each.heard_of("north") == heard
    assert each.heard_of("south") is None


def test_visits_that_many_note_at_once_are_each_read_once(records: Open) -> None:
    each, number, read = records(), 0, []

    def note(office: int) -> None:
        records().note_visit(replace(VISIT, office=f"{office:02}"), "north")

    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(note, office) for office in range(20)]
        while not all(it.done() for it in made):
            for last, visit in each.visits_after(number):
                number = last
                read.append(visit.office)
        for it in made:
            it.result()
    read += [visit.office for _, visit in each.visits_after(number)]

    assert sorted(read) == [f"{office:02}" for office in range(20)]


@pytest.mark.slow
def test_tables_that_somebody_dropped_are_made_anew(
    database: str, tmp_path: Path
) -> None:
    records = Records(tmp_path, database)
    records.note_visit(VISIT, "north")
    with psycopg.connect(database) as db:
        db.execute("DROP SCHEMA plan_sync_province CASCADE")

    records.note_visit(VISIT, "north")

    assert [visit for _, visit in records.visits_after(5)] == [VISIT]


def test_a_disk_that_is_full_is_said_so(tmp_path: Path) -> None:
    each = Records(tmp_path / "records.db")
    each.note_visit(VISIT, "north")
    engine = each._store._engine

    @sa.event.listens_for(engine, "connect")
    def leave_no_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(DiskFull) as stop:
        each.note_visit(replace(VISIT, unsettled="r" * 100_000), "north")

    assert stop.value.path == tmp_path / "records.db"


def test_a_folder_that_lets_nobody_write_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "records.db").mkdir()

    with pytest.raises(StorageError):
        Records(tmp_path / "records.db").standings()


@pytest.mark.slow
@pytest.mark.parametrize("others_are_there", [False, True])
def test_a_user_who_lacks_a_right_is_said_so(
    database: str, *, others_are_there: bool
) -> None:
    if others_are_there:
        Records(Path(), database).standings()
    with psycopg.connect(database, autocommit=True) as db:
        db.execute("DROP ROLE IF EXISTS weak")
        db.execute("CREATE ROLE weak LOGIN")

    with pytest.raises(DatabaseRefuses, match="permission denied"):
        Records(Path(), database.replace("postgres@", "weak@")).standings()
