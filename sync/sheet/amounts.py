"""Amounts: what staff type as one, and what the column of budgets says, in baht.

The header may say that it counts in thousands. That holds for bare figures: an amount
that says baht in its own cell is of baht.
"""

from decimal import Decimal

from sync.model.cells import Value
from sync.sheet.tables import Table, read_text
from sync.thai.money import Amount, parse_baht
from sync.thai.spoken_money import said_twice, spoken_baht

_SATANG = Decimal("0.01")
_FLOAT_NOISE = Decimal("0.000001")


def amount_of(table: Table, value: Value) -> Decimal | None:
    """Return the amount in a cell of the column of budgets; ``None`` if none is read."""
    if isinstance(value, Decimal):
        return value * table.unit
    read = read_baht(read_text(value)) if value is not None else None
    return in_baht(table, read) if read else None


def in_baht(table: Table, read: Amount) -> Decimal:
    """Return what was read as baht, by the unit of the header where it says none."""
    return read.baht * table.unit if read.plain else read.baht


def read_baht(text: str) -> Amount | None:
    """Read an amount in figures or in words; ``None`` for what is no amount.

    In words only if it says that it is one: ``สามหมื่น`` may be people. Of figures and
    words together the figures are read.
    """
    if read := parse_baht(text):
        return read
    if (twice := said_twice(text)) and (read := parse_baht(twice.figures)):
        return Amount(read.baht, plain=False)
    has_unit = "บาท" in text or any(map(str.isdecimal, text))
    spoken = spoken_baht(text.strip("() ")) if has_unit else None
    return None if spoken is None else Amount(spoken, plain=False)


def to_satang(amount: Decimal) -> Decimal | None:
    """Return an amount exact to the satang; ``None`` where it has parts of one."""
    exact = amount.quantize(_SATANG)
    return exact if abs(exact - amount) <= _FLOAT_NOISE else None
