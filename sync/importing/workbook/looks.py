"""What a workbook says otherwise than by a cell's value: notes, colours, drawings."""

from collections.abc import Iterable, Iterator, Sequence

from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import spans
from sync.model.cells import Cell, Sheet, Tab
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
        yield from _beside_cells(tab, hidden)
        unsure = [cell for cell in hidden.unsure if cell.tab == tab.title]
        if unsure:
            yield Said("left_formats", {"tab": tab.title, "cells": _named(unsure)})
    for table in tables:
        struck = {cell.row for cell in hidden.struck if cell.tab == table.title}
        if rows := struck & {*table.filled}:
            yield Said("left_struck", {"tab": table.title, "rows": spans(rows)})
        if cells := list(_coloured(table, hidden)):
            yield Said("left_colours", {"tab": table.title, "cells": _named(cells)})
        if cells := list(_drawn_over(table, hidden)):
            yield Said("left_drawn", {"tab": table.title, "cells": _named(cells)})


def _beside_cells(tab: Tab, hidden: Hidden) -> Iterator[Said]:
    """Yield the texts of a tab that stand in notes, boxes and on the edges of pages."""
    for cell, note in sorted(tab.notes.items()):
        facts = {"tab": tab.title, "cell": cell.a1, "text": clean(note)}
        yield Said("left_note", facts)
    for drawn in hidden.drawn.get(tab.title, ()):
        place = Cell(tab.title, drawn.area.top, drawn.area.left).a1
        if drawn.text:
            facts = {"tab": tab.title, "cell": place, "text": drawn.text}
            yield Said("left_box", facts)
    for text in hidden.pages.get(tab.title, ()):
        yield Said("left_page", {"tab": tab.title, "text": text})


def _coloured(table: ProjectsTab, hidden: Hidden) -> Iterator[Cell]:
    """Yield empty quarters or months with a colour, of rows that have none themselves."""
    for cell in _unticked(table):
        named = Cell(table.title, cell.row, table.table.columns[Field.NAME])
        if cell in hidden.coloured and named not in hidden.coloured:
            yield cell


def _drawn_over(table: ProjectsTab, hidden: Hidden) -> Iterator[Cell]:
    """Yield empty quarters or months over which a line is drawn, or an arrow."""
    drawn = hidden.drawn.get(table.title, ())
    lines = [own.area for own in drawn if not own.text]
    return (cell for cell in _unticked(table) if any(a.holds(cell) for a in lines))


def _unticked(table: ProjectsTab) -> Iterator[Cell]:
    """Yield the empty cells of projects' quarters or months."""
    spread = (column for own in table.table.spread.values() for column in own)
    names = own_columns(table.table)
    columns = {*spread, *(table.table.columns[name] for name in names)}
    for row in table.projects:
        for column in sorted(columns):
            if not is_something(table.whole.value(row, column)):
                yield Cell(table.title, row, column)


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
