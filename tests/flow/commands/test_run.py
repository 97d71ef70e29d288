"""No command, or `--once`: one whole cycle."""

from email import message_from_bytes
from functools import partial
from pathlib import Path

import pytest

from sync.cli.session import Session
from tests.flow.commands.running import Run, add_recipient, files, type_in, value


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


def test_an_open_workbook_is_left_alone_with_a_sentence(office: Path, run: Run) -> None:
    mark = office / ".~lock.plan.xlsx#"
    mark.write_text("", "utf-8")
    before = files(office)

    ran = run("--office", str(office))

    assert ran.status == 3
    assert "มีผู้เปิดไฟล์แผน" in ran.err
    assert before["plan.xlsx"] == files(office)["plan.xlsx"]
    assert not (office / "documents").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "เสียหรือบันทึกไม่ครบ"),
        (b"PK\x03\x04 cut short", "เสียหรือบันทึกไม่ครบ"),
        (b"name,budget\n", "ไม่ใช่ไฟล์ Excel (.xlsx)"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 99, "ไม่ใช่ไฟล์ Excel (.xlsx)"),
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
    assert "ไม่พบไฟล์แผน" in ran.err
    assert not (tmp_path / "nowhere").exists()


def test_once_never_makes_the_example(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path / "office"
    usual.mkdir()
    monkeypatch.setattr("sync.cli.main.Session", partial(Session, usual))

    assert run("--once").status == 3
    assert list(usual.iterdir()) == []
