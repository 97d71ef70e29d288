"""Own columns: whether สถานะ, ข้อควรแก้ไข and รหัส are the worker's, or an office's own.

A title alone tells nothing: all three are words that offices call columns of their own
by. A column is the worker's if nothing stands in the projects' rows of it, or if most
of what stands there is the worker's: keys, or its words beside a row that bears a key.
Staff sort and copy rows and type over cells, so no single cell decides. Into any other
column nothing is written; the worker's own is found, or made, elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Mark
from sync.plan.labels import Headers
from sync.plan.marks import is_own_correction, is_own_count, is_own_key, is_own_status
from sync.sheet.own_tabs import sheet_words
from sync.sheet.tables import Table, is_something, read_text


def with_own_marks(table: Table, projects: Iterable[int], headers: Headers) -> Table:
    """Return the table with those columns of marks alone that are the worker's.

    Args:
        table: as its header names it: of two columns the left one, whosever it is.
        projects: its rows that are projects; only there marks are written.
        headers: what columns are called.
    """
    rows, titled = tuple(projects), _titled(table, headers)
    keys = _best(_counts(table, rows, titled[Mark.KEY], is_own_key), nearest=None)
    telling = _telling_rows(table, rows, keys, titled)

    def find(mark: Mark, is_own: Callable[[str], bool]) -> int | None:
        free = (at for at in titled[mark] if not _filled(table, rows, at))
        own = _counts(table, telling, titled[mark], is_own)
        own = {at: count for at, count in own.items() if count}
        return _best({**dict.fromkeys(free, 0), **own}, nearest=keys)

    words = sheet_words()
    status = find(Mark.STATUS, lambda text: is_own_status(text, words))
    correct = find(Mark.TO_CORRECT, is_own_correction)
    if correct is None and status and keys == status + 2:
        # few rows have any text in it, and staff typed over those
        between = {status + 1}.intersection(titled[Mark.TO_CORRECT])
        mostly_free = 2 * len(_filled(table, rows, status + 1)) < len(rows)
        correct = between.pop() if between and mostly_free else None
    found = {Mark.STATUS: status, Mark.TO_CORRECT: correct, Mark.KEY: keys}
    others = {name: at for name, at in table.columns.items() if name not in found}
    own = ((mark, at) for mark, at in found.items() if at is not None)
    return replace(table, columns={**others, **dict(own)})


def _telling_rows(
    table: Table,
    rows: Sequence[int],
    keys: int | None,
    titled: Mapping[Mark, Sequence[int]],
) -> Sequence[int]:
    """Return the rows in which the worker's words tell that they are the worker's.

    “ผ่าน” is anybody's word: it tells beside a key. Where no key stands yet, or staff took
    the keys away, some status must say what only the worker says, or all three columns
    stand side by side as the worker makes them, that of the keys empty.
    """
    if keyed := [row for row in rows if keys and is_own_key(_text(table, row, keys))]:
        return keyed
    words, statuses = sheet_words(), titled[Mark.STATUS]
    if any(
        (at + 1 in titled[Mark.TO_CORRECT], at + 2) == (True, keys) for at in statuses
    ):
        return rows
    texts = {_text(table, row, column) for row in rows for column in statuses}
    is_new = keys is not None and words.say("status.waiting") in texts
    return rows if is_new or any(is_own_count(text, words) for text in texts) else ()


def foreign_columns(
    table: Table, projects: Iterable[int], headers: Headers
) -> Iterator[Hit]:
    """Yield the columns that bear a title of the worker's, and are an office's own.

    ``table`` is the one with the worker's own marks alone.
    """
    rows = tuple(projects)
    for mark, columns in _titled(table, headers).items():
        for column in columns:
            is_filled = bool(_filled(table, rows, column))
            if is_filled and column != table.columns.get(mark):
                title = headers.label(mark)
                cell = Cell(table.tab.title, table.top, column)
                yield Hit("TAB002", cell, "", {"title": title})


def _titled(table: Table, headers: Headers) -> Mapping[Mark, Sequence[int]]:
    """Return the columns that bear each mark's title, from the left."""
    found: dict[Mark, list[int]] = {mark: [] for mark in Mark}
    for column, value in enumerate(table.tab.rows[table.top - 1], 1):
        name = headers.find("marks", read_text(value))
        if name:
            found[Mark(name)].append(column)
    return found


def _counts(
    table: Table,
    rows: Sequence[int],
    columns: Iterable[int],
    is_own: Callable[[str], bool],
) -> Mapping[int, int]:
    """Return the columns that may be the worker's, with how many cells say so."""
    counts = {}
    for column in columns:
        filled = _filled(table, rows, column)
        own = sum(is_own(_text(table, row, column)) for row in filled)
        if 2 * own >= len(filled):
            counts[column] = own
    return counts


def _filled(table: Table, rows: Iterable[int], column: int) -> Sequence[int]:
    return [row for row in rows if _stands(table, row, column)]


def _best(counts: Mapping[int, int], nearest: int | None) -> int | None:
    """Return the column that is most likely the worker's: beside its keys.

    Without those it is the one with anything in it, before one that is empty.
    """
    if nearest is not None:
        return min(counts, key=lambda at: abs(at - nearest), default=None)
    return min(counts, key=lambda at: (not counts[at], at), default=None)


def _stands(table: Table, row: int, column: int) -> bool:
    """Whether anything stands in a cell, be it a check box without its tick."""
    value = table.tab.value(row, column)
    return value is False or is_something(value)


def _text(table: Table, row: int, column: int) -> str:
    value = table.tab.value(row, column)
    return read_text(value) if isinstance(value, str) else ""
