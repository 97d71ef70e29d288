"""An office in autumn: one report of the six months is still to come, then all is whole.

The round of twelve months opens that day, and the fiscal year is over.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl

from sync.cycle import turn
from sync.cycle.services import Services
from sync.errors import YearTurned
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.progress.table import COLUMNS
from tests.progressing import HEADER, TAB, keyed_sheet, line, owned
from tests.sheets import NAMES, RECIPIENTS, type_in

BANGKOK = ZoneInfo("Asia/Bangkok")
SUMMER = datetime(2027, 8, 2, 1, tzinfo=BANGKOK)
"""Before the round of twelve months opens."""
AUTUMN = datetime(2027, 10, 2, 1, tzinfo=BANGKOK)

OPEN = """
[[reports.round]]
year = 2570
months = 12
opens = 2020-01-01
closes = 2100-01-01
"""
"""Settings with which the round of twelve months is open, whatever the day."""

DONE: Mapping[str, Value] = {
    "state": "ดำเนินการแล้วเสร็จ",
    "result": "อบรมแล้ว ๔๐ คน",
    "problems": "ไม่มี",
    "suggestions": "ไม่มี",
    "completed": "20 ตุลาคม 2569",
    "ordinance": Decimal(20000),
    "paid": Decimal("18000.50"),
    "evidence": "https://example.com/1",
}
CANNOT: Mapping[str, Value] = {
    "state": "ไม่สามารถดำเนินการได้",
    "reason": "บุคลากรไม่เพียงพอ",
}
REPORT = "รายงานผล-2570-รอบ-6-เดือน"
KEYIN = "ใบกรอก-e-PlanNACC-2570-รอบ-6-เดือน"
_PEOPLE = (
    ("นางสาวสมใจ ตัวอย่าง", "somjai@example.com", "ผู้รับผิดชอบ"),
    ("นายดูแล ตัวอย่าง", "admin@example.com", "ผู้ดูแลระบบ"),
)


def turn_the_year(services: Services) -> None:
    """Make the year's turn, as somebody does who asks for it until it is made."""
    try:
        shown = turn.find_turn(services)
    except YearTurned:
        return
    turn.make_turn(services, shown)


def waiting_sheet() -> Sheet:
    """Return the plan with a tab of progress in which the last project waits."""
    people = {
        f"{RECIPIENTS}!{column}{row}": value
        for row, person in enumerate(_PEOPLE, 3)
        for column, value in zip("ABCD", (*person, True), strict=True)
    }
    sheet = type_in(keyed_sheet(), people)
    reports: tuple[Mapping[str, Value], ...] = (DONE, CANNOT, {})
    rows = [
        line({"name": name, **owned(number), **report})
        for number, (name, report) in enumerate(zip(NAMES, reports, strict=True), 1)
    ]
    return Sheet((*sheet.tabs, Tab(TAB, (HEADER, *rows))), "1")


def last_report() -> Mapping[Cell, Value]:
    """Return what staff type of the project that waits."""
    return {
        Cell(TAB, 4, COLUMNS.index(name) + 1): value for name, value in CANNOT.items()
    }


def save_workbook(sheet: Sheet, path: Path) -> None:
    """Make a workbook of a sheet, as staff would have typed it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab in sheet.tabs:
        made = book.create_sheet(tab.title)
        for row in tab.rows:
            made.append(list(row))
    book.save(path)


def type_into_workbook(path: Path, typed: Mapping[Cell, Value]) -> None:
    """Type into a workbook's cells and save it, as staff do."""
    book = openpyxl.load_workbook(path)
    for cell, value in typed.items():
        book[cell.tab].cell(cell.row, cell.column).value = value
    book.save(path)


def rows_of(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Return key, name and round of each row of progress that has any of them."""
    tab = sheet.tab(TAB)
    assert tab is not None
    at = [COLUMNS.index(name) + 1 for name in ("key", "name", "round")]
    every = (
        tuple(str(tab.value(row, column) or "") for column in at)
        for row in range(2, len(tab.rows) + 1)
    )
    return [(key, name, which) for key, name, which in every if key or name or which]
