"""What a workbook says otherwise than by a cell's value: notes, pages, lines, colours."""

from collections.abc import Iterable, Iterator, Sequence

from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import spans
from sync.model.cells import Cell, Sheet
from sync.model.imports import Hidden, Said
from sync.model.plan import Field
from sync.sheet.quarters import own_columns
from sync.sheet.tables import is_something
from sync.thai.folding import clean


def said_by_looks(
    sheet: Sheet, tables: Sequence[ProjectsTab], hidden: Hidden
) -> Iterator[Said]:
    """Yield what stands in no cell, or is seen only, and is not brought in."""
    for tab in sheet.tabs:
        for cell, note in sorted(tab.notes.items()):
            facts = {"tab": tab.title, "cell": cell.a1, "text": clean(note)}
            yield Said("left_note", facts)
        for text in hidden.pages.get(tab.title, ()):
            yield Said("left_page", {"tab": tab.title, "text": text})
        unsure = [cell for cell in hidden.unsure if cell.tab == tab.title]
        if unsure:
            yield Said("left_formats", {"tab": tab.title, "cells": _named(unsure)})
    for table in tables:
        struck = {cell.row for cell in hidden.struck if cell.tab == table.title}
        if rows := struck & {*table.filled}:
            yield Said("left_struck", {"tab": table.title, "rows": spans(rows)})
        if cells := list(_coloured(table, hidden)):
            yield Said("left_colours", {"tab": table.title, "cells": _named(cells)})


def _coloured(table: ProjectsTab, hidden: Hidden) -> Iterator[Cell]:
    """Yield empty quarters or months with a colour, of rows that have none themselves."""
    spread = (column for own in table.table.spread.values() for column in own)
    names = own_columns(table.table)
    columns = {*spread, *(table.table.columns[name] for name in names)}
    for row in table.projects:
        if table.table.cell(row, Field.NAME) in hidden.coloured:
            continue
        for column in sorted(columns):
            cell = Cell(table.title, row, column)
            is_empty = not is_something(table.whole.value(row, column))
            if is_empty and cell in hidden.coloured:
                yield cell


def _named(cells: Iterable[Cell]) -> str:
    """Return the addresses of cells; those beside one another in a row as one."""
    named: list[list[Cell]] = []
    for cell in sorted(cells):
        last = named[-1][-1] if named else None
        if last and (cell.row, cell.column) == (last.row, last.column + 1):
            named[-1].append(cell)
        else:
            named.append([cell])
    return ", ".join(
        own[0].a1 if len(own) == 1 else f"{own[0].a1}:{own[-1].a1}" for own in named
    )
