"""A tab of progress as the worker lays it out, and as staff fill it in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sync.model.cells import Sheet, Tab, Value
from sync.model.plan import Plan
from sync.progress.read import Progress, read_progress
from sync.progress.table import COLUMNS
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from tests.sheets import HEADERS, clean_sheet, type_in

TAB = HEADERS.tabs["progress"]
HEADER = tuple(HEADERS.write("progress", name) for name in COLUMNS)
KEYS = ("AAAAA", "BBBBB", "CCCCC")
SIX, TWELVE = "6 เดือน 2570", "12 เดือน 2570"

Typed = Mapping[str, Value]
"""What stands in a row, by the names of columns."""


def line(typed: Typed) -> tuple[Value, ...]:
    """Return a row of the tab."""
    return tuple(typed.get(name) for name in COLUMNS)


def owned(number: int, which: str = SIX, **typed: Value) -> Typed:
    """Return a row of the plan's project of a number, as the worker keeps it."""
    return {
        "key": KEYS[number - 1],
        "number": Decimal(number),
        "round": which,
        **typed,
    }


def keyed_sheet() -> Sheet:
    """Return the clean plan, of the fiscal year 2570, whose projects have their keys."""
    return type_in(
        clean_sheet(), {f"โครงการ!L{row}": key for row, key in enumerate(KEYS, 3)}
    )


def sheet_with(*rows: Typed, header: tuple[Value, ...] = HEADER) -> Sheet:
    """Return the clean plan with a tab of progress, as its cells are."""
    plain = keyed_sheet()
    tab = Tab(TAB, (header, *map(line, rows)))
    return Sheet((*plain.tabs, tab), plain.revision)


def with_progress(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """Return a sheet with keys and reports; ``of`` in a row is a project's number."""
    keys = {f"โครงการ!L{row}": key for row, key in enumerate(KEYS, 3)}
    keyed = type_in(sheet, keys)
    lines = [
        {**(owned(row["of"]) if "of" in row else {}), **_typed(row)} for row in rows
    ]
    return Sheet((*keyed.tabs, Tab(TAB, (HEADER, *map(line, lines)))), keyed.revision)


def _typed(row: Mapping[str, Any]) -> Typed:
    return {
        name: Decimal(str(value)) if type(value) in {int, float} else value
        for name, value in row.items()
        if name != "of"
    }


def plan_of(sheet: Sheet) -> Plan:
    return give_keys(read_plan(sheet, HEADERS).plan, {})


def read(sheet: Sheet) -> Progress:
    return read_progress(sheet, plan_of(sheet), HEADERS)
