"""The spreadsheet as it is: values, places, tabs, and edits to make in it.

Rows and columns count from 1, as staff see them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | bool | Decimal | date | None
"""What a cell holds. A number is ``Decimal`` (never float); an empty cell ``None``."""


class CellError(str):
    """What a formula gives that cannot be worked out: ``#REF!``, ``#N/A``."""

    __slots__ = ()


class Uncomputed(str):
    """A formula whose result the file does not hold: no program has worked it out."""

    __slots__ = ()


class EmptyResult(str):
    """What a formula gives that shows nothing: no text, and yet the cell is not free."""

    __slots__ = ()


def same(one: Value, other: Value) -> bool:
    """Whether two values are one; to Python alone, ``True`` is 1."""
    return type(one) is type(other) and one == other


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Cell(NamedTuple):
    """One place in the spreadsheet; a tuple, since sheets are compared cell by cell."""

    tab: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address staff know, such as ``D4``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.tab}!{self.a1}"


class Area(NamedTuple):
    """Cells merged into one, from its first to its last row and column."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, cell: Cell) -> bool:
        """Whether a cell of its tab lies in it."""
        rows, columns = (self.top, self.bottom), (self.left, self.right)
        return (
            rows[0] <= cell.row <= rows[1] and columns[0] <= cell.column <= columns[1]
        )


@dataclass(frozen=True, slots=True)
class Guard:
    """An area that only some may edit, ``editors`` by their addresses.

    ``known``: these are all. What lies in ``open`` is guarded by something else, if at
    all.
    """

    area: Area
    editors: tuple[str, ...]
    known: bool = True
    open: tuple[Area, ...] = ()

    def covers(self, cell: Cell) -> bool:
        """Whether it guards a cell of its tab."""
        return self.area.holds(cell) and not any(area.holds(cell) for area in self.open)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab's values, row by row; rows may be ragged. ``notes`` hang on its cells.

    Of a ``merged`` area only the first cell shows what it holds. ``links`` say where
    cells lead that show something else; ``guards`` who alone may edit which.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...] = ()
    notes: Mapping[Cell, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    links: Mapping[Cell, str] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()

    def value(self, row: int, column: int) -> Value:
        """Return what stands in a place; ``None`` outside of what was read."""
        if not 1 <= row <= len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column - 1] if 1 <= column <= len(values) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole spreadsheet at one instant.

    ``revision`` is the adapter's own mark of that instant; it is handed back on
    writing, so that a sheet somebody changed meanwhile is never written over.
    """

    tabs: tuple[Tab, ...]
    revision: str

    def tab(self, title: str) -> Tab | None:
        """Find a tab by its title."""
        return next((tab for tab in self.tabs if tab.title == title), None)

    def after(self, edits: "Iterable[Edit]", revision: str) -> "Sheet":
        """Return the spreadsheet as it is once edits are made, and has a revision."""
        tabs = {tab.title: tab for tab in self.tabs}
        by_tab: dict[str, list[Edit]] = {}
        for edit in edits:
            by_tab.setdefault(edit.cell.tab, []).append(edit)
        for title, own in by_tab.items():
            tabs[title] = _edited(tabs.get(title, Tab(title)), own)
        return Sheet(tuple(tabs.values()), revision)

    def unexpected(self, edits: "Iterable[Edit]") -> Cell | None:
        """Return the first cell that does not hold what an edit of it expects."""
        tabs = {tab.title: tab for tab in self.tabs}
        for edit in edits:
            tab = tabs.get(edit.cell.tab)
            if isinstance(edit, NoteEdit):
                present: Value = tab.notes.get(edit.cell) if tab else None
            else:
                present = tab.value(edit.cell.row, edit.cell.column) if tab else None
            if not same(present, edit.expected):
                return edit.cell
        return None


@dataclass(frozen=True, slots=True)
class CellEdit:
    """Put ``new`` where ``expected`` stands now. Only the worker's own cells.

    ``link`` makes the cell a link to another cell, or to an address.
    """

    cell: Cell
    expected: Value
    new: Value
    link: Cell | str | None = None


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """Hang the note ``new`` on a cell, or take it away; ``expected`` hangs there now.

    Only notes that bear the worker's mark are ever replaced or taken away.
    """

    cell: Cell
    expected: str | None
    new: str | None


Edit: TypeAlias = CellEdit | NoteEdit


def _edited(tab: Tab, edits: Iterable[Edit]) -> Tab:
    rows = [list(row) for row in tab.rows]
    notes, links = dict(tab.notes), dict(tab.links)
    for edit in edits:
        cell = edit.cell
        if isinstance(edit, NoteEdit):
            notes.pop(cell, None)
            if edit.new:
                notes[cell] = edit.new
            continue
        rows += [[] for _ in range(cell.row - len(rows))]
        line = rows[cell.row - 1]
        line += [None] * (cell.column - len(line))
        line[cell.column - 1] = None if edit.new == "" else edit.new
        links.pop(cell, None)
        if isinstance(edit.link, str):
            links[cell] = edit.link
    values = tuple(tuple(row) for row in rows)
    return replace(tab, rows=values, notes=notes, links=links)


def spans(rows: Iterable[int]) -> str:
    """Return numbers of rows as people write them: ``5–9, 12``."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in runs
    )
