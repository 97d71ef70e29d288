"""Values as replies give them: rows or columns of a range, cut off where it is empty."""

from collections import defaultdict
from dataclasses import dataclass

from emulator.sheets.a1 import GridRange, clip, closed, format_range, on_grid, tab_of
from emulator.sheets.formats import error_text, formatted, shows_date
from emulator.sheets.formulas import effective
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

Value = str | float | bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """How values are to be given: the names are those of the API's options."""

    values: str = "FORMATTED_VALUE"
    moments: str = "SERIAL_NUMBER"
    major: str = "ROWS"


def value_range(spreadsheet: Spreadsheet, rng: GridRange, rendering: Rendering) -> JSON:
    """Return a ``ValueRange``.

    Raises:
        ApiError: the range begins past the end of the grid (400).
    """
    tab = tab_of(spreadsheet, rng)
    shown = closed(tab, on_grid(tab, rng))
    made: JSON = {
        "range": format_range(tab, shown),
        "majorDimension": rendering.major,
    }
    lines = _lines(spreadsheet, tab, shown, rendering)
    if lines:
        made["values"] = lines
    return made


def filled(tab: SheetTab, rng: GridRange) -> list[tuple[int, int]]:
    """Return the places of a range where something was entered."""
    top, bottom, left, right = clip(tab, rng)
    if (bottom - top) * (right - left) < len(tab.cells):
        places = [
            (row, col) for row in range(top, bottom) for col in range(left, right)
        ]
    else:
        places = [
            (row, column)
            for row, column in tab.cells
            if top <= row < bottom and left <= column < right
        ]
    return [
        place for place in places if tab.cells.get(place, {}).get("userEnteredValue")
    ]


def _lines(
    spreadsheet: Spreadsheet, tab: SheetTab, rng: GridRange, rendering: Rendering
) -> list[list[Value]]:
    by_rows = rendering.major == "ROWS"
    top, left = rng.start_row or 0, rng.start_column or 0
    lines: dict[int, dict[int, Value]] = defaultdict(dict)
    for row, column in filled(tab, rng):
        value = _value(spreadsheet, tab, (row, column), rendering)
        line, place = row - top, column - left
        if not by_rows:
            line, place = place, line
        lines[line][place] = value
    return [
        [lines[line].get(place, "") for place in range(max(lines[line]) + 1)]
        if line in lines
        else []
        for line in range(max(lines, default=-1) + 1)
    ]


def _value(
    spreadsheet: Spreadsheet,
    tab: SheetTab,
    place: tuple[int, int],
    rendering: Rendering,
) -> Value:
    cell = tab.cells[place]
    formula = cell["userEnteredValue"].get("formulaValue")
    if rendering.values == "FORMULA" and formula is not None:
        return str(formula)
    value = effective(spreadsheet, tab, *place)
    if rendering.values == "FORMATTED_VALUE" or (
        rendering.moments == "FORMATTED_STRING"
        and "numberValue" in value
        and shows_date(cell, spreadsheet)
    ):
        return formatted(cell, value, spreadsheet)
    if "errorValue" in value:
        return error_text(value)
    return next(iter(value.values()), "")
