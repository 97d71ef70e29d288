"""A table of which no quarter is read, though marks stand in it: of years, or of something else.

A tick below a year says that a project is carried out in it, and not when. Which
quarters are meant a person must choose.
"""

from collections.abc import Iterator

from sync.importing.workbook.no_budgets import spans_by_column
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import text_at
from sync.model.cells import Cell, Value
from sync.model.imports import Said
from sync.model.plan import QUARTERS
from sync.thai.folding import clean, shorten
from sync.thai.ticks import parse_tick

_QUOTED = 60


def doubts_of_no_quarters(tab: ProjectsTab) -> Iterator[Said]:
    """Yield where marks stand in a table none of whose projects has a quarter."""
    if any(texts[quarter] for texts in tab.projects.values() for quarter in QUARTERS):
        return
    cells = list(_marks(tab))
    if not cells:
        return
    if tab.title:
        facts = {"tab": tab.title, "cell": spans_by_column(cells)}
        yield Said("doubt_no_quarters", {}, Said("at", facts))
    else:
        first = text_at(tab.whole.value(cells[0].row, 1))
        label = Said("at_row", {"label": shorten(clean(first), _QUOTED)})
        yield Said("doubt_no_quarters", {}, label)


def _marks(tab: ProjectsTab) -> Iterator[Cell]:
    """Yield the cells with a mark in rows of projects, under no column of ours."""
    ours = tab.table.read_columns()
    for row in tab.projects:
        for column, value in enumerate(tab.whole.rows[row - 1], 1):
            if column not in ours and _is_mark(value):
                yield Cell(tab.title, row, column)


def _is_mark(value: Value) -> bool:
    """Whether a cell is ticked; a number alone counts something."""
    if isinstance(value, str):
        return not value.strip().isdecimal() and parse_tick(text_at(value)) is True
    return value is True
