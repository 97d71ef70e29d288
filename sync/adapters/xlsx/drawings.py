"""What is drawn over a worksheet's cells: lines and arrows, and boxes with a text."""

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
_COLUMN, _FORMAT, _ROW = main("col"), main("sheetFormatPr"), main("row")
_SHAPES = (f"{_SHEET}sp", f"{_SHEET}cxnSp")
"""Shapes and lines; a picture or a chart is neither."""

_PIXEL = 9525
_DEFAULT_WIDTH = 64 * _PIXEL
_SOME = 0.25
"""Of a cell's width: less of it is not covered."""

_MOST = 5_000
"""Drawings that are looked at; a plan has some for each project at most."""


def drawn_on(package: Package, part: str) -> Iterator[Drawn]:
    """Yield the lines and boxes on a worksheet, in the order in which they were made.

    Args:
        package: the workbook.
        part: the worksheet's name in it.
    """
    for relationship in Relationships(package, part):
        if relationship.kind != "drawing" or not package.has(relationship.target):
            continue
        root = package.mended_tree(relationship.target)
        widths = _Widths.of(package.read(part))
        for anchor in () if root is None else list(root)[:_MOST]:
            if any(next(anchor.iter(shape), None) is not None for shape in _SHAPES):
                yield Drawn(_area(anchor, widths), _text(anchor))


@dataclass(frozen=True, slots=True)
class _Widths:
    """How wide columns are, in the unit in which drawings are placed."""

    default: int
    columns: Sequence[tuple[range, int]]

    @classmethod
    def of(cls, worksheet: bytes) -> "_Widths":
        """Read what a worksheet says of its columns, which it does before its rows."""
        default, columns = _DEFAULT_WIDTH, list[tuple[range, int]]()
        for _, element in iterate_xml(worksheet, _COLUMN, _FORMAT, _ROW):
            if element.tag == _ROW:
                break
            if element.tag == _COLUMN:
                held = range(whole(element.get("min")), whole(element.get("max")) + 1)
                columns.append((held, _emu(element.get("width"), default)))
            else:
                default = _emu(element.get("defaultColWidth"), default)
        return cls(default, columns)

    def of_column(self, column: int) -> int:
        """Return the width of a column."""
        own = (width for held, width in self.columns if column in held)
        return next(own, self.default)


def _emu(characters: str | None, otherwise: int) -> int:
    """Return a width in characters as Excel draws it: 7 pixels each, and 5 around."""
    try:
        return int(float(characters or 0) * 7 + 5) * _PIXEL if characters else otherwise
    except (ValueError, OverflowError):
        return otherwise


def _area(anchor: Element, widths: _Widths) -> Area:
    """Return the cells that a drawing covers; of those at its ends it must cover some.

    Nobody draws to the very edge: what reaches a little into the next cell is not there.
    """
    first = _corner(anchor, "from") or _Corner(1, 1, 0)
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


def _text(anchor: Element) -> str:
    return clean(" ".join(piece.text or "" for piece in anchor.iter(f"{_MAIN}t")))
