"""Connections to a database of several machines: none of them waits for ever."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors

from sync.ledger.postgres_tables import connect
from sync.province.databases import in_database, in_file, patiently, will_pass
from sync.province.stores import store_of

TIMES = ("statement_timeout", "idle_in_transaction_session_timeout")
WAITED = "60000"
"""Milliseconds until what was sent and not answered is given up."""


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (psycopg.OperationalError("no connection"), True),
        (errors.AdminShutdown("going down"), True),
        (errors.TooManyConnections("no room"), True),
        (errors.DeadlockDetected("others go on"), True),
        (errors.SerializationFailure("others were first"), True),
        (errors.IdleInTransactionSessionTimeout("too slow"), True),
        (errors.InFailedSqlTransaction("after another error"), False),
        (errors.UniqueViolation("there already"), False),
        (errors.UndefinedTable("none"), False),
        (errors.InsufficientPrivilege("no right"), False),
        (errors.DiskFull("no space"), True),
        (sqlite3.OperationalError("disk I/O error"), False),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_a_database_undid_for_others_sake_passes_and_mistakes_do_not(
    error: Exception, *, passes: bool
) -> None:
    # of psycopg's kinds each is one of SQLAlchemy's, by the same name
    name = next(
        it.__name__ for it in type(error).__mro__ if hasattr(sa.exc, it.__name__)
    )
    wrapped = getattr(sa.exc, name)("INSERT", {}, error)

    assert will_pass(wrapped) is passes


def test_what_was_undone_is_done_again_and_nothing_else_is() -> None:
    tries: list[str] = []

    def act(error: Exception) -> str:
        tries.append(type(error).__name__)
        if len(tries) % 3:
            raise sa.exc.OperationalError("INSERT", {}, error)
        return "done"

    assert patiently(lambda: act(errors.DeadlockDetected()), lambda _: None) == "done"
    with pytest.raises(sa.exc.OperationalError):
        patiently(lambda: act(errors.UniqueViolation()), lambda _: None)
    assert tries == ["DeadlockDetected"] * 3 + ["UniqueViolation"]


def given(raw: Any) -> dict[str, str]:  # noqa: ANN401  a driver's
    """Return what a connection of psycopg's was opened with."""
    return dict(raw.info.get_parameters())


@pytest.mark.slow
def test_no_question_of_a_machine_or_an_office_is_waited_for_longer_than_a_minute(
    database: str,
) -> None:
    with in_database(database).connect() as db:
        ours = [db.scalar(sa.text(f"SHOW {it}")) for it in TIMES]
        assert given(db.connection.driver_connection)["tcp_user_timeout"] == WAITED
    with connect(database, "a") as db:
        offices = [db.execute(f"SHOW {it}".encode()).fetchone() for it in TIMES]
        assert given(db)["tcp_user_timeout"] == WAITED

    assert ours == ["1min", "1min"]
    assert offices == [("1min",), ("1min",)]


@pytest.mark.slow
def test_the_engine_finds_a_network_dead_as_well(database: str) -> None:
    config = store_of(Path("engine.db"), database).config()
    address = sa.make_url(str(config["system_database_url"]))
    engine = sa.create_engine(
        address.set(drivername="postgresql+psycopg"),
        **(config["db_engine_kwargs"] or {}),
    )

    with engine.connect() as db:
        opened = given(db.connection.driver_connection)
    engine.dispose()

    assert opened["tcp_user_timeout"] == WAITED
    assert opened["keepalives_idle"] == "20"


@pytest.mark.slow
def test_two_who_hold_what_the_other_wants_both_come_through(database: str) -> None:
    engine = in_database(database)
    with engine.begin() as db:
        db.execute(
            sa.text("CREATE TABLE public.two (a INTEGER PRIMARY KEY, b INTEGER)")
        )
        db.execute(sa.text("INSERT INTO public.two VALUES (1, 0), (2, 0)"))
    both = Barrier(2, timeout=30)
    add = sa.text("UPDATE public.two SET b = b + 1 WHERE a = :row")

    def act(order: Sequence[int], tries: list[int]) -> None:
        tries.append(0)
        with engine.begin() as db:
            db.execute(add, {"row": order[0]})
            if len(tries) == 1:
                both.wait()
            db.execute(add, {"row": order[1]})

    tries: tuple[list[int], ...] = ([], [])
    with ThreadPoolExecutor() as pool:
        done = [
            pool.submit(patiently, partial(act, order, tried), lambda _: None)
            for order, tried in zip(((1, 2), (2, 1)), tries, strict=True)
        ]
        for it in done:
            it.result(60)

    assert sorted(map(len, tries)) == [1, 2]
    with engine.connect() as db:
        assert db.scalars(sa.text("SELECT b FROM public.two")).all() == [2, 2]


def test_a_file_that_many_begin_at_once_is_begun_for_all(tmp_path: Path) -> None:
    def begin(file: Path, gate: Barrier) -> None:
        engine = in_file(file)
        gate.wait()
        with engine.begin() as db:
            db.exec_driver_sql("CREATE TABLE IF NOT EXISTS seen (at)")
            db.exec_driver_sql("INSERT INTO seen VALUES (1)")

    for number in range(60):
        file, gate = tmp_path / f"{number}.db", Barrier(8)
        with ThreadPoolExecutor(8) as pool:
            for made in [pool.submit(begin, file, gate) for _ in range(8)]:
                made.result()
        with in_file(file).connect() as db:
            assert db.exec_driver_sql("SELECT count(*) FROM seen").scalar() == 8
