"""The rows and cells of one worksheet's XML, found and made by their place.

Positions are worked out as openpyxl does when it reads: a row or cell that does not
say where it is follows the one before it.
"""

import re
from collections.abc import Iterator, Sequence

from openpyxl.utils.cell import column_index_from_string

from sync.adapters.xlsx.elements import Element, add, drop_attributes, whole
from sync.adapters.xlsx.workbook import main
from sync.model.cells import column_letters

_ROW, _CELL = main("row"), main("c")
_DIGITS = "0123456789"
_TRUE = {"1", "true"}
_CORNER = re.compile(r"([A-Z]{1,3})\$?([0-9]+)")


class CellGrid:
    """The cells of a worksheet; ``data`` is its ``sheetData`` element."""

    def __init__(self, worksheet: Element, data: Element) -> None:
        self._worksheet = worksheet
        self._data = data
        self._rows = dict(_numbered_rows(data))
        self._header_rows = _header_rows(worksheet)

    @property
    def rows(self) -> Sequence[int]:
        """The numbers of the rows there are."""
        return tuple(self._rows)

    def cells(self, row: int) -> Iterator[tuple[int, Element]]:
        """Return the cells of a row, each with its column."""
        return numbered_cells(self._rows[row]) if row in self._rows else iter(())

    def find(self, row: int, column: int) -> Element | None:
        """Return the cell's element, if it has one."""
        return dict(self.cells(row)).get(column)

    def make(self, row: int, column: int) -> Element:
        """Return the cell's element; a new one looks like its neighbours."""
        found = self.find(row, column)
        if found is not None:
            return found
        attributes = {"r": f"{column_letters(column)}{row}"}
        if style := self._style_of_new(row, column):
            attributes["s"] = style
        row_element = self._rows[row] if row in self._rows else self._make_row(row)
        before = [at for at in numbered_cells(row_element) if at[0] < column]
        at = _place_after(before[-1][1]) if before else 0
        cell = add(row_element, _CELL, attributes, at=at)
        drop_attributes(row_element, "spans")  # a mere hint, and no longer true
        self._widen_dimension(row, column)
        return cell

    def set_height(self, row: int, points: float | None) -> None:
        """State the row's height, or ``None`` for the usual; not if a person has."""
        element = self._rows.get(row)
        if element is None or element.get("customHeight") in _TRUE:
            return
        drop_attributes(element, "ht")
        if points is not None:
            element.set("ht", f"{points:g}")

    def _make_row(self, number: int) -> Element:
        above = max((known for known in self._rows if known < number), default=None)
        at = 0 if above is None else _place_after(self._rows[above])
        row = add(self._data, _ROW, {"r": str(number)}, at=at)
        self._rows[number] = row
        return row

    def _style_of_new(self, row: int, column: int) -> str | None:
        element = self._rows.get(row)
        if element is not None and element.get("customFormat") in _TRUE:
            return element.get("s")
        above = self.find(row - 1, column) if row - 1 > self._header_rows else None
        if above is not None:
            return above.get("s")
        for columns in self._worksheet.iterfind(f"{main('cols')}/{main('col')}"):
            if whole(columns.get("min")) <= column <= whole(columns.get("max")):
                return columns.get("style")
        return None

    def _widen_dimension(self, row: int, column: int) -> None:
        dimension = self._worksheet.find(main("dimension"))
        if dimension is None:
            return
        corners = _CORNER.findall(dimension.get("ref", ""))
        columns = [column, *(column_index_from_string(corner[0]) for corner in corners)]
        rows = [row, *(int(corner[1]) for corner in corners)]
        first = f"{column_letters(min(columns))}{min(rows)}"
        last = f"{column_letters(max(columns))}{max(rows)}"
        dimension.set("ref", f"{first}:{last}")


def _numbered_rows(data: Element) -> Iterator[tuple[int, Element]]:
    number = 0
    for row in data.iterchildren(_ROW):
        number = int(float(row.get("r", number + 1)))
        yield number, row


def numbered_cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield a row's cells, each with its column."""
    column = 0
    for cell in row.iterchildren(_CELL):
        letters = cell.get("r", "").rstrip(_DIGITS)
        column = column_index_from_string(letters) if letters else column + 1
        yield column, cell


def _place_after(element: Element) -> int:
    parent = element.getparent()
    return 0 if parent is None else parent.index(element) + 1


def _header_rows(worksheet: Element) -> int:
    """Return the rows frozen at the top; without any, the first is the header."""
    frozen = worksheet.find(f"{main('sheetViews')}/{main('sheetView')}/{main('pane')}")
    if frozen is None or not frozen.get("state", "").startswith("frozen"):
        return 1
    return whole(frozen.get("ySplit"))
