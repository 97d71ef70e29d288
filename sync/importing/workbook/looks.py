"""What a workbook says otherwise than by a cell's value: notes, colours, drawings."""

from collections.abc import Iterator, Sequence

from sync.importing.workbook.arrows import under, unticked
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import named_cells, spans
from sync.model.cells import Cell, Sheet, Tab
from sync.model.imports import Hidden, Said
from sync.model.plan import Field
from sync.thai.folding import clean


def said_by_looks(
    sheet: Sheet, tables: Sequence[ProjectsTab], hidden: Hidden
) -> Iterator[Said]:
    """Yield what stands in no cell, or is seen only, and is not brought in."""
    for tab in sheet.tabs:
        yield from _beside_cells(tab, hidden)
        unsure = [cell for cell in hidden.unsure if cell.tab == tab.title]
        if unsure:
            yield Said("left_formats", {"tab": tab.title, "cells": named_cells(unsure)})
    for table in tables:
        struck = {cell.row for cell in hidden.struck if cell.tab == table.title}
        if rows := struck & {*table.filled}:
            yield Said("left_struck", {"tab": table.title, "rows": spans(rows)})
        if cells := list(_coloured(table, hidden)):
            yield Said(
                "left_colours", {"tab": table.title, "cells": named_cells(cells)}
            )
        if cells := list(_drawn_over(table, hidden)):
            yield Said("left_drawn", {"tab": table.title, "cells": named_cells(cells)})


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
    for cell in unticked(table):
        named = Cell(table.title, cell.row, table.table.columns[Field.NAME])
        if cell in hidden.coloured and named not in hidden.coloured:
            yield cell


def _drawn_over(table: ProjectsTab, hidden: Hidden) -> Iterator[Cell]:
    """Yield empty quarters or months over which a line is drawn, or an arrow."""
    drawn = hidden.drawn.get(table.title, ())
    lines = [own.area for own in drawn if not own.text]
    return under(lines, unticked(table))
