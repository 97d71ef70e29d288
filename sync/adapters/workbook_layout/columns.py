"""The columns of a table in a new workbook: how they look, how wide they are, and where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.look import (
    GREEN,
    HEADER,
    PALE,
    WORKER_HEADER,
    Look,
    colour_when,
    put,
    put_down,
    set_widths,
    tell_whose,
)
from sync.messages import Words
from sync.model.cells import column_letters
from sync.plan.labels import Headers

Name = TypeVar("Name", bound=StrEnum)
_HEADER_HEIGHT = 36


@dataclass(frozen=True)
class Columns(Generic[Name]):
    """Columns from the left on, each with its look and its width in letters."""

    looks: Mapping[Name, tuple[Look, float]]

    def places(self) -> Iterator[tuple[Name, int]]:
        """Yield each column's name and number."""
        yield from zip(self.looks, range(1, len(self.looks) + 1), strict=True)

    def place(self, name: Name) -> int:
        """Return a column's number."""
        return list(self.looks).index(name) + 1

    def letters(self, name: Name) -> str:
        """Return the letters of a column."""
        return column_letters(self.place(name))

    def area(self, rows: range, first: Name, last: Name | None = None) -> str:
        """Return the address of rows in one column, or from one to another."""
        end = self.letters(last or first)
        return f"{self.letters(first)}{rows.start}:{end}{rows.stop - 1}"

    def put_looks(self, sheet: Worksheet, rows: range) -> None:
        """Have rows look as their columns do, and columns be as wide as they are."""
        for name, place in self.places():
            look, _ = self.looks[name]
            put_down(sheet, rows, place, look)
        set_widths(sheet, [width for _, width in self.looks.values()])

    def put_headers(
        self, sheet: Worksheet, section: str, headers: Headers, typed: type[StrEnum]
    ) -> None:
        """Put in the first row; columns that staff type in look otherwise than ours."""
        for name, place in self.places():
            look = HEADER if isinstance(name, typed) else WORKER_HEADER
            put(sheet, 1, place, headers.write(section, name), look)
        sheet.row_dimensions[1].height = _HEADER_HEIGHT

    def tell_whose(
        self, sheet: Worksheet, rows: range, typed: type[StrEnum], words: Words
    ) -> None:
        """Say in the columns that are not for staff to type in whose they are."""
        ours = (name for name in self.looks if not isinstance(name, typed))
        tell_whose(sheet, (self.area(rows, name) for name in ours), words)

    def keep_in_sight(self, sheet: Worksheet, rows: range, first_moving: Name) -> None:
        """Have headers and the columns before one stay, and offer filters."""
        sheet.freeze_panes = f"{self.letters(first_moving)}{rows.start}"
        sheet.auto_filter.ref = f"A1:{column_letters(len(self.looks))}{rows.stop - 1}"


def colour_ticks(sheet: Worksheet, area: str, *, unticked: bool) -> None:
    """Have ticked boxes stand out, and those not ticked recede if that is wanted."""
    first, _, _ = area.partition(":")
    colour_when(sheet, area, f"AND(ISLOGICAL({first}),{first})", GREEN)
    if unticked:
        plain = f"AND(ISLOGICAL({first}),NOT({first}))"
        colour_when(sheet, area, plain, PALE, bold=False)
