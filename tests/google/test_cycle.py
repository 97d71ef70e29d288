"""The whole cycle at Google: gspread, google-auth and Drive, over HTTP."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync import wiring
from sync.adapters.google.drive import document_link, file_id_of
from sync.cycle.night import Report, check_cycle, run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.errors import (
    DocumentGone,
    DocumentHomeless,
    DocumentOccupied,
    DocumentOfAnother,
    DocumentTrashed,
    NoStorage,
    PlanEmpty,
)
from sync.messages import load_words
from sync.model.cells import Cell
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.sheeting import DOC, Staff, make_office
from tests.mails import words_of_file as words_of
from tests.sheets import DETAILS, INFO, PROJECTS, clean_sheet

LINK_CELL = f"{INFO}!B16"


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def document(staff: Staff) -> str:
    """The document that staff made, shared, and linked in ข้อมูลแผน."""
    file_id = staff.make_document()
    assert staff.read(f"{INFO}!A16") == [["ลิงก์เอกสาร"]]
    staff.type_in(LINK_CELL, document_link(file_id))
    return file_id


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)


def night(folder: Path) -> Report:
    with wiring.open_office(folder) as office:
        return run_cycle(office)


def asked(workspace: WorkspaceServer) -> list[str]:
    """Return what the worker asked for since, and forget it; without its tokens."""
    asked = [
        f"{visit.method} {visit.path}"
        for visit in workspace.visits
        if visit.caller == ROBOT
    ]
    workspace.visits.clear()
    return asked


def exported(drive: Drive, file_id: str) -> str:
    answer = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")
    return answer.content.decode("utf-8-sig")


def test_a_first_night_checks_publishes_and_tells(
    office: Path, staff: Staff, document: str
) -> None:
    report = night(office)

    assert report.judgement.open_findings == ()
    assert staff.read(f"{PROJECTS}!J3:K3") == [["ผ่าน"]]
    assert "โครงการอบรมคุณธรรม" in exported(staff.drive, document)
    assert report.plan_document.link == document_link(document)
    assert (report.plan_document.lost, report.plan_document.kept) == ((), "")
    assert len(list(OfficePaths(office).outbox.glob("*.eml"))) == 1
    assert staff.read("สรุป!B8") == [[3]]


def test_mail_links_to_what_google_prints_and_never_to_this_machine(
    office: Path, document: str
) -> None:
    night(office)

    (mail,) = OfficePaths(office).outbox.glob("*.eml")
    address = f"https://docs.google.com/document/d/{document}"
    assert f"{address}/export?format=pdf" in words_of(mail)
    assert "file:" not in words_of(mail)


def test_a_night_on_which_nothing_changed_costs_two_requests(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    night(office)
    asked(workspace)

    report = night(office)

    assert asked(workspace) == [
        f"GET /v4/spreadsheets/{staff.id}",
        f"GET {FILES}/{document}",  # is it there as it was put?
    ]
    assert report.edits == ()
    assert not report.plan_document.new
    assert exported(staff.drive, document)


def test_a_night_left_out_asks_the_same_and_sees_a_document_in_the_bin(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    def next_night() -> Report | Quiet:
        with wiring.open_office(office) as opened:
            return run_night(opened)

    for _ in range(2):  # the second learns the ids of the tabs that the first made
        assert isinstance(next_night(), Report)
    asked(workspace)
    assert isinstance(next_night(), Report)  # which did nothing
    whole = asked(workspace)
    assert isinstance(next_night(), Quiet)
    assert asked(workspace) == whole

    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": True})
    seen = next_night()
    assert isinstance(seen.refused, DocumentTrashed)

    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": False})
    assert any(isinstance(next_night(), Quiet) for _ in range(5))
    staff.type_in(f"{PROJECTS}!C5", "โครงการที่เปลี่ยนชื่อ")
    assert isinstance(next_night(), Report)


@pytest.mark.usefixtures("document")
def test_an_answer_to_staff_takes_four_requests(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!D5", "สองหมื่นกว่า")
    asked(workspace)

    with wiring.open_office(office) as opened:
        check_cycle(opened, opened.spreadsheet.read())

    sheet = f"/v4/spreadsheets/{staff.id}"
    assert asked(workspace) == [
        f"GET {sheet}",  # read
        f"GET {FILES}/{staff.id}",  # who changed it?
        f"GET {sheet}",  # nothing changed since?
        f"POST {sheet}:batchUpdate",  # its answer verifies
    ]
    assert staff.read(f"{PROJECTS}!J5") == [["ต้องแก้ไข 1 จุด"]]


def test_a_full_night_takes_nine_requests(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!D5", 7000)
    staff.type_in(f"{DETAILS}!G4", "๗,๐๐๐ บาท (เจ็ดพันบาทถ้วน) จากข้อบัญญัติ")
    asked(workspace)

    report = night(office)

    sheet, doc = f"/v4/spreadsheets/{staff.id}", f"{FILES}/{document}"
    assert asked(workspace) == [
        f"GET {sheet}",  # read
        f"GET {FILES}/{staff.id}",  # who changed it?
        f"GET {sheet}",  # nothing changed since?
        f"POST {sheet}:batchUpdate",  # its answer shows that all is as wanted
        f"GET {doc}",  # is it there, and ours to write?
        f"GET {doc}/comments",
        f"PATCH /upload{doc}",
        f"GET {doc}/export",  # does it show what was rendered?
        f"GET {doc}/export",  # as PDF
    ]
    assert report.plan_document.new
    assert "7,000.00" in exported(staff.drive, document)


# --- whose document it is ----------------------------------------------------------


def test_somebodys_document_is_left_alone_and_the_rest_of_the_night_is_done(
    office: Path, staff: Staff, document: str
) -> None:
    staff.write_into(document, "บันทึกส่วนตัว")
    staff.add_recipient("ผู้ดูแล", "admin@example.com", "ผู้ดูแลระบบ")

    report = night(office)

    assert isinstance(report.refused, DocumentOccupied)
    assert exported(staff.drive, document).strip() == "บันทึกส่วนตัว"
    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    said = " ".join(str(row) for row in staff.read("สรุป!A1:B30"))
    assert "ไม่ใช่เอกสารของแผนนี้" in said
    assert (OfficePaths(office).documents / "แผนปฏิบัติการ-2570.html").exists()
    (mail,) = OfficePaths(office).outbox.glob("*.eml")
    assert "ไม่ใช่เอกสารของแผนนี้" in words_of(mail)
    assert "เปิดเอกสารแผน" not in words_of(mail)


@pytest.mark.usefixtures("document")
def test_an_office_set_up_anew_elsewhere_writes_to_nobody_of_what_stands(
    office: Path,
    staff: Staff,
    tmp_path: Path,
    workspace: WorkspaceServer,
) -> None:
    assert len(night(office).messages) == 1
    elsewhere = make_office(tmp_path / "elsewhere", workspace, staff)

    assert night(elsewhere).messages == ()
    assert night(elsewhere).messages == ()
    staff.type_in(f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    assert len(night(elsewhere).messages) == 1


@pytest.mark.usefixtures("document")
def test_a_sheet_whose_document_is_another_plans_begins_as_a_new_office(
    office: Path,
    staff: Staff,
    tmp_path: Path,
    workspace: WorkspaceServer,
) -> None:
    night(office)
    staff.type_in(f"{INFO}!B8", 2571)
    staff.type_in(LINK_CELL, document_link(staff.make_document()))
    elsewhere = make_office(tmp_path / "elsewhere", workspace, staff)

    assert len(night(elsewhere).messages) == 1


def test_another_fiscal_year_never_goes_into_the_published_document(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.type_in(f"{INFO}!B8", 2571)

    slip = night(office)
    (office / "ledger.db").unlink()
    forgotten = night(office)
    staff.type_in(f"{INFO}!B8", 2570)
    back = night(office)

    for refused in (slip.refused, forgotten.refused):
        assert isinstance(refused, DocumentOfAnother)
        assert refused.facts["year"] == "2571"
    assert back.refused is None
    assert exported(staff.drive, document) == published


def test_a_plan_as_it_was_goes_into_a_document_that_is_linked_anew(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    new = staff.make_document()
    staff.type_in(LINK_CELL, document_link(new))

    report = night(office)

    assert report.plan_document.link == document_link(new)
    assert exported(staff.drive, new) == published
    assert exported(staff.drive, document) == published


def test_next_years_plan_gets_a_document_of_its_own(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    new = staff.make_document()
    staff.type_in(f"{INFO}!B8", 2571)
    staff.type_in(LINK_CELL, document_link(new))

    report = night(office)

    assert report.refused is None
    assert "๒๕๗๑" in exported(staff.drive, new)
    assert exported(staff.drive, document) == published


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


def test_a_document_that_somebody_emptied_is_put_back_though_nothing_changed(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.write_into(document, "")

    report = night(office)

    assert report.plan_document.restored
    assert exported(staff.drive, document) == published
    assert not night(office).plan_document.restored


def test_a_document_that_somebody_changed_is_put_back_and_theirs_is_kept(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.write_into(document, "แก้ด้วยมือ")

    report = night(office)

    assert report.plan_document.kept.startswith("file:")
    assert exported(staff.drive, document) == published


def test_a_document_in_the_bin_is_told_though_nothing_changed(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": True})

    told = night(office)
    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": False})
    well = night(office)

    assert isinstance(told.refused, DocumentTrashed)
    assert well.refused is None
    assert not well.plan_document.new


def test_a_document_that_was_not_ours_to_fill_is_shared_with_nobody(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    staff.write_into(document, "บันทึกส่วนตัว")
    office = make_office(
        tmp_path / "sharing", workspace, staff, 'give_access = "silently"'
    )

    night(office)

    shared = staff.drive.json(
        "GET", f"{FILES}/{document}/permissions", fields="permissions(emailAddress)"
    )
    addresses = {each.get("emailAddress") for each in shared["permissions"]}
    assert addresses == {OWNER, ROBOT}


def test_the_sheet_links_to_what_its_readers_can_open(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)

    shown = staff.drive.json(
        "GET",
        f"/v4/spreadsheets/{staff.id}",
        ranges="สรุป",
        includeGridData="true",
        fields="sheets.data.rowData.values.hyperlink",
    )
    links = {
        cell["hyperlink"]
        for row in shown["sheets"][0]["data"][0]["rowData"]
        for cell in row.get("values", [])
        if "hyperlink" in cell
    }
    assert document_link(document) in links
    assert not [link for link in links if link.startswith("file")]


def test_a_word_that_looks_like_a_formula_stays_a_word(
    office: Path, staff: Staff, document: str
) -> None:
    staff.type_in(f"{PROJECTS}!B3", "'=1+1")

    night(office)

    assert staff.read(f"{PROJECTS}!B3") == [["=1+1"]]
    assert "=1+1" in exported(staff.drive, document)
    assert "=1+1" in str(staff.read("ผลการตรวจสอบ!A1:I30"))


def test_what_staff_type_while_the_worker_writes_is_kept_and_judged(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    for moment in (1, 2):
        workspace.control.queue_edit(
            {
                "spreadsheetId": staff.id,
                "tab": PROJECTS,
                "cell": f"I{2 + moment}",
                "value": f"พิมพ์ครั้งที่ {moment}",
            },
            {"path": "batchUpdate" if moment == 1 else staff.id, "nth": moment},
        )

    report = night(office)

    remarks = [project.remark for project in report.judgement.plan.projects]
    assert remarks[:2] == ["พิมพ์ครั้งที่ 1", "พิมพ์ครั้งที่ 2"]
    assert staff.read(f"{PROJECTS}!I3:J4") == [
        ["พิมพ์ครั้งที่ 1", "ผ่าน"],
        ["พิมพ์ครั้งที่ 2", "ผ่าน"],
    ]
    assert exported(staff.drive, document)


@pytest.mark.parametrize(
    ("cell", "value", "sum_now"), [("I3", "หมายเหตุ", 25000), ("D3", "25,000", 30000)]
)
def test_a_total_put_right_while_staff_type_elsewhere_is_told_all_the_same(
    office: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    cell: str,
    value: str,
    sum_now: int,
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!D6", 99)
    typed = {"spreadsheetId": staff.id, "tab": PROJECTS, "cell": cell, "value": value}
    workspace.control.queue_edit(typed, {"path": "batchUpdate", "nth": 1})

    report = night(office)

    (told,) = (f for f in report.judgement.open_findings if f.rule == "TOT001")
    assert told.found == "99.00"
    assert staff.read(f"{PROJECTS}!D6") == [[sum_now]]


def test_a_total_that_staff_put_right_themselves_is_not_told(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    night(office)
    (right,) = staff.read(f"{PROJECTS}!D6")
    staff.type_in(f"{PROJECTS}!D6", 99)
    typed = {
        "spreadsheetId": staff.id,
        "tab": PROJECTS,
        "cell": "D6",
        "value": right[0],
    }
    workspace.control.queue_edit(typed, {"path": staff.id, "nth": 2})

    report = night(office)

    assert [f for f in report.judgement.open_findings if f.rule == "TOT001"] == []


def test_a_tab_that_staff_renamed_is_found_again(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    properties = {"sheetId": staff.tabs()[PROJECTS], "title": "โครงการ ปี 70"}
    staff.batch(
        {"updateSheetProperties": {"properties": properties, "fields": "title"}}
    )
    staff.type_in("โครงการ ปี 70!I5", "เลื่อนจากปีก่อน")

    report = night(office)

    assert report.judgement.totals.projects == 3
    assert PROJECTS not in staff.tabs()
    assert "เลื่อนจากปีก่อน" in exported(staff.drive, document)
    assert staff.read("โครงการ ปี 70!J3") == [["ผ่าน"]]


def test_without_a_document_the_status_is_written_and_people_are_told(
    office: Path, staff: Staff
) -> None:
    report = night(office)

    assert isinstance(report.refused, DocumentHomeless)
    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    assert not list(OfficePaths(office).outbox.glob("*.eml"))


def test_with_a_folder_everything_is_made_there_once(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)

    first = night(office)
    (office / "ledger.db").unlink()
    again = night(office)

    assert again.links == first.links
    assert all(link.startswith("https://") for _, link in again.links)
    found = staff.drive.json(
        "GET",
        FILES,
        q=f"'{made['id']}' in parents",
        corpora="allDrives",
        includeItemsFromAllDrives="true",
        supportsAllDrives="true",
    )
    names = sorted(file["name"] for file in found["files"])
    assert len(names) == len(set(names)) == len(first.links)


def test_in_a_folder_the_last_version_without_errors_stands_beside_the_draft(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)
    clean = night(office)
    links = dict(clean.links)
    whole = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 (ฉบับสมบูรณ์ล่าสุด)"
    kept = str(file_id_of(links[whole]))
    published = exported(staff.drive, kept)
    staff.type_in(f"{PROJECTS}!C5", "")

    slip = night(office)

    assert clean.judgement.errors == 0
    assert slip.judgement.errors == 1
    assert dict(slip.links) == links
    assert links[whole] != slip.plan_document.link
    assert exported(staff.drive, kept) == published
    assert "ร่าง" in exported(staff.drive, str(file_id_of(slip.plan_document.link)))


def test_pdfs_that_find_no_room_keep_nobody_from_hearing_of_the_plan(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    theirs = staff.drive.make("เอกสาร", mimeType="application/vnd.google-apps.folder")
    staff.drive.share(theirs, ROBOT, "writer")
    folder = f'folder = "https://drive.google.com/drive/folders/{theirs}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)

    report = night(office)

    assert isinstance(report.refused, NoStorage)
    assert "โครงการ" in exported(staff.drive, document)
    (mail,) = OfficePaths(office).outbox.glob("*.eml")
    assert document_link(document) in words_of(mail)
    # said once, whatever it keeps from its place
    says, _ = load_words("th").say_stop(report.refused)
    assert str(staff.read("สรุป!A1:B40")).count(says) == 1


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


def test_a_preview_changes_nothing_at_google(
    office: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    document: str,
    tmp_path: Path,
) -> None:
    asked(workspace)

    with wiring.open_preview(office, tmp_path / "shown") as preview:
        report = run_cycle(preview)

    assert Cell(PROJECTS, 3, 10) in {edit.cell for edit in report.edits}
    assert {line.split()[0] for line in asked(workspace)} == {"GET"}
    assert exported(staff.drive, document).strip() == ""
