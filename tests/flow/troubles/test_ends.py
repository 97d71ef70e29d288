"""However the program ends, it is a sentence and an exit status."""

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sync.adapters.clock import BangkokClock
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.ledger import Ledger
from sync.model.mail import Message
from tests.flow.troubles.minutes import Main
from tests.offices import imported_office

ROOT = Path(__file__).parents[3]


def test_a_defect_is_a_sentence_and_a_report_without_what_was_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main: Main
) -> None:
    office = imported_office(tmp_path / "office")

    words = "นางสาวลับ secret@example.com ya29.token"

    def fail(_: object) -> None:
        raise LookupError(words)

    monkeypatch.setattr(LocalSpreadsheet, "read", fail)

    status, said = main("check", "--office", str(office))

    (report,) = office.glob("report-*.txt")
    assert status == 70
    assert str(report) in said
    assert "Traceback" not in said
    told = report.read_text("utf-8")
    assert "builtins.LookupError" in told
    assert "raise LookupError(words)" in told
    assert not re.search("ลับ|example.com|ya29", told)


@pytest.mark.parametrize("arguments", [(), ("status",), ("mail",)])
def test_ctrl_c_before_it_is_listened_for_stops_with_a_sentence(
    tmp_path: Path, main: Main, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    office = imported_office(tmp_path / "office")
    for room in ("sync.wiring", "sync.wiring.working"):
        for name in ("open_office", "open_record"):
            monkeypatch.setattr(f"{room}.{name}", interrupted)

    ended, said = main(*arguments, "--office", str(office))

    assert ended == 130
    assert "Aborted" not in said
    assert "✗" in said


def test_mail_that_waits_has_one_exit_status_whoever_finds_it(
    tmp_path: Path, main: Main
) -> None:
    office = imported_office(tmp_path / "office")
    settings = office / "office.toml"
    text = settings.read_text("utf-8").replace('way = "outbox"', 'way = "smtp"')
    text = text.replace("pdf = true", "pdf = false")
    nobody = '[mail.smtp]\nhost = "127.0.0.1"\nport = 9\ntimeout = 2\n\n[cycle]'
    settings.write_text(text.replace("[cycle]", nobody), "utf-8")

    letter = Message("<1@example.com>", "a@example.com", "เรื่อง", b"Subject: 1\r\n")
    with closing(Ledger.open(office / "ledger.db")) as ledger:
        ledger.outbox.queue([letter], BangkokClock().now())

    assert main("--once", "--office", str(office))[0] == 14
    assert main("mail", "--office", str(office))[0] == 14
    assert main("mail", "--again", "x@example.com", "--office", str(office))[0] == 2
    assert main("mail", "--arrived", "all", "--office", str(office))[0] == 2


def test_the_program_itself_tells_a_defect_in_a_sentence(tmp_path: Path) -> None:
    code = (
        "import sync.cli.main, sync.wiring\n"
        "sync.wiring.status_at = lambda folder: 1 / 0\n"
        "sync.cli.main.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "status", "--office", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 70
    assert "ZeroDivisionError" in ran.stderr
    assert "Traceback" not in ran.stderr
