"""Several come to a database that has no tables yet: one makes them."""

from collections.abc import Callable
from threading import Thread
from time import sleep

import psycopg
import pytest

from sync.ledger.postgres_schema import bring_up_to_date
from sync.ledger.postgres_tables import connect
from sync.province.databases import have_tables, in_database

pytestmark = pytest.mark.slow


def beside(address: str, makes: Callable[[psycopg.Connection], None]) -> None:
    """Have somebody else make what is missing, who ends once another waits for that."""
    with psycopg.connect(address) as first, first.transaction():
        makes(first)
        waiting = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        )
        for _ in range(200):
            if first.execute(waiting).fetchone() != (0,):
                return
            sleep(0.05)
    pytest.fail("nobody waited")


def test_who_waited_for_a_ledgers_tables_makes_none(database: str) -> None:
    failed: list[Exception] = []

    def come_second() -> None:
        try:
            with connect(database, "second") as second:
                bring_up_to_date(second, "here")
        except Exception as error:  # noqa: BLE001  told below
            failed.append(error)

    other = Thread(target=come_second)

    def make(first: psycopg.Connection) -> None:
        bring_up_to_date(first, "here")
        other.start()

    beside(database, make)
    other.join(60)

    assert failed == []


def test_who_waited_for_a_provinces_tables_makes_none(database: str) -> None:
    failed: list[Exception] = []
    make = ("CREATE TABLE turns (at INTEGER)",)

    def come_second() -> None:
        try:
            with in_database(database).begin() as second:
                have_tables(second, "turns", make)
        except Exception as error:  # noqa: BLE001  told below
            failed.append(error)

    other = Thread(target=come_second)

    with in_database(database).begin() as first:
        have_tables(first, "turns", make)
        beside(database, lambda _: other.start())
    other.join(60)

    assert failed == []
