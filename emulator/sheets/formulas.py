"""Cells as they are calculated, and formulas that follow what they refer to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from emulator.sheets.calc.engine import Calculation
from emulator.sheets.calc.moves import copied_formula, rename_tab, shift_formula
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

__all__ = [
    "calculated",
    "copied_formula",
    "effective",
    "rename_tab",
    "shift_formula",
]

_current: ContextVar[Calculation | None] = ContextVar("calculation", default=None)


@contextmanager
def calculated(spreadsheet: Spreadsheet, now: datetime | None = None) -> Iterator[None]:
    """Calculate each formula but once within the block, in which nothing may change."""
    token = _current.set(Calculation(spreadsheet, now or datetime.now(UTC)))
    try:
        yield
    finally:
        _current.reset(token)


def effective(spreadsheet: Spreadsheet, tab: SheetTab, row: int, column: int) -> JSON:
    """Return the value of a cell as an ``ExtendedValue``; of a formula its result."""
    value: JSON = tab.cells.get((row, column), {}).get("userEnteredValue", {})
    if "formulaValue" not in value:
        return value
    calculation = _current.get()
    if calculation is None or calculation.spreadsheet is not spreadsheet:
        calculation = Calculation(spreadsheet, datetime.now(UTC))
    return calculation.effective(tab, row, column)
