"""Many offices' ledgers in one database: apart, held by one, and lost by nobody."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from sync.errors import (
    LedgerLocked,
    LedgerNewer,
    LedgerUnreachable,
    OfficeBusy,
    Stopped,
)
from sync.ledger import postgres_schema, postgres_tables
from sync.ledger.postgres import PostgresHome
from sync.ledger.postgres_tables import connect, shown
from sync.ledger.schema import MIGRATIONS, migrate
from sync.ledger.tables import KEYS
from tests.ledgers import FIRST, Chance, everything, home_of, says
from tests.postgres import Server

ROOT = Path(__file__).parents[3]


# --- apart ---------------------------------------------------------------------------


def test_nothing_done_to_one_office_touches_another(
    database: str, tmp_path: Path
) -> None:
    other = home_of(database, "b", tmp_path / "b")
    with other.hold() as ledger:
        list(Chance(ledger, 5).steps(3))
        known = says(ledger)
    rows = everything(database, but="a")

    with home_of(database, "a", tmp_path / "a").hold() as ledger:
        list(Chance(ledger, 6).steps(4))
        assert says(ledger) != known

    assert everything(database, but="a") == rows
    assert len({row[0] for row in rows}) == 1
    with closing(other.copy()) as look:
        assert says(look) == known


def test_numbers_count_by_office(database: str, tmp_path: Path) -> None:
    with home_of(database, "a", tmp_path / "a").hold() as ledger:
        assert [ledger.cycles.begin(FIRST).number for _ in range(3)] == [1, 2, 3]
    with home_of(database, "b", tmp_path / "b").hold() as ledger:
        assert ledger.cycles.begin(FIRST).number == 1


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE notes SET value = 'x'",
        "DELETE FROM notes",
        "INSERT INTO notes SELECT * FROM notes ON CONFLICT DO NOTHING",
        "UPDATE notes SET name = name || 'x'",
    ],
)
def test_a_query_that_names_no_row_finds_those_of_its_office_alone(
    database: str, tmp_path: Path, query: str
) -> None:
    with home_of(database, "b", tmp_path / "b").hold() as ledger:
        ledger.notes.write("name", "b's")
    with home_of(database, "a", tmp_path / "a").hold() as ledger:
        ledger.notes.write("name", "a's")
        with ledger._db.transaction() as db:
            db.execute(query)
            assert "b's" not in str(db.execute("SELECT * FROM notes").fetchall())

    with closing(home_of(database, "b", tmp_path / "b").copy()) as look:
        assert look.notes.read("name") == "b's"


def test_no_query_can_name_the_office(home: PostgresHome) -> None:
    with home.hold() as ledger, ledger._db.transaction() as db:
        db.execute("INSERT INTO notes VALUES (?, ?)", ("a", "b"))
        with pytest.raises(psycopg.errors.UndefinedColumn):
            db.execute("UPDATE notes SET office = 'b'")


def test_a_connection_of_no_office_sees_no_rows(home: PostgresHome) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a", "b")
    with closing(connect(home.address)) as db:
        assert db.execute("SELECT * FROM notes").fetchall() == []


def test_the_tables_are_those_of_a_file(home: PostgresHome) -> None:
    home.open().close()
    kinds = {"text": "TEXT", "bigint": "INTEGER", "bytea": "BLOB"}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        migrate(file, 0)
        of_file = {
            table: [
                (name, kind, bool(needed or key))
                for _, name, kind, needed, _, key in file.execute(
                    f"PRAGMA table_info({table})"
                )
            ]
            for (table,) in file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
        }
    of_database = {}
    with closing(connect(home.address)) as db:
        for table in KEYS:
            (office, *others) = db.execute(
                "SELECT column_name, data_type, is_nullable, collation_name"
                " FROM information_schema.columns WHERE table_schema = 'plan_sync'"
                " AND table_name = %s ORDER BY ordinal_position",
                (table,),
            ).fetchall()
            assert office[0] == "office"
            assert all(
                kind != "text" or letters == "C" for _, kind, _, letters in others
            )
            of_database[table] = [
                (name, kinds[kind], empty == "NO") for name, kind, empty, _ in others
            ]

    assert of_database == of_file


def test_every_migration_of_a_file_is_one_of_the_database_as_well() -> None:
    assert set(postgres_schema.SINCE) == set(range(20, len(MIGRATIONS) + 1))


def test_an_older_database_gets_what_is_new(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a", "b")
    added = "ALTER TABLE {0}notes ADD COLUMN more TEXT NOT NULL DEFAULT 'x'"
    newer = (*MIGRATIONS, added.format("") + ";")
    view = postgres_schema.view_of("notes", ("name", "value", "more"))
    script = f"{added.format('plan_sync.')}; {view}"
    monkeypatch.setattr(postgres_schema, "MIGRATIONS", newer)
    monkeypatch.setattr(postgres_schema, "SINCE", {len(newer): script})

    with home.hold() as ledger:
        rows = ledger._db.execute("SELECT * FROM notes").fetchall()

    assert rows == [("a", "b", "x")]


def test_a_database_of_a_newer_worker_is_left_alone(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.open().close()
    monkeypatch.setattr(postgres_schema, "MIGRATIONS", MIGRATIONS[:-1])

    for act in (home.open, home.copy, home.exists, home.stamp):
        with pytest.raises(LedgerNewer) as stop:
            act()
    assert stop.value.version == len(MIGRATIONS)


def test_what_a_database_cannot_keep_of_a_text_is_shown_in_it(
    home: PostgresHome,
) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a\0", "b\0c")
        assert ledger.notes.read("a\0") == "b␀c"


# --- held by one ---------------------------------------------------------------------


def test_one_worker_holds_an_office_and_is_named(
    home: PostgresHome, tmp_path: Path
) -> None:
    assert home.holder() is None
    with home.hold():
        assert f", {os.getpid()}, " in str(home.holder())
        with pytest.raises(OfficeBusy) as stop, home.hold():
            pass
        assert stop.value.who == home.holder()
        with home_of(home.address, "b", tmp_path / "b").hold():
            pass  # another office is another's
    with home.hold():
        pass


def test_who_lost_the_office_writes_nothing_any_more(home: PostgresHome) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a", "mine")
        with closing(connect(home.address)) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE pid = %s",
                (ledger._db.connection.info.backend_pid,),  # type: ignore[attr-defined]
            )
        with home.hold() as next_one:
            next_one.notes.write("a", "theirs")
        for _ in range(2):
            with pytest.raises(LedgerUnreachable):
                ledger.notes.write("a", "mine again")

    with closing(home.copy()) as look:
        assert look.notes.read("a") == "theirs"


def test_two_who_write_at_once_wait_for_each_other(home: PostgresHome) -> None:
    def count() -> None:
        with closing(home.open()) as ledger:
            numbers.extend(ledger.cycles.begin(FIRST).number for _ in range(20))

    numbers: list[int] = []
    home.open().close()
    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 61))


def test_who_waits_for_long_is_told_that_it_is_locked(
    home: PostgresHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres_tables._SETTINGS, "lock_timeout", "50ms")
    with home.hold() as ledger, closing(home.open()) as person:
        with ledger._db.transaction(), pytest.raises(LedgerLocked):
            person.notes.write("a", "b")
        person.notes.write("a", "c")
        assert ledger.notes.read("a") == "c"


def test_who_is_stopped_in_the_midst_of_a_question_asks_no_more(
    home: PostgresHome,
) -> None:
    def stop(*_: object) -> None:
        raise Stopped

    with home.hold() as ledger:
        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(Stopped), ledger._db.guarded():
            ledger._db.execute("SELECT pg_sleep(60)")
        signal.signal(signal.SIGALRM, before)

        with pytest.raises(LedgerUnreachable):
            ledger.notes.read("a")


# --- out of reach --------------------------------------------------------------------


def test_a_database_that_is_down_is_a_stop_and_back_again_is_none(
    home: PostgresHome, postgres: Server
) -> None:
    with home.hold() as ledger:
        ledger.notes.write("a", "b")
    postgres.stop()
    try:
        for act in (home.open, home.hold().__enter__, home.copy, home.stamp):
            with pytest.raises(LedgerUnreachable):
                act()
    finally:
        postgres.start()

    with home.hold() as ledger:
        assert ledger.notes.read("a") == "b"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:hush-hush@127.0.0.1:1/ledgers",
        "postgresql://clerk:hush-hush@127.0.0.1:1/ledgers?nonsense=hush-hush",
        "postgresql://clerk:hush-hush%zz@127.0.0.1:1/ledgers",
        "host=127.0.0.1 port=1 user=clerk password=hush-hush dbname=ledgers",
        "hush-hush",
    ],
)
def test_nobody_is_shown_a_password(address: str, tmp_path: Path) -> None:
    home = home_of(address, "a", tmp_path / "a")

    with pytest.raises(LedgerUnreachable) as stop:
        home.open()

    told = (str(stop.value), repr(stop.value), repr(home), shown(address))
    assert "hush-hush" not in "".join(told)
    assert stop.value.__cause__ is None
    assert stop.value.__suppress_context__


def test_who_may_not_make_tables_is_told_so(database: str, tmp_path: Path) -> None:
    with closing(connect(database)) as db, suppress(psycopg.errors.DuplicateObject):
        db.execute("CREATE ROLE visitor LOGIN")
    home = home_of(database.replace("postgres@", "visitor@"), "a", tmp_path / "a")

    with pytest.raises(LedgerUnreachable) as stop:
        home.open()

    assert "permission denied" in stop.value.why


def test_one_office_alone_loads_nothing_of_a_database() -> None:
    script = (
        "import sys, sync.cli.commands, sync.wiring, sync.doctor.visit\n"
        "assert not {'psycopg', 'sync.ledger.postgres'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
