"""What rows of the table say of projects in words: “รวมทั้งสิ้น 16 โครงการ”.

A figure of the totals row is the worker's, and put right; what stands beside it in words
is staff's, and stays as it is when a project is added.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.model.cells import Cell
from sync.model.plan import QUARTERS, Caption, Field, Project, SumText
from sync.sheet.captions import texts_beside
from sync.sheet.lines import RowKind
from sync.sheet.parts import Part
from sync.sheet.rows import Rows
from sync.sheet.tables import Table
from sync.sheet.typed_totals import read_subtotals
from sync.thai.told_sums import amounts_told, counts_told, says_count
from sync.thai.total_labels import read_label, read_section

_ENDS = {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.SECTION}
_FIGURES = (Field.BUDGET, *QUARTERS)
_LONGEST = 300


def read_sum_texts(
    table: Table,
    rows: Rows,
    projects: Sequence[Project],
    captions: Sequence[Caption],
) -> Iterator[SumText]:
    """Yield the texts that tell of sums, with the projects they speak of.

    Args:
        table: of the projects.
        rows: what its rows are.
        projects: those read from it.
        captions: the lines around it.
    """
    every = tuple(project.row for project in projects)
    parts = [*rows.parts, *rows.in_doubt, *_headings(table, rows)]
    for part in read_subtotals(table, parts, projects):
        for text, cell in _texts(table, part.typed.row) if part.rows else ():
            yield SumText(text, cell, part.rows, part.others)
    for text, cell in _texts(table, rows.total) if rows.total else ():
        yield SumText(text, cell, every)
    for caption in captions if every else ():
        is_below_total = caption.cell.row - 1 == rows.total
        if _sums_all(caption, is_below_total=is_below_total):
            yield SumText(caption.text, caption.cell, every)


def _headings(table: Table, rows: Rows) -> Iterator[Part]:
    """Yield what headings without a figure stand for, where all are of one kind."""
    known = {part.row for part in rows.parts}
    found = {
        row: section
        for row in rows.of(RowKind.SECTION)
        if (section := _section(table, row))
    }
    words = {word for word, _ in found.values()}
    for row, (word, number) in found.items():
        is_dimension = word == _DIMENSION
        if row not in known and (is_dimension or len(words) == 1):
            yield Part(row, (number,) if is_dimension else (), _below(rows, row))


_DIMENSION = "มิติ"


def _section(table: Table, row: int) -> tuple[str, int] | None:
    sections = map(read_section, texts_beside(table, row).values())
    return next(filter(None, sections), None)


def _below(rows: Rows, heading: int) -> tuple[int, ...]:
    """Return the projects below a heading, as far as the next one or a sum."""
    below = [(row, kind) for row, kind in rows.kinds.items() if row > heading]
    end = next((row for row, kind in below if kind in _ENDS), None)
    return tuple(
        row
        for row, kind in below
        if kind is RowKind.PROJECT and (end is None or row < end)
    )


def _texts(table: Table, row: int) -> Iterator[tuple[str, Cell]]:
    """Yield a row's texts; a count and its unit in two cells are one."""
    figures = {table.columns.get(name) for name in _FIGURES}
    figures |= {column for own in table.spread.values() for column in own}
    texts = {
        column: text
        for column, text in texts_beside(table, row).items()
        if column not in figures and len(text) <= _LONGEST
    }
    for column, text in texts.items():
        yield text, Cell(table.tab.title, row, column)
    for (column, count), (_, unit) in pairwise(texts.items()):
        if not any(counts_told(count)) and says_count(f"{count} {unit}") is not None:
            yield f"{count} {unit}", Cell(table.tab.title, row, column)


def _sums_all(caption: Caption, *, is_below_total: bool) -> bool:
    """Whether a line around the table tells how many projects all are, or what they cost."""
    text = caption.text
    if read_label(text) or says_count(text) is not None:
        return any(counts_told(text)) or any(amounts_told(text))
    return is_below_total and any(
        told.end - told.start >= len(text) - 4 for told in amounts_told(text)
    )
