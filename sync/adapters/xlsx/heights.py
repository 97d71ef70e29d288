"""How high rows must be to show their texts.

A program that opens a file trusts the heights stated there, and LibreOffice measures
none that are missing: so whoever puts in texts has to say. The height is stated as
one the program may measure anew, and never where a person has set one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import TypeAlias

from sync.adapters.xlsx.elements import Element, whole
from sync.adapters.xlsx.grid import CellGrid
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.workbook import main
from sync.model.cells import Tab, Value
from sync.thai.folding import width

_LINE = 1.4  # of a font's size, with room for Thai's marks above and below
_USUAL_SIZE = 10.0
_MARGIN = 1.0
_HIGHEST = 409.0
_USUAL_WIDTH = 9.0
_OF_A_WORD, _FILLED = 3.0, 0.75
"""Columns at a line's end that stay empty, for the next word does not fit; and how much of
a narrow one is filled."""
_PLACE = re.compile(r"[A-Z]+[0-9]+")

Texts: TypeAlias = Mapping[tuple[int, int], Value]
"""What stands in a tab's cells, by row and column."""

LineHeights: TypeAlias = Mapping[str, float]
"""Points that a line takes, by cell style; only the styles that make lines."""


def texts_of(tab: Tab | None) -> dict[tuple[int, int], Value]:
    """Return a tab's values by row and column."""
    rows = tab.rows if tab else ()
    return {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
    }


def line_heights(package: Package, part: str) -> LineHeights:
    """Return the height of a line in each cell style that breaks text into lines.

    ``part`` holds the styles.
    """
    styles = package.mended_tree(part)
    if styles is None:
        return {}
    fonts = [_size(font) for font in styles.iterfind(f"{main('fonts')}/{main('font')}")]
    formats = styles.iterfind(f"{main('cellXfs')}/{main('xf')}")
    return {
        str(style): _font_size(fonts, whole(xf.get("fontId"))) * _LINE
        for style, xf in enumerate(formats)
        if _wraps(xf)
    }


def fit_rows(
    worksheet: Element,
    grid: CellGrid,
    rows: Iterable[int],
    texts: Texts,
    wrapping: LineHeights,
) -> None:
    """State the heights of the rows whose texts need more than one line."""
    merged = _merged_places(worksheet)
    widths = _widths(worksheet)
    for row in rows:
        needed = 0.0
        for column, cell in grid.cells(row):
            line = wrapping.get(cell.get("s", "0"))
            if line is None or cell.get("r") in merged:
                continue
            lines = _lines(texts.get((row, column)), widths.get(column, _USUAL_WIDTH))
            needed = max(needed, lines * line if lines > 1 else 0)
        grid.set_height(row, min(needed + _MARGIN, _HIGHEST) if needed else None)


def _size(font: Element) -> float:
    size = font.find(main("sz"))
    return _USUAL_SIZE if size is None else _points(size.get("val"), _USUAL_SIZE)


def _font_size(fonts: Sequence[float], number: int) -> float:
    """Return a font's size; a style may name a font that is not there."""
    return fonts[number] if 0 <= number < len(fonts) else _USUAL_SIZE


def _points(text: str | None, usual: float) -> float:
    try:
        return float(text or usual)
    except ValueError:
        return usual


def _wraps(xf: Element) -> bool:
    alignment = xf.find(main("alignment"))
    return alignment is not None and alignment.get("wrapText") in {"1", "true"}


def _merged_places(worksheet: Element) -> set[str]:
    areas = worksheet.iterfind(f"{main('mergeCells')}/{main('mergeCell')}")
    return {place for area in areas for place in _PLACE.findall(area.get("ref", ""))}


def _widths(worksheet: Element) -> dict[int, float]:
    return {
        column: _points(columns.get("width"), _USUAL_WIDTH)
        for columns in worksheet.iterfind(f"{main('cols')}/{main('col')}")
        for column in range(whole(columns.get("min")), _last(columns) + 1)
    }


def _last(columns: Element) -> int:
    """Return the last column of a span; spans to the sheet's end are for empty ones."""
    return min(whole(columns.get("max")), 256)


def _lines(value: Value, columns: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(_broken(width(line), columns) for line in value.splitlines()) or 1


def _broken(wide: int, columns: float) -> int:
    """Return how many lines a text of so many columns takes, broken between words."""
    if wide <= columns:
        return 1
    return ceil(wide / max(columns - _OF_A_WORD, columns * _FILLED))
