"""Amounts: what the table's column of budgets says, in baht.

The header may say that it counts in thousands. That holds for bare figures: an amount
that says baht in its own cell is of baht.
"""

from decimal import Decimal

from sync.model.cells import Value
from sync.sheet.tables import Table, read_text
from sync.thai.money import Amount, parse_baht


def amount_of(table: Table, value: Value) -> Decimal | None:
    """Return the amount in a cell of the column of budgets; ``None`` if none is read."""
    if isinstance(value, Decimal):
        return value * table.unit
    read = parse_baht(read_text(value)) if value is not None else None
    return in_baht(table, read) if read else None


def in_baht(table: Table, read: Amount) -> Decimal:
    """Return what was read as baht, by the unit of the header where it says none."""
    return read.baht * table.unit if read.plain else read.baht
