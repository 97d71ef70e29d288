"""A ledger's way into a database and back: all of it, whatever cuts it off."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

import sync.ledger.file
from sync.errors import (
    LedgerLocked,
    LedgerLost,
    LedgerMoved,
    LedgerTwice,
    LedgerUnreachable,
    WorkerError,
)
from sync.ledger import Ledger
from sync.ledger.file import log_of
from sync.ledger.homes import FileHome
from sync.ledger.postgres import PostgresHome, stamps
from sync.ledger.schema import migrate
from sync.ledger.tables import KEYS
from tests.ledgers import FIRST, Chance, everything, home_of, says
from tests.postgres import Server


@contextmanager
def cut_off(monkeypatch: pytest.MonkeyPatch, place: str) -> Iterator[None]:
    """Have whoever moves a ledger die at a place."""

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(f"sync.ledger.moving.{place}", die)
        yield
        pytest.fail("nobody came there")


def filled(path: Path, seed: int = 3) -> str:
    """Make a ledger in a file, and tell what it says."""
    path.parent.mkdir(exist_ok=True)
    with closing(Ledger.open(path)) as ledger:
        list(Chance(ledger, seed).steps(2))
        return says(ledger)


def test_a_ledger_in_a_file_is_moved_in_once(home: PostgresHome) -> None:
    known = filled(home.file)
    with closing(home.copy()) as look:
        assert says(look) == known
    assert home.exists()

    with home.hold() as ledger:
        assert says(ledger) == known
        ledger.notes.write("later", "x")

    assert sorted(it.name for it in home.file.parent.iterdir()) == ["ledger.db.moved"]
    with home.hold() as ledger:
        assert ledger.notes.read("later") == "x"


def test_who_only_opens_a_ledger_moves_it_in_if_nobody_is_at_the_office(
    home: PostgresHome,
) -> None:
    known, asked = filled(home.file), []

    @contextmanager
    def alone() -> Iterator[None]:
        asked.append(home.file.exists())
        yield

    careful = PostgresHome(home.address, home.office, home.file, alone)
    with closing(careful.open()) as ledger, home.hold():  # it does not hold it
        assert says(ledger) == known
    careful.open().close()

    assert asked == [True]


def test_a_ledger_that_is_moved_in_while_it_is_looked_at_is_found(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, look = filled(home.file), FileHome.copy

    def late(file: FileHome) -> Ledger:
        home.open().close()
        return look(file)

    monkeypatch.setattr(FileHome, "copy", late)
    with closing(home.copy()) as ledger:
        assert says(ledger) == known


def test_a_ledger_that_is_moved_away_while_it_is_copied_is_found(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, look = filled(home.file), sync.ledger.file.log_of

    def late(path: Path) -> Path:
        if path.exists() and not home.holder():
            monkeypatch.undo()
            home.open().close()
        return look(path)

    monkeypatch.setattr("sync.ledger.file.log_of", late)
    with closing(home.copy()) as ledger:
        assert says(ledger) == known
    assert not home.file.exists()


@pytest.mark.slow  # SQLite waits for whoever looks
def test_a_ledger_that_somebody_looks_at_is_put_aside_when_they_are_gone(
    home: PostgresHome,
) -> None:
    known = filled(home.file)
    with closing(sqlite3.connect(home.file, isolation_level=None)) as look:
        look.execute("BEGIN")
        look.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(Ledger.open(home.file)) as ledger:
            ledger.notes.write("later", "x")
            known = says(ledger)
        with pytest.raises(LedgerLocked):
            home.open()
        assert log_of(home.file).exists()

    with home.hold() as ledger:
        assert says(ledger) == known
    assert not home.file.exists()
    assert not log_of(home.file).exists()


@pytest.mark.parametrize("place", ["pour", "_put_aside"])
def test_a_move_that_is_cut_off_is_ended_by_the_next(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    known = filled(home.file)
    with cut_off(monkeypatch, place), home.hold():
        pass
    if place == "_put_aside":  # a person at it, meanwhile
        with closing(home.open()) as ledger:
            ledger.notes.write("later", "x")
            known = says(ledger)

    with home.hold() as ledger:
        assert says(ledger) == known

    assert not home.file.exists()


def test_two_ledgers_of_an_office_are_told_and_none_is_taken(
    home: PostgresHome, tmp_path: Path
) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a", "b")
    known = filled(tmp_path / "old" / "ledger.db")
    (tmp_path / "old" / "ledger.db").rename(home.file)

    with pytest.raises(LedgerTwice), home.hold():
        pass

    with closing(Ledger.open(home.file)) as ledger:
        assert says(ledger) == known
    home.file.unlink()
    with home.hold() as ledger:
        assert ledger.notes.read("a") == "b"


@pytest.mark.parametrize("before", [True, False])
def test_a_ledger_that_was_in_a_database_is_not_begun_anew_elsewhere(
    home: PostgresHome, postgres: Server, before: bool
) -> None:
    if before:
        filled(home.file)
    with home.hold():
        pass
    elsewhere = home_of(postgres.new_database(), "a", home.file.parent)

    for place in (elsewhere, FileHome(home.file)):
        with pytest.raises(LedgerMoved):
            place.open()
        with pytest.raises(LedgerMoved):
            place.copy()


def test_a_ledger_of_which_there_are_copies_is_not_begun_anew(
    home: PostgresHome,
) -> None:
    filled(home.file)
    with closing(Ledger.open(home.file)) as ledger:
        ledger.back_up(FIRST.date(), keep_days=30)
    home.file.unlink()

    with pytest.raises(LedgerLost):
        home.open()


def test_a_file_that_is_damaged_is_not_moved_in(home: PostgresHome) -> None:
    home.file.write_bytes(b"no ledger" * 1000)

    with pytest.raises(WorkerError), home.hold():
        pass

    assert home.file.exists()
    assert stamps(home.address) == {}


def test_a_ledger_is_moved_out_again(home: PostgresHome, tmp_path: Path) -> None:
    with home_of(home.address, "b", tmp_path / "b").hold() as ledger:
        ledger.notes.write("a", "b's")
    known = filled(home.file)
    with home.hold():
        pass

    home.move_out()

    assert sorted(it.name for it in home.file.parent.iterdir()) == ["ledger.db"]
    with closing(Ledger.open(home.file)) as ledger:
        assert says(ledger) == known
    assert set(stamps(home.address)) == {"b"}
    assert {row[0] for row in everything(home.address, but="")} == {"b"}


def test_who_had_it_open_when_it_was_moved_out_writes_nothing_any_more(
    home: PostgresHome,
) -> None:
    known = filled(home.file)
    with closing(home.open()) as person:
        home.move_out()
        with pytest.raises(LedgerUnreachable):
            person.notes.write("late", "x")

    with closing(Ledger.open(home.file)) as ledger:
        assert says(ledger) == known
    assert everything(home.address, but="") == []


def test_a_move_out_that_is_cut_off_leaves_the_ledger_where_it_was(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = filled(home.file)
    with home.hold():
        pass
    with cut_off(monkeypatch, "sync_folder"):  # the file is there, and so are the rows
        home.move_out()

    assert home.file.exists()
    with home.hold() as ledger:
        assert says(ledger) == known
    assert not home.file.exists()
    home.move_out()
    with closing(Ledger.open(home.file)) as ledger:
        assert says(ledger) == known


def test_every_table_is_moved() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        migrate(file, 0)
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in names} == set(KEYS)
