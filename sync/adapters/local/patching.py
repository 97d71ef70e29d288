"""Write cells into a workbook file and leave all else in it exactly as it is.

Saving through a spreadsheet library would rebuild the file from what that library
knows: formulas lose their last results, and shapes, notes and newer validations are
dropped. So only the elements of the named cells are touched, in the XML itself.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from openpyxl.formula.translate import Translator

from sync.adapters.local.elements import Element, add, drop_attributes
from sync.adapters.local.grid import Grid
from sync.adapters.local.hyperlinks import Hyperlinks
from sync.adapters.local.package import Package
from sync.adapters.local.relationships import Relationships
from sync.adapters.local.text import to_xml
from sync.adapters.local.workbook import Workbook, main
from sync.errors import WorkbookDamaged
from sync.model import CellEdit, Value, column_letters

_VALUE, _FORMULA, _INLINE, _TEXT = main("v"), main("f"), main("is"), main("t")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
# A cell's kind, and what newer Excels attach to a value (dynamic arrays, pictures).
_OF_THE_VALUE = ("t", "cm", "vm", "ph")


def patch_workbook(content: bytes, edits: Sequence[CellEdit], path: Path) -> bytes:
    """Give the workbook's bytes with the edits made; ``path`` names it in our stops.

    A missing tab is added at the end. Texts stay texts, whatever they look like.
    """
    package = Package(content, path)
    workbook = Workbook(package)
    by_tab = attrgetter("cell.tab")
    lost_formula = False
    for title, of_tab in groupby(sorted(edits, key=by_tab), key=by_tab):
        part = workbook.tabs.get(title) or workbook.add_tab(title)
        lost_formula |= _patch_worksheet(package, part, list(of_tab))
    if lost_formula:
        workbook.drop_calculation_chain()
    workbook.recalculate_on_opening()
    return package.to_bytes()


def _patch_worksheet(package: Package, part: str, edits: Sequence[CellEdit]) -> bool:
    """Make the edits of one tab; tell whether a formula was lost to them."""
    worksheet = package.tree(part)
    data = worksheet.find(main("sheetData"))
    if data is None:
        raise WorkbookDamaged(package.path, f"{part} has no cells")
    grid = Grid(worksheet, data)
    links = Hyperlinks(worksheet, Relationships(package, part))
    lost_formula = False
    for edit in edits:
        lost_formula |= _put(grid, edit)
        links.put(edit)
    package.put_tree(part, worksheet)
    return lost_formula


def _put(grid: Grid, edit: CellEdit) -> bool:
    """Write one cell; tell whether it was a formula."""
    row, column = edit.cell.row, edit.cell.column
    empty = edit.new is None or edit.new == ""
    if empty and grid.find(row, column) is None:
        return False
    cell = grid.make(row, column)
    formula = cell.find(_FORMULA)
    if formula is not None:
        _release_sharers(grid, formula, edit.cell.a1)
    _clear(cell)
    if not empty:
        _fill(cell, edit.new)
    grid.let_grow(row)
    return formula is not None


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


def _release_sharers(grid: Grid, formula: Element, origin: str) -> None:
    """Give each cell that shares this formula its own, before the formula goes."""
    group = formula.get("si")
    if formula.get("t") != "shared" or formula.get("ref") is None:
        return
    shared = Translator(f"={formula.text or ''}", origin=origin)
    for row, column, cell in grid:
        sharer = cell.find(_FORMULA)
        if sharer is None or sharer is formula or sharer.get("si") != group:
            continue
        if not sharer.text:
            place = f"{column_letters(column)}{row}"
            sharer.text = shared.translate_formula(place).removeprefix("=")
        drop_attributes(sharer, "t", "ref", "si")
