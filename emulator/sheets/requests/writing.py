"""Requests that write cells: values, formats, notes, rules."""

from emulator.copying import copied
from emulator.sheets.batch import Actions, Area, Batch, Refused, mask
from emulator.sheets.cells import put
from emulator.sheets.fields import Tree
from emulator.sheets.formulas import copied_formula
from emulator.web import JSON
from emulator.world import SheetTab


def update_cells(batch: Batch, request: JSON) -> None:
    """Write rows of cells; what the rows leave of a range is cleared by the mask."""
    tree = mask(request, "CellData")
    rows = request.get("rows", [])
    if "range" in request:
        area = batch.area(request["range"])
    else:
        tab, top, left = batch.start(request.get("start", {}))
        area = Area(tab, top, tab.row_count, left, tab.column_count)
    write(batch, area, rows, tree)
    if "range" in request:
        _clear_rest(area, rows, tree)


def write(batch: Batch, area: Area, rows: list[JSON], tree: Tree) -> None:
    """Write rows of cells into an area, which must hold them all."""
    width = max((len(row.get("values", ())) for row in rows), default=0)
    for name, size, start, end in (
        ("row", len(rows), area.top, area.bottom),
        ("column", width, area.left, area.right),
    ):
        if start + size > end:
            raise Refused(
                f"Attempting to write {name}: {end}, beyond the last requested {name} "
                f"of: {end - 1}"
            )
    written = Area(
        area.tab, area.top, area.top + len(rows), area.left, area.left + width
    )
    batch.guard(written)
    for row, row_data in enumerate(rows, area.top):
        for column, cell in enumerate(row_data.get("values", ()), area.left):
            put(area.tab, row, column, cell, tree)


def repeat_cell(batch: Batch, request: JSON) -> None:
    """Write one cell all over a range; the references of its formula move along."""
    tree = mask(request, "CellData")
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    cell = request.get("cell", {})
    for row, column in area.places():
        moved = moved_cell(cell, row - area.top, column - area.left)
        put(area.tab, row, column, moved, tree)


def moved_cell(cell: JSON, rows: int, columns: int) -> JSON:
    """Return a cell as it is when copied so many rows and columns away."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    value = {"formulaValue": copied_formula(formula, rows, columns)}
    return {**cell, "userEnteredValue": value}


def append_cells(batch: Batch, request: JSON) -> None:
    """Write rows after the last row that has data, making the tab longer if need be."""
    tree = mask(request, "CellData")
    rows = request.get("rows", [])
    tab = batch.tab(request.get("sheetId", 0))
    top = last_row(tab) + 1
    width = max((len(row.get("values", ())) for row in rows), default=0)
    grid = tab.properties["gridProperties"]
    grid["rowCount"] = max(tab.row_count, top + len(rows))
    grid["columnCount"] = max(tab.column_count, width)
    batch.check_size()
    write(batch, Area(tab, top, tab.row_count, 0, tab.column_count), rows, tree)


def last_row(tab: SheetTab) -> int:
    """Return the last row with a value in it; -1 if there is none."""
    filled = (row for (row, _), cell in tab.cells.items() if "userEnteredValue" in cell)
    return max(filled, default=-1)


def update_borders(batch: Batch, request: JSON) -> None:
    """Draw or remove borders around and within a range."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    for row, column in area.places():
        sides = _sides(area, row, column, request)
        if sides:
            cell = copied(area.tab.cells.get((row, column), {}))
            borders = cell.get("userEnteredFormat", {}).get("borders", {}) | sides
            kept = {
                side: border
                for side, border in borders.items()
                if border.get("style", "NONE") != "NONE"
            }
            look = {"userEnteredFormat": {"borders": kept} if kept else {}}
            put(area.tab, row, column, look, {"userEnteredFormat": {"borders": {}}})


_WIDTHS = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}


def _sides(area: Area, row: int, column: int, request: JSON) -> dict[str, JSON]:
    chosen = {
        "top": "top" if row == area.top else "innerHorizontal",
        "bottom": "bottom" if row == area.bottom - 1 else "innerHorizontal",
        "left": "left" if column == area.left else "innerVertical",
        "right": "right" if column == area.right - 1 else "innerVertical",
    }
    return {
        side: _border(request[name]) for side, name in chosen.items() if name in request
    }


def _border(asked: JSON) -> JSON:
    style = asked.get("style", "SOLID")
    if style == "NONE":
        return {}
    black: JSON = {"color": {}, "colorStyle": {"rgbColor": {}}}
    return {**black, **asked, "style": style, "width": _WIDTHS.get(style, 1)}


def _clear_rest(area: Area, rows: list[JSON], tree: Tree) -> None:
    written = {
        (row, column)
        for row, row_data in enumerate(rows, area.top)
        for column in range(area.left, area.left + len(row_data.get("values", ())))
    }
    kept = [place for place in area.tab.cells if area.holds(*place)]
    for row, column in kept:
        if (row, column) not in written:
            put(area.tab, row, column, {}, tree)


ACTIONS: Actions = {
    "appendCells": append_cells,
    "repeatCell": repeat_cell,
    "updateBorders": update_borders,
    "updateCells": update_cells,
}
