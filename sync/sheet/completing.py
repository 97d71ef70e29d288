"""Completing: what a workbook lacks of our tabs and columns, as edits of empty cells."""

from collections.abc import Iterator
from decimal import Decimal

from sync.model.cells import Cell, CellEdit, Sheet, Tab
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import COLUMNS, HEADINGS, Headers, missing_headings
from sync.sheet.header_rows import find_columns
from sync.sheet.tables import read_text

_STAFFS = ("info", "projects", "details", "recipients")


def completing(sheet: Sheet, headers: Headers) -> Iterator[CellEdit]:
    """Add staff's tabs that are missing, and columns, on the right of all there is.

    The headings of ข้อมูลแผน stand below each other, and are added below.

    A tab with no header of ours at all is something else, and left alone. That of
    approvals comes here, since the worker makes none by itself.
    """
    for name in _STAFFS:
        title = headers.tabs[name]
        tab = sheet.tab(title)
        if tab is None or not any(tab.rows):
            yield from _laying_out(title, name, headers)
        elif name in COLUMNS:
            yield from _adding_columns(tab, name, headers)
        else:
            yield from _adding_headings(tab, headers)
    approvals = headers.tabs["approvals"]
    if sheet.tab(approvals) is None:
        for column, name in enumerate(headers.spellings["approvals"], 1):
            text = headers.write("approvals", name)
            yield CellEdit(Cell(approvals, 1, column), None, text)


def _laying_out(title: str, name: str, headers: Headers) -> Iterator[CellEdit]:
    if name == "info":
        for row, info in enumerate(HEADINGS, 1):
            yield CellEdit(Cell(title, row, 1), None, headers.label(info))
        return
    columns = list(COLUMNS[name])
    if name == "projects":
        # the official form: 1 2 3 4 below their common header
        columns.insert(0, Field.NUMBER)
        first = Cell(title, 1, columns.index(QUARTERS[0]) + 1)
        yield CellEdit(first, None, headers.write(name, "quarters"))
    for column, field in enumerate(columns, 1):
        text = headers.write(name, field)
        if field in QUARTERS:
            yield CellEdit(Cell(title, 2, column), None, Decimal(text))
        else:
            yield CellEdit(Cell(title, 1, column), None, text)


def _adding_headings(tab: Tab, headers: Headers) -> Iterator[CellEdit]:
    there = (read_text(row[0]) for row in tab.rows if row)
    first = len(tab.rows) + 1
    for row, info in enumerate(missing_headings(there, headers), first):
        yield CellEdit(Cell(tab.title, row, 1), None, headers.label(info))


def _adding_columns(tab: Tab, name: str, headers: Headers) -> Iterator[CellEdit]:
    table = find_columns(tab, headers, name)
    if table is None:
        return
    missing = [field for field in COLUMNS[name] if field not in table.columns]
    for column, field in enumerate(missing, max(map(len, tab.rows)) + 1):
        label = headers.write_alone(name, field)
        yield CellEdit(Cell(tab.title, table.top, column), None, label)
