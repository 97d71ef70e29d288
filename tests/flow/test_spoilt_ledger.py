"""A ledger spoilt inside a value ends every command that reads it as a damaged one."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sync.cli import main as command_line
from sync.ledger.copies import copies_of
from tests.offices import example_office


def test_every_command_that_reads_a_spoilt_value_names_the_ledger_and_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = example_office(tmp_path / "office")
    path = folder / "ledger.db"

    def run(*command: str) -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", *command, "--office", str(folder)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return end.value.code, said.out + said.err

    run("--once")
    kept = [copy.read_bytes() for copy in copies_of(path)]
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE publications SET facts = '[[not json'")
        db.execute("UPDATE cycles SET started = 'garbage'")
        db.commit()

    for command in ((), ("--once", "--quiet"), ("status",), ("history",)):
        status, said = run(*command)
        assert status == 10, command
        assert said.count(f"สมุดบันทึก {path} เสีย") == 1, command
        assert f"นำสำเนา {copies_of(path)[-1]} มาวางแทน" in said, command

    status, said = run("doctor")
    assert status == 1
    assert f"สมุดบันทึก {path} เสีย" in said
    assert [copy.read_bytes() for copy in copies_of(path)] == kept
