"""Tables of projects in other offices' shapes, at Google and in a workbook here.

What is read is what a person reads, and no cell of staff's is another after a night.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from emulator.server import WorkspaceServer
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cycle.night import run_cycle
from sync.model.cells import Cell, Sheet, Value
from sync.plan.labels import load_headers
from sync.ports import Spreadsheet
from sync.sheet.read import read_plan
from sync.wiring import open_office
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import PROJECTS
from tests.unit.sheet.test_shapes import READ, SHAPES, projects, sheet_of

MAIN = (
    *("months below their years", "one column of months"),
    *("thousands of baht", "sections by name"),
)


def staffs_cells(sheet: Sheet) -> Mapping[Cell, Value]:
    """Return what stands in the table of projects, cell by cell."""
    tab = sheet.tab(PROJECTS)
    assert tab
    return {
        Cell(PROJECTS, row, column): value
        for row, values in enumerate(tab.rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }


def held(before: Sheet, after: Sheet) -> None:
    """Hold that a night read the plan and left every cell that stood there."""
    stood, stands = staffs_cells(before), staffs_cells(after)

    assert {cell: stands.get(cell) for cell in stood} == stood
    assert projects(read_plan(after, load_headers())) == READ
    assert len(stands) > len(stood)


@pytest.mark.parametrize("name", MAIN)
def test_a_night_at_google_leaves_a_table_of_any_shape_as_it_stood(
    name: str, drive: Drive, workspace: WorkspaceServer, tmp_path: Path
) -> None:
    staff = Staff(drive, sheet_of(SHAPES[name]))
    staff.make_document()
    with open_office(make_office(tmp_path / "office", workspace, staff)) as office:
        night_of(office.spreadsheet, lambda: run_cycle(office))


def night_of(spreadsheet: Spreadsheet, run: Callable[[], object]) -> None:
    before = spreadsheet.read()
    run()
    after = spreadsheet.read()
    held(before, after)
    run()
    assert spreadsheet.read().tabs[1] == after.tabs[1]


@pytest.mark.parametrize("name", MAIN)
def test_a_night_here_leaves_a_table_of_any_shape_as_it_stood(
    name: str, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for tab in sheet_of(SHAPES[name]).tabs:
        page = book.create_sheet(tab.title)
        for row in tab.rows:
            page.append(list(row))
        for area in tab.merged:
            page.merge_cells(None, area.top, area.left, area.bottom, area.right)
    book.save(tmp_path / "plan.xlsx")
    (tmp_path / "office.toml").write_text("[document]\npdf = false\n", "utf-8")

    with open_office(tmp_path) as office:
        assert isinstance(office.spreadsheet, LocalSpreadsheet)
        night_of(office.spreadsheet, lambda: run_cycle(office))
