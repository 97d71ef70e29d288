"""Quarters: in which of them a row's project is carried out, however the table says it.

Most tables have a tick in one of four columns. Others have a column for every month, or
one in which the quarters are named. A month or a day typed in a quarter's own column is
a tick as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.model.cells import Cell
from sync.model.plan import QUARTERS
from sync.sheet.tables import Table, read_text
from sync.thai.periods import quarters_of
from sync.thai.ticks import parse_tick, parse_ticks


@dataclass(frozen=True, slots=True)
class Ticked:
    """The quarters that are ticked, and cells that cannot be read, each with its text."""

    quarters: frozenset[int]
    unread: tuple[tuple[Cell, str], ...] = ()


def read_quarters(table: Table, row: int) -> Ticked:
    """Return which quarters are ticked in a row."""
    if not table.spread:
        columns = [table.columns[quarter] for quarter in QUARTERS]
        return _ticked(table, row, columns)
    columns = [column for own in table.spread.values() for column in own]
    if len(set(columns)) == 1:
        return _named(table, row, columns[0])
    return _ticked(table, row, columns)


def is_unticked(table: Table, row: int) -> bool:
    """Whether no quarter of a row is ticked, and nothing else stands there either."""
    ticked = read_quarters(table, row)
    return not ticked.quarters and not ticked.unread


def _ticked(table: Table, row: int, columns: Sequence[int]) -> Ticked:
    """Read ticks in as many columns for each quarter."""
    texts = [_held(table, row, column) for column in columns]
    each = len(columns) // len(QUARTERS)
    quarters, unread = set(), []
    for place, ticked in enumerate(parse_ticks(texts)):
        quarter = place // each + 1
        if ticked is None and quarters_of(texts[place]) == frozenset({quarter}):
            ticked = True  # noqa: PLW2901
        if ticked:
            quarters.add(quarter)
        elif ticked is None:
            unread.append((Cell(table.tab.title, row, columns[place]), texts[place]))
    return Ticked(frozenset(quarters), tuple(unread))


def _named(table: Table, row: int, column: int) -> Ticked:
    """Read the quarters that one cell names."""
    text = _held(table, row, column)
    if parse_tick(text) is False:
        return Ticked(frozenset())
    quarters = quarters_of(text)
    if quarters is None:
        return Ticked(frozenset(), ((Cell(table.tab.title, row, column), text),))
    return Ticked(quarters)


def _held(table: Table, row: int, column: int) -> str:
    """Return the text that holds for a cell, be it in a merged one."""
    cell = Cell(table.tab.title, row, column)
    shown = table.covered.get(cell, cell)
    return read_text(table.tab.value(shown.row, shown.column))


def own_columns(table: Table) -> Iterator[str]:
    """Yield the quarters that have a column of their own, which may hold a count."""
    if not table.spread:
        yield from (quarter for quarter in QUARTERS if quarter in table.columns)
