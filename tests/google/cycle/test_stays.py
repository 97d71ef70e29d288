"""What the public sees stays until something better is there."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.drive import document_link, file_id_of
from sync.errors import DocumentGone, PlanEmpty
from sync.paths import OfficePaths
from tests.emulator.driving import ROBOT
from tests.google.cycle.nights import LINK_CELL, exported, night
from tests.google.sheeting import DOC, Staff, make_office
from tests.mails import words_of_file as words_of
from tests.sheets import INFO, PROJECTS


def test_a_slip_by_day_takes_nothing_from_the_public(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    draft = staff.make_document()
    staff.type_in(f"{INFO}!A17", "ลิงก์เอกสารฉบับร่าง")
    staff.type_in(f"{INFO}!B17", document_link(draft))
    staff.type_in(f"{PROJECTS}!C5", "")

    slip, again = night(office), night(office)
    seen = exported(staff.drive, draft)
    said = " ".join(str(row) for row in staff.read("สรุป!A1:B30"))
    staff.type_in(f"{PROJECTS}!C5", 3)
    mended = night(office)

    assert slip.judgement.errors == 1
    assert slip.plan_document.link == document_link(document)
    assert slip.plan_document.held
    assert slip.plan_document.held.draft.link == document_link(draft)
    assert slip.plan_document.new
    assert not again.plan_document.new
    assert "ร่าง" in seen
    assert "ยังเป็นฉบับสมบูรณ์ (ข้อมูล ณ วันที่ 16 พฤศจิกายน 2569)" in said
    assert "ฉบับร่างล่าสุด ยังไม่เผยแพร่" in said
    assert exported(staff.drive, document) == published
    assert mended.plan_document.held is None
    assert "ฉบับร่างล่าสุด" not in str(staff.read("สรุป!A1:B30"))
    mails = sorted(
        OfficePaths(office).outbox.glob("*.eml"), key=lambda p: p.stat().st_mtime
    )
    assert "เปิดฉบับสมบูรณ์" in words_of(mails[1])
    assert document_link(draft) in words_of(mails[1])


def test_a_draft_that_no_link_opens_is_named_with_how_to_have_it(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!C5", "")

    night(office)

    where = "ฉบับร่างเป็นไฟล์ แผนปฏิบัติการ-2570 (ฉบับร่าง).docx ในเครื่องของระบบ"
    assert document
    assert where in " ".join(str(row) for row in staff.read("สรุป!A1:B30"))
    mails = sorted(
        OfficePaths(office).outbox.glob("*.eml"), key=lambda p: p.stat().st_mtime
    )
    assert where in " ".join(words_of(mails[1]).split())


def test_a_draft_whose_home_was_refused_is_put_there_the_next_night(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    draft = staff.drive.make("ฉบับร่าง", mimeType=DOC)
    staff.type_in(f"{INFO}!A17", "ลิงก์เอกสารฉบับร่าง")
    staff.type_in(f"{INFO}!B17", document_link(draft))
    for dimension in ("", "9"):
        staff.type_in(f"{PROJECTS}!C5", dimension)
        refused = night(office)
        assert isinstance(refused.refused, DocumentGone)
    staff.drive.share(draft, ROBOT, "writer")

    report = night(office)

    assert report.refused is None
    assert report.plan_document.held
    assert report.plan_document.held.draft.link == document_link(draft)
    assert "ร่าง" in exported(staff.drive, draft)
    assert exported(staff.drive, document) == published


def test_a_draft_that_was_held_back_with_a_lost_ledger_stays_held_back(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    (office / "ledger.db").unlink()
    staff.type_in(f"{PROJECTS}!C5", "")

    report = night(office)
    again = night(office)

    for each in (report, again):
        assert each.plan_document.held
        assert f"{each.plan_document.held.as_of}" == "2026-11-16"
    assert exported(staff.drive, document) == published
    assert [
        path.name for path in OfficePaths(office).documents.glob("*ฉบับร่าง*.docx")
    ] == ["แผนปฏิบัติการ-2570 (ฉบับร่าง).docx"]


@pytest.mark.parametrize("home", [True, False], ids=["home", "folder"])
def test_a_plan_of_no_projects_replaces_none_though_the_ledger_is_lost(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, *, home: bool
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "office", workspace, staff, "" if home else folder)
    if home:
        staff.type_in(LINK_CELL, document_link(staff.make_document()))
    staff.type_in(f"{PROJECTS}!C5", "")
    document = str(file_id_of(night(office).plan_document.link))
    published = exported(staff.drive, document)
    (office / "ledger.db").unlink()
    staff.batch(deleted_rows(staff.tabs()[PROJECTS], 2, 5))

    with pytest.raises(PlanEmpty):
        night(office)

    assert exported(staff.drive, document) == published


def deleted_rows(tab: int, first: int, end: int) -> dict[str, object]:
    rows = {"sheetId": tab, "dimension": "ROWS", "startIndex": first, "endIndex": end}
    return {"deleteDimension": {"range": rows}}
