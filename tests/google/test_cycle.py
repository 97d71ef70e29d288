"""The whole cycle at Google: gspread, google-auth and Drive, over HTTP."""

from pathlib import Path

import pytest

from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle import Report, check_cycle, run_cycle
from sync.errors import DocumentHomeless
from sync.model import Cell
from sync.place import Place
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet
from tests.workspace.server import WorkspaceServer
from tests.workspace_tests.driving import FILES, ROBOT, Drive

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
    """Give what the worker asked for since, and forget it; without its tokens."""
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

    assert report.judged.findings == ()
    assert staff.read(f"{PROJECTS}!J3:K3") == [["ผ่าน"]]
    assert "โครงการอบรมคุณธรรม" in exported(staff.drive, document)
    assert report.plan_document.link == document_link(document)
    assert (report.plan_document.lost, report.plan_document.kept) == ((), "")
    assert len(list(Place(office).outbox.glob("*.eml"))) == 1
    assert staff.read("สรุป!B8") == [[3]]


def test_a_night_on_which_nothing_changed_costs_one_request(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    night(office)
    asked(workspace)

    report = night(office)

    assert asked(workspace) == [f"GET /v4/spreadsheets/{staff.id}"]
    assert report.edits == ()
    assert not report.plan_document.new
    assert exported(staff.drive, document)


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


def test_a_full_night_takes_ten_requests(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!D5", 7000)
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
        f"PATCH {doc}",  # remember how it looked, to notice a person's edit
        f"GET {doc}/export",  # as PDF
    ]
    assert report.plan_document.new
    assert "7,000.00" in exported(staff.drive, document)


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

    remarks = [project.remark for project in report.judged.plan.projects]
    assert remarks[:2] == ["พิมพ์ครั้งที่ 1", "พิมพ์ครั้งที่ 2"]
    assert staff.read(f"{PROJECTS}!I3:J4") == [
        ["พิมพ์ครั้งที่ 1", "ผ่าน"],
        ["พิมพ์ครั้งที่ 2", "ผ่าน"],
    ]
    assert exported(staff.drive, document)


def test_a_tab_that_staff_renamed_is_found_again(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    properties = {"sheetId": staff.tabs()[PROJECTS], "title": "โครงการ ปี 70"}
    staff.batch(
        {"updateSheetProperties": {"properties": properties, "fields": "title"}}
    )
    staff.type_in("โครงการ ปี 70!D5", 9000)

    report = night(office)

    assert report.judged.totals.projects == 3
    assert PROJECTS not in staff.tabs()
    assert "9,000.00" in exported(staff.drive, document)
    assert staff.read("โครงการ ปี 70!J3") == [["ผ่าน"]]


def test_without_a_document_the_status_is_written_and_people_are_told(
    office: Path, staff: Staff
) -> None:
    with pytest.raises(DocumentHomeless):
        night(office)

    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    assert not list(Place(office).outbox.glob("*.eml"))


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
