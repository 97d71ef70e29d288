"""The command line over a real local office, as a person or a program uses it."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import time_machine

from sync import __version__
from sync.cli.main import main
from sync.cli.session import Session
from sync.errors import MailSignInRefused, WorkbookOpen
from sync.ledger import Ledger
from sync.model.mail import MailState, Message, Queued
from sync.worker.health import Job
from tests.children import killed_at_last
from tests.offices import EXAMPLE, imported_office
from tests.unit.importing.workbooks import Book, books, official

ROOT = Path(__file__).parents[2]
BOOKS = dict(books())


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # where previews go

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return command


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with the example's plan, imported; nobody receives mail there."""
    return imported_office(tmp_path / "office")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def type_in(office: Path, tab: str, cells: dict[str, str | bool]) -> None:
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    for address, value in cells.items():
        workbook[tab][address] = value
    workbook.save(office / "plan.xlsx")


def value(office: Path, tab: str, address: str) -> object:
    return openpyxl.load_workbook(office / "plan.xlsx")[tab][address].value


def add_recipient(office: Path) -> None:
    typed: dict[str, str | bool] = {
        "A2": "ผู้ทดสอบ",
        "B2": "tester@example.com",
        "C2": "ผู้บริหาร",
        "D2": True,
    }
    type_in(office, "ผู้รับอีเมล", typed)


def test_import_tells_what_it_brought_in_and_where_to(tmp_path: Path, run: Run) -> None:
    ran = run("import", str(EXAMPLE), "--office", str(tmp_path / "o"), "--yes")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == (
        f"นำเข้าแล้ว 16 โครงการ รายละเอียด 16 โครงการ ไว้ที่ {tmp_path}/o/plan.xlsx"
    )


def test_import_shows_the_table_and_writes_nothing_unless_it_is_told_to(
    tmp_path: Path, run: Run
) -> None:
    before = EXAMPLE.read_bytes()

    ran = run("import", str(EXAMPLE), "--office", str(tmp_path / "o"))

    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split("\t") == [
        *("ลำดับ", "รายการโครงการ", "มิติ", "งบประมาณ (บาท)"),
        *("ไตรมาส", "รายละเอียด"),
    ]
    assert [line.split("\t")[0] for line in lines[1:17]] == [
        str(number) for number in range(1, 17)
    ]
    assert "ยังไม่ได้เขียนสิ่งใด" in lines[-1]
    assert "--yes" in lines[-1]
    assert not (tmp_path / "o").exists()
    assert EXAMPLE.read_bytes() == before


def test_an_offices_own_workbook_goes_all_the_way_to_a_checked_plan(
    tmp_path: Path, run: Run
) -> None:
    source = BOOKS["a tab a project"].save(tmp_path / "ของเรา.xlsx")
    before = source.read_bytes()

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 0
    assert "ตารางโครงการ: แผ่น “แผน 2570” แถว 8–13 พบ 6 โครงการ" in ran.out
    assert source.read_bytes() == before
    checked = run("check", "--office", str(tmp_path / "o"))
    assert "6 โครงการ · งบประมาณรวม 82,500.00 บาท" in checked.out
    assert "INF004" not in checked.out


def test_what_is_no_tick_and_what_has_no_result_is_explained_and_no_success(
    tmp_path: Path, run: Run
) -> None:
    rows = official()
    rows[7][4], rows[8][3] = "รอสรุป", "=1+1"
    source = Book({"แผน": rows}).save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"))

    assert ran.status == 1
    assert "D9: เป็นสูตรที่ไม่มีผลลัพธ์" in ran.out
    assert "? ในคอลัมน์ไตรมาส" in ran.out


