"""Requests that put the rows of a range in another order, or thin them out."""

import random
from typing import Any, TypeAlias

from emulator.sheets.batch import Actions, Area, Batch
from emulator.sheets.cells import keep
from emulator.sheets.formulas import effective
from emulator.sheets.requests.writing import moved_cell
from emulator.web import JSON

_Key: TypeAlias = tuple[int, Any]

_BLANK = 9


def sort_range(batch: Batch, request: JSON) -> None:
    """Sort the rows of a range by the values in some columns; blanks come last."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    sort(batch, area, request.get("sortSpecs", []))


def sort(batch: Batch, area: Area, specs: list[JSON]) -> None:
    """Sort the rows of an area."""
    order = list(area.rows)
    for spec in reversed(specs):
        order = _sorted(batch, area, order, spec)
    _arrange(area, order)


def randomize_range(batch: Batch, request: JSON) -> None:
    """Put the rows of a range in a chance order."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    _arrange(area, random.sample(area.rows, len(area.rows)))


def delete_duplicates(batch: Batch, request: JSON) -> JSON:
    """Delete the rows that are like an earlier one; the rest of the range moves up."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    columns = [
        column
        for part in request.get("comparisonColumns", ())
        for column in range(part.get("startIndex", 0), part.get("endIndex", area.right))
    ]
    seen, order = set(), []
    for row in area.rows:
        line = tuple(
            _folded(_value(batch, area, row, c)) for c in columns or area.columns
        )
        if line not in seen:
            order.append(row)
        seen.add(line)
    removed = len(area.rows) - len(order)
    _arrange(area, order)
    return {"duplicatesRemovedCount": removed} if removed else {}


def _sorted(batch: Batch, area: Area, order: list[int], spec: JSON) -> list[int]:
    column = spec.get("dimensionIndex", area.left)
    keys = {row: _key(_value(batch, area, row, column)) for row in order}
    filled = [row for row in order if keys[row][0] != _BLANK]
    blank = [row for row in order if keys[row][0] == _BLANK]
    descending = spec.get("sortOrder") == "DESCENDING"
    filled.sort(key=lambda row: keys[row], reverse=descending)
    return filled + blank


def _value(batch: Batch, area: Area, row: int, column: int) -> JSON:
    if "userEnteredValue" not in area.tab.cells.get((row, column), {}):
        return {}
    return effective(batch.spreadsheet, area.tab, row, column)


def _key(value: JSON) -> _Key:
    if "numberValue" in value:
        return 0, value["numberValue"]
    if "stringValue" in value:
        return (
            (1, value["stringValue"].casefold())
            if value["stringValue"]
            else (_BLANK, 0)
        )
    if "boolValue" in value:
        return 2, value["boolValue"]
    return (3, 0) if "errorValue" in value else (_BLANK, 0)


def _folded(value: JSON) -> str:
    return str(_key(value))


def _arrange(area: Area, order: list[int]) -> None:
    before = {place: area.tab.cells.get(place, {}) for place in area.places()}
    for number, row in enumerate(area.rows):
        source = order[number] if number < len(order) else None
        for column in area.columns:
            cell = before[source, column] if source is not None else {}
            moved = moved_cell(cell, row - source, 0) if source is not None else {}
            keep(area.tab, row, column, moved)


ACTIONS: Actions = {
    "deleteDuplicates": delete_duplicates,
    "randomizeRange": randomize_range,
    "sortRange": sort_range,
}
