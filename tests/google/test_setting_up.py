"""A Google spreadsheet made ready for staff."""

from pathlib import Path
from typing import Any

import pytest

from emulator.copying import copied
from emulator.server import WorkspaceServer
from emulator.world import Spreadsheet
from sync import wiring
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.setting_up import set_up
from sync.adapters.google.spreadsheet import GoogleSpreadsheet
from sync.errors import TabOccupied
from sync.importing import import_plan
from sync.importing.example import load_example
from sync.model.cells import Cell, Sheet
from sync.model.imports import ImportedPlan
from sync.model.plan import Field
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.sheet.read import read_plan
from tests.emulator.driving import ROBOT, Drive
from tests.google.cycle.nights import night
from tests.google.sheeting import SHEETS, Staff, make_office
from tests.shared import shared_data
from tests.sheets import PROJECTS

HEADERS = load_headers()
TITLES = list(HEADERS.tabs.values())


@pytest.fixture
def staff(drive: Drive) -> Staff:
    """Staff with a spreadsheet as Google makes it, empty."""
    return Staff(drive, Sheet((), ""))


@pytest.fixture
def example() -> ImportedPlan:
    return load_example(HEADERS, load_frames()[0].dimensions)


def kept(staff: Staff) -> Spreadsheet:
    """Return all there is of the spreadsheet, as Google keeps it."""
    return copied(staff.drive.world.spreadsheets[staff.id])


def shown(staff: Staff) -> dict[str, Any]:
    """Return the spreadsheet as Google shows it, without its cells."""
    return dict(staff.drive.json("GET", f"{SHEETS}/{staff.id}"))


def writes(workspace: WorkspaceServer) -> list[str]:
    """Return what the worker wrote, and forget it."""
    written = [
        visit.path
        for visit in workspace.visits
        if visit.caller == ROBOT and visit.method != "GET"
    ]
    workspace.visits.clear()
    return written


def test_an_empty_spreadsheet_gets_every_tab_in_one_request(
    session: GoogleSession, staff: Staff, workspace: WorkspaceServer
) -> None:
    workspace.visits.clear()

    assert set_up(session, staff.id, HEADERS) > 0

    assert len(writes(workspace)) == 1
    assert list(staff.tabs()) == TITLES
    reading = read_plan(GoogleSpreadsheet(session, staff.id).read(), HEADERS)
    assert reading.plan.projects == ()


def test_done_twice_it_changes_nothing(
    session: GoogleSession, staff: Staff, workspace: WorkspaceServer
) -> None:
    set_up(session, staff.id, HEADERS)
    before = kept(staff)
    workspace.visits.clear()

    assert set_up(session, staff.id, HEADERS) == 0

    assert writes(workspace) == []
    assert kept(staff) == before


def test_what_staff_see_is_dressed(session: GoogleSession, staff: Staff) -> None:
    set_up(session, staff.id, HEADERS)

    place = f"{SHEETS}/{staff.id}"
    there = staff.drive.json("GET", place, includeGridData="true")
    sheets = {sheet["properties"]["title"]: sheet for sheet in there["sheets"]}
    projects, summary = sheets[PROJECTS], sheets["สรุป"]
    grid = projects["properties"]["gridProperties"]
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (2, 2)
    assert len(projects["conditionalFormats"]) == 6
    first = projects["data"][0]["rowData"][2]["values"]
    kinds = [
        cell.get("dataValidation", {}).get("condition", {}).get("type")
        for cell in first
    ]
    assert kinds[2] == "ONE_OF_LIST"
    assert kinds[4:8] == ["BOOLEAN"] * 4
    assert first[3]["userEnteredFormat"]["numberFormat"]["pattern"] == "#,##0.00"
    assert {"startRowIndex": 0, "endRowIndex": 1} | {
        "sheetId": projects["properties"]["sheetId"],
        "startColumnIndex": 4,
        "endColumnIndex": 8,
    } in projects["merges"]
    assert {guard["description"] for guard in projects["protectedRanges"]} == {
        "สถานะ (ของระบบ)",
        "ข้อควรแก้ไข (ของระบบ)",
        "รหัส (ของระบบ)",
        "รวมทั้งสิ้น (ของระบบ)",
    }
    assert all(guard["warningOnly"] for guard in projects["protectedRanges"])
    assert [chart["spec"]["title"] for chart in summary["charts"]] == [
        "งบประมาณตามมิติ (บาท)",
        "จำนวนโครงการตามไตรมาส",
    ]
    assert [named["name"] for named in there["namedRanges"]] == ["project_names"]
    properties = there["properties"]
    assert (properties["locale"], properties["timeZone"]) == (
        "th_TH",
        "Asia/Bangkok",
    )


