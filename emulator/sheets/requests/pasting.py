"""Requests that copy, cut, paste and fill cells."""

import csv
from dataclasses import dataclass
from itertools import pairwise, product

from emulator.copying import copied
from emulator.sheets.batch import Actions, Area, Batch, Refused
from emulator.sheets.cells import ENTERED, keep, put
from emulator.sheets.fields import Tree
from emulator.sheets.formulas import effective
from emulator.sheets.requests.writing import moved_cell
from emulator.sheets.typing import entered
from emulator.web import JSON
from emulator.world import SheetTab

_ALL: Tree = {name: {} for name in ENTERED}
_PASTED: dict[str, Tree] = {
    "PASTE_NORMAL": _ALL,
    "PASTE_NO_BORDERS": _ALL,
    "PASTE_VALUES": {"userEnteredValue": {}},
    "PASTE_FORMULA": {"userEnteredValue": {}},
    "PASTE_FORMAT": {"userEnteredFormat": {}, "dataValidation": {}},
    "PASTE_DATA_VALIDATION": {"dataValidation": {}},
    "PASTE_CONDITIONAL_FORMATTING": {},
}
_WITH_MERGES = {"PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_FORMAT"}
_WITH_RULES = {"PASTE_NORMAL", "PASTE_FORMAT", "PASTE_CONDITIONAL_FORMATTING"}


@dataclass(frozen=True, slots=True)
class _Clipboard:
    """Cells taken from an area, by their place in it."""

    source: Area
    height: int
    width: int
    cells: dict[tuple[int, int], JSON]


def copy_paste(batch: Batch, request: JSON) -> None:
    """Copy cells to another place, as often as fits."""
    kind = request.get("pasteType", "PASTE_NORMAL")
    source = batch.area(request.get("source", {}))
    board = _taken(batch, source, values=kind == "PASTE_VALUES")
    if request.get("pasteOrientation") == "TRANSPOSE":
        board = _transposed(board)
    asked = request.get("destination", {})
    target = _target(batch, asked, board)
    batch.guard(target)
    for top, left in _starts(target, board):
        _paste(target.tab, top, left, board, kind)
        here = Area(target.tab, top, top + board.height, left, left + board.width)
        if kind in _WITH_MERGES and board.height == source.bottom - source.top:
            _copy_merges(batch, board, here)
    if kind in _WITH_RULES:
        _copy_rules(batch, source, target)


def cut_paste(batch: Batch, request: JSON) -> None:
    """Move cells to another place; whatever is pasted, all of them leave theirs."""
    kind = request.get("pasteType", "PASTE_NORMAL")
    source = batch.area(request.get("source", {}))
    tab, top, left = batch.start(request.get("destination", {}))
    board = _taken(batch, source, values=kind == "PASTE_VALUES")
    target = Area(tab, top, top + board.height, left, left + board.width)
    batch.guard(source)
    batch.guard(target)
    _grow(batch, target)
    for place in source.places():
        source.tab.cells.pop(place, None)
    for (row, column), cell in board.cells.items():
        put(tab, top + row, left + column, cell, _PASTED[kind])
    if kind in _WITH_MERGES:
        _copy_merges(batch, board, target)
        source.tab.merges = [
            merge
            for merge in source.tab.merges
            if not source.contains(batch.area(merge))
            or target.contains(batch.area(merge))
        ]


def paste_data(batch: Batch, request: JSON) -> None:
    """Write text as if it were pasted: split by a delimiter, each part as if typed."""
    if request.get("html"):
        raise Refused("HTML cannot be pasted here.")
    tab, top, left = batch.start(request.get("coordinate", {}))
    lines = request.get("data", "").splitlines()
    rows = list(csv.reader(lines, delimiter=request.get("delimiter", "\t")[:1]))
    width = max(map(len, rows), default=0)
    target = Area(tab, top, top + len(rows), left, left + width)
    batch.guard(target)
    _grow(batch, target)
    tree = _PASTED[request.get("type", "PASTE_NORMAL")]
    for row, values in enumerate(rows, top):
        for column, text in enumerate(values, left):
            put(tab, row, column, entered(text, batch.spreadsheet), _known(tree))


def auto_fill(batch: Batch, request: JSON) -> None:
    """Carry on what some cells begin: series of numbers, else the same again."""
    if "sourceAndDestination" in request:
        asked = request["sourceAndDestination"]
        source = batch.area(asked.get("source", {}))
        rows = asked.get("dimension") == "ROWS"
        length = asked.get("fillLength", 0)
    else:
        whole = batch.area(request.get("range", {}))
        source, rows, length = _begun(whole)
    if length < 0:
        raise Refused("Filling backwards is not supported here.")
    target = (
        Area(
            source.tab, source.bottom, source.bottom + length, source.left, source.right
        )
        if rows
        else Area(
            source.tab, source.top, source.bottom, source.right, source.right + length
        )
    )
    _grow(batch, target)
    batch.guard(target)
    for line in source.columns if rows else source.rows:
        _fill_line(source, line, length, rows=rows)


