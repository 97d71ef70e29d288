"""Native spreadsheets and files of cells: .csv, .tsv and .xlsx, in and out."""

import csv
import html
import io
import secrets
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from emulator.drive.access import bad_request
from emulator.drive.formats import TSV, XLSX
from emulator.sheets import defaults
from emulator.sheets.formats import formatted
from emulator.sheets.formulas import effective
from emulator.sheets.typing import entered
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet


def read(
    content: bytes, kind: str, title: str, spreadsheet: Spreadsheet
) -> list[SheetTab]:
    """Turn an upload into tabs.

    Raises:
        ApiError: it is not what it is said to be.
    """
    if kind == XLSX:
        return _read_workbook(content, spreadsheet)
    text = content.decode("utf-8-sig", errors="replace")
    separator = "\t" if kind == TSV else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    # a tab of its own, by a clock of Google's: so recorded by gspread's test_import_csv
    sheet_id = secrets.randbelow(2**31 - 1) + 1
    spreadsheet.properties["timeZone"] = "America/Los_Angeles"
    tab = _tab(sheet_id, title, 0, len(rows), max(map(len, rows), default=0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value:
                tab.cells[row, column] = entered(value, spreadsheet)
    return [tab]


def _tab(sheet_id: int, title: str, index: int, rows: int, columns: int) -> SheetTab:
    tab = defaults.tab(sheet_id, title, index)
    grid = tab.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], rows)
    grid["columnCount"] = max(grid["columnCount"], columns)
    return tab


def _read_workbook(content: bytes, spreadsheet: Spreadsheet) -> list[SheetTab]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise bad_request() from error
    tabs = []
    for index, sheet in enumerate(book.worksheets):
        tab = _tab(index, sheet.title, index, sheet.max_row, sheet.max_column)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    place = (cell.row - 1, cell.column - 1)
                    tab.cells[place] = _read_cell(cell, spreadsheet)
        tab.merges += [
            {
                "sheetId": index,
                "startRowIndex": merged.min_row - 1,
                "endRowIndex": merged.max_row,
                "startColumnIndex": merged.min_col - 1,
                "endColumnIndex": merged.max_col,
            }
            for merged in sheet.merged_cells.ranges
        ]
        tabs.append(tab)
    book.close()
    return tabs


def _read_cell(cell: Any, spreadsheet: Spreadsheet) -> JSON:  # noqa: ANN401
    value = cell.value
    made: JSON
    if cell.data_type == "f":  # other text that begins with = is but text
        return entered(getattr(value, "text", value), spreadsheet)
    if isinstance(value, bool):
        made = {"userEnteredValue": {"boolValue": value}}
    elif isinstance(value, datetime | date | time | timedelta):
        made = {"userEnteredValue": {"numberValue": to_excel(value)}}  # type: ignore[no-untyped-call]
    elif isinstance(value, int | float):
        made = {"userEnteredValue": {"numberValue": value}}
    else:
        made = {"userEnteredValue": {"stringValue": str(value)}}
    if cell.number_format not in ("General", "@"):
        pattern = cell.number_format
        number_format = {"type": _format_type(value), "pattern": pattern}
        made["userEnteredFormat"] = {"numberFormat": number_format}
    return made


def _format_type(value: object) -> str:
    if isinstance(value, datetime):
        return "DATE_TIME" if value.time() != time() else "DATE"
    if isinstance(value, date):
        return "DATE"
    return "TIME" if isinstance(value, time | timedelta) else "NUMBER"


def texts(spreadsheet: Spreadsheet, tab: SheetTab) -> list[list[str]]:
    """Return a tab as it is shown, as far as anything is in it."""
    rows = 1 + max((row for row, _ in tab.cells), default=-1)
    columns = 1 + max((column for _, column in tab.cells), default=-1)
    return [
        [_text(spreadsheet, tab, row, column) for column in range(columns)]
        for row in range(rows)
    ]


def _text(spreadsheet: Spreadsheet, tab: SheetTab, row: int, column: int) -> str:
    cell = tab.cells.get((row, column))
    if cell is None:
        return ""
    return formatted(cell, effective(spreadsheet, tab, row, column), spreadsheet)


def to_csv(spreadsheet: Spreadsheet, tab: SheetTab) -> bytes:
    """Export a tab with commas."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(texts(spreadsheet, tab))
    return stream.getvalue().removesuffix("\r\n").encode()


def to_tsv(spreadsheet: Spreadsheet, tab: SheetTab) -> bytes:
    """Export a tab with tabulators, which cells therefore lose."""
    rows = texts(spreadsheet, tab)
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return "\r\n".join(lines).encode()


def to_pages(spreadsheet: Spreadsheet) -> dict[str, bytes]:
    """Export every tab as a page, by its title."""
    pages = {}
    for tab in spreadsheet.tabs:
        rows = (
            "".join(f"<td>{html.escape(cell)}</td>" for cell in row)
            for row in texts(spreadsheet, tab)
        )
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        pages[tab.title] = f"<table><tbody>{table}</tbody></table>".encode()
    return pages


def to_xlsx(spreadsheet: Spreadsheet) -> bytes:
    """Export every tab with values, formulas, number formats and merged cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab in spreadsheet.tabs:
        sheet = book.create_sheet(tab.title)
        for (row, column), held in sorted(tab.cells.items()):
            value = effective(spreadsheet, tab, row, column)
            _write_cell(sheet.cell(row + 1, column + 1), held, value)
        _merge(sheet, tab)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_cell(cell: Any, held: JSON, value: JSON) -> None:  # noqa: ANN401
    formula = held.get("userEnteredValue", {}).get("formulaValue")
    if formula is not None:
        cell.value = formula
    elif "stringValue" in value:
        cell.value = value["stringValue"]
        cell.data_type = "s"  # text that begins with = is still text
    else:
        cell.value = value.get("numberValue", value.get("boolValue"))
    style = held.get("userEnteredFormat", {})
    pattern = style.get("numberFormat", {}).get("pattern")
    if pattern:
        cell.number_format = pattern
    if style.get("textFormat", {}).get("bold"):
        cell.font = Font(bold=True)


def _merge(sheet: Worksheet, tab: SheetTab) -> None:
    for merged in tab.merges:
        sheet.merge_cells(
            start_row=merged.get("startRowIndex", 0) + 1,
            end_row=merged.get("endRowIndex", tab.row_count),
            start_column=merged.get("startColumnIndex", 0) + 1,
            end_column=merged.get("endColumnIndex", tab.column_count),
        )
