"""Staff at work in a spreadsheet while the worker is, and what is theirs in it."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count, zip_longest
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from emulator.server import WorkspaceServer
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff
from tests.sheets import INFO, PROJECTS

Json: TypeAlias = dict[str, Any]
Step: TypeAlias = Sequence[Json]
"""Requests of one ``batchUpdate``."""

OWN = ("สถานะ", "ข้อควรแก้ไข", "รหัส")
FINDINGS, SUMMARY = "ผลการตรวจสอบ", "สรุป"
_TOTAL, _MARK = "รวมทั้งสิ้น", "[ระบบตรวจแผน]"
_SUMMED = ("งบประมาณ (บาท)", "ดำเนินการไตรมาส", "1", "2", "3", "4")
_STAFFS_IN_FINDINGS = ("ยืนยันว่าถูกต้อง", "เหตุผล")


class Raced:
    """A spreadsheet at which staff act between any two requests of the worker."""

    def __init__(self, staff: Staff, workspace: WorkspaceServer) -> None:
        self.staff = staff
        self._workspace = workspace

    def act(self, step: Step) -> None:
        """Have staff do something now."""
        self.staff.batch(*step)

    def act_before(self, step: Step, nth: int) -> None:
        """Have staff do something right before the n-th request from now."""
        edit = {"spreadsheetId": self.staff.id, "requests": list(step)}
        match = {"path": "^/(v4|drive|upload)/", "nth": nth}
        self._workspace.control.queue_edit(edit, match)


_Desk = TypeVar("_Desk", bound=Raced)


class Desks(Generic[_Desk]):
    """Makes desks that are all alike."""

    def __init__(
        self,
        desk: Callable[[Path, WorkspaceServer, Drive], _Desk],
        folder: Path,
        workspace: WorkspaceServer,
        drive: Drive,
    ) -> None:
        self._desk, self._folder = desk, folder
        self._workspace, self._drive = workspace, drive
        self._numbers = count()

    def make(self) -> _Desk:
        folder = self._folder / f"office{next(self._numbers)}"
        return self._desk(folder, self._workspace, self._drive)


def actions(tabs: Mapping[str, int]) -> Mapping[str, Sequence[Step]]:
    """Return what staff may do, by name; what has two steps is done and undone."""
    projects, details, findings = tabs[PROJECTS], tabs["รายละเอียด"], tabs[FINDINGS]
    block = {"sheetId": projects, "startRowIndex": 2, "endRowIndex": 5}
    with_totals = {**block, "endRowIndex": 6}
    added = typed_into(projects, 3, 0, ["4", "กิจกรรมเพิ่ม", "1", "9000"])
    new_tab = {"properties": {"sheetId": 77, "title": PROJECTS}}
    return {
        "type a remark": [[typed_into(projects, 4, 8, ["พิมพ์ขณะนั้น"])]],
        "type a budget": [[typed_into(projects, 2, 3, ["15,000"])]],
        "type over a status": [[typed_into(projects, 3, 9, ["ตรวจแล้ว"])]],
        "type over a total": [[typed_into(projects, 5, 3, ["1"])]],
        "note on a cell": [[_noted(projects, 3, 3, "ถามกองคลัง")]],
        "insert a row on top": [[inserted(projects, "ROWS", 2, 1)]],
        "insert rows": [[inserted(projects, "ROWS", 4, 3)]],
        "insert a project": [[inserted(projects, "ROWS", 3, 1), added]],
        "insert a row in the header": [[inserted(projects, "ROWS", 0, 1)]],
        "delete a project": [[deleted(projects, "ROWS", 3)]],
        "delete all projects": [[deleted(projects, "ROWS", 2, 3)]],
        "delete the totals": [[deleted(projects, "ROWS", 5)]],
        "delete most of the grid": [[deleted(projects, "ROWS", 4, 900)]],
        "move a row down": [[moved(projects, "ROWS", 2, 5)]],
        "move the totals up": [[moved(projects, "ROWS", 5, 3)]],
        "insert a column": [[inserted(projects, "COLUMNS", 2, 1)]],
        "insert columns before ours": [[inserted(projects, "COLUMNS", 9, 2)]],
        "delete the remarks": [[deleted(projects, "COLUMNS", 8)]],
        "delete our column": [[deleted(projects, "COLUMNS", 9)]],
        "move a column": [[moved(projects, "COLUMNS", 3, 9)]],
        "move our column": [[moved(projects, "COLUMNS", 9, 1)]],
        "sort": [[sorted_by(block, 3)]],
        "sort with the totals": [[sorted_by(with_totals, 3)]],
        "sort the details": [
            [sorted_by({"sheetId": details, "startRowIndex": 1, "endRowIndex": 4}, 0)]
        ],
        "cut and paste": [[cut(projects, 3, 9, 8)]],
        "rename the tab": [[_property(projects, "title", "โครงการ ปี 70")]],
        "rename it and make another": [
            [_property(projects, "title", "เก่า"), {"addSheet": new_tab}]
        ],
        "delete the tab": [[{"deleteSheet": {"sheetId": projects}}]],
        "delete the findings": [[{"deleteSheet": {"sheetId": findings}}]],
        "insert a finding": [[inserted(findings, "ROWS", 1, 1)]],
        "sort the findings": [
            [sorted_by({"sheetId": findings, "startRowIndex": 1, "endRowIndex": 4}, 1)]
        ],
        "hide the tab": [[_property(projects, "hidden", value=True)]],
        "hide rows": [[_hidden(projects)]],
        "filter": [[_filtered(with_totals)]],
        "protect our columns": [[_protected(projects, 9, 12)], [_freed()]],
        "protect theirs": [[_protected(projects, 0, 9)], [_freed()]],
        "delete a row and undo": [
            [deleted(projects, "ROWS", 4)],
            [inserted(projects, "ROWS", 4, 1), typed_into(projects, 4, 1, ["กลับมา"])],
        ],
        "insert a column and undo": [
            [inserted(projects, "COLUMNS", 3, 1)],
            [deleted(projects, "COLUMNS", 3)],
        ],
    }


def staffs(staff: Staff) -> Mapping[str, list[list[tuple[Any, str]]]]:
    """Return what is staff's in every tab: value as typed, and note; the rest is blank.

    What is the worker's is known here by the header above it, and by its mark.
    """
    every = {
        title: _staffs_rows(title, rows)
        for title, rows in _grids(staff).items()
        if title not in (INFO, SUMMARY)
    }
    return {title: rows for title, rows in every.items() if rows}


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is unlike in the tabs that are."""
    return {
        title: [
            pair
            for pair in zip_longest(one.get(title, ()), other.get(title, ()))
            if pair[0] != pair[1]
        ]
        for title in one.keys() | other.keys()
        if one.get(title) != other.get(title)
    }


