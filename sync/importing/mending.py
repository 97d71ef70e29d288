"""Sources with what a PDF has done to their Thai put right, before anything reads them.

Lines of running text and cells of a workbook are mended alike; each source is judged as a
whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeGuard

from sync.importing.source import Aside, Flow, Part, Row, SourceLine
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.thai.folding import shorten
from sync.thai.repair import Damage, damage_of, goes_on_with, repair
from sync.thai.spaces import even_spaces

_QUOTED = 40


class Mended(NamedTuple):
    """The parts as they were meant, how those begin that were mended, what cannot be.

    ``lost_am``: SARA AM may still be SARA AA in words that are not known.
    """

    parts: Sequence[Part]
    repairs: tuple[str, ...]
    lost_am: bool


def mend(parts: Sequence[Part]) -> Mended:
    """Return the parts as they were meant.

    What is certain is mended, and nothing else: see ``sync/thai/repair.py``.
    """
    damage = damage_of("\n".join(part.text for part in parts))
    whole = list(_whole(parts))
    mended = [_mended(part, damage) for part in whole]
    changed = (n for n, old in zip(mended, whole, strict=True) if n != old)
    begun = tuple(f"“{shorten(new.text, _QUOTED)}”" for new in changed)
    return Mended(mended, begun, damage.lost_am)


class MendedSheet(NamedTuple):
    """A workbook as it was meant, which cells had to be mended, what cannot be.

    ``lost_am``: as in ``Mended``.
    """

    sheet: Sheet
    repairs: tuple[str, ...]
    lost_am: bool


def mend_sheet(sheet: Sheet) -> MendedSheet:
    """Return a workbook as it was meant, cell by cell.

    Titles of tabs stay: places are named by them.
    """
    values = [value for tab in sheet.tabs for row in tab.rows for value in row]
    damage = damage_of("\n".join(filter(_is_text, values)))
    repairs: list[str] = []

    def mended(tab: Tab) -> Iterator[tuple[Value, ...]]:
        for row, cells in enumerate(tab.rows, 1):
            yield tuple(
                meant(value, Cell(tab.title, row, column))
                for column, value in enumerate(cells, 1)
            )

    def meant(value: Value, cell: Cell) -> Value:
        if not _is_text(value):
            return value
        whole = repair(value, damage)
        if whole == even_spaces(value):
            return value
        repairs.append(str(cell))
        return whole

    tabs = tuple(replace(tab, rows=tuple(mended(tab))) for tab in sheet.tabs)
    return MendedSheet(replace(sheet, tabs=tabs), tuple(repairs), damage.lost_am)


def _is_text(value: Value) -> TypeGuard[str]:
    """Whether staff typed a text; what a formula gives as an error is none."""
    return type(value) is str


def _whole(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield lines that were broken within a letter as one, the break still in it."""
    begun: list[Flow] = []
    for part in parts:
        if isinstance(part, Aside):
            yield from _together(begun)
            yield part
            begun = []
        elif begun and goes_on_with(_cells(begun[-1])[-1], _cells(part)[0]):
            begun.append(part)
        else:
            yield from _together(begun)
            begun = [part]
    yield from _together(begun)


def _together(parts: Sequence[Flow]) -> Iterator[Flow]:
    """Yield parts as one, the last cell of each gone on with by the next one's first."""
    if len(parts) < 2:
        yield from parts
        return
    cells = list(_cells(parts[0]))
    for part in parts[1:]:
        first, *rest = _cells(part)
        cells[-1:] = [f"{cells[-1]}\n{first}", *rest]
    number = parts[0].number
    yield SourceLine(cells[0], number) if len(cells) == 1 else Row(tuple(cells), number)


def _cells(part: Flow) -> tuple[str, ...]:
    return part.cells if isinstance(part, Row) else (part.text,)


def _mended(part: Part, damage: Damage) -> Part:
    # a break that was none of a letter's is one between lines of prose
    if isinstance(part, Row):
        cells = (repair(cell, damage).replace("\n", " ") for cell in part.cells)
        broken = (repair(cell, damage) for cell in part.broken)
        return replace(part, cells=tuple(cells), broken=tuple(broken))
    return replace(part, text=repair(part.text, damage).replace("\n", " "))
