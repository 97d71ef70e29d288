"""What a workbook says otherwise than by a cell's value: notes, colours, drawings."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sync.importing.workbook.arrows import clear_lines, under, unticked
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import named_cells
from sync.model.cells import Area, Cell, Sheet, Tab, spans
from sync.model.imports import Drawn, Hidden, Said
from sync.model.plan import Field
from sync.thai.folding import clean, shorten

_QUOTED = 120
"""Columns of a text that is quoted; where it stands is told."""


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
        yield from _drawn_over(table, hidden.drawn.get(table.title, ()))


def _beside_cells(tab: Tab, hidden: Hidden) -> Iterator[Said]:
    """Yield the texts of a tab that stand in notes, boxes and on the edges of pages."""
    for cell, note in sorted(tab.notes.items()):
        facts = {"tab": tab.title, "cell": cell.a1, "text": _quoted(note)}
        yield Said("left_note", facts)
    for drawn in hidden.drawn.get(tab.title, ()):
        facts = {"tab": tab.title, "text": _quoted(drawn.text)}
        if drawn.text and drawn.area:
            yield Said("left_box", {**facts, "cell": _first(tab.title, drawn.area).a1})
        elif drawn.text:
            yield Said("left_box_somewhere", facts)
    if rest := hidden.not_looked_at.get(tab.title):
        yield Said("left_drawings", {"tab": tab.title, "count": str(rest)})
    for text in hidden.pages.get(tab.title, ()):
        yield Said("left_page", {"tab": tab.title, "text": _quoted(text)})


def _coloured(table: ProjectsTab, hidden: Hidden) -> Iterator[Cell]:
    """Yield empty quarters or months with a colour, of rows that have none themselves."""
    for cell in unticked(table):
        named = Cell(table.title, cell.row, table.table.columns[Field.NAME])
        if cell in hidden.coloured and named not in hidden.coloured:
            yield cell


def _drawn_over(table: ProjectsTab, drawn: Sequence[Drawn]) -> Iterator[Said]:
    """Yield where a line or an arrow is drawn, and nobody can tell over which project.

    One line tells the empty quarters or months below it; what is unclear, where it begins.
    """
    unclear = [own.area for own in drawn if not own.is_clear]
    begins = {
        _first(table.title, area)
        for area in unclear
        if area and _touches(area, table.project_rows)
    }
    if cells := begins | {*under(clear_lines(drawn), unticked(table))}:
        yield Said("left_drawn", {"tab": table.title, "cells": named_cells(cells)})
    if None in unclear:
        yield Said("left_drawn_somewhere", {"tab": table.title})


def _touches(area: Area, rows: Sequence[int]) -> bool:
    """Whether an area has one of these rows, which go from above."""
    return bisect_left(rows, area.top) < bisect_right(rows, area.bottom)


def _first(tab: str, area: Area) -> Cell:
    return Cell(tab, area.top, area.left)


def _quoted(text: str) -> str:
    return shorten(clean(text), _QUOTED)
