"""Captions: what staff typed around the table of projects, above all its title.

The documents take nothing from it, but it is what everybody sees who opens or prints
the sheet.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from sync.model.cells import Cell
from sync.model.plan import Caption, Info, Mark
from sync.plan.labels import Headers
from sync.sheet.lines import RowKind
from sync.sheet.rows import Rows
from sync.sheet.tables import Table, read_text
from sync.thai.folding import clean

_WIDE = 3
"""Texts side by side that a title has seldom, and a table above the plan's always."""

_LABELS = {Info.FISCAL_YEAR, Info.OFFICE, Info.AMPHOE, Info.PROVINCE}
_LONGEST, _MOST = 300, 300
"""Letters of a line that is a title, and lines that are looked at."""


def read_captions(table: Table, rows: Rows, headers: Headers) -> tuple[Caption, ...]:
    """Read the lines above the table, and those below it or between its rows.

    Args:
        table: of the projects.
        rows: what its rows are.
        headers: what a label may be called.

    Returns:
        Them as they stand; a title that is there again above a header on a new page is
        one as well.
    """
    return tuple(islice(_captions(table, rows, headers), _MOST))


def _captions(table: Table, rows: Rows, headers: Headers) -> Iterator[Caption]:
    for row in range(1, table.top):
        yield from _lines(table, row, headers, is_title=True)
    titles = {
        row
        for (row, kind), (below, next_kind) in pairwise(rows.kinds.items())
        if kind is RowKind.NOTE and next_kind is RowKind.HEADER and below == row + 1
    }
    for row in rows.of(RowKind.NOTE):
        yield from _lines(table, row, headers, is_title=row in titles)


def _lines(
    table: Table, row: int, headers: Headers, *, is_title: bool
) -> Iterator[Caption]:
    cells = texts_beside(table, row)
    label, is_wide = None, len(cells) >= _WIDE
    for column, text in cells.items():
        cell = Cell(table.tab.title, row, column)
        name = headers.find("info", text.rstrip(" :"))
        if name in _LABELS:
            label = Info(name)
            continue
        if label or not is_title or not is_wide:
            lines = (clean(line) for line in text.splitlines())
            for line in lines:
                if line and len(line) <= _LONGEST:
                    yield Caption(line, cell, is_title, label)
        label = None


def texts_beside(table: Table, row: int) -> Mapping[int, str]:
    """Return what staff typed in a row, by column; not what a merged cell covers."""
    marks = {table.columns.get(mark) for mark in Mark}
    values = table.tab.rows[row - 1] if row <= len(table.tab.rows) else ()
    return {
        column: text
        for column, value in enumerate(values, 1)
        if column not in marks
        and Cell(table.tab.title, row, column) not in table.covered
        and (text := read_text(value))
    }