def test_what_staff_have_typed_and_moved_stays_and_only_the_rest_is_added(
    session: GoogleSession, staff: Staff
) -> None:
    set_up(session, staff.id, HEADERS)
    staff.type_in(f"{PROJECTS}!B3", "โครงการของเรา")
    tabs = staff.tabs()
    columns = {"sheetId": tabs[PROJECTS], "dimension": "COLUMNS"}
    staff.batch(
        {
            "moveDimension": {
                "source": {**columns, "startIndex": 8, "endIndex": 9},
                "destinationIndex": 1,
            }
        },
        {"deleteSheet": {"sheetId": tabs["สรุป"]}},
        {"deleteSheet": {"sheetId": tabs["ผู้รับอีเมล"]}},
    )
    before = kept(staff).tabs

    set_up(session, staff.id, HEADERS)

    after = {tab.title: tab for tab in kept(staff).tabs}
    assert sorted(after) == sorted(TITLES)
    for tab in before:
        for one in (tab, after[tab.title]):
            one.properties.pop("index")
        assert after[tab.title] == tab


def test_a_plan_is_brought_into_a_new_spreadsheet_and_works(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, example: ImportedPlan
) -> None:
    office = office_of(tmp_path, workspace, staff)

    assert staff.id in wiring.create_office(office, example)

    report = night(office)
    names = [project.name for project in report.judgement.plan.projects]
    assert len(names) == len(example.projects)
    assert report.links


def test_a_plan_can_follow_later_as_long_as_nobody_typed(
    tmp_path: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    example: ImportedPlan,
) -> None:
    office = office_of(tmp_path, workspace, staff)
    assert wiring.set_up_office(office)[1] > 0

    wiring.create_office(office, example)

    assert wiring.set_up_office(office)[1] == 0
    report = night(office)
    assert report.judgement.totals.projects == len(example.projects)


def test_no_tab_is_added_beside_one_of_the_same_title_but_for_spaces(
    session: GoogleSession, staff: Staff
) -> None:
    set_up(session, staff.id, HEADERS)
    staff.type_in(f"{PROJECTS}!B3", "โครงการอบรม")
    renamed = {"sheetId": staff.tabs()[PROJECTS], "title": "โครงการ "}
    staff.batch({"updateSheetProperties": {"properties": renamed, "fields": "title"}})

    assert set_up(session, staff.id, HEADERS) == 0

    titles = [tab.title for tab in kept(staff).tabs]
    assert titles.count("โครงการ ") == 1
    assert PROJECTS not in titles
    sheet = GoogleSpreadsheet(session, staff.id).read()
    assert read_plan(sheet, HEADERS).plan.projects[0].name == "โครงการอบรม"


def test_a_tab_with_something_in_it_takes_no_plan(
    session: GoogleSession, staff: Staff, example: ImportedPlan
) -> None:
    set_up(session, staff.id, HEADERS)
    staff.type_in("ผู้รับอีเมล!A2", "พี่แดง")
    before = kept(staff)

    with pytest.raises(TabOccupied) as stop:
        set_up(session, staff.id, HEADERS, example)

    assert stop.value.facts["tab"] == "ผู้รับอีเมล"
    assert kept(staff) == before


def test_a_text_that_looks_like_a_formula_is_brought_in_as_text(
    session: GoogleSession, staff: Staff
) -> None:
    plan = ImportedPlan({}, ({Field.NAME: "=1+1"},), {}, ())

    set_up(session, staff.id, HEADERS, plan)

    assert staff.read(f"{PROJECTS}!B3") == [["=1+1"]]


