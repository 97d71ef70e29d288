"""Requests that merge cells, and part them again."""

from collections.abc import Iterator

from emulator.sheets.batch import Actions, Area, Batch, Refused
from emulator.sheets.cells import put
from emulator.sheets.fields import Tree
from emulator.web import JSON

_VALUE: Tree = {"userEnteredValue": {}}


def merge_cells(batch: Batch, request: JSON) -> None:
    """Merge a range into one cell, or each of its rows or columns into one."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    _part(batch, area)
    for part in _parts(area, request.get("mergeType", "MERGE_ALL")):
        if len(part.rows) * len(part.columns) > 1:
            _keep_first_value(part)
            part.tab.merges.append(part.to_json())


def unmerge_cells(batch: Batch, request: JSON) -> None:
    """Part the merged cells of a range."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    _part(batch, area)


def _part(batch: Batch, area: Area) -> None:
    held = [(merge, batch.area(merge)) for merge in area.tab.merges]
    if any(area.overlaps(other) and not area.contains(other) for _, other in held):
        raise Refused(
            "You must select all cells in a merged range to merge or unmerge them."
        )
    area.tab.merges = [merge for merge, other in held if not area.contains(other)]


def _parts(area: Area, kind: str) -> Iterator[Area]:
    if kind == "MERGE_ROWS":
        for row in area.rows:
            yield Area(area.tab, row, row + 1, area.left, area.right)
    elif kind == "MERGE_COLUMNS":
        for column in area.columns:
            yield Area(area.tab, area.top, area.bottom, column, column + 1)
    else:
        yield area


def _keep_first_value(area: Area) -> None:
    filled = [
        place
        for place in area.places()
        if "userEnteredValue" in area.tab.cells.get(place, {})
    ]
    for number, place in enumerate(filled):
        if number == 0:
            first = area.tab.cells[place]
            put(area.tab, area.top, area.left, first, _VALUE)
        if place != (area.top, area.left):
            put(area.tab, *place, {}, _VALUE)


ACTIONS: Actions = {"mergeCells": merge_cells, "unmergeCells": unmerge_cells}
