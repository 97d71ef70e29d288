"""What requests of a batch work on: a copy of the spreadsheet, and who asks."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from emulator.sheets.a1 import GridRange
from emulator.sheets.access import PROTECTED, is_protected
from emulator.sheets.fields import MalformedMask, Tree, parse, unknown, with_colors
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet, World

CELL_LIMIT = 10_000_000


class Refused(Exception):
    """A request of a batch cannot be done; the batch says which one it was."""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a tab, with all four edges known; ends are past the last."""

    tab: SheetTab
    top: int
    bottom: int
    left: int
    right: int

    @property
    def rows(self) -> range:
        """The rows' indexes."""
        return range(self.top, self.bottom)

    @property
    def columns(self) -> range:
        """The columns' indexes."""
        return range(self.left, self.right)

    def places(self) -> Iterator[tuple[int, int]]:
        """Return each place, row by row."""
        return ((row, column) for row in self.rows for column in self.columns)

    def holds(self, row: int, column: int) -> bool:
        """Whether a place is in it."""
        return row in self.rows and column in self.columns

    def overlaps(self, other: "Area") -> bool:
        """Whether they have a cell in common."""
        return (
            self.tab.id == other.tab.id
            and self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def contains(self, other: "Area") -> bool:
        """Whether the other is wholly in this one."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def to_json(self) -> JSON:
        """Return it as a ``GridRange``; Google leaves a tab's id 0 out of those."""
        made = {
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
        return {"sheetId": self.tab.id, **made} if self.tab.id else made


@dataclass
class Batch:
    """The requests of one caller on one spreadsheet, all done or none."""

    world: World
    caller: str
    spreadsheet: Spreadsheet

    def tab(self, sheet_id: int, kind: str = "grid") -> SheetTab:
        """Return a tab by id."""
        for tab in self.spreadsheet.tabs:
            if tab.id == sheet_id:
                return tab
        raise Refused(f"No {kind} with id: {sheet_id}")

    def area(self, rng: JSON) -> Area:
        """Return the cells of a ``GridRange``, which must be on the grid."""
        tab = self.tab(rng.get("sheetId", 0))
        top, bottom = _extent(rng, "Row", tab.row_count)
        left, right = _extent(rng, "Column", tab.column_count)
        return Area(tab, top, bottom, left, right)

    def start(self, coordinate: JSON) -> tuple[SheetTab, int, int]:
        """Return the place of a ``GridCoordinate``, which must be on the grid."""
        tab = self.tab(coordinate.get("sheetId", 0))
        row, column = coordinate.get("rowIndex", 0), coordinate.get("columnIndex", 0)
        for index, size, name in (
            (row, tab.row_count, "row"),
            (column, tab.column_count, "column"),
        ):
            if index >= size:
                raise Refused(
                    f"GridCoordinate.{name}Index[{index}] is after last {name} in "
                    f"grid[{size}]"
                )
        return tab, row, column

    def guard(self, area: Area) -> None:
        """Refuse a change of cells that are protected from the caller."""
        rng = GridRange(area.tab.id, area.top, area.bottom, area.left, area.right)
        if is_protected(self.world, self.caller, self.spreadsheet, area.tab, rng):
            raise Refused(PROTECTED)

    def new_id(self, taken: Iterable[int]) -> int:
        """Return an id for a part of the spreadsheet that none of its kind has."""
        used = set(taken)
        return next(
            number
            for number in iter(lambda: secrets.randbelow(2**31 - 1) + 1, 0)
            if number not in used
        )

    def check_size(self) -> None:
        """Refuse more cells than a spreadsheet may have."""
        cells = sum(tab.row_count * tab.column_count for tab in self.spreadsheet.tabs)
        if cells > CELL_LIMIT:
            raise Refused(
                "This action would increase the number of cells in the workbook above "
                f"the limit of {CELL_LIMIT} cells."
            )


Action: TypeAlias = Callable[[Batch, JSON], JSON | None]
Actions: TypeAlias = dict[str, Action]


def mask(request: JSON, schema: str) -> Tree:
    """Read the mask of a request that changes some fields of a message."""
    text = request.get("fields", "")
    if not text:
        raise Refused(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all "
            "fields.)"
        )
    try:
        tree = parse(text)
    except MalformedMask as error:
        raise Refused(f"Invalid field: {text}") from error
    path = next(unknown(tree, {"$ref": schema}), None)
    if path is not None:
        raise Refused(f"Invalid field: {_snake(path)}")
    return with_colors(tree)


def found(items: list[JSON], key: str, value: object, kind: str) -> JSON:
    """Return the one of a tab's things that has an id."""
    for item in items:
        if item.get(key) == value:
            return item
    raise Refused(f"No {kind} with id: {value}")


def _extent(rng: JSON, name: str, size: int) -> tuple[int, int]:
    start = rng.get(f"start{name}Index", 0)
    end = rng.get(f"end{name}Index", size)
    for which, index, limit in (("start", start, size - 1), ("end", end, size)):
        if index > limit:
            raise Refused(
                f"GridRange.{which}{name}Index[{index}] is after last {name.lower()} in "
                f"grid[{size}]"
            )
    if start < 0 or end < start:
        raise Refused(
            f"GridRange.end{name}Index[{end}] must be after "
            f"GridRange.start{name}Index[{start}]"
        )
    return start, end


def _snake(path: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in path)
