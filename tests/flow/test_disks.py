"""Disks that may only be read, or are full at some write of a night."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.ledger import Ledger
from sync.model.mail import Message
from tests.mails import words_of_file
from tests.offices import imported_office
from tests.reporting import (
    KEYIN,
    REPORT,
    last_report,
    save_workbook,
    type_into_workbook,
    waiting_sheet,
)
from tests.users import fill, remount, small_disk

# the program is started again and again, on disks of its own
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NEEDS_SOMEBODY = "ต้องดูแล"
READ_ONLY = "อ่านได้อย่างเดียว เขียนไม่ได้"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    """Return an office on a disk of its own."""
    with small_disk(tmp_path / "disk", "6m") as disk:
        yield imported_office(disk / "office")


def run(office: Path, *arguments: str) -> tuple[int, str]:
    """Run the program; its log is closed when it is over."""
    command = [sys.executable, "run.py", *arguments, "--office", str(office)]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def kept(office: Path) -> dict[str, bytes]:
    """Return what may not be lost, by name."""
    return {
        path.relative_to(office).as_posix(): path.read_bytes()
        for path in (office / "plan.xlsx", *(office / "documents").rglob("*.*"))
    }


def test_on_a_disk_that_may_only_be_read_everybody_says_so(office: Path) -> None:
    assert run(office)[0] == 0
    before = kept(office)
    remount(office.parent, "ro")
    status, said = run(office, "status")
    doctor, found = run(office, "doctor")
    works = [run(office, *arguments) for arguments in ((), ("watch",), ("mail",))]
    history, _ = run(office, "history")
    remount(office.parent, "rw")

    assert (status, said.splitlines()[0]) == (1, NEEDS_SOMEBODY)
    assert f"{office / 'ledger.db'} {READ_ONLY}" in said
    assert doctor == 1
    assert f"{office} {READ_ONLY}" in found
    assert {code for code, _ in works} == {17}
    assert all(READ_ONLY in words for _, words in works)
    assert history == 0
    assert kept(office) == before

    assert run(office)[0] == 0
    assert run(office, "status")[0] == 0


@pytest.mark.parametrize("room", [0, 8, 320])
def test_a_disk_that_fills_in_a_night_loses_nothing(office: Path, room: int) -> None:
    """The room left, in KB, is enough for some writes and not for the next."""
    ballast = fill(office.parent)
    os.truncate(ballast, ballast.stat().st_size - room * 1024)

    code, said = run(office)
    state, told = run(office, "status")

    assert (code, state) == (15, 1)
    assert "✗ พื้นที่เก็บไฟล์เต็ม จึงเขียน " in said
    assert "Traceback" not in said
    assert told.splitlines()[0] == NEEDS_SOMEBODY
    assert "พื้นที่เก็บไฟล์เต็ม" in told
    with zipfile.ZipFile(office / "plan.xlsx") as workbook:
        assert workbook.testzip() is None

    ballast.unlink()

    assert run(office)[0] == 0
    assert run(office, "status")[0] == 0
    assert "documents/แผนปฏิบัติการ-2570.docx" in kept(office)
    assert list(office.rglob("*.tmp*")) == []


def test_a_full_place_for_mail_keeps_it_until_there_is_room(tmp_path: Path) -> None:
    office = imported_office(tmp_path / "office")
    letter = Message("<9@example.com>", "a@example.com", "ข่าว", b"Subject: 9\r\n" * 99)
    with small_disk(office / "outbox", "64k") as outbox:
        ballast = fill(outbox)
        with closing(Ledger.open(office / "ledger.db")) as ledger:
            ledger.outbox.queue([letter], datetime.now(UTC))

        night, said = run(office)
        state, told = run(office, "status")

        assert "Traceback" not in said
        assert (night, state) == (14, 1)
        assert "อีเมล “ข่าว” ถึง a@example.com" in told
        with closing(Ledger.copy(office / "ledger.db")) as ledger:
            assert len(ledger.outbox.waiting()) == 1

        ballast.unlink()

        assert run(office, "mail")[0] == 0
        assert run(office, "status")[0] == 0
        (sent,) = outbox.iterdir()
        assert sent.read_bytes().count(b"Subject: 9") == 99


# --- what a round and the year's turn write ----------------------------------------


@pytest.fixture
def reporting(tmp_path: Path) -> Iterator[Path]:
    """Return an office on a disk of its own: its last report has just been typed."""
    with small_disk(tmp_path / "disk", "6m") as disk:
        office = disk / "office"
        office.mkdir()
        settings = office / "office.toml"
        settings.write_text("[document]\nalso = ['web']\npdf = false\n", "utf-8")
        save_workbook(waiting_sheet(), office / "plan.xlsx")
        assert run(office)[0] == 0
        type_into_workbook(office / "plan.xlsx", last_report())
        yield office


@pytest.mark.parametrize("room", [0, 8, 60, 120])
def test_a_disk_that_fills_while_reports_are_put_loses_none(
    reporting: Path, room: int
) -> None:
    before = kept(reporting)
    ballast = fill(reporting.parent)
    os.truncate(ballast, ballast.stat().st_size - room * 1024)

    code, said = run(reporting)

    assert code == 15
    assert "Traceback" not in said
    there = kept(reporting)
    assert there.keys() >= before.keys()
    for name, content in there.items():
        assert len(content) > 0, name
        assert not name.endswith(".docx") or is_whole(reporting / name)

    ballast.unlink()

    assert run(reporting)[0] == 0
    made = kept(reporting)
    assert made[f"documents/{REPORT}.docx"] != before[f"documents/{REPORT}.docx"]
    assert made[f"documents/{REPORT}.html"] != before[f"documents/{REPORT}.html"]
    assert f"documents/{REPORT} (ฉบับสมบูรณ์ล่าสุด).docx" in made
    assert made[f"documents/{KEYIN}.docx"] != before[f"documents/{KEYIN}.docx"]
    assert list(reporting.rglob("*.tmp*")) == []
    assert len(whole_letters(reporting)) == 2
    assert run(reporting)[0] == 0
    assert len(whole_letters(reporting)) == 2


@pytest.mark.parametrize("room", [0, 8, 16])
def test_a_disk_that_fills_at_the_years_turn_keeps_both_years_or_changes_nothing(
    reporting: Path, room: int
) -> None:
    assert run(reporting)[0] == 0
    assert (
        run(reporting, "next-year")[0] == 0
    )  # who asks for it now is told it is early
    before = (reporting / "plan.xlsx").read_bytes()
    ballast = fill(reporting.parent)
    os.truncate(ballast, ballast.stat().st_size - room * 1024)

    code, said = run(reporting, "next-year", "--yes")

    assert code == 15
    assert "Traceback" not in said
    assert (reporting / "plan.xlsx").read_bytes() == before
    for old in reporting.glob("plan-2570*.xlsx"):
        assert old.read_bytes() == before

    ballast.unlink()

    assert run(reporting, "next-year", "--yes")[0] == 0
    assert (reporting / "plan-2570.xlsx").read_bytes() == before
    assert (reporting / "plan.xlsx").read_bytes() != before
    assert len(list(reporting.glob("*.xlsx"))) == 2
    assert list(reporting.rglob("*.tmp*")) == []


def test_the_year_does_not_turn_on_a_disk_that_may_only_be_read(
    reporting: Path,
) -> None:
    assert run(reporting)[0] == 0
    assert run(reporting, "next-year")[0] == 0
    before = kept(reporting)
    remount(reporting.parent, "ro")
    code, said = run(reporting, "next-year", "--yes")
    remount(reporting.parent, "rw")

    assert (code, READ_ONLY in said) == (17, True)
    assert kept(reporting) == before
    assert len(list(reporting.glob("*.xlsx"))) == 1


def is_whole(package: Path) -> bool:
    """Whether all parts of a file are as they were put in."""
    with zipfile.ZipFile(package) as opened:
        return opened.testzip() is None


def whole_letters(office: Path) -> list[str]:
    """Return the letters that tell of the whole report."""
    letters = map(words_of_file, (office / "outbox").glob("*.eml"))
    return [letter for letter in letters if "ครบทุกโครงการแล้ว" in letter]
