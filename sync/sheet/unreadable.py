"""What cells hold that is no value: a formula without a result, letters nobody sees."""

from collections.abc import Iterable, Iterator

from sync.model.cells import Cell, CellError, Tab, Uncomputed, Value
from sync.model.findings import Hit
from sync.sheet.tables import Table
from sync.thai.spaces import controls_in

NO_VALUE = frozenset({"CEL001", "CEL002", "BUD007", "PRJ005"})
"""Where one of these is met, nothing else is said of the cell."""


def cell_hits(table: Table, rows: Iterable[int], names: Iterable[str]) -> Iterator[Hit]:
    """Yield the cells of some columns that hold no value, or more than is seen.

    Args:
        table: where they are.
        rows: their numbers, from 1.
        names: the columns; those that the table lacks are passed over, and those
            that are not sure.
    """
    sure = table.columns.keys() - table.unsure
    columns = [table.columns[name] for name in names if name in sure]
    for row in rows:
        for column in columns:
            yield from value_hits(table.tab, row, column)


def value_hits(tab: Tab, row: int, column: int) -> Iterator[Hit]:
    """Yield what is wrong with one cell's value, whatever it is meant to say."""
    value: Value = tab.value(row, column)
    cell = Cell(tab.title, row, column)
    if isinstance(value, Uncomputed):
        yield Hit("CEL001", cell, value)
    elif isinstance(value, CellError):
        yield Hit("CEL002", cell, value)
    elif isinstance(value, str) and (controls := controls_in(value)):
        yield Hit("TXT004", cell, " ".join(f"U+{ord(char):04X}" for char in controls))