def shown(staff: Staff) -> tuple[list[list[Any]], set[str]]:
    """Return what โครงการ shows but for the keys, and the findings that stand."""
    grids = _grids(staff)
    title = next((title for title in grids if PROJECTS in title), "")
    keys = [cell[0] for cell in next(iter(grids.get(title, [[]])), [])]
    rows = [
        _trimmed([value for value, key in zip(row, keys, strict=False) if key != "รหัส"])
        for row in grids.get(title, [])
    ]
    findings = {
        f"{row[1][0]} {row[4][0]}"
        for row in grids.get(FINDINGS, [])[1:]
        if len(row) > 4 and row[1][0]
    }
    if any(finding.startswith(_UNSURE) for finding in findings):
        # what was written before staff made it uncertain stays as it was
        rows = [row for row in rows if (_TOTAL, "") not in row]
    return _trimmed(rows), findings


_UNSURE = ("TOT006", "TOT007", "TOT008", "TOT009", "TOT010")


def _grids(staff: Staff) -> Mapping[str, list[list[tuple[Any, str]]]]:
    answer = staff.drive.json(
        "GET",
        f"/v4/spreadsheets/{staff.id}",
        includeGridData="true",
        fields="sheets(properties/title,data/rowData/values(userEnteredValue,note))",
    )
    return {
        sheet["properties"]["title"]: [
            [
                (
                    next(iter(cell.get("userEnteredValue", {}).values()), None),
                    cell.get("note", ""),
                )
                for cell in row.get("values", [])
            ]
            for data in sheet.get("data", [])
            for row in data.get("rowData", [])
        ]
        for sheet in answer["sheets"]
    }


