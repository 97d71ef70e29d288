"""A table of which no budget is read, though amounts stand in it: the column has another name.

Empty budgets are the office's own affair; amounts that nobody took are an import's.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import text_at
from sync.model.cells import Cell, Value
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field
from sync.sheet.amounts import read_baht
from sync.sheet.lines import RowKind
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, shorten

_AMOUNT = re.compile(r"\d[,.]*\s*บาท|\d{1,3}(?:,\d{3})+|\d\s*\.-", re.ASCII)
_LEAST = 100
"""A smaller number counts something else."""

_YEARS = range(2550, 2600)
_NO_AMOUNTS = (Field.NUMBER, Field.NAME, Field.DIMENSION, *QUARTERS)
_SUMS = (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.UNNAMED)
_QUOTED = 60


def doubts_of_no_budget(tab: ProjectsTab) -> Iterator[Said]:
    """Yield where amounts stand in a table none of whose projects has a budget."""
    budgets = (texts[Field.BUDGET] for texts in tab.projects.values())
    is_told = tab.no_year or Field.BUDGET in tab.table.unsure
    if is_told or any(read_baht(text) for text in budgets):
        return
    cells = list(_amounts(tab))
    if not cells:
        return
    if tab.title:
        facts = {"tab": tab.title, "cell": spans_by_column(cells)}
        yield Said("doubt_no_budget", {}, Said("at", facts))
    else:
        first = text_at(tab.whole.value(cells[0].row, cells[0].column))
        label = Said("at_row", {"label": shorten(clean(first), _QUOTED)})
        yield Said("doubt_no_budget", {}, label)


def spans_by_column(cells: Sequence[Cell]) -> str:
    """Return by column from which cell to which amounts stand in it."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell)
    ends = ([own[0].a1, own[-1].a1] for _, own in sorted(columns.items()))
    return ", ".join(":".join(dict.fromkeys(each)) for each in ends)


def _amounts(tab: ProjectsTab) -> Iterator[Cell]:
    """Yield the cells with an amount in rows of projects and of their sums."""
    table = tab.table
    others = {table.columns[name] for name in _NO_AMOUNTS if name in table.columns}
    others |= {column for own in table.spread.values() for column in own}
    rows = {*tab.projects, *tab.rows.of(*_SUMS)} - {*tab.other_table}
    for row in sorted(rows):
        for column, value in enumerate(tab.whole.rows[row - 1], 1):
            if column not in others and _is_amount(value):
                yield Cell(tab.title, row, column)


def _is_amount(value: Value) -> bool:
    if isinstance(value, Decimal):
        return value >= _LEAST and value not in _YEARS
    return isinstance(value, str) and bool(_AMOUNT.search(to_arabic(value)))
