"""Arrows drawn over months or quarters, read as the cells that they cover.

The national form of the yearly operations is mostly kept so: the cells below an arrow
are empty. Only what lies in one row is read; whose a slanting line is nobody can tell.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from sync.importing.workbook.finding import projects_in
from sync.importing.workbook.projects import ProjectsTab
from sync.model.cells import Area, Cell, Tab, Value
from sync.model.imports import Drawn
from sync.plan.labels import Headers
from sync.sheet.quarters import own_columns
from sync.sheet.tables import is_something

_ARROW = "↔"


def with_arrows(
    tab: Tab, drawn: Sequence[Drawn], headers: Headers
) -> tuple[Tab, Sequence[Cell]]:
    """Return a tab with a sign where an arrow covers a project's month, and these cells."""
    lines = [area for area in clear_lines(drawn) if area.top == area.bottom]
    table = projects_in(tab, headers) if lines else None
    if table is None:
        return tab, ()
    cells = [*under(lines, unticked(table))]
    rows = list(tab.rows)
    for cell in cells:
        rows[cell.row - 1] = _with(rows[cell.row - 1], cell.column)
    return replace(tab, rows=tuple(rows)), cells


def clear_lines(drawn: Sequence[Drawn]) -> list[Area]:
    """Return the cells of each line or arrow that is known to cover these."""
    lines = (own.area for own in drawn if own.is_clear and not own.text)
    return [area for area in lines if area]


def unticked(table: ProjectsTab) -> Iterator[Cell]:
    """Yield the empty cells of projects' quarters or months."""
    spread = (column for own in table.table.spread.values() for column in own)
    names = own_columns(table.table)
    columns = {*spread, *(table.table.columns[name] for name in names)}
    for row in table.projects:
        for column in sorted(columns):
            if not is_something(table.whole.value(row, column)):
                yield Cell(table.title, row, column)


def under(areas: Sequence[Area], cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the cells that lie in an area; many of both are as quick as few of each.

    Of the areas in a column that begin above a cell, the one that reaches furthest tells.
    """
    reaching: dict[int, tuple[list[int], list[int]]] = {}
    for cell in cells:
        if cell.column not in reaching:
            reaching[cell.column] = _reaching(areas, cell.column)
        tops, bottoms = reaching[cell.column]
        place = bisect_right(tops, cell.row)
        if place and bottoms[place - 1] >= cell.row:
            yield cell


def _reaching(areas: Sequence[Area], column: int) -> tuple[list[int], list[int]]:
    """Return where areas in a column begin, and how far those up to each reach."""
    own = sorted((a.top, a.bottom) for a in areas if a.left <= column <= a.right)
    return [top for top, _ in own], [*accumulate((end for _, end in own), max)]


def _with(values: tuple[Value, ...], column: int) -> tuple[Value, ...]:
    wide = [*values, *[None] * (column - len(values))]
    wide[column - 1] = _ARROW
    return tuple(wide)
