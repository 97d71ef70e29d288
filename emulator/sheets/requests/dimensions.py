"""Requests about rows and columns: insert, delete, move, size; and shifting cells."""

from typing import Any

from emulator.copying import copied
from emulator.sheets.batch import Actions, Area, Batch, Refused, mask
from emulator.sheets.cells import keep
from emulator.sheets.fields import apply
from emulator.sheets.formats import formatted
from emulator.sheets.formulas import effective
from emulator.sheets.grid import Delete, Insert, Move, frozen_name, shift, sizes
from emulator.web import JSON
from emulator.world import SheetTab

_PIXELS_PER_LETTER = 7
_PADDING = 10


def insert_dimension(batch: Batch, request: JSON) -> None:
    """Insert empty rows or columns that look like their neighbours."""
    tab, dimension, start, end = _span(batch, request.get("range", {}), inside=False)
    _, size = sizes(tab, dimension)
    before = request.get("inheritFromBefore", False)
    if start >= size and not before:
        raise Refused(
            f"range.startIndex[{start}] must be less than the grid size ({size}) if "
            "inheritFromBefore is false."
        )
    if start > size or (before and start == 0):
        raise Refused(f"range.startIndex[{start}] cannot inherit from before it.")
    batch.guard(_strip(tab, dimension, min(start, size - 1), min(start, size - 1) + 1))
    _insert(batch, tab, dimension, start, end - start)
    _inherit(tab, dimension, range(start, end), start - 1 if before else end)


def append_dimension(batch: Batch, request: JSON) -> None:
    """Add empty rows or columns at the end."""
    tab = batch.tab(request.get("sheetId", 0))
    name, size = sizes(tab, _dimension(request))
    length = request.get("length", 0)
    if length < 1:
        raise Refused("length must be positive.")
    tab.properties["gridProperties"][name] = size + length
    batch.check_size()


def delete_dimension(batch: Batch, request: JSON) -> None:
    """Delete rows or columns, but never all of them."""
    tab, dimension, start, end = _span(batch, request.get("range", {}))
    name, size = sizes(tab, dimension)
    what = dimension.lower()
    if end - start >= size:
        raise Refused(f"You can't delete all the {what} on the sheet.")
    grid = tab.properties["gridProperties"]
    frozen = grid.get(frozen_name(dimension), 0)
    left = frozen - max(0, min(end, frozen) - start)
    if left and left == size - (end - start):
        raise Refused(f"Sorry, it is not possible to delete all non-frozen {what}.")
    batch.guard(_strip(tab, dimension, start, end))
    shift(batch.spreadsheet, tab, dimension, Delete(start, end))
    grid[name] = size - (end - start)
    _freeze(tab, dimension, left)


def move_dimension(batch: Batch, request: JSON) -> None:
    """Move rows or columns to before another."""
    tab, dimension, start, end = _span(batch, request.get("source", {}))
    _, size = sizes(tab, dimension)
    to = request.get("destinationIndex", 0)
    if to > size:
        raise Refused(f"destinationIndex[{to}] is after the end of the grid[{size}]")
    if start < to < end:
        raise Refused("The destination must not be within the source.")
    batch.guard(_strip(tab, dimension, start, end))
    shift(batch.spreadsheet, tab, dimension, Move(start, end, to))


def update_dimension_properties(batch: Batch, request: JSON) -> None:
    """Set how large rows or columns are, and whether they are hidden."""
    tree = mask(request, "DimensionProperties")
    tab, dimension, start, end = _span(batch, request.get("range", {}))
    for kept in _properties(tab, dimension, range(start, end)):
        apply(kept, request.get("properties", {}), tree)
    _drop_defaults(tab)


def auto_resize_dimensions(batch: Batch, request: JSON) -> None:
    """Make columns as wide as their longest text, and rows as high as usual."""
    tab, dimension, start, end = _span(batch, request.get("dimensions", {}))
    for place, kept in enumerate(_properties(tab, dimension, range(start, end)), start):
        longest = _longest(batch, tab, place) if dimension == "COLUMNS" else 0
        kept.pop("pixelSize", None)
        if longest:
            kept["pixelSize"] = longest * _PIXELS_PER_LETTER + _PADDING
    _drop_defaults(tab)


def insert_range(batch: Batch, request: JSON) -> None:
    """Insert empty cells, pushing those after them down or to the right."""
    area = batch.area(request.get("range", {}))
    _push(batch, area, _dimension(request, "shiftDimension"), forward=True)


def delete_range(batch: Batch, request: JSON) -> None:
    """Delete cells, pulling those after them up or to the left."""
    area = batch.area(request.get("range", {}))
    _push(batch, area, _dimension(request, "shiftDimension"), forward=False)


