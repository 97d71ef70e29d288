"""Budgets as staff type them: what a project costs, or what keeps that from being read."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sync.model.cells import Cell, Value
from sync.model.findings import Hit
from sync.model.plan import Field
from sync.sheet.amounts import in_baht, read_baht, to_satang
from sync.sheet.tables import Table, read_text
from sync.thai.dates import parse_date
from sync.thai.money import LARGEST, baht, baht_meanings, parse_baht
from sync.thai.spoken_money import said_twice, spoken_baht

_LETTERS_FOR_DIGITS = str.maketrans("OoQIl|", "000111")
_A_TABLES_ZERO = re.compile(r"\s*[-–—]+\s*")
"""A dash, as every clerk writes no budget."""


def budget_cell(table: Table, row: int) -> Cell:
    """Return the cell in which a row's budget is shown, be it merged over several."""
    return table.above(row, Field.BUDGET) or table.cell(row, Field.BUDGET)


def unit_hits(table: Table) -> Iterator[Hit]:
    """Yield once how amounts were understood, where their header counts in thousands."""
    if table.unit != 1:
        cell = Cell(table.tab.title, table.top, table.columns[Field.BUDGET])
        shown = read_text(table.tab.value(cell.row, cell.column))
        yield Hit("BUD012", cell, shown, {"one": baht(table.unit)})


def read_budget(
    table: Table, row: int, sharers: int, hits: list[Hit]
) -> Decimal | None:
    """Read a row's budget, which it may share with others if their cells are merged."""
    value = table.value(row, Field.BUDGET)
    text = table.text(row, Field.BUDGET)
    cell = table.cell(row, Field.BUDGET)
    if sharers > 1:
        # counted once, for the first: how much of it is whose, nobody can tell
        shown = table.above(row, Field.BUDGET) or cell
        facts = {"count": str(sharers), "of": shown.a1}
        hits.append(Hit("BUD007", cell, table.held(row, Field.BUDGET), facts))
    if not text:
        hits.append(Hit("BUD002", cell))
        return None
    amount = _read_amount(table, cell, value, text, hits)
    if amount is None:
        return None
    exact = to_satang(amount)
    if exact is None:
        hits.append(Hit("BUD005", cell, text))
        return None
    if exact < 0:
        hits.append(Hit("BUD003", cell, baht(exact), {"positive": baht(-exact)}))
        return None
    return exact


def _read_amount(
    table: Table, cell: Cell, value: Value, text: str, hits: list[Hit]
) -> Decimal | None:
    if isinstance(value, Decimal) and abs(value) < LARGEST:
        return value * table.unit
    if not isinstance(value, str):
        code = "BUD011" if isinstance(value, bool) else "BUD010"
        is_known = isinstance(value, bool | date)
        hits.append(Hit(code if is_known else "BUD001", cell, text))
        return None
    read = read_baht(text)
    if read is None:
        hits.append(_unread_budget(cell, text))
        return None
    amount = in_baht(table, read)
    twice = said_twice(text)
    if twice and twice.words != amount:
        facts = {"figures": baht(amount), "words": baht(twice.words)}
        hits.append(Hit("BUD009", cell, text, facts))
    elif amount >= 0 and not (read.plain or _A_TABLES_ZERO.fullmatch(text)):
        hits.append(Hit("BUD004", cell, text, {"read": baht(amount)}))
    return amount


def _unread_budget(cell: Cell, text: str) -> Hit:
    """Return what cannot be read; a day and a letter for a digit are slips of their own."""
    spoken = spoken_baht(text)
    if meanings := baht_meanings(text) or (() if spoken is None else (spoken,)):
        read = " / ".join(map(baht, meanings))
        return Hit("BUD008", cell, text, {"read": read})
    if parse_date(text):  # a cell of a day elsewhere is its text here
        return Hit("BUD010", cell, text)
    meant = parse_baht(text.translate(_LETTERS_FOR_DIGITS))
    if meant:
        return Hit("BUD006", cell, text, {"read": baht(meant.baht)})
    return Hit("BUD001", cell, text)
