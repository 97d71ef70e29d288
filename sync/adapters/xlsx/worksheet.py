"""One worksheet's XML with some of its cells written anew, and nothing else."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl.formula.translate import Translator

from sync.adapters.xlsx.elements import Element, add, drop_attributes
from sync.adapters.xlsx.grid import CellGrid
from sync.adapters.xlsx.heights import LineHeights, Texts, fit_rows
from sync.adapters.xlsx.hyperlinks import Hyperlinks
from sync.adapters.xlsx.notes import SheetNotes
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.relationships import Relationships
from sync.adapters.xlsx.text import to_xml
from sync.adapters.xlsx.workbook import Workbook, main
from sync.model.cells import CellEdit, NoteEdit, Value, column_letters

_VALUE, _FORMULA, _INLINE, _TEXT = main("v"), main("f"), main("is"), main("t")
_BEFORE = {
    main(name)
    for name in ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols")
}
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
# A cell's kind, and what newer Excels attach to a value (dynamic arrays, pictures).
_OF_THE_VALUE = ("t", "cm", "vm", "ph")


class Worksheet:
    """The worksheet in a part of the package; ``save`` puts it back there."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._root = package.tree(part)
        data = self._root.find(main("sheetData"))
        if data is None:
            before = [at for at, child in enumerate(self._root) if child.tag in _BEFORE]
            data = add(self._root, main("sheetData"), at=max(before, default=-1) + 1)
        self._grid = CellGrid(self._root, data)
        self._relationships = Relationships(package, part)
        self._links = Hyperlinks(self._root, self._relationships)

    @property
    def rows(self) -> Iterable[int]:
        """The numbers of the rows there are."""
        return self._grid.rows

    def put(self, edit: CellEdit) -> bool:
        """Write one cell and its link, and return whether a formula was lost to it."""
        self._links.put(edit)
        row, column = edit.cell.row, edit.cell.column
        empty = edit.new is None or edit.new == ""
        if empty and self._grid.find(row, column) is None:
            return False
        cell = self._grid.make(row, column)
        formula = cell.find(_FORMULA)
        if formula is not None:
            _release_sharers(self._grid, formula, edit.cell.a1)
        _clear(cell)
        if not empty:
            _fill(cell, edit.new)
        return formula is not None

    def hang(self, edits: Iterable[NoteEdit], workbook: Workbook) -> None:
        """Make, change and take away notes."""
        notes = SheetNotes(self._package, workbook, self._root, self._relationships)
        for edit in edits:
            notes.put(edit)
        notes.save()

    def fit(self, rows: Iterable[int], texts: Texts, wrapping: LineHeights) -> None:
        """Make rows as high as their texts need; ``wrapping`` are the styles that do.

        A height that a person has set stays.
        """
        fit_rows(self._root, self._grid, rows, texts, wrapping)

    def save(self) -> None:
        """Put the worksheet back into its package."""
        self._package.put_tree(self._part, self._root)


def _clear(cell: Element) -> None:
    for child in list(cell):
        if child.tag in {_VALUE, _FORMULA, _INLINE}:
            cell.remove(child)
    drop_attributes(cell, *_OF_THE_VALUE)


def _fill(cell: Element, value: Value) -> None:
    if isinstance(value, bool):
        cell.set("t", "b")
        add(cell, _VALUE, at=0).text = str(int(value))
    elif isinstance(value, Decimal) and value.is_finite():
        add(cell, _VALUE, at=0).text = f"{value:f}"
    else:
        # Inline, so that the list of texts all tabs share stays as it is.
        cell.set("t", "inlineStr")
        inline = add(cell, _INLINE, at=0)
        add(inline, _TEXT, {_PRESERVE: "preserve"}).text = to_xml(str(value))


def _release_sharers(grid: CellGrid, formula: Element, origin: str) -> None:
    """Give each cell that shares this formula its own, before the formula goes."""
    group = formula.get("si")
    if formula.get("t") != "shared" or formula.get("ref") is None:
        return
    shared = Translator(f"={formula.text or ''}", origin=origin)
    places = ((row, *cell) for row in grid.rows for cell in grid.cells(row))
    for row, column, cell in places:
        sharer = cell.find(_FORMULA)
        if sharer is None or sharer is formula or sharer.get("si") != group:
            continue
        if not sharer.text:
            place = f"{column_letters(column)}{row}"
            sharer.text = shared.translate_formula(place).removeprefix("=")
        drop_attributes(sharer, "t", "ref", "si")
