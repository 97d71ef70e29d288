"""What cells at Google hold besides values: merged areas, and formulas that never rest."""

from datetime import timedelta
from pathlib import Path

import pytest

from emulator.clock import clock_of
from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.google.grid import GoogleSheet
from sync.adapters.google.reading import read_grid
from sync.cycle.night import check_cycle, run_cycle
from sync.errors import SheetChanged
from sync.model.cells import Area, Cell, CellEdit, CellError
from tests.emulator.driving import ROBOT, Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet


@pytest.fixture
def staff(drive: Drive) -> Staff:
    staff = Staff(drive, clean_sheet())
    staff.make_document()
    return staff


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)


def merge(staff: Staff, cell: Cell, rows: int, columns: int) -> None:
    area = {
        "sheetId": staff.tabs()[cell.tab],
        "startRowIndex": cell.row - 1,
        "endRowIndex": cell.row - 1 + rows,
        "startColumnIndex": cell.column - 1,
        "endColumnIndex": cell.column - 1 + columns,
    }
    staff.batch({"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})


def test_a_formula_that_never_rests_is_no_edit(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    staff.type_in(f"{PROJECTS}!N9", "=NOW()")
    clock = clock_of(workspace.world)
    with wiring.open_office(office) as opened:
        spreadsheet = opened.spreadsheet
        seen = spreadsheet.read()
        clock.advanced += timedelta(minutes=7)
        later = spreadsheet.read()

        assert seen.tabs[1].value(9, 14) != later.tabs[1].value(9, 14)
        assert seen.revision == later.revision

        edit = CellEdit(Cell(PROJECTS, 3, 10), None, "ผ่าน")
        clock.advanced += timedelta(minutes=7)
        revision = spreadsheet.write((edit,), seen=seen)
        clock.advanced += timedelta(minutes=7)
        assert spreadsheet.read().revision == revision


def test_another_formula_is_an_edit(office: Path, staff: Staff) -> None:
    staff.type_in(f"{PROJECTS}!N9", "=1+1")
    with wiring.open_office(office) as opened:
        seen = opened.spreadsheet.read()
        staff.type_in(f"{PROJECTS}!N9", "=1+2")
        edit = CellEdit(Cell(PROJECTS, 3, 10), None, "ผ่าน")

        with pytest.raises(SheetChanged):
            opened.spreadsheet.write((edit,), seen=seen)


def test_a_night_with_a_formula_that_never_rests_writes_and_is_quiet_after(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    staff.type_in(f"{PROJECTS}!N9", "=NOW()")
    with wiring.open_office(office) as opened:
        first = check_cycle(opened, opened.spreadsheet.read())
        clock_of(workspace.world).advanced += timedelta(minutes=7)
        again = check_cycle(opened, opened.spreadsheet.read())

    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    assert first.edits
    assert again.edits == ()


def test_what_a_formula_fills_other_cells_with_is_no_edit() -> None:
    def read(value: float) -> GoogleSheet:
        cells = [
            {
                "userEnteredValue": {"formulaValue": "=SEQUENCE(2)*NOW()"},
                "effectiveValue": {"numberValue": value},
            },
            {"effectiveValue": {"numberValue": 2 * value}},
        ]
        return read_grid(
            {
                "sheets": [
                    {
                        "properties": {"sheetId": 1, "title": "ก"},
                        "data": [{"rowData": [{"values": [cell]} for cell in cells]}],
                    }
                ]
            },
            {},
        )

    one, other = read(1.5), read(2.5)
    assert one.sheet.tabs != other.sheet.tabs
    assert one.sheet.revision == other.sheet.revision
    assert one.computed == {Cell("ก", 1, 1), Cell("ก", 2, 1)}


def test_a_failed_formula_is_told_apart_from_its_letters(
    office: Path, staff: Staff
) -> None:
    staff.type_in(f"{PROJECTS}!D3", "=1/0")
    with wiring.open_office(office) as opened:
        settled = check_cycle(opened, opened.spreadsheet.read())

    found = [(f.rule, str(f.cell)) for f in settled.judgement.open_findings]
    assert ("CEL002", f"{PROJECTS}!D3") in found
    assert settled.judgement.reading.sheet.tabs[1].value(3, 4) == CellError("#DIV/0!")


def test_a_merged_dimension_holds_for_its_rows_and_costs_no_request(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    merge(staff, Cell(PROJECTS, 3, 3), 3, 1)
    with wiring.open_office(office) as opened:
        workspace.visits.clear()
        sheet = opened.spreadsheet.read()
        assert len([v for v in workspace.visits if v.caller == ROBOT]) == 1
        assert sheet.tabs[1].merged == (Area(3, 3, 5, 3),)
        settled = check_cycle(opened, sheet)

    assert [p.dimension for p in settled.judgement.plan.projects] == [1, 1, 1]


def test_nothing_is_written_where_staff_merged_our_cells(
    office: Path, staff: Staff
) -> None:
    merge(staff, Cell(PROJECTS, 3, 10), 3, 1)
    with wiring.open_office(office) as opened:
        first = check_cycle(opened, opened.spreadsheet.read())
        again = check_cycle(opened, opened.spreadsheet.read())

    written = {str(edit.cell) for edit in first.edits}
    assert f"{PROJECTS}!J3" in written
    assert not {f"{PROJECTS}!J4", f"{PROJECTS}!J5"} & written
    assert again.edits == ()


def test_merging_is_an_edit(office: Path, staff: Staff) -> None:
    with wiring.open_office(office) as opened:
        seen = opened.spreadsheet.read()
        merge(staff, Cell(PROJECTS, 3, 14), 2, 1)

        assert opened.spreadsheet.read().revision != seen.revision


def test_a_document_is_found_behind_its_title(office: Path, staff: Staff) -> None:
    file_id = staff.make_document()
    link = document_link(file_id)
    staff.type_in(f"{INFO}!B16", f'=HYPERLINK("{link}";"แผน ๒๕๗๐")')

    with wiring.open_office(office) as opened:
        report = run_cycle(opened)

    assert report.plan_document.link == link
