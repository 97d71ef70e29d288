"""What is drawn over a worksheet's cells: lines and arrows, and boxes with a text."""

from collections.abc import Iterator

from sync.adapters.xlsx.elements import Element, whole
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import Relationships
from sync.model.cells import Area
from sync.model.imports import Drawn
from sync.thai.folding import clean

_SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPES = (f"{_SHEET}sp", f"{_SHEET}cxnSp")
"""Shapes and lines; a picture or a chart is neither."""

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
        for anchor in () if root is None else list(root)[:_MOST]:
            if any(next(anchor.iter(shape), None) is not None for shape in _SHAPES):
                yield Drawn(_area(anchor), _text(anchor))


def _area(anchor: Element) -> Area:
    """Return the cells from one corner to the other; one cell where only that is said."""
    first = _corner(anchor, "from") or (1, 1)
    last = _corner(anchor, "to") or first
    return Area(*first, *last)


def _corner(anchor: Element, name: str) -> tuple[int, int] | None:
    corner = anchor.find(f"{_SHEET}{name}")
    if corner is None:
        return None
    row, column = (
        whole(corner.findtext(f"{_SHEET}{each}")) + 1 for each in ("row", "col")
    )
    return row, column


def _text(anchor: Element) -> str:
    return clean(" ".join(piece.text or "" for piece in anchor.iter(f"{_MAIN}t")))