def _dimension(request: JSON, name: str = "dimension") -> str:
    if name not in request:
        raise Refused(f"{name} must be set to ROWS or COLUMNS.")
    return str(request[name])


def _span(
    batch: Batch, rng: JSON, *, inside: bool = True
) -> tuple[SheetTab, str, int, int]:
    tab, dimension = batch.tab(rng.get("sheetId", 0)), _dimension(rng)
    _, size = sizes(tab, dimension)
    start = rng.get("startIndex", 0)
    end = rng.get("endIndex", size)
    one = dimension.lower().removesuffix("s")
    if inside and end > size:
        verb = "Cannot delete" if start >= size else "Cannot reach"
        raise Refused(
            f"{verb} a {one} that doesn't exist. Tried to delete {one} index "
            f"{max(start, size)} but there are only {size} {one}s."
        )
    if not 0 <= start < end:
        raise Refused(f"range.endIndex[{end}] must be after range.startIndex[{start}]")
    return tab, dimension, start, end


def _strip(tab: SheetTab, dimension: str, start: int, end: int) -> Area:
    if dimension == "ROWS":
        return Area(tab, start, end, 0, tab.column_count)
    return Area(tab, 0, tab.row_count, start, end)


def _insert(batch: Batch, tab: SheetTab, dimension: str, at: int, count: int) -> None:
    name, size = sizes(tab, dimension)
    frozen = tab.properties["gridProperties"].get(frozen_name(dimension), 0)
    tab.properties["gridProperties"][name] = size + count
    batch.check_size()
    shift(batch.spreadsheet, tab, dimension, Insert(at, count))
    _freeze(tab, dimension, frozen + count if at < frozen else frozen)


def _freeze(tab: SheetTab, dimension: str, count: int) -> None:
    grid = tab.properties["gridProperties"]
    grid.pop(frozen_name(dimension), None)
    if count:
        grid[frozen_name(dimension)] = count


def _inherit(tab: SheetTab, dimension: str, new: range, source: int) -> None:
    rows = dimension == "ROWS"
    like = [
        (place, cell)
        for place, cell in tab.cells.items()
        if place[0 if rows else 1] == source
    ]
    for (row, column), cell in like:
        look: JSON = {
            name: cell[name]
            for name in ("userEnteredFormat", "dataValidation")
            if name in cell
        }
        for index in new if look else ():
            place = (index, column) if rows else (row, index)
            keep(tab, *place, copied(look))
    kept = tab.rows if rows else tab.columns
    if "pixelSize" in kept.get(source, {}):
        kept |= {index: {"pixelSize": kept[source]["pixelSize"]} for index in new}


def _properties(tab: SheetTab, dimension: str, places: range) -> list[JSON]:
    kept = tab.rows if dimension == "ROWS" else tab.columns
    return [kept.setdefault(place, {}) for place in places]


def _drop_defaults(tab: SheetTab) -> None:
    tab.rows = {place: kept for place, kept in tab.rows.items() if kept}
    tab.columns = {place: kept for place, kept in tab.columns.items() if kept}


def _longest(batch: Batch, tab: SheetTab, column: int) -> int:
    shown = [
        formatted(cell, effective(batch.spreadsheet, tab, *place), batch.spreadsheet)
        for place, cell in tab.cells.items()
        if place[1] == column and "userEnteredValue" in cell
    ]
    return max((len(line) for text in shown for line in text.split("\n")), default=0)


def _push(batch: Batch, area: Area, dimension: str, *, forward: bool) -> None:
    tab, rows = area.tab, dimension == "ROWS"
    first = area.top if rows else area.left
    length = area.bottom - area.top if rows else area.right - area.left
    reached = (
        Area(tab, area.top, tab.row_count, area.left, area.right)
        if rows
        else Area(tab, area.top, area.bottom, area.left, tab.column_count)
    )
    batch.guard(reached)
    by = Insert(first, length) if forward else Delete(first, first + length)
    _, size = sizes(tab, dimension)
    made: dict[tuple[int, int], Any] = {}
    for (row, column), cell in tab.cells.items():
        index: int | None = row if rows else column
        if reached.holds(row, column):
            index = by.index(row if rows else column)
        if index is not None and index < size:
            made[(index, column) if rows else (row, index)] = cell
    tab.cells = made


ACTIONS: Actions = {
    "appendDimension": append_dimension,
    "autoResizeDimensions": auto_resize_dimensions,
    "deleteDimension": delete_dimension,
    "deleteRange": delete_range,
    "insertDimension": insert_dimension,
    "insertRange": insert_range,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
}
