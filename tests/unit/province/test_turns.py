"""Turns at Google, in a file of one machine's or a database of several's."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep

import psycopg
import pytest

from sync.province.turns import Bucket, InDatabase, InFile, Place, Turns

HOUR = 3600.0
READS = Bucket("reads", 2, 60_000)


@dataclass
class Noted:
    """A place of turns, and a way to look at what is noted there and to change it."""

    place: Place
    db: sqlite3.Connection | psycopg.Connection
    table: str

    def rows(self) -> list[tuple[str, float, float]]:
        rows = self.db.execute(f"SELECT bucket, at, taken FROM {self.table}").fetchall()  # noqa: S608
        self.db.commit()
        return list(rows)

    def set_clock_back(self) -> None:
        """Let all that is noted have been by a clock that was an hour fast."""
        hour = f"UPDATE {self.table} SET at = at + {HOUR}, taken = taken + {HOUR}"  # noqa: S608
        self.db.execute(hour)
        self.db.commit()


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.slow)])
def noted(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Noted]:
    if request.param == "file":
        with closing(sqlite3.connect(tmp_path / "turns.db")) as db:
            yield Noted(InFile(tmp_path / "turns.db"), db, "turns")
    else:
        address = request.getfixturevalue("database")
        with psycopg.connect(address) as there:
            yield Noted(InDatabase(address), there, "plan_sync_province.turns")


def test_nobody_waits_for_a_clock_that_was_set_back(noted: Noted) -> None:
    waited: list[float] = []
    turns = Turns(noted.place, waited.append)
    for _ in range(3):
        turns.take([READS])
    noted.set_clock_back()
    turns.take([READS])

    assert waited[:2] == [0, 0]
    assert 0 < waited[2] <= 60
    assert waited[3] == 0


@pytest.mark.parametrize("seed", range(5))
def test_no_window_of_any_quota_has_more_turns_than_it_may(
    noted: Noted, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    accounts = [Bucket(name, dice.randint(1, 4), 7_000) for name in "abc"]
    project = Bucket("project", dice.randint(2, 9), 5_000)
    turns = Turns(noted.place, lambda _seconds: None)

    for _ in range(60):
        turns.take([dice.choice(accounts), project])

    for bucket in (*accounts, project):
        at = sorted(at for name, at, _ in noted.rows() if name == bucket.name)
        gaps = [
            later - first for first, later in zip(at, at[bucket.limit :], strict=False)
        ]
        assert all(gap >= bucket.within / 1000 - 0.001 for gap in gaps)


def test_what_waits_for_one_quota_has_the_same_moment_in_the_other(
    noted: Noted,
) -> None:
    turns = Turns(noted.place, lambda _seconds: None)
    account, project = Bucket("account", 50, 60_000), Bucket("project", 1, 60_000)

    for _ in range(3):
        turns.take([account, project])

    at = {
        name: [it[1] for it in noted.rows() if it[0] == name]
        for name in ["account", "project"]
    }
    assert at["account"] == at["project"]
    assert len(set(at["account"])) == 3


def count(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("SELECT count(*) FROM turns").fetchone()[0])


def test_a_file_that_was_taken_away_begins_anew(tmp_path: Path) -> None:
    file, waited = tmp_path / "turns.db", list[float]()
    turns = Turns(InFile(file), waited.append)

    turns.take([READS])
    for suffix in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
    turns.take([READS])

    assert waited == [0, 0]
    assert count(file) == 1


def test_a_damaged_file_begins_anew(tmp_path: Path) -> None:
    file, waited = tmp_path / "turns.db", list[float]()
    file.write_bytes(b"no database" * 1000)

    Turns(InFile(file), waited.append).take([READS])

    assert waited == [0]
    assert count(file) == 1


def test_a_file_whose_turns_are_damaged_begins_anew(tmp_path: Path) -> None:
    file, waited = tmp_path / "turns.db", list[float]()
    before = Turns(InFile(file), waited.append)
    for _ in range(400):
        before.take([Bucket("others", 1_000, 60_000)])
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\x07" * (len(whole) - 4096))

    for _ in range(2):
        Turns(InFile(file), waited.append).take([READS])

    assert waited == [0] * 402
    assert count(file) == 2


def test_whoever_waits_for_a_file_that_goes_meanwhile_notes_in_the_new_one(
    tmp_path: Path,
) -> None:
    file, waited = tmp_path / "turns.db", list[float]()
    turns = Turns(InFile(file), waited.append)
    turns.take([READS])
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = Thread(target=turns.take, args=[[READS]])
        waiting.start()
        sleep(0.2)
        for suffix in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
        Turns(InFile(file), waited.append).take([READS])
        holder.execute("COMMIT")
    waiting.join(30)

    assert count(file) == 2


def test_a_file_that_is_held_for_long_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sync.province.databases._PATIENCE", 0)
    file, waited = tmp_path / "turns.db", list[float]()
    turns = Turns(InFile(file), waited.append)
    turns.take([READS])
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        waiting = Thread(target=turns.take, args=[[READS]])
        waiting.start()
        while "somebody holds the turns" not in caplog.text:
            sleep(0.05)
        holder.execute("COMMIT")
    waiting.join(30)

    assert waited == [0, 0]