def _staffs_rows(
    title: str, rows: list[list[tuple[Any, str]]]
) -> list[list[tuple[Any, str]]]:
    names = [
        next((str(cell[0]) for cell in cells if cell[0] in (*OWN, *_SUMMED)), "")
        for cells in zip_longest(*rows[:3], fillvalue=(None, ""))
    ]
    summed = _summed_columns(rows, names)
    kept = []
    for row in rows[1:] if title == FINDINGS else rows:
        is_total = any(value == _TOTAL for value, _ in row)
        cells = []
        for column, (value, note) in enumerate(row):
            name = names[column] if column < len(names) else ""
            is_own = name in OWN or (is_total and column in summed)
            if title == FINDINGS:
                is_own = (rows[0][column][0] if column < len(rows[0]) else "") not in (
                    _STAFFS_IN_FINDINGS
                )
            theirs = None if is_own or value == _TOTAL else value
            cells.append((theirs, "" if note.startswith(_MARK) else note))
        kept.append(_trimmed(cells))
    return _trimmed(kept)


def _summed_columns(rows: list[list[tuple[Any, str]]], names: list[str]) -> set[int]:
    below = next((row for row in rows if {"1", "2"} <= _texts(row)), [])
    return {
        column
        for column in range(max(len(names), len(below)))
        for line in (names, [str(cell[0]) for cell in below])
        if column < len(line) and line[column] in _SUMMED
    }


def _texts(row: Sequence[tuple[Any, str]]) -> set[str]:
    return {str(value) for value, _ in row}


def _trimmed(line: list[Any]) -> list[Any]:
    while line and line[-1] in ((None, ""), []):
        line = line[:-1]
    return line


def _range(sheet: int, dimension: str, start: int, length: int = 1) -> Json:
    end = start + length
    return {
        "sheetId": sheet,
        "dimension": dimension,
        "startIndex": start,
        "endIndex": end,
    }


def inserted(sheet: int, dimension: str, start: int, length: int) -> Json:
    """Return the request that inserts rows or columns; ``start`` is the first one's."""
    return {"insertDimension": {"range": _range(sheet, dimension, start, length)}}


def deleted(sheet: int, dimension: str, start: int, length: int = 1) -> Json:
    return {"deleteDimension": {"range": _range(sheet, dimension, start, length)}}


def moved(sheet: int, dimension: str, start: int, to: int) -> Json:
    source = _range(sheet, dimension, start)
    return {"moveDimension": {"source": source, "destinationIndex": to}}


def sorted_by(area: Json, column: int) -> Json:
    by = [{"dimensionIndex": column, "sortOrder": "DESCENDING"}]
    return {"sortRange": {"range": area, "sortSpecs": by}}


def cut(sheet: int, row: int, columns: int, to: int) -> Json:
    source = {
        "sheetId": sheet,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": 0,
        "endColumnIndex": columns,
    }
    return {
        "cutPaste": {
            "source": source,
            "destination": {"sheetId": sheet, "rowIndex": to, "columnIndex": 0},
            "pasteType": "PASTE_NORMAL",
        }
    }


def typed_into(sheet: int, row: int, column: int, texts: Sequence[str]) -> Json:
    values = [{"userEnteredValue": {"stringValue": text}} for text in texts]
    return _updated(sheet, row, column, values, "userEnteredValue")


def _noted(sheet: int, row: int, column: int, note: str) -> Json:
    return _updated(sheet, row, column, [{"note": note}], "note")


def _updated(
    sheet: int, row: int, column: int, values: Sequence[Json], fields: str
) -> Json:
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    rows = [{"values": list(values)}]
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _property(sheet: int, name: str, value: object) -> Json:
    properties = {"sheetId": sheet, name: value}
    return {"updateSheetProperties": {"properties": properties, "fields": name}}


def _hidden(sheet: int) -> Json:
    return {
        "updateDimensionProperties": {
            "range": _range(sheet, "ROWS", 3),
            "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }
    }


def _filtered(area: Json) -> Json:
    shown = {"3": {"hiddenValues": ["0"]}}
    return {"setBasicFilter": {"filter": {"range": area, "criteria": shown}}}


def _protected(sheet: int, start: int, end: int) -> Json:
    area = {"sheetId": sheet, "startColumnIndex": start, "endColumnIndex": end}
    guard = {"protectedRangeId": 55, "range": area, "editors": {"users": []}}
    return {"addProtectedRange": {"protectedRange": guard}}


def _freed() -> Json:
    return {"deleteProtectedRange": {"protectedRangeId": 55}}
