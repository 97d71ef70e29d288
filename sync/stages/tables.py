"""Tables in a tab, found by their header texts wherever staff have moved them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.headers import Headers
from sync.model import Cell, Tab, Value
from sync.thai.folding import clean
from sync.thai.spaces import even_spaces

_LOOK_FOR_HEADERS_IN = 30
"""Rows from the top in which a header may stand; titles and notes come before it."""


def text_of(value: Value) -> str:
    """Give a cell's value as staff would type it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def read_text(value: Value) -> str:
    """Give a cell's text as everything judges it: spaces even, none around it.

    This is where spaces are folded; nothing after it meets one of another kind.
    """
    return even_spaces(text_of(value)).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """Where a tab's columns are: ``columns`` by header name, rows below ``header``."""

    tab: Tab
    header: int
    columns: Mapping[str, int]

    def rows(self) -> range:
        """Give the numbers of the rows below the header."""
        return range(self.header + 1, len(self.tab.rows) + 1)

    def filled_rows(self) -> Iterator[int]:
        """Give those of them in which anything stands; a slip far below is one row."""
        return (row for row in self.rows() if self.tab.rows[row - 1])

    def cell(self, row: int, name: str) -> Cell:
        """Give the place of a column in a row."""
        return Cell(self.tab.title, row, self.columns[name])

    def value(self, row: int, name: str) -> Value:
        """Give a cell's value; ``None`` where there is no such column."""
        column = self.columns.get(name)
        return self.tab.value(row, column) if column else None

    def text(self, row: int, name: str) -> str:
        """Give a cell's text, its spaces even."""
        return read_text(self.value(row, name))


def find_table(tab: Tab, headers: Headers, *sections: str) -> Table | None:
    """Find a table's header row: the one that names most columns of the sections."""
    best: Table | None = None
    for row in range(1, min(len(tab.rows), _LOOK_FOR_HEADERS_IN) + 1):
        columns = dict(_named_columns(tab, row, sections, headers))
        if len(columns) > (len(best.columns) if best else 1):
            best = Table(tab, row, columns)
    if best and "quarters" in best.columns:
        return _with_second_header_row(best, headers)
    return best


def names_of_header(tab: Tab, row: int, headers: Headers) -> Mapping[str, int]:
    """Name the columns of the table of projects that a row is a header of."""
    return dict(_named_columns(tab, row, ("projects", "marks"), headers))


def _named_columns(
    tab: Tab, row: int, sections: Sequence[str], headers: Headers
) -> Iterator[tuple[str, int]]:
    """Name the columns of a row from the right, so that the leftmost of two wins."""
    for column in range(len(tab.rows[row - 1]), 0, -1):
        text = read_text(tab.value(row, column))
        # a bare number is a header only below “ดำเนินการไตรมาส”; else it is data
        if not text or clean(text).isdecimal():
            continue
        names = [headers.find(section, text) for section in sections]
        name = next((name for name in names if name), "total")
        if name != "total":
            yield name, column


def _with_second_header_row(table: Table, headers: Headers) -> Table:
    """Add the columns 1 2 3 4 that stand below the merged header of the quarters."""
    first = table.columns["quarters"]
    later = [column for column in table.columns.values() if column > first]
    last = min(later, default=first + 4) - 1
    below = {
        name: column
        for column in range(last, first - 1, -1)
        if (text := read_text(table.tab.value(table.header + 1, column)))
        and (name := headers.find("projects", text))
        and name.startswith("quarter_")
    }
    # a number alone is the first project's, in a form with one column of quarters
    if len(below) < 2:
        return table
    return Table(table.tab, table.header + 1, {**table.columns, **below})