def test_a_table_that_nobody_can_choose_stops_the_import(
    tmp_path: Path, run: Run
) -> None:
    alike = Book({"ร่าง 1": official(), "ร่าง 2": [*official()[:-2], *official()[-1:]]})
    source = alike.save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 9
    assert "“ร่าง 1”, “ร่าง 2”" in ran.err
    assert '--tab "ร่าง 1"' in ran.err
    assert not (tmp_path / "o").exists()
    taken = run(
        "import", str(source), "--tab", "ร่าง 2", "--office", str(tmp_path / "o")
    )
    assert "พบ 5 โครงการ" in taken.out


def test_a_plan_read_in_part_only_writes_nothing_and_ends_with_its_own_status(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    text = EXAMPLE.read_text("utf-8").replace("ลำดับที่", "ข้อ")
    source.write_text(text.replace("ชื่อโครงการ", "ชื่อ"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 19
    assert "พบในตาราง 16 โครงการ รายละเอียด 0 โครงการ" in ran.err
    assert "คัดลอกจากไฟล์ Word ต้นฉบับแทน PDF" in ran.err
    assert not (tmp_path / "o").exists()


def test_sections_that_other_words_number_are_told_by_the_names_below(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(EXAMPLE.read_text("utf-8").replace("ลำดับที่", "ข้อ"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")
    again = run("import", str(EXAMPLE), "--office", str(tmp_path / "again"), "--yes")

    assert ran.status == 0
    assert ran.out.splitlines()[:-1] == again.out.splitlines()[:-1]
    assert value(tmp_path / "o", "รายละเอียด", "J3") == value(
        tmp_path / "again", "รายละเอียด", "J3"
    )


def test_sections_without_a_table_are_shown_and_make_no_office(
    tmp_path: Path, run: Run
) -> None:
    text = EXAMPLE.read_text("utf-8")
    source = tmp_path / "plan.txt"
    source.write_text(text[text.index("ลำดับที่ ๑\n") :], "utf-8")

    shown = run("import", str(source), "--office", str(tmp_path / "o"))
    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert (shown.status, ran.status) == (1, 9)
    assert "ไม่มีตารางโครงการ" in ran.err
    assert not (tmp_path / "o").exists()


def test_what_an_import_lacks_is_named_and_it_is_no_success(
    tmp_path: Path, run: Run
) -> None:
    text = EXAMPLE.read_text("utf-8")
    second = text[text.index("ลำดับที่ ๒\n") : text.index("ลำดับที่ ๓\n")]
    source = tmp_path / "plan.txt"
    source.write_text(
        text.replace(second, "").replace("๘. ผู้รับผิดชอบ", "๘. ผู้รับ\nผิด\nชอบ", 1), "utf-8"
    )

    shown = run("import", str(source), "--office", str(tmp_path / "o"))
    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert (shown.status, ran.status) == (1, 1)
    # a budget of the example is mistyped, so that its total is no sum
    assert ran.out.splitlines()[19:-1] == [
        "แผนที่นำเข้ายังไม่ครบ โปรดเติมในแผ่นงาน:",
        "  ไม่พบรายละเอียดของ “กิจกรรมยกย่องบุคลากรผู้ปฏิบัติงานด้วยความซื่อสัตย์สุจริต” ที่อยู่ในตาราง",
        "  รายละเอียดของ “โครงการอบรมเชิงปฏิบัติการแยกแยะประโยชน์ส่วนตนออกจาก"
        "ประโยชน์ส่วนรวม” ไม่มีหัวข้อ ผู้รับผิดชอบ",
    ]
    assert (tmp_path / "o" / "plan.xlsx").exists()


def test_a_plan_of_nobody_and_of_no_year_is_no_success(
    tmp_path: Path, run: Run
) -> None:
    source = Book({"แผน": official()[5:]}).save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 1
    for heading in ("ชื่อแผน", "ชื่อหน่วยงาน", "ปีงบประมาณ"):
        assert f"  ไม่พบ{heading} โปรดกรอกในแท็บข้อมูลแผน" in ran.out.splitlines()


def test_words_that_a_pdf_has_spoilt_for_good_are_said_and_are_no_success(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(EXAMPLE.read_text("utf-8").replace("ำ", "า"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 1
    assert "สระอำเหลือเพียงสระอา (เช่น “กาหนด” แทน “กำหนด”)" in ran.out
    assert value(tmp_path / "o", "ข้อมูลแผน", "B4") == "องค์การบริหารส่วนตำบลธารสมมุติ"


@pytest.mark.parametrize(
    "settings",
    [
        "",
        '[document]\ntext_digits = "arabic"\ntable_digits = "thai"\n'
        "new_page_per_project = false\n",
    ],
)
def test_our_own_document_is_imported_whole(
    office: Path, tmp_path: Path, run: Run, settings: str
) -> None:
    (office / "office.toml").write_text(settings, "utf-8")
    assert run("--once", "--office", str(office)).status == 0
    (document,) = (office / "documents").glob("*.docx")

    ran = run("import", str(document), "--office", str(tmp_path / "again"), "--yes")

    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 18
    assert ran.out.splitlines()[-1] == (
        f"นำเข้าแล้ว 16 โครงการ รายละเอียด 16 โครงการ ไว้ที่ {tmp_path}/again/plan.xlsx"
    )


def test_what_was_imported_waits_to_be_checked(office: Path) -> None:
    assert value(office, "โครงการ", "J3") == "รอตรวจ"


def test_import_never_overwrites_a_spreadsheet(office: Path, run: Run) -> None:
    before = files(office)

    ran = run("import", str(EXAMPLE), "--office", str(office))

    assert ran.status == 9
    assert "มีแผ่นงานอยู่แล้ว" in ran.err
    assert files(office) == before


def test_a_cycle_writes_status_makes_the_document_and_mails_the_link(
    office: Path, run: Run
) -> None:
    add_recipient(office)

    ran = run("--office", str(office))

    assert ran.status == 0, ran.err
    assert "16 โครงการ · งบประมาณรวม 172,000.00 บาท" in ran.out
    assert value(office, "โครงการ", "J3") == "ผ่าน"
    assert value(office, "โครงการ", "J8") == "ต้องแก้ไข 1 จุด"
    assert {path.name for path in (office / "documents").iterdir()} == {
        f"แผนปฏิบัติการ-2570.{kind}" for kind in ("docx", "pdf", "html")
    }
    (eml,) = (office / "outbox").iterdir()
    assert message_from_bytes(eml.read_bytes())["To"].endswith("<tester@example.com>")
    assert "outcome=done" in (office / "worker.log").read_text("utf-8")
    assert "tester@example.com" not in (office / "worker.log").read_text("utf-8")


def test_a_second_cycle_changes_only_what_the_first_put_right(
    office: Path, run: Run
) -> None:
    add_recipient(office)
    run("--office", str(office))
    run("--office", str(office))
    settled = files(office)

    ran = run("--office", str(office))

    assert ran.status == 0
    after = files(office)
    unchanged = ("plan.xlsx", "documents/แผนปฏิบัติการ-2570.docx")
    assert [after[name] for name in unchanged] == [settled[name] for name in unchanged]
    assert len([name for name in after if name.startswith("outbox")]) == 1


def test_mending_a_mistake_changes_the_status(office: Path, run: Run) -> None:
    run("--office", str(office))
    type_in(office, "โครงการ", {"F8": True})

    run("--office", str(office))

    assert value(office, "โครงการ", "J8") == "ผ่าน"


def test_a_preview_tells_everything_and_touches_nothing(office: Path, run: Run) -> None:
    add_recipient(office)
    before = files(office)

    ran = run("preview", "--office", str(office))

    assert ran.status == 0, ran.err
    assert "โครงการ!J3" in ran.out
    assert "tester@example.com" in ran.out
    shown = Path(ran.out.rstrip().rpartition("\t")[2])
    assert {path.name for path in shown.iterdir()} == {
        "แผนปฏิบัติการ-2570.docx",
        "แผนปฏิบัติการ-2570.html",
    }
    assert files(office) == before


def test_check_gives_json_and_exit_status_1_when_there_are_errors(
    office: Path, run: Run
) -> None:
    before = files(office)

    ran = run("check", "--json", "--office", str(office))

    assert ran.status == 1
    findings = json.loads(ran.out)
    (one,) = [finding for finding in findings if finding["rule"] == "QTR001"]
    assert one == {
        "rule": "QTR001",
        "severity": "error",
        "tab": "โครงการ",
        "cell": "E8",
        "place": "ลำดับที่ 6 โครงการเพิ่มช่องทางยื่นคำขอรับบริการผ่านระบบออนไลน์ (e-Service)"
        " · ดำเนินการไตรมาส 1 (โครงการ!E8)",
        "project": 6,
        "number": "6",
        "name": "โครงการเพิ่มช่องทางยื่นคำขอรับบริการผ่านระบบออนไลน์ (e-Service)",
        "field": "ดำเนินการไตรมาส 1",
        "found": "",
        "message": "ยังไม่ได้ทำเครื่องหมายไตรมาสที่จะดำเนินการ",
        "suggestion": "ทำเครื่องหมายอย่างน้อยหนึ่งไตรมาส",
    }
    assert one["place"] in run("check", "--office", str(office)).out
    assert files(office) == before


@pytest.mark.parametrize("command", ["preview", "preview-mail"])
def test_of_previews_only_the_last_ones_folder_is_left(
    office: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    there = tmp_path / "temporary"
    there.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    add_recipient(office)

    first = run(command, "--office", str(office))
    (before,) = there.iterdir()
    second = run(command, "--office", str(office))

    (after,) = there.iterdir()
    assert before != after
    assert str(before) in first.out
    assert str(after) in second.out
    assert any(after.iterdir())


def test_check_ends_with_1_where_only_what_is_reported_has_errors(
    office: Path, run: Run
) -> None:
    name = str(value(office, "โครงการ", "B14"))
    type_in(office, "โครงการ", {"F8": True, "D11": "15000", "D23": "", "L3": "AAAAA"})
    type_in(office, "รายละเอียด", {"A13": name, "H15": "กองคลัง"})
    plan = run("check", "--office", str(office))
    row = {"A2": "AAAAA", "F2": "6 เดือน 2570", "G2": "ไม่สามารถดำเนินการได้"}
    type_in(office, "ผลการดำเนินงาน", dict(row))

    reported = run("check", "--json", "--office", str(office))

    assert plan.status == 0
    errors = [it for it in json.loads(reported.out) if it["severity"] == "error"]
    assert [it["rule"] for it in errors] == ["PRG101"]
    assert reported.status == 1


def test_history_tells_what_changed(office: Path, run: Run) -> None:
    run("--office", str(office))
    type_in(office, "โครงการ", {"I3": "เลื่อนมาจากปีก่อน"})
    run("--office", str(office))

    ran = run("history", "--office", str(office))

    assert ran.status == 0
    assert "หมายเหตุ: – → เลื่อนมาจากปีก่อน" in ran.out
    assert len([line for line in ran.out.splitlines() if "สำเร็จ" in line]) == 2


def test_an_open_workbook_is_left_alone_with_a_sentence(office: Path, run: Run) -> None:
    mark = office / ".~lock.plan.xlsx#"
    mark.write_text("", "utf-8")
    before = files(office)

    ran = run("--office", str(office))

    assert ran.status == 3
    assert "มีผู้เปิดแผ่นงาน" in ran.err
    assert before["plan.xlsx"] == files(office)["plan.xlsx"]
    assert not (office / "documents").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "เสียหรือบันทึกไม่ครบ"),
        (b"PK\x03\x04 cut short", "เสียหรือบันทึกไม่ครบ"),
        (b"name,budget\n", "ไม่ใช่แผ่นงาน .xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 99, "ไม่ใช่แผ่นงาน .xlsx"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "ตั้งรหัสผ่านไว้",
        ),
    ],
)
def test_a_file_that_is_no_good_workbook_gets_one_sentence_and_no_harm(
    office: Path, run: Run, content: bytes, says: str
) -> None:
    (office / "plan.xlsx").write_bytes(content)

    ran = run("--office", str(office))

    assert ran.status == 3
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert (office / "plan.xlsx").read_bytes() == content


def test_an_office_that_is_not_there_is_said_and_not_made(
    tmp_path: Path, run: Run
) -> None:
    ran = run("--office", str(tmp_path / "nowhere"))

    assert ran.status == 3
    assert "ไม่พบแผ่นงาน" in ran.err
    assert not (tmp_path / "nowhere").exists()


def test_wrong_settings_are_told_all_at_once(office: Path, run: Run) -> None:
    (office / "office.toml").write_text('language = "fr"\ncolour = 1\n', "utf-8")

    ran = run("check", "--office", str(office))

    assert ran.status == 4
    assert "language" in ran.err
    assert "colour" in ran.err


def test_an_english_office_is_spoken_to_in_english(office: Path, run: Run) -> None:
    (office / "office.toml").write_text('language = "en"\n', "utf-8")

    ran = run("check", "--office", str(office))

    assert "16 projects · 172,000.00 baht in all" in ran.out
    assert "No quarter is ticked" in ran.out


def test_the_command_line_starts_as_a_program_of_its_own() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip().endswith(__version__)


def test_every_command_is_in_the_readme(run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = run("--help").out.partition("Commands:")[2]

    commands = [line.split()[0] for line in listed.splitlines() if line.strip()]

    assert commands
    assert all(f"run.py {command}" in readme for command in commands)


def test_status_tells_how_the_worker_is(run: Run, office: Path) -> None:
    before = run("status", "--office", str(office))
    assert (before.status, before.out.splitlines()[0]) == (1, "ต้องดูแล")
    run("--office", str(office))

    after = run("status", "--office", str(office))

    verdict = after.out.splitlines()[0]
    assert (after.status, verdict) == (0, "ปกติดี แต่ตอนนี้ไม่มีระบบเปิดให้ทำงานเองอยู่")
    assert "ไม่ได้เปิดให้ทำงานเองอยู่" in after.out
    assert "ประจำคืน  สำเร็จ" in after.out


def test_history_gives_a_plan_as_it_was(run: Run, office: Path) -> None:
    run("--office", str(office))

    shown = run("history", "--office", str(office), "--show", "1")
    missing = run("history", "--office", str(office), "--show", "99")

    assert shown.status == 0
    assert "  งบประมาณ (บาท): " in shown.out
    assert (missing.status, missing.out) == (2, "")
    assert "ไม่มีแผนของรอบที่ 99" in missing.err


def test_once_never_makes_the_example(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path / "office"
    usual.mkdir()
    monkeypatch.setattr("sync.cli.main.Session", partial(Session, usual))

    assert run("--once").status == 3
    assert list(usual.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_watch_works_at_once_says_who_it_is_and_stops_well(
    run: Run, office: Path
) -> None:
    (office / "office.toml").write_text("[document]\npdf = false\n", "utf-8")
    command = [sys.executable, "run.py", "watch", "--office", str(office)]
    with (
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
        killed_at_last(process),
    ):
        deadline = time.monotonic() + 60
        while run("status", "--office", str(office)).status:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        at_work = run("status", "--office", str(office)).out
        second = run("--office", str(office))
        process.send_signal(signal.SIGTERM)
        said, log = process.communicate(timeout=15)

    assert process.returncode == 0
    assert b"stopped as asked" in log
    first, *_, last = said.decode().splitlines()
    assert f"เริ่มดูแลแผนที่ {office}" in first
    assert "หยุดตามที่สั่งแล้ว" in last
    assert str(process.pid) in at_work
    assert second.status == 6
    assert "ไม่ต้องสั่งเอง" in second.err
    assert str(process.pid) in second.err


def test_mail_says_what_waits_and_why_and_sends_it_once_it_can(
    office: Path, run: Run
) -> None:
    run("--office", str(office))
    outbox = office / "outbox"
    shown = run("mail", "--office", str(office))
    assert (shown.status, shown.out) == (0, "ไม่มีอีเมลที่รอส่งหรือส่งไม่ได้\n")

    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    ledger = Ledger.open(office / "ledger.db")
    now = datetime.now(UTC)
    ledger.outbox.queue([message], now)
    later = now + timedelta(hours=12)
    ledger.outbox.update(
        Queued(message, now, attempts=3, next_try=later, answer="550 5.7.1 no relay")
    )
    ledger.close()
    assert not outbox.exists()
    outbox.write_text("in the way")

    stuck = run("mail", "--office", str(office))
    assert stuck.status == 14
    assert "“ข่าว” ถึง boss@example.com" in stuck.out
    assert "ยังส่งไม่ได้: วางไฟล์อีเมลในโฟลเดอร์ outbox ไม่ได้" in stuck.out
    assert run("status", "--office", str(office)).status == 1

    outbox.unlink()
    assert run("mail", "--office", str(office)).status == 0
    assert len(list(outbox.iterdir())) == 1


def test_mail_that_a_person_sends_ends_the_trouble_of_mail(
    office: Path, run: Run
) -> None:
    run("--office", str(office))
    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    stop = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")
    with closing(Ledger.open(office / "ledger.db")) as ledger:
        ledger.outbox.queue([message], datetime.now(UTC))
        ledger.troubles.note(Job.MAIL, stop, datetime.now(UTC))

    assert run("mail", "--office", str(office)).status == 0

    with closing(Ledger.open(office / "ledger.db")) as ledger:
        assert (ledger.outbox.waiting(), ledger.troubles.all()) == ([], [])
    assert "ไม่สำเร็จ" not in run("status", "--office", str(office)).out


def test_mail_given_up_is_listed_with_its_reason(office: Path, run: Run) -> None:
    run("--office", str(office))
    message = Message("<9@example.com>", "boss@example.com", "ข่าว", b"Subject: 9\r\n")
    ledger = Ledger.open(office / "ledger.db")
    now = datetime.now(UTC) + timedelta(minutes=1)
    ledger.outbox.queue([message], now)
    ledger.outbox.update(
        Queued(message, now, MailState.FAILED, answer="550 5.1.1 nobody here")
    )
    ledger.close()

    shown = run("mail", "--office", str(office))

    assert shown.status == 14
    assert "เลิกส่งแล้ว: ไม่มีที่อยู่นี้" in shown.out
    assert "550 5.1.1 nobody here" in shown.out
    assert run("status", "--office", str(office)).status == 1


def test_status_says_why_the_last_night_stopped_whoever_ran_it(
    run: Run, office: Path
) -> None:
    run("--office", str(office))
    type_in(office, "โครงการ", {"E3": "มาก"})
    mark = office / "~$plan.xlsx"
    mark.touch()

    stopped = run("--once", "--office", str(office))
    shown = run("status", "--office", str(office))
    past = run("history", "--office", str(office))

    assert (stopped.status, shown.status) == (3, 1)
    assert "งานประจำคืนครั้งล่าสุดหยุดก่อนเสร็จ: มีผู้เปิดแผ่นงาน" in shown.out
    assert "→ บันทึกและปิดไฟล์ก่อน" in shown.out
    assert "หยุดเพราะมีผู้เปิดแผ่นงาน" in past.out
    mark.unlink()
    assert run("--once", "--office", str(office)).status == 0
    assert run("status", "--office", str(office)).status == 0


def test_no_code_and_no_librarys_words_are_shown_of_mail_that_cannot_leave(
    run: Run, office: Path
) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nusername = "plan"\n',
        "utf-8",
    )
    chief = {"A2": "ทดลอง", "B2": "chief@example.com", "C2": "ผู้บริหาร"}
    type_in(office, "ผู้รับอีเมล", {**chief, "D2": True})

    night = run("--office", str(office))
    shown = [run(command, "--office", str(office)) for command in ("status", "mail")]

    assert night.status == 14
    for ran in shown:
        assert ran.status in {1, 14}
        assert "chief@example.com" in ran.out
        assert "ยังส่งไม่ได้: ไม่มีรหัสผ่านของระบบอีเมลในที่ที่ตั้งไว้" in ran.out
        assert "mail_secret_missing" not in ran.out
        assert "No such file" not in ran.out
    assert "อีเมลส่งไม่ออกเลย" in shown[0].out


def test_status_tells_a_trouble_in_a_sentence_with_its_cure(
    run: Run, office: Path
) -> None:
    run("--office", str(office))
    ledger = Ledger.open(office / "ledger.db")
    ledger.troubles.note("look", WorkbookOpen(Path("plan.xlsx"), Path("~$")), _now())
    ledger.close()

    shown = run("status", "--office", str(office))

    assert shown.status == 1
    assert "การดูแผ่นงานไม่สำเร็จ 1 ครั้งติดกัน" in shown.out
    assert "มีผู้เปิดแผ่นงาน plan.xlsx อยู่" in shown.out
    assert "→ บันทึกและปิดไฟล์ก่อน" in shown.out
    assert "workbook_open" not in shown.out


def _now() -> datetime:
    return datetime.now(UTC)


def test_a_rule_is_explained_in_the_offices_language(run: Run, office: Path) -> None:
    thai = run("rules", "QTR001", "--office", str(office)).out
    (office / "office.toml").write_text('language = "en"\n', "utf-8")
    english = run("rules", "QTR001", "--office", str(office)).out

    assert "ยังไม่ได้ทำเครื่องหมายไตรมาสที่จะดำเนินการ" in thai
    assert "ยืนยันแทนการแก้ไม่ได้" in thai
    assert "ให้ระบุเวลาดำเนินการของทุกโครงการ" in thai
    assert "ที่มา: คู่มือการจัดทำแผนปฏิบัติการป้องกันการทุจริต" in thai
    assert not re.search("[a-z]{3}", re.sub(r"https?://\S+", "", thai))
    assert "No quarter is ticked" in english
    assert "The NACC asks for the time of every project" in english
    assert not re.search("[ก-๛]{3}", english)


def test_preview_mail_says_why_there_is_none(run: Run, office: Path) -> None:
    shown = run("preview-mail", "--office", str(office))

    assert shown.status == 0
    assert "อีเมลที่จะส่ง (0)" in shown.out
    assert "หรือยังไม่มีผู้เลือกรับในแท็บผู้รับอีเมล" in shown.out


def test_status_disbelieves_a_night_of_a_clock_that_was_ahead(
    office: Path, run: Run
) -> None:
    with time_machine.travel(datetime(2099, 1, 1, 3, tzinfo=UTC), tick=False):
        run("--office", str(office))

    alone = run("status", "--office", str(office))
    run("--office", str(office))
    both = run("status", "--office", str(office))

    assert alone.status == 1
    assert "ยังไม่เคยมีงานประจำคืนที่สำเร็จ" in alone.out
    assert "2099-01-01 10:00 ซึ่งยังมาไม่ถึง" in alone.out
    assert both.status == 0
    assert "งานประจำคืนที่สำเร็จครั้งล่าสุด: 2099" not in both.out
    assert "รอบล่าสุด:     1" not in both.out
    assert "2099-01-01 10:00 ซึ่งยังมาไม่ถึง" in both.out


def test_a_rule_is_explained_however_its_code_is_typed(office: Path, run: Run) -> None:
    typed = run("rules", "qtr001", "--office", str(office))

    assert typed.status == 0
    assert typed == run("rules", "QTR001", "--office", str(office))
    assert "QTR001" in typed.out
