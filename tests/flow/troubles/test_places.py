"""What stands in a file's place, or cannot be read, is a sentence."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cli import commands
from sync.cli.session import Session
from sync.errors import StorageError
from sync.ledger import Ledger
from tests.flow.troubles.minutes import Main
from tests.offices import imported_office
from tests.users import GROUP, WORKER, as_root, as_user, open_the_way


@pytest.mark.parametrize(
    "command", ["status", "check", "doctor", "preview", "history", "watch"]
)
def test_a_file_in_the_ledgers_or_offices_place_is_a_sentence(
    tmp_path: Path, main: Main, command: str
) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    status, said = main(command, "--office", str(office))

    assert status == (1 if command == "doctor" else 18)
    assert "ledger.db" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["status", "doctor", "preview", "check"])
@as_root
def test_settings_that_may_not_be_read_are_a_sentence(
    tmp_path: Path, command: str
) -> None:
    open_the_way(tmp_path)
    office = imported_office(tmp_path / "office")
    (office / "office.toml").chmod(0o600)
    runner = CliRunner()

    def run() -> str:
        try:
            ran = runner.invoke(
                commands.app,
                [command, "--office", str(office)],
                obj=Session(),
                catch_exceptions=False,
            )
        except StorageError as stop:
            return stop.code
        return f"{ran.exit_code} {ran.output}"

    run()  # what it needs is imported then

    said = as_user(WORKER, run)

    if command == "doctor":
        assert said.startswith("1 ")
        assert "permission denied" in said
    else:
        assert said == "not_permitted"


@as_root
def test_an_unreadable_workbook_is_never_said_to_be_anything_else(
    tmp_path: Path,
) -> None:
    open_the_way(tmp_path)
    office = imported_office(tmp_path / "office")
    os.chown(office, WORKER, GROUP)
    (office / "plan.xlsx").chmod(0o600)

    def read() -> str:
        try:
            LocalSpreadsheet(office / "plan.xlsx").read()
        except StorageError as stop:
            return stop.code
        return "read"

    assert as_user(WORKER, read) == "not_permitted"


def test_status_makes_no_file(tmp_path: Path, main: Main) -> None:
    office = imported_office(tmp_path / "office")
    before = sorted(office.iterdir())

    main("status", "--office", str(office))
    main("history", "--office", str(office))

    assert sorted(office.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
@pytest.mark.parametrize(
    "name",
    [
        *("plan.xlsx", "office.toml", "worker.log", "ledger.db", ".worker.lock"),
        "words.toml",
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_refused_and_hangs_nothing(
    tmp_path: Path, main: Main, name: str
) -> None:
    office = imported_office(tmp_path / "office")
    (office / name).unlink(missing_ok=True)
    os.mkfifo(office / name)

    ended, said = main("--once", "--office", str(office))

    assert ended == 18
    assert f"{office / name} ไม่ใช่ไฟล์ธรรมดา" in said


def worked_at(office: Path) -> Path:
    imported_office(office)
    Ledger.open(office / "ledger.db").close()
    return office


@pytest.mark.parametrize(
    "command",
    [
        *("--once", "status", "history", "mail", "check", "preview", "init"),
        *("preview-mail", "watch", "rules"),
    ],
)
def test_without_its_settings_an_office_at_work_is_left_alone(
    tmp_path: Path, main: Main, command: str
) -> None:
    office = worked_at(tmp_path / "office")
    (office / "office.toml").unlink()

    ended, said = main(command, "--office", str(office))

    assert ended == 4
    assert "หายไป" in said
    assert "สำเนาสำรอง" in said
    assert not (office / "outbox").exists()


def test_a_workbook_that_is_gone_is_to_be_brought_back_and_status_still_tells(
    tmp_path: Path, main: Main
) -> None:
    office = worked_at(tmp_path / "office")
    (office / "plan.xlsx").unlink()

    ended, said = main("--once", "--office", str(office))
    looked, health = main("status", "--office", str(office))
    past, _ = main("history", "--office", str(office))

    assert (ended, looked, past) == (3, 1, 0)
    assert said.index("สำเนาสำรอง") < said.index("import")
    assert "หายไป" in health
    assert "run.py watch" in health


def test_a_ledger_that_is_a_folder_is_said_so_whoever_asks(
    tmp_path: Path, main: Main
) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    for command in ("--once", "status", "history", "mail"):
        ended, said = main(command, "--office", str(office))
        assert ended == 18, command
        assert "ควรเป็นไฟล์แต่เป็นโฟลเดอร์" in said
