"""Ledgers of a province in a database of several machines."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from sync.errors import ConfigError, DatabaseAway, DatabaseTaken, OfficeElsewhere
from sync.ledger import Ledger
from sync.ledger.postgres import PostgresHome
from sync.province.places import ProvincePaths
from sync.province.setting_up import load_province
from tests.flow.province_commands.running import LINK, Run
from tests.offices import EXAMPLE


def test_a_province_of_several_machines_is_made_with_their_database(
    paths: ProvincePaths, run: Run
) -> None:
    nowhere = "postgresql://plan:secret@127.0.0.1:1/province"

    wrong = run("init", "--database", "province")
    made = run("init", "--database", nowhere)
    status = run("status")

    assert isinstance(wrong.exception, ConfigError)
    assert made.exit_code == 0
    assert paths.settings.stat().st_mode & 0o777 == 0o600
    assert load_province(paths).database == nowhere
    assert isinstance(status.exception, DatabaseAway)
    assert "secret" not in f"{made.output}{status.output}{status.exception}"


def test_ledgers_are_moved_into_the_database_and_out_again(
    database: str,
    paths: ProvincePaths,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("init")
    for name in ("a", "b"):
        run("add", name, str(EXAMPLE))
        Ledger.open(paths.office(name).ledger).close()
    assert run("ledgers", "in").exit_code == 2

    monkeypatch.setattr("sync.adapters.ledgers._database_in", lambda *_: database)
    moved = run("ledgers", "in"), run("ledgers", "in", "a")
    inside = [paths.office(name).ledger.exists() for name in ("a", "b")]
    back = run("ledgers", "out", "b")

    assert [it.exit_code for it in (*moved, back)] == [0, 0, 0]
    assert inside == [False, False]
    assert not paths.office("a").ledger.exists()
    assert paths.office("b").ledger.exists()


def test_a_database_with_ledgers_of_others_takes_no_new_province(
    database: str, paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    home = PostgresHome(database, "a", tmp_path / "ledger.db", nullcontext)
    home.open().close()

    made = run("init", "--database", database)

    assert isinstance(made.exception, DatabaseTaken)
    assert not paths.settings.exists()


@pytest.mark.parametrize("source", [LINK, str(EXAMPLE)])
def test_no_office_is_added_whose_ledger_is_in_the_database(
    database: str, paths: ProvincePaths, run: Run, source: str
) -> None:
    run("init", "--database", database)
    office = paths.office("a")
    PostgresHome(database, "a", office.ledger, nullcontext).open().close()
    shutil.rmtree(office.folder, ignore_errors=True)

    taken, free = run("add", "a", source), run("add", "b", source)

    assert isinstance(taken.exception, OfficeElsewhere)
    assert not office.folder.exists()
    assert free.exit_code == 0
