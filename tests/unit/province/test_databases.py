"""Connections to a database of several machines: none of them waits for ever."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.ledger.postgres_tables import connect
from sync.province.databases import in_database
from sync.province.stores import store_of

TIMES = ("statement_timeout", "idle_in_transaction_session_timeout")
WAITED = "60000"
"""Milliseconds until what was sent and not answered is given up."""


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
