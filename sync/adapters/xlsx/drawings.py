"""What is drawn over a worksheet's cells: lines and arrows, and boxes with a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync.adapters.xlsx.elements import Element, iterate_xml, whole
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import Relationships
from sync.adapters.xlsx.workbook import main
from sync.model.cells import Area
from sync.model.imports import Drawn
from sync.thai.folding import clean

_SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_COLUMN, _FORMAT, _ROW = main("col"), main("sheetFormatPr"), main("row")
_LINE, _SHAPE, _GROUP = f"{_SHEET}cxnSp", f"{_SHEET}sp", f"{_SHEET}grpSp"
_EITHER, _CHOICE = f"{_MARKUP}AlternateContent", f"{_MARKUP}Choice"
_NAMED = f"*/{_SHEET}cNvPr"
_BETWEEN_CELLS = f"{_SHEET}twoCellAnchor"
_ANCHORS = (_BETWEEN_CELLS, f"{_SHEET}oneCellAnchor", f"{_SHEET}absoluteAnchor")
_TRUE = {"1", "true"}

_ARROW = re.compile(r"line(?:Inv)?|\w*Connector\d|\w*[aA]rrow|chevron|homePlate")
"""Forms of shapes that Excel calls lines, connectors or arrows; boxes mean anything."""

_PIXEL = 9525
_DEFAULT_WIDTH = 64 * _PIXEL
_SOME = 0.25
"""Of a cell's width: less of it is not covered."""

_MOST = 5_000
"""Drawings that are looked at; a plan has some for each project at most."""
_MOST_COLUMNS = 16_384


def drawn_on(package: Package, part: str) -> tuple[Sequence[Drawn], int]:
    """Return the lines and boxes on a worksheet as they were made, and how many are left.

    Args:
        package: the workbook.
        part: the worksheet's name in it.
    """
    anchors: list[Element] = []
    for relationship in Relationships(package, part):
        if relationship.kind == "drawing" and package.has(relationship.target):
            root = package.mended_tree(relationship.target)
            anchors += () if root is None else _seen(root, *_ANCHORS)
    widths = _Widths.of(package.read(part)) if anchors else _Widths(_DEFAULT_WIDTH, ())
    drawn = (own for each in anchors[:_MOST] for own in _drawn(each, widths))
    return [*drawn], max(0, len(anchors) - _MOST)


def _seen(parent: Element, *tags: str) -> Iterator[Element]:
    """Yield elements that are shown; of two ways to draw the same, the first."""
    for child in parent:
        named = child.find(_NAMED)
        if named is not None and named.get("hidden") in _TRUE:
            continue
        if child.tag in tags:
            yield child
        elif child.tag == _EITHER:
            choice = child.find(_CHOICE)
            yield from () if choice is None else _seen(choice, *tags)
        else:
            yield from _seen(child, *tags)


def _drawn(anchor: Element, widths: "_Widths") -> Iterator[Drawn]:
    """Yield the text in what an anchor holds, and the lines or arrows.

    Only a line by itself, whose both ends are at cells, tells which cells it covers.
    """
    shapes = [*_seen(anchor, _LINE, _SHAPE)]
    if text := clean(" ".join(filter(None, map(_text, shapes)))):
        yield Drawn(_area(anchor, widths), text)
    arrows = [shape for shape in shapes if _is_arrow(shape) and not _text(shape)]
    if arrows:
        is_grouped = next(arrows[0].iterancestors(_GROUP), None) is not None
        is_clear = anchor.tag == _BETWEEN_CELLS and not is_grouped
        yield Drawn(_area(anchor, widths), is_clear=is_clear)


def _is_arrow(shape: Element) -> bool:
    form = next(shape.iter(f"{_MAIN}prstGeom"), None)
    named = "" if form is None else form.get("prst", "")
    return shape.tag == _LINE or bool(_ARROW.fullmatch(named))


@dataclass(frozen=True, slots=True)
class _Widths:
    """How wide columns are, from the left, in the unit in which drawings are placed."""

    default: int
    columns: Sequence[tuple[range, int]]

    @classmethod
    def of(cls, worksheet: bytes) -> "_Widths":
        """Read what a worksheet says of its columns, which it does before its rows."""
        default, columns = _DEFAULT_WIDTH, list[tuple[range, int]]()
        for _, element in iterate_xml(worksheet, _COLUMN, _FORMAT, _ROW):
            if element.tag == _ROW or len(columns) == _MOST_COLUMNS:
                break
            if element.tag == _COLUMN:
                held = range(whole(element.get("min")), whole(element.get("max")) + 1)
                columns.append((held, _emu(element.get("width"), default)))
            else:
                default = _emu(element.get("defaultColWidth"), default)
        return cls(default, sorted(columns, key=lambda own: own[0].start))

    def of_column(self, column: int) -> int:
        """Return the width of a column."""
        place = bisect_right(self.columns, column, key=lambda own: own[0].start)
        held, width = self.columns[place - 1] if place else (range(0), 0)
        return width if column in held else self.default


def _emu(characters: str | None, otherwise: int) -> int:
    """Return a width in characters as Excel draws it: 7 pixels each, and 5 around."""
    try:
        return int(float(characters or 0) * 7 + 5) * _PIXEL if characters else otherwise
    except (ValueError, OverflowError):
        return otherwise


def _area(anchor: Element, widths: _Widths) -> Area | None:
    """Return the cells that a drawing covers, if it is placed by cells.

    Of those at its ends it must cover some, since nobody draws to the very edge. Where
    only its first cell is told, that is all.
    """
    first = _corner(anchor, "from")
    if first is None:
        return None
    last = _corner(anchor, "to") or first
    left, right = first.column, last.column
    if first.offset > widths.of_column(left) * (1 - _SOME) and left < right:
        left += 1
    if last.offset < widths.of_column(right) * _SOME and left < right:
        right -= 1
    return Area(first.row, left, last.row, right)


class _Corner(NamedTuple):
    row: int
    column: int
    offset: int


def _corner(anchor: Element, name: str) -> _Corner | None:
    corner = anchor.find(f"{_SHEET}{name}")
    if corner is None:
        return None
    row, column, offset = (
        whole(corner.findtext(f"{_SHEET}{each}")) for each in ("row", "col", "colOff")
    )
    return _Corner(row + 1, column + 1, offset)


def _text(shape: Element) -> str:
    return clean(" ".join(piece.text or "" for piece in shape.iter(f"{_MAIN}t")))
