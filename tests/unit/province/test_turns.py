"""Turns at Google, in a file of one machine's or a database of several's."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from heapq import heapify, heappop, heappush
from pathlib import Path
from threading import Thread
from time import sleep

import psycopg
import pytest
import sqlalchemy as sa

from sync.province.turns import Bucket, InDatabase, InFile, Place, Take, Turns, Waiter

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


@dataclass
class Passing:
    """A place whose clock goes on while somebody waits, and takes no time for it."""

    place: Place
    waited: list[float] = field(default_factory=list)

    def alone(self, buckets: Sequence[Bucket], take: Take) -> float:
        passed = sum(self.waited)
        return self.place.alone(buckets, lambda db, now: take(db, now + passed))

    def turns(self) -> Turns:
        return Turns(self, self.waited.append)


@dataclass
class Google:
    """Many who want turns, on a clock of its own; ``served`` says when each got one."""

    place: Place
    served: dict[str, list[float]] = field(default_factory=dict)
    asked: int = 0
    _next: list[tuple[float, int, str, Waiter]] = field(default_factory=list)

    def come(
        self,
        at: float,
        name: str,
        buckets: Sequence[Bucket] = (READS,),
        *,
        first: bool = False,
    ) -> None:
        self._push(at, name, Waiter(buckets, first))

    def kill(self, name: str) -> None:
        """Let all of a name never ask again."""
        self._next = [each for each in self._next if each[2] != name]
        heapify(self._next)

    def go_on(self, until: float) -> None:
        while self._next and self._next[0][0] <= until:
            at, _, name, waiter = heappop(self._next)
            wait = self.place.alone(waiter.buckets, partial(self._ask, waiter, at))
            self.asked += 1
            if waiter.noted:
                self.served.setdefault(name, []).append(at + wait)
            else:
                self._push(at + wait, name, waiter)

    def _ask(self, waiter: Waiter, at: float, db: sa.Connection, _now: float) -> float:
        return waiter.ask(db, at)

    def _push(self, at: float, name: str, waiter: Waiter) -> None:
        heappush(self._next, (at, id(waiter), name, waiter))


def test_who_died_while_it_waited_keeps_no_turn_from_others(noted: Noted) -> None:
    google = Google(noted.place)
    for _ in range(2):
        google.come(0, "took one")
    for _ in range(12):
        google.come(1, "dead")
    google.go_on(2)
    google.kill("dead")

    google.come(3, "alive")
    google.go_on(1000)

    assert google.served["alive"] == [60]


def test_a_person_comes_before_nights_that_wait_already(noted: Noted) -> None:
    google = Google(noted.place)
    for _ in range(20):
        google.come(0, "night")
    google.go_on(40)
    google.come(40, "person", first=True)

    google.go_on(2000)

    assert google.served["person"] == [60]
    assert sorted(google.served["night"])[:4] == [0, 0, 60, 120]
    # nor is a moment left out for that
    assert max(google.served["night"]) == 600


def test_nights_are_not_kept_from_their_turns_by_people_without_end(
    noted: Noted,
) -> None:
    google = Google(noted.place)
    for at in range(0, 1200, 30):
        google.come(at, "person", first=True)
    google.come(61, "night")

    google.go_on(1200)

    (night,) = google.served["night"]
    assert night <= 61 + 300


def test_who_waits_asks_now_and_then_alone(noted: Noted) -> None:
    google = Google(noted.place)
    for number in range(20):
        google.come(number / 100, "night")

    google.go_on(2000)

    # each window wakes all who wait, and twice or thrice at most
    assert google.asked <= 20 + 3 * sum(range(2, 20, 2))


def test_nobody_waits_for_a_clock_that_was_set_back(noted: Noted) -> None:
    passing = Passing(noted.place)
    for _ in range(3):
        passing.turns().take([READS])
    waited, passing.waited = passing.waited, []
    noted.set_clock_back()
    passing.turns().take([READS])

    assert waited[:2] == [0, 0]
    assert 0 < sum(waited) <= 60
    assert passing.waited == [0]


@pytest.mark.parametrize("seed", range(5))
def test_no_window_of_any_quota_has_more_turns_than_it_may(
    noted: Noted, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    accounts = [Bucket(name, dice.randint(1, 4), 7_000) for name in "abc"]
    project = Bucket("project", dice.randint(2, 9), 5_000)
    google = Google(noted.place)

    for number in range(60):
        account = dice.choice(accounts)
        at, first = dice.uniform(0, 40), dice.random() < 0.2
        google.come(at, f"{account.name} {number}", [account, project], first=first)
    google.go_on(10_000)

    for bucket in (*accounts, project):
        at_all = sorted(
            at
            for name, moments in google.served.items()
            for at in moments
            if bucket is project or name.startswith(bucket.name)
        )
        gaps = [
            later - before
            for before, later in zip(at_all, at_all[bucket.limit :], strict=False)
        ]
        assert all(gap >= bucket.within / 1000 - 0.001 for gap in gaps)
    assert len(google.served) == 60


def test_what_waits_for_one_quota_has_the_same_moment_in_the_other(
    noted: Noted,
) -> None:
    turns = Passing(noted.place).turns()
    account, project = Bucket("account", 50, 60_000), Bucket("project", 1, 60_000)

    for _ in range(2):
        turns.take([account, project])

    at = {
        name: [it[1] for it in noted.rows() if it[0] == name]
        for name in ["account", "project"]
    }
    assert at["account"] == at["project"]
    assert len(set(at["account"])) == 2


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
