"""Write cells into a workbook file and leave all else in it exactly as it is.

Saving through a spreadsheet library would rebuild the file from what that library
knows: formulas lose their last results, and shapes, notes and newer validations are
dropped. So only the elements of the named cells are touched, in the XML itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from sync.adapters.xlsx.elements import Element
from sync.adapters.xlsx.heights import line_heights, texts_of
from sync.adapters.xlsx.package import Package, damage_as_stop
from sync.adapters.xlsx.workbook import Workbook
from sync.adapters.xlsx.worksheet import Worksheet
from sync.model.cells import Cell, CellEdit, Edit, NoteEdit, Sheet

_BY_TAB = attrgetter("cell.tab")


Dress = Callable[[Element, str], None]
"""Lays out the part of a tab that is added, which has an empty ``sheetData``, by its title."""


def leave_bare(_root: Element, _title: str) -> None:
    """Lay nothing out."""


def patch_workbook(
    content: bytes,
    edits: Sequence[Edit],
    seen: Sheet,
    path: Path,
    dress: Dress = leave_bare,
) -> bytes:
    """Return the workbook's bytes with the edits made.

    A missing tab is added at the end. Texts stay texts, whatever they look like.

    Args:
        content: the workbook.
        edits: what to change.
        seen: what the bytes hold.
        path: names the file in our stops.
        dress: lays out a tab that is added.
    """
    with damage_as_stop(path):
        return _patched(Package(content, path), edits, seen, dress)


def fit_workbook(content: bytes, seen: Sheet, path: Path) -> bytes:
    """Return the workbook's bytes with every row as high as its texts need.

    Args:
        content: the workbook.
        seen: what the bytes hold.
        path: names the file in our stops.
    """
    package = Package(content, path)
    workbook = Workbook(package)
    wrapping = line_heights(package, workbook.part_of("styles"))
    for title, part in workbook.tabs.items():
        sheet = Worksheet(package, part)
        sheet.fit(sheet.rows, texts_of(seen.tab(title)), wrapping)
        sheet.save()
    return package.to_bytes()


def _patched(
    package: Package, edits: Sequence[Edit], seen: Sheet, dress: Dress
) -> bytes:
    workbook = Workbook(package)
    wrapping = line_heights(package, workbook.part_of("styles"))
    lost_formula = False
    for title, of_tab in groupby(sorted(edits, key=_BY_TAB), key=_BY_TAB):
        every = tuple(of_tab)
        own = [edit for edit in every if isinstance(edit, CellEdit)]
        notes = [edit for edit in every if isinstance(edit, NoteEdit)]
        part = workbook.tabs.get(title) or _added(package, workbook, title, dress)
        sheet = Worksheet(package, part)
        for edit in own:
            lost_formula |= sheet.put(_linked(edit, workbook))
        new = {(edit.cell.row, edit.cell.column): edit.new for edit in own}
        if notes:
            sheet.hang(notes, workbook)
        sheet.fit(_reworded(own), texts_of(seen.tab(title)) | new, wrapping)
        sheet.save()
    if lost_formula:
        workbook.drop_calculation_chain()
    if any(isinstance(edit, CellEdit) for edit in edits):
        workbook.recalculate_on_opening()
    return package.to_bytes()


def _added(package: Package, workbook: Workbook, title: str, dress: Dress) -> str:
    """Add a tab that the workbook lacks; give its part's name."""
    part = workbook.add_tab(title)
    root = package.tree(part)
    dress(root, title)
    package.put_tree(part, root)
    return part


def _linked(edit: CellEdit, workbook: Workbook) -> CellEdit:
    """Let a link lead to a tab by what it is truly called."""
    if not isinstance(edit.link, Cell):
        return edit
    title = workbook.titles.get(edit.link.tab, edit.link.tab)
    return replace(edit, link=edit.link._replace(tab=title))


def _reworded(edits: Sequence[CellEdit]) -> set[int]:
    """Return the rows in which a text came, went or changed."""
    return {
        edit.cell.row
        for edit in edits
        if isinstance(edit.new, str) or isinstance(edit.expected, str)
    }
