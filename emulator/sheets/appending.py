"""Where appended rows go: after the last table that a range touches."""

from collections.abc import Iterable
from typing import NamedTuple

from emulator.sheets.a1 import GridRange, clip, on_grid, tab_of
from emulator.sheets.grid import Insert, shift
from emulator.sheets.reading import filled
from emulator.sheets.writing import Rows, Write
from emulator.world import SheetTab, Spreadsheet


class Box(NamedTuple):
    """The edges of a table; ends are past the last."""

    top: int
    bottom: int
    left: int
    right: int

    def touches(self, other: "Box") -> bool:
        """Whether no empty row or column is between them."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether they have a cell in common."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def joined(self, other: "Box") -> "Box":
        """Return the box around both."""
        return Box(
            min(self.top, other.top),
            max(self.bottom, other.bottom),
            min(self.left, other.left),
            max(self.right, other.right),
        )


def table_in(tab: SheetTab, rng: GridRange) -> GridRange | None:
    """Return the last table that a range touches."""
    asked = Box(*clip(tab, rng))
    tables = _tables(filled(tab, GridRange(tab.id)))
    touched = [table for table in tables if table.overlaps(asked)]
    if not touched:
        return None
    last = max(touched, key=lambda table: (table.bottom, table.right))
    return GridRange(tab.id, *last)


def plan_append(
    spreadsheet: Spreadsheet, rng: GridRange, rows: Rows
) -> tuple[Write, GridRange | None]:
    """Plan to write rows after a table; give the table too.

    Raises:
        ApiError: the range begins past the end of the grid (400).
    """
    tab = tab_of(spreadsheet, rng)
    table = table_in(tab, on_grid(tab, rng))
    top, left = rng.start_row or 0, rng.start_column or 0
    if table is not None:
        top, left = table.end_row or 0, table.start_column or 0
    first = GridRange(tab.id, top, top + 1, left, left + 1)
    return Write(tab, first, rows), table


def make_room(spreadsheet: Spreadsheet, write: Write, *, insert: bool) -> None:
    """Insert rows for a write, or just make the grid large enough."""
    tab, area = write.tab, write.area
    grid = tab.properties["gridProperties"]
    if insert and write.rows:
        by = Insert(area.start_row or 0, len(write.rows))
        shift(spreadsheet, tab, "ROWS", by)
        grid["rowCount"] = tab.row_count + by.count
    for row, column, _ in write.places():
        grid["rowCount"] = max(tab.row_count, row + 1)
        grid["columnCount"] = max(tab.column_count, column + 1)


def _tables(places: Iterable[tuple[int, int]]) -> list[Box]:
    """Return the boxes around cells that hang together, also by their corners."""
    boxes: list[Box] = []
    for box in _runs(places):
        joined, others = box, boxes
        while touching := [other for other in others if other.touches(joined)]:
            others = [other for other in others if not other.touches(joined)]
            for other in touching:
                joined = joined.joined(other)
        boxes = [*others, joined]
    return boxes


def _runs(places: Iterable[tuple[int, int]]) -> list[Box]:
    """Return the runs of cells that are next to one another in a row."""
    runs: list[Box] = []
    for row, column in sorted(places):
        last = runs[-1] if runs else None
        if last and last.top == row and last.right == column:
            runs[-1] = last._replace(right=column + 1)
        else:
            runs.append(Box(row, row + 1, column, column + 1))
    return runs
