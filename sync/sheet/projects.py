"""The rows of the table that are projects."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import (
    Field,
    Mark,
    Project,
)
from sync.plan.labels import Headers
from sync.sheet.budgets import budget_cell, read_budget
from sync.sheet.dimensions import read_dimension
from sync.sheet.quarters import read_quarters
from sync.sheet.rows import Rows
from sync.sheet.tables import Table
from sync.thai.folding import clean


def read_projects(
    table: Table, rows: Rows, headers: Headers, hits: list[Hit]
) -> Iterator[Project]:
    """Yield the projects; what is not understood in them is added to ``hits``."""
    sharers = Counter(budget_cell(table, row) for row in rows.projects())
    for row in rows.projects():
        project = _read_project(table, row, sharers[budget_cell(table, row)], hits)
        section = rows.sections.get(row)
        dimension = _read_dimension(table, row, section, headers, hits)
        yield replace(project, dimension=dimension)


def _read_project(table: Table, row: int, sharers: int, hits: list[Hit]) -> Project:
    return Project(
        number=table.text(row, Field.NUMBER),
        name=_read_name(table, row, hits),
        dimension=None,
        budget=read_budget(table, row, sharers, hits),
        quarters=_read_quarters(table, row, hits),
        remark=table.held(row, Field.REMARK),
        key=table.text(row, Mark.KEY),
        row=row,
        cells={name: table.cell(row, name) for name in Field if name in table.columns},
    )


def _read_name(table: Table, row: int, hits: list[Hit]) -> str:
    if above := table.above(row, Field.NAME):
        shown = clean(table.held(row, Field.NAME))
        hits.append(Hit("PRJ005", table.cell(row, Field.NAME), shown, {"of": above.a1}))
    return clean(table.text(row, Field.NAME))


def _read_dimension(
    table: Table, row: int, section: int | None, headers: Headers, hits: list[Hit]
) -> int | None:
    """Read a row's dimension; where its cell is empty, the heading above it holds."""
    text = table.held(row, Field.DIMENSION)
    if dimension := read_dimension(text, headers) if text else section:
        return dimension
    is_column = Field.DIMENSION in table.columns
    cell = table.cell(row, Field.DIMENSION if is_column else Field.NAME)
    hits.append(Hit("DIM002", cell, text) if text else Hit("DIM001", cell))
    return None


def _read_quarters(table: Table, row: int, hits: list[Hit]) -> frozenset[int]:
    ticked = read_quarters(table, row)
    unread = {_typed_in(table, cell): text for cell, text in ticked.unread}
    hits += [Hit("QTR002", cell, text) for cell, text in unread.items()]
    return ticked.quarters


def _typed_in(table: Table, cell: Cell) -> Cell:
    """Return the cell of a row in which people type: the first of those merged over it."""
    shown = table.covered.get(cell, cell)
    return shown if shown.row == cell.row else cell
