"""Spreadsheets, whatever they are made of, and the staff that type in them."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import openpyxl
from openpyxl.comments import Comment

from sync.adapters.google.session import GoogleSession
from sync.adapters.google.spreadsheet import GoogleSpreadsheet
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.model.cells import Cell, EmptyResult, Sheet, Tab, Value
from sync.ports import Spreadsheet
from tests.emulator.driving import Drive
from tests.fakes import MemorySpreadsheet
from tests.google.sheeting import Staff

PLAN = Tab(
    "โครงการ",
    (
        ("ลำดับ", "รายการโครงการ", "งบประมาณ (บาท)", "1", "สถานะ"),
        (Decimal(1), "กิจกรรมต้นกล้า", Decimal("20000.5"), True, "รอตรวจ"),
        (Decimal(2), "มาตรการ No Gift Policy", None, False),
        (),
        ("รวมทั้งสิ้น", None, Decimal("20000.5"), Decimal(1)),
    ),
)
NOTES = Tab("บันทึก", ((date(2026, 6, 18), "๑๒๓"),))
SHOWS_NOTHING = '=IF(1=1,"","")'
_RESULT = rb'" t="str"><f>\1</f><v></v>'
STATUS = Cell("โครงการ", 2, 5)


class Desk(Protocol):
    """A spreadsheet, and the staff that type in it."""

    @property
    def spreadsheet(self) -> Spreadsheet: ...

    def type_in(self, cell: Cell, value: Value) -> None: ...

    def note_on(self, cell: Cell, text: str) -> None: ...

    def compute_nothing_in(self, cell: Cell) -> None:
        """Put a formula there that shows nothing."""


class MemoryDesk:
    def __init__(self) -> None:
        self.spreadsheet = MemorySpreadsheet(PLAN, NOTES)
        self.type_in = self.spreadsheet.type_in
        self.note_on = self.spreadsheet.note_on

    def compute_nothing_in(self, cell: Cell) -> None:
        self.type_in(cell, EmptyResult())


class LocalDesk:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.spreadsheet = LocalSpreadsheet(path)
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for tab in (PLAN, NOTES):
            sheet = workbook.create_sheet(tab.title)
            for row in tab.rows:
                sheet.append(row)
        workbook.save(path)

    def type_in(self, cell: Cell, value: Value) -> None:
        workbook = openpyxl.load_workbook(self._path)
        workbook[cell.tab][cell.a1] = value
        workbook.save(self._path)

    def note_on(self, cell: Cell, text: str) -> None:
        workbook = openpyxl.load_workbook(self._path)
        workbook[cell.tab][cell.a1].comment = Comment(text, "พี่แดง")
        workbook.save(self._path)

    def compute_nothing_in(self, cell: Cell) -> None:
        self.type_in(cell, SHOWS_NOTHING)
        # Excel keeps what it has worked out beside the formula
        with zipfile.ZipFile(self._path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(self._path, "w") as package:
            for name, content in parts.items():
                worked_out = re.sub(rb'"><f>(.*?)</f><v ?/?>(</v>)?', _RESULT, content)
                package.writestr(name, worked_out)


class GoogleDesk:
    """A spreadsheet of the emulator, shared with the worker."""

    def __init__(self, drive: Drive, session: GoogleSession) -> None:
        self._staff = Staff(drive, Sheet((PLAN, NOTES), ""))
        self.spreadsheet = GoogleSpreadsheet(session, self._staff.id)

    def type_in(self, cell: Cell, value: Value) -> None:
        self._staff.put(cell, value)

    def note_on(self, cell: Cell, text: str) -> None:
        self._staff.note_on(cell, text)

    def compute_nothing_in(self, cell: Cell) -> None:
        self._staff.type_in(f"{cell.tab}!{cell.a1}", SHOWS_NOTHING)


def value_at(sheet: Sheet, cell: Cell) -> Value:
    tab = sheet.tab(cell.tab)
    return tab.value(cell.row, cell.column) if tab else None