def test_the_real_plan_goes_the_whole_way(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    source = shared_data("tako-2569.txt")
    plan = import_plan(source, HEADERS, load_frames()[0].dimensions)
    office = office_of(tmp_path, workspace, staff)
    wiring.create_office(office, plan)

    report = night(office)

    assert report.judgement.totals.projects == len(plan.projects) > 10
    assert report.plan_document.lost == ()
    statuses = [
        row[0] for row in staff.read(f"{PROJECTS}!J3:J{len(plan.projects) + 2}")
    ]
    assert len(statuses) == len(plan.projects)
    assert "รอตรวจ" not in statuses
    again = night(office)
    assert (again.edits, again.plan_document.new) == ((), False)


def office_of(folder: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    """Make an office with a folder of its own in a shared drive."""
    body = {"name": "สำนักงาน"}
    made = staff.drive.json("POST", "/drive/v3/drives", body, requestId="office")
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder_link = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    return make_office(folder / "office", workspace, staff, folder_link)


def test_a_tab_in_use_gets_the_columns_it_lacks_on_its_right(
    session: GoogleSession, staff: Staff
) -> None:
    staff.batch({"addSheet": {"properties": {"title": PROJECTS}}})
    typed: list[list[Any]] = [
        ["รายการโครงการ", "งบประมาณ", "มิติ"],
        ["โครงการของเรา", 1000, 1],
    ]
    for row, values in enumerate(typed, 1):
        for letter, value in zip("ABC", values, strict=True):
            staff.type_in(f"{PROJECTS}!{letter}{row}", value)

    set_up(session, staff.id, HEADERS)

    assert staff.read(f"{PROJECTS}!A1:C2") == typed
    assert staff.read(f"{PROJECTS}!D1:H1") == [
        ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4", "หมายเหตุ"]
    ]
    sheet = GoogleSpreadsheet(session, staff.id).read()
    (project,) = read_plan(sheet, HEADERS).plan.projects
    assert project.name == "โครงการของเรา"
    (named,) = shown(staff)["namedRanges"]
    assert named["range"].get("startColumnIndex", 0) == 0
    assert named["range"]["startRowIndex"] == 1
    assert set_up(session, staff.id, HEADERS) == 0


def test_a_tab_of_the_plan_gets_the_headings_it_lacks_below(
    session: GoogleSession, staff: Staff
) -> None:
    set_up(session, staff.id, HEADERS)
    rows = staff.read("ข้อมูลแผน!A1:A40")
    at = rows.index(["ปีงบประมาณ"]) + 1
    staff.type_in(f"ข้อมูลแผน!A{at}", "บันทึกของเรา")

    set_up(session, staff.id, HEADERS)

    assert staff.read(f"ข้อมูลแผน!A{at}") == [["บันทึกของเรา"]]
    assert staff.read("ข้อมูลแผน!A1:A60")[len(rows) :] == [["ปีงบประมาณ"]]
    assert set_up(session, staff.id, HEADERS) == 0


def test_headers_below_a_long_title_are_found_where_a_plan_is_read(
    session: GoogleSession, staff: Staff
) -> None:
    staff.batch({"addSheet": {"properties": {"title": PROJECTS}}})
    staff.type_in(f"{PROJECTS}!A1", "แผนของเทศบาล")
    for letter, text in zip("ABC", ["รายการโครงการ", "งบประมาณ", "มิติ"], strict=True):
        staff.type_in(f"{PROJECTS}!{letter}12", text)

    set_up(session, staff.id, HEADERS)

    assert staff.read(f"{PROJECTS}!D12:H12") == [
        ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4", "หมายเหตุ"]
    ]


def test_a_note_far_below_is_kept(session: GoogleSession, staff: Staff) -> None:
    staff.note_on(Cell(next(iter(staff.tabs())), 150, 3), "ถามกองคลัง")

    set_up(session, staff.id, HEADERS)

    notes = "sheets.data.rowData.values.note"
    there = staff.drive.json("GET", f"{SHEETS}/{staff.id}", fields=notes)
    assert "ถามกองคลัง" in str(there)


def test_a_tab_that_staff_renamed_gets_no_twin(
    session: GoogleSession, staff: Staff
) -> None:
    set_up(session, staff.id, HEADERS)
    known = staff.tabs()
    renamed = {"sheetId": known["ผู้รับอีเมล"], "title": "รายชื่อ"}
    staff.batch({"updateSheetProperties": {"properties": renamed, "fields": "title"}})

    assert set_up(session, staff.id, HEADERS, known=known) == 0
    assert "ผู้รับอีเมล" not in staff.tabs()


def test_nothing_is_merged_over_the_edge_of_frozen_columns(
    session: GoogleSession, staff: Staff, example: ImportedPlan
) -> None:
    # “You can't merge frozen and non-frozen columns”, says Google
    set_up(session, staff.id, HEADERS, example)

    for sheet in shown(staff)["sheets"]:
        edge = sheet["properties"]["gridProperties"].get("frozenColumnCount", 0)
        for merged in sheet.get("merges", []):
            first, end = merged["startColumnIndex"], merged["endColumnIndex"]
            assert not first < edge < end


def test_an_offices_own_tab_of_our_title_gets_no_chart_and_no_guard(
    session: GoogleSession, staff: Staff
) -> None:
    own = {"title": "สรุป", "sheetId": 77}
    staff.batch({"addSheet": {"properties": own}})
    staff.put(Cell("สรุป", 1, 1), "สรุปการใช้จ่ายของสำนักปลัด")

    set_up(session, staff.id, HEADERS)

    tabs = {tab["properties"]["title"]: tab for tab in shown(staff)["sheets"]}
    assert "charts" not in tabs["สรุป"]
    assert "protectedRanges" not in tabs["สรุป"]
    assert "protectedRanges" in tabs["ผลการตรวจสอบ"]


def test_an_offices_own_column_of_our_title_gets_no_guard(
    session: GoogleSession, staff: Staff
) -> None:
    staff.batch({"addSheet": {"properties": {"title": PROJECTS}}})
    titles = ("สถานะ", "โครงการ", "มิติ", "งบประมาณ", "ไตรมาส 1", "รหัส")
    for column, title in enumerate(titles, 1):
        staff.put(Cell("โครงการ", 1, column), title)
    for column, value in enumerate(("ทำแล้ว", "อบรมคุณธรรม", "1", "5000"), 1):
        staff.put(Cell("โครงการ", 2, column), value)

    set_up(session, staff.id, HEADERS)

    tabs = {tab["properties"]["title"]: tab for tab in shown(staff)["sheets"]}
    guarded = [guard["description"] for guard in tabs["โครงการ"]["protectedRanges"]]
    assert guarded == ["รหัส (ของระบบ)"]