def _known(tree: Tree) -> Tree:
    # what was not pasted (notes, rules) stays
    return {
        name: below
        for name, below in tree.items()
        if name in {"userEnteredValue", "userEnteredFormat"}
    }


def _taken(batch: Batch, source: Area, *, values: bool) -> _Clipboard:
    cells = {}
    for row, column in source.places():
        cell = copied(source.tab.cells.get((row, column), {}))
        if values and "userEnteredValue" in cell:
            cell["userEnteredValue"] = copied(
                effective(batch.spreadsheet, source.tab, row, column)
            )
        cells[row - source.top, column - source.left] = cell
    return _Clipboard(
        source, source.bottom - source.top, source.right - source.left, cells
    )


def _transposed(board: _Clipboard) -> _Clipboard:
    cells = {(column, row): cell for (row, column), cell in board.cells.items()}
    return _Clipboard(board.source, board.width, board.height, cells)


def _target(batch: Batch, asked: JSON, board: _Clipboard) -> Area:
    tab, top, left = batch.start(
        {
            "sheetId": asked.get("sheetId", 0),
            "rowIndex": asked.get("startRowIndex", 0),
            "columnIndex": asked.get("startColumnIndex", 0),
        }
    )
    height = asked.get("endRowIndex", tab.row_count) - top
    width = asked.get("endColumnIndex", tab.column_count) - left
    height = height if height % board.height == 0 and height else board.height
    width = width if width % board.width == 0 and width else board.width
    target = Area(tab, top, top + height, left, left + width)
    _grow(batch, target)
    return target


def _grow(batch: Batch, area: Area) -> None:
    grid = area.tab.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], area.bottom)
    grid["columnCount"] = max(grid["columnCount"], area.right)
    batch.check_size()


def _starts(target: Area, board: _Clipboard) -> list[tuple[int, int]]:
    tops = range(target.top, target.bottom, board.height)
    return list(product(tops, range(target.left, target.right, board.width)))


def _paste(tab: SheetTab, top: int, left: int, board: _Clipboard, kind: str) -> None:
    for (row, column), cell in board.cells.items():
        down = top + row - board.source.top - row
        across = left + column - board.source.left - column
        moved = moved_cell(cell, down, across)
        if kind == "PASTE_NO_BORDERS":
            look = dict(moved.get("userEnteredFormat", {}))
            look.pop("borders", None)
            moved = {**moved, "userEnteredFormat": look}
        put(tab, top + row, left + column, moved, _PASTED[kind] or {"note": {}})


def _copy_merges(batch: Batch, board: _Clipboard, target: Area) -> None:
    source = board.source
    inside = [
        area
        for merge in source.tab.merges
        if source.contains(area := batch.area(merge))
    ]
    down, across = target.top - source.top, target.left - source.left
    for area in inside:
        moved = Area(
            target.tab,
            area.top + down,
            area.bottom + down,
            area.left + across,
            area.right + across,
        ).to_json()
        if moved not in target.tab.merges:
            target.tab.merges.append(moved)


def _copy_rules(batch: Batch, source: Area, target: Area) -> None:
    for rule in list(source.tab.conditional_formats):
        if not any(batch.area(rng).contains(source) for rng in rule["ranges"]):
            continue
        if target.tab is source.tab:
            if target.to_json() not in rule["ranges"]:
                rule["ranges"].append(target.to_json())
        else:
            twin = {**copied(rule), "ranges": [target.to_json()]}
            target.tab.conditional_formats.append(twin)


def _begun(whole: Area) -> tuple[Area, bool, int]:
    filled = [place for place in whole.tab.cells if whole.holds(*place)]
    if not filled:
        raise Refused("There is nothing to fill the range from.")
    bottom = max(row for row, _ in filled) + 1
    right = max(column for _, column in filled) + 1
    if bottom < whole.bottom:
        source = Area(whole.tab, whole.top, bottom, whole.left, whole.right)
        return source, True, whole.bottom - bottom
    source = Area(whole.tab, whole.top, whole.bottom, whole.left, right)
    return source, False, whole.right - right


def _fill_line(source: Area, line: int, length: int, *, rows: bool) -> None:
    places = (
        [(i, line) for i in source.rows]
        if rows
        else [(line, i) for i in source.columns]
    )
    cells = [source.tab.cells.get(place, {}) for place in places]
    numbers = [cell.get("userEnteredValue", {}).get("numberValue") for cell in cells]
    step = _step(numbers)
    for extra in range(length):
        turn, repeated = divmod(extra, len(cells))
        away = (turn + 1) * len(cells)
        cell = moved_cell(cells[repeated], away if rows else 0, 0 if rows else away)
        if step is not None and numbers[-1] is not None:
            value = {"numberValue": numbers[-1] + step * (extra + 1)}
            cell = {**cell, "userEnteredValue": value}
        row, column = places[-1]
        place = (row + extra + 1, column) if rows else (row, column + extra + 1)
        keep(source.tab, *place, copied(cell))


def _step(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) < 2:
        return None
    steps = {round(b - a, 9) for a, b in pairwise(known)}
    return steps.pop() if len(steps) == 1 else None


ACTIONS: Actions = {
    "autoFill": auto_fill,
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "pasteData": paste_data,
}
