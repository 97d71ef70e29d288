"""Approvals in a workbook on this machine, which got its tab by ``init``."""

from pathlib import Path

import openpyxl

from sync import wiring
from sync.adapters.clock import BangkokClock
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.approval.table import COLUMNS
from sync.cycle.night import run_cycle
from sync.ledger import Ledger
from sync.model.cells import Cell, CellEdit, Tab, Value
from sync.model.chain import first_break
from sync.paths import OfficePaths
from sync.thai.dates import long_date
from tests.approving import APPROVED, TAB
from tests.sheets import clean_sheet

NAMES = [str(column) for column in COLUMNS]


class Office:
    """An office that had its workbook before there was such a tab."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.paths = folder, OfficePaths(folder)
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for tab in clean_sheet().tabs:
            sheet = book.create_sheet(tab.title)
            for row in tab.rows:
                sheet.append(row)
        folder.mkdir()
        book.save(self.paths.workbook)
        self.paths.settings.write_text("[document]\npdf = false\nalso = []\n")

    def night(self) -> int:
        """Let a night go by, and give how many cells it wrote."""
        with wiring.open_office(self.folder) as services:
            return len(run_cycle(services).edits)

    def fill_in(self, row: int, **typed: Value) -> None:
        spreadsheet = LocalSpreadsheet(self.paths.workbook)
        seen = spreadsheet.read()
        cells = ((Cell(TAB, row, NAMES.index(n) + 1), v) for n, v in typed.items())
        tab = self.tab()
        edits = [
            CellEdit(cell, tab.value(cell.row, cell.column), value)
            for cell, value in cells
        ]
        spreadsheet.write(edits, seen=seen)

    def tab(self) -> Tab:
        tab = LocalSpreadsheet(self.paths.workbook).read().tab(TAB)
        assert tab is not None
        return tab

    def shown(self, row: int, *names: str) -> list[Value]:
        return [self.tab().value(row, NAMES.index(name) + 1) for name in names]


def test_a_workbook_gets_the_tab_and_notes_what_was_approved(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.night()
    assert TAB not in openpyxl.load_workbook(office.paths.workbook).sheetnames

    wiring.set_up_office(office.folder)
    assert wiring.set_up_office(office.folder)[1] == 0
    offered = openpyxl.load_workbook(office.paths.workbook)[TAB].data_validations
    assert [it.type for it in offered.dataValidation] == ["list", "list", None]
    office.night()
    assert office.shown(2, "version", "copy") == [
        1,
        "เอกสารปัจจุบัน (ไม่มี PDF ของฉบับนี้)",
    ]
    assert office.night() == 0

    today = long_date(BangkokClock().now().date())
    office.fill_in(2, **{**APPROVED, "decided_on": today})
    office.night()
    assert office.shown(2, "status", "editors") == [
        "บันทึกว่าอนุมัติ",
        "ผู้มีสิทธิ์แก้ไขไฟล์แผนทุกคน",
    ]
    assert office.shown(2, "comment", "signed") == [None, None]
    assert office.night() == 0
    ledger = Ledger.copy(office.paths.ledger)
    assert first_break(ledger.chain.links()) is None
    (approval,) = ledger.approvals.standing()
    assert (approval.standing, approval.strength) == ("approved", "noted")
