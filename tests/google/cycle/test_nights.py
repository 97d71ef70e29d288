"""The whole cycle at Google: gspread, google-auth and Drive, over HTTP."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import Report, check_cycle, run_cycle
from sync.cycle.quiet import Quiet, run_night
from sync.errors import DocumentHomeless, DocumentTrashed
from sync.model.cells import Cell
from sync.paths import OfficePaths
from tests.emulator.driving import FILES
from tests.google.cycle.nights import asked, exported, night
from tests.google.sheeting import Staff
from tests.mails import words_of_file as words_of
from tests.sheets import DETAILS, PROJECTS


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


def test_without_a_document_the_status_is_written_and_people_are_told(
    office: Path, staff: Staff
) -> None:
    report = night(office)

    assert isinstance(report.refused, DocumentHomeless)
    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    assert not list(OfficePaths(office).outbox.glob("*.eml"))


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
