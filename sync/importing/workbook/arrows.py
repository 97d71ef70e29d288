"""Arrows drawn over months or quarters, read as the cells that they cover.

The national form of the yearly operations is mostly kept so: the cells below an arrow
are empty. Only what lies in one row is read; whose a slanting line is nobody can tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sync.importing.workbook.finding import projects_in
from sync.importing.workbook.projects import ProjectsTab
from sync.model.cells import Cell, Tab, Value
from sync.model.imports import Drawn
from sync.plan.labels import Headers
from sync.sheet.quarters import own_columns
from sync.sheet.tables import is_something

_ARROW = "↔"


def with_arrows(
    tab: Tab, drawn: Sequence[Drawn], headers: Headers
) -> tuple[Tab, Sequence[Cell]]:
    """Return a tab with a sign where an arrow covers a project's month, and these cells."""
    lines = [
        own.area for own in drawn if not own.text and own.area.top == own.area.bottom
    ]
    table = projects_in(tab, headers) if lines else None
    if table is None:
        return tab, ()
    cells = [cell for cell in unticked(table) if any(a.holds(cell) for a in lines)]
    rows = list(tab.rows)
    for cell in cells:
        rows[cell.row - 1] = _with(rows[cell.row - 1], cell.column)
    return replace(tab, rows=tuple(rows)), cells


def unticked(table: ProjectsTab) -> Iterator[Cell]:
    """Yield the empty cells of projects' quarters or months."""
    spread = (column for own in table.table.spread.values() for column in own)
    names = own_columns(table.table)
    columns = {*spread, *(table.table.columns[name] for name in names)}
    for row in table.projects:
        for column in sorted(columns):
            if not is_something(table.whole.value(row, column)):
                yield Cell(table.title, row, column)


def _with(values: tuple[Value, ...], column: int) -> tuple[Value, ...]:
    wide = [*values, *[None] * (column - len(values))]
    wide[column - 1] = _ARROW
    return tuple(wide)
