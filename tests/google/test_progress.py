"""A round at Google: the tab comes laid out with its rows, in the one write of a night."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.drive import document_link
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.setting_up import set_up
from sync.model.cells import Sheet
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, Drive
from tests.google.cycle.nights import asked, night
from tests.google.sheeting import SHEETS, Staff, make_office
from tests.progressing import TAB
from tests.sheets import HEADERS, INFO, NAMES, clean_sheet

OPEN = """
[[reports.round]]
year = 2570
months = 6
opens = 2020-01-01
closes = 2100-01-01
"""


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def document(staff: Staff) -> str:
    file_id = staff.make_document()
    staff.type_in(f"{INFO}!B16", document_link(file_id))
    return file_id


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)


def open_round(office: Path) -> None:
    settings = OfficePaths(office).settings
    settings.write_text(settings.read_text("utf-8") + OPEN, "utf-8")


def tab_of(staff: Staff) -> dict[str, Any]:
    there = staff.drive.json("GET", f"{SHEETS}/{staff.id}", includeGridData="true")
    return next(each for each in there["sheets"] if each["properties"]["title"] == TAB)


def test_a_round_adds_the_tab_and_its_rows_with_the_write_of_the_night(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    night(office)
    assert TAB not in staff.tabs()
    open_round(office)
    asked(workspace)

    night(office)

    sheet = f"/v4/spreadsheets/{staff.id}"
    assert asked(workspace) == [
        f"GET {sheet}",
        f"GET {sheet}",
        f"POST {sheet}:batchUpdate",
        f"GET {FILES}/{document}",
    ]
    assert [row[2] for row in staff.read(f"{TAB}!A2:F9")] == list(NAMES)
    assert staff.read(f"{TAB}!U2:U4") == [["รอรายงานผล"]] * 3
    assert asked(workspace) == []
    assert night(office).edits == ()
    assert len(asked(workspace)) == 2


@pytest.mark.usefixtures("document")
def test_the_tab_looks_as_in_a_new_spreadsheet_for_rounds_to_come(
    office: Path, staff: Staff
) -> None:
    open_round(office)
    night(office)

    tab = tab_of(staff)

    properties = tab["properties"]["gridProperties"]
    assert (properties["frozenRowCount"], properties["frozenColumnCount"]) == (1, 3)
    rows = tab["data"][0]["rowData"]
    for row in (rows[1], rows[3], rows[119]):
        cells = row["values"]
        kinds = [
            cell.get("dataValidation", {}).get("condition", {}).get("type")
            for cell in cells[6:9]
        ]
        assert kinds == ["ONE_OF_LIST", "ONE_OF_LIST", "BOOLEAN"]
        formats = [
            cells[at]["userEnteredFormat"]["numberFormat"]["pattern"]
            for at in (9, 10, 15)
        ]
        assert formats == ["#,##0.00", "#,##0.00", "d/m/yyyy"]
    offered = rows[3]["values"][6]["dataValidation"]["condition"]["values"]
    assert [each["userEnteredValue"] for each in offered] == [
        "อยู่ระหว่างดำเนินการ",
        "ดำเนินการแล้วเสร็จ",
        "ไม่สามารถดำเนินการได้",
    ]
    guarded = {guard["description"] for guard in tab["protectedRanges"]}
    assert guarded == {
        f"{HEADERS.write('progress', name)} (ของระบบ)"
        for name in (
            *("key", "number", "name", "dimension", "planned", "round"),
            *("status", "to_correct", "updated"),
        )
    }
    assert all(guard["warningOnly"] for guard in tab["protectedRanges"])
    assert len(tab["conditionalFormats"]) == 13


def test_a_spreadsheet_made_ready_has_the_tab_before_any_round(
    session: GoogleSession, drive: Drive
) -> None:
    staff = Staff(drive, Sheet((), ""))

    set_up(session, staff.id, HEADERS)

    last = tab_of(staff)["data"][0]["rowData"][119]["values"]
    assert last[8]["dataValidation"]["condition"]["type"] == "BOOLEAN"
    assert set_up(session, staff.id, HEADERS) == 0


@pytest.mark.usefixtures("document")
def test_what_staff_fill_in_is_judged_and_kept(office: Path, staff: Staff) -> None:
    open_round(office)
    night(office)
    staff.type_in(f"{TAB}!G2", "ดำเนินการแล้วเสร็จ")
    staff.type_in(f"{TAB}!I2", True)
    staff.type_in(f"{TAB}!J2:J2", "20,000")
    staff.type_in(f"{TAB}!K2", "250000")
    staff.type_in(f"{TAB}!P2", "15/10/2569")

    judged = night(office).judgement

    row = judged.progress.rows[0]
    assert row.in_ordinance
    assert (row.ordinance, row.paid) == (Decimal(20000), Decimal(250000))
    assert row.completed is not None
    assert row.completed.year == 2026
    assert {finding.rule for finding in judged.open_findings} == {
        *("PRG104", "PRG107", "PRG113"),
    }
    assert judged.errors == 0
    ((said,),) = staff.read(f"{TAB}!U2")
    assert said == "ต้องแก้ไข 1 จุด · ควรตรวจสอบ 2 จุด"
