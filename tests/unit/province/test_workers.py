"""Workers of a province: each has a name of its own, and is missed when it dies."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from sync.errors import DatabaseAway
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.province.workers import OfMachines, Workers, workers_of
from tests.children import wait_for

Hire = Callable[[], Workers]


@pytest.fixture(params=["files", pytest.param("database", marks=pytest.mark.slow)])
def hire(tmp_path: Path, request: pytest.FixtureRequest) -> Hire:
    in_database = request.param == "database"
    database = request.getfixturevalue("database") if in_database else ""
    settings = ProvinceSettings(database=database)
    return lambda: workers_of(ProvincePaths(tmp_path), settings)


def end_connections(database: str) -> None:
    """Do what a database does that is started again."""
    with psycopg.connect(database) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )


def wait_until_one_is_left(database: str) -> None:
    """Wait until the server has seen that a connection ended, and let its locks go."""
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    with psycopg.connect(database, autocommit=True) as db:
        wait_for(lambda: db.execute(held).fetchall() == [(1,)])


def test_each_has_a_name_of_its_own_by_which_others_see_it_live(hire: Hire) -> None:
    ours, theirs = hire(), hire()

    with ours.one() as first, theirs.one() as second:
        seen = [ours.is_alive(first), ours.is_alive(second), theirs.is_alive(first)]

    assert first != second
    assert seen == [True] * 3


def test_one_alone_plans_and_another_when_that_is_gone(hire: Hire) -> None:
    ours, theirs = hire(), hire()
    with theirs.one(), theirs.only_planner() as is_theirs:
        with ours.one(), ours.only_planner() as is_ours:
            before = is_ours(), is_theirs(), is_ours()
        wait_for(is_theirs)  # a database lets go when it hears of the end

    assert before == (True, False, True)


@pytest.mark.slow
def test_of_several_machines_one_is_dead_that_was_missed_for_a_minute(
    database: str, tmp_path: Path
) -> None:
    clock = [0.0]
    ours = OfMachines(tmp_path, database, now=lambda: clock[0])
    theirs = OfMachines(tmp_path, database)
    with ours.one():
        with theirs.one() as name:
            assert ours.is_alive(name)
        wait_until_one_is_left(database)
        seen = []
        for moment in (10.0, 60.0, 71.0):
            clock[0] = moment
            seen.append(ours.is_alive(name))

    assert seen == [True, True, False]


@pytest.mark.slow
def test_who_lost_its_connection_is_seen_again_under_its_name(
    database: str, tmp_path: Path
) -> None:
    ours, theirs = OfMachines(tmp_path, database), OfMachines(tmp_path, database)
    with ExitStack() as stack:
        name = stack.enter_context(ours.one())
        is_ours = stack.enter_context(ours.only_planner())
        assert is_ours()
        end_connections(database)
        stack.enter_context(theirs.one())
        is_theirs = stack.enter_context(theirs.only_planner())
        assert is_theirs()

        stayed = [ours.stay(), ours.stay()]

        assert stayed == [False, True]
        assert theirs.is_alive(name)
        assert not is_ours()  # another took that over meanwhile


@pytest.mark.slow
@pytest.mark.parametrize("secret", ["postgres:secret@/{}?", "@/{}?password=secret&"])
def test_without_a_database_nobody_begins_and_no_password_is_told(
    tmp_path: Path, secret: str
) -> None:
    nowhere = f"postgresql://{secret.format('province')}host=/no"
    workers = OfMachines(tmp_path / "province.toml", nowhere)

    with pytest.raises(DatabaseAway) as stop, workers.one():
        pass

    assert "secret" not in str(stop.value)
    assert stop.value.address == "/no/province"
