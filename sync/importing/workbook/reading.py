"""A tab as somebody reads it: its cells as texts, its rows as lines."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from sync.model.cells import Cell, CellError, Tab, Uncomputed, Value
from sync.sheet.tables import read_text
from sync.thai.dates import ERA, christian_year, from_cell, long_date
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_YEAR = re.compile(r"(?<![\d/])25\d\d(?![\d/])")
_SHORT_YEAR = re.compile(r"(?<![\d/])[67]\d(?![\d/])")


def text_at(value: Value) -> str:
    """Return a cell's text; a day is written as in Thai, a box as it looks."""
    if isinstance(value, bool):
        return "☑" if value else ""
    if isinstance(value, date):
        day = from_cell(value)
        return long_date(day) if day else value.isoformat()
    return read_text(value)


def filled_cells(tab: Tab, row: int) -> Mapping[int, str]:
    """Return the texts of a row by their columns, from left to right."""
    texts = {at: text_at(value) for at, value in enumerate(tab.rows[row - 1], 1)}
    return {at: text for at, text in texts.items() if text}


def texts_in(tab: Tab, row: int) -> list[str]:
    """Return the texts of a row, from left to right."""
    return [*filled_cells(tab, row).values()]


def line_of(tab: Tab, row: int) -> str:
    """Return a row as one line."""
    return clean(" ".join(texts_in(tab, row)))


def year_in(title: str) -> int | None:
    """Return the one year that a tab's title names, as 2569 or 69."""
    digits = to_arabic(title)
    if long := set(_YEAR.findall(digits)):
        return int(long.pop()) if len(long) == 1 else None
    short = set(_SHORT_YEAR.findall(digits))
    return christian_year(int(short.pop())) + ERA if len(short) == 1 else None


def without_result(tab: Tab, rows: Iterable[int], columns: Iterable[int]) -> list[str]:
    """Return the addresses of formulas whose result is not in the file, or an error."""
    places = [(row, column) for row in rows for column in columns]
    return [
        Cell(tab.title, row, column).a1
        for row, column in places
        if isinstance(tab.value(row, column), CellError | Uncomputed)
    ]


def named_cells(cells: Iterable[Cell]) -> str:
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
