"""What our edits fell on, where staff moved rows or columns in the very same moment.

A write goes to fixed places. Between the look just before it and the write itself, some
tenths of a second, staff may insert, delete, sort or move rows or columns, and an edit
then falls on a cell that is not ours; or begin to write in a row that was empty, and
that the worker fills. The spreadsheet as it was before and as it is after tell which
line went where, and so what stood there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.adapters.google.grid import Formula, GoogleSheet
from sync.adapters.google.lines import Lines, equal_lines, likely_lines
from sync.model.cells import Cell, CellEdit, Edit, NoteEdit, Tab, Value, same


@dataclass(frozen=True, slots=True)
class Misplaced:
    """An edit that fell in a place not meant.

    ``origin`` is where that place was before, and ``meant`` where that is now for
    which the edit was meant; ``None`` if it was not there, or is there no more.
    """

    edit: Edit
    origin: Cell | None
    meant: Cell | None


def misplaced(
    before: GoogleSheet, after: GoogleSheet, edits: Sequence[Edit]
) -> tuple[Misplaced, ...]:
    """Find those of the ``edits`` that fell in a place not meant.

    ``before`` is without the edits, ``after`` with them. What somebody has typed over
    since is left alone.
    """
    titles = dict.fromkeys(edit.cell.tab for edit in edits)
    return tuple(
        found
        for title in titles
        for found in _in_tab(
            before, after, [edit for edit in edits if edit.cell.tab == title]
        )
    )


def putting_back(before: GoogleSheet, found: Sequence[Misplaced]) -> Iterator[Edit]:
    """Yield the edits that put back what was there; a new line was empty."""
    for each in found:
        edit, origin = each.edit, each.origin
        tab = before.sheet.tab(edit.cell.tab) if origin else None
        if isinstance(edit, NoteEdit):
            note = tab.notes.get(origin) if tab and origin else None
            if note != edit.new:
                yield NoteEdit(edit.cell, edit.new, note)
            continue
        value = tab.value(origin.row, origin.column) if tab and origin else None
        if origin and origin in before.formulas:
            value = Formula(before.formulas[origin])
        if not same(value, _left(edit)):
            yield CellEdit(edit.cell, edit.new, value)


def going_after(found: Sequence[Misplaced]) -> Iterator[Edit]:
    """Yield the edits again, for where that is now which they were meant for."""
    for each in found:
        if each.meant:
            yield replace(each.edit, cell=each.meant)


def _in_tab(
    before: GoogleSheet, after: GoogleSheet, edits: Sequence[Edit]
) -> Iterator[Misplaced]:
    title = edits[0].cell.tab
    old, new = before.sheet.tab(title), after.sheet.tab(title)
    if old is None or new is None:
        return
    fallen = [edit for edit in edits if same(_held(new, edit), _left(edit))]
    covered = {edit.cell for edit in fallen if isinstance(edit, CellEdit)}
    # a formula shows something else when it moves
    hidden = covered | after.computed
    turned, origins = _origins(
        {
            turned: (
                _lines(old, before.computed, turned=turned),
                _lines(new, hidden, turned=turned),
                _places(covered, turned=turned),
            )
            for turned in (False, True)
        }
    )
    if origins is None:
        yield from _met(old, new, fallen, after.computed)
        return
    went = {was: now for now, was in origins.items()}
    torn = {
        edit.cell.row
        for edit in fallen
        if origins.get(line := _at(edit.cell, turned=turned)[0]) != line
        and _is_empty(old, edit.cell.row)
    }
    for edit in fallen:
        line, place = _at(edit.cell, turned=turned)
        if origins.get(line) != line:
            yield Misplaced(
                edit,
                _cell(title, origins.get(line), place, turned=turned),
                _cell(title, went.get(line), place, turned=turned),
            )
        elif edit.cell.row in torn:
            # a row that was begun is laid whole or not at all
            yield Misplaced(edit, edit.cell, edit.cell)


def _is_empty(tab: Tab, row: int) -> bool:
    return row > len(tab.rows) or not _holds_any(tab.rows[row - 1])


def _met(
    old: Tab, new: Tab, fallen: Sequence[Edit], computed: Collection[Cell]
) -> Iterator[Misplaced]:
    """Yield the edits that filled an empty row in which somebody has begun to write.

    Together they would say what neither meant: the worker's row is for another place.
    """
    own = {*computed, *(edit.cell for edit in fallen)}
    for edit in fallen:
        row = edit.cell.row
        width = len(new.rows[row - 1]) if row <= len(new.rows) else 0
        cells = [Cell(new.title, row, column) for column in range(1, width + 1)]
        was_empty = not _holds_any(old.value(*at[1:]) for at in cells)
        if was_empty and _holds_any(
            new.value(*at[1:]) for at in cells if at not in own
        ):
            yield Misplaced(edit, edit.cell, None)


def _holds_any(values: Iterable[Value]) -> bool:
    # a box that nobody has ticked is no more than its look
    return any(value not in (None, "", False) for value in values)


def _origins(
    views: Mapping[bool, tuple[Lines, Lines, Mapping[int, frozenset[int]]]],
) -> tuple[bool, Mapping[int, int] | None]:
    """Whether columns moved, rather than rows, and which was which before.

    ``None`` says that none moved.
    """
    equal = {turned: equal_lines(*view) for turned, view in views.items()}
    shares = {
        turned: len(origins) / max(1, len(views[turned][0]))
        for turned, origins in equal.items()
    }
    turned = shares[True] > shares[False]
    old, new, _ = views[turned]
    origins = likely_lines(old, new, equal[turned])
    is_still = all(now == was for now, was in origins.items())
    return turned, None if is_still and len(origins) == len(old) else origins


def _held(tab: Tab, edit: Edit) -> Value:
    if isinstance(edit, NoteEdit):
        return tab.notes.get(edit.cell)
    return tab.value(edit.cell.row, edit.cell.column)


def _left(edit: Edit) -> Value:
    """Return what an edit leaves in its cell: nothing for an empty text, a zero for zero."""
    return None if edit.new == "" else edit.new


# --- rows, or columns by the same words when turned -----------------------------


def _at(cell: Cell, *, turned: bool) -> tuple[int, int]:
    return (cell.column, cell.row) if turned else (cell.row, cell.column)


def _cell(title: str, line: int | None, place: int, *, turned: bool) -> Cell | None:
    if line is None:
        return None
    return Cell(title, place, line) if turned else Cell(title, line, place)


def _lines(tab: Tab, hidden: Collection[Cell], *, turned: bool) -> Lines:
    lines: dict[int, dict[int, Value]] = {}
    for row, values in enumerate(tab.rows, 1):
        for column, value in enumerate(values, 1):
            cell = Cell(tab.title, row, column)
            line, place = _at(cell, turned=turned)
            if value is not None:
                shown = lines.setdefault(line, {})
                if cell not in hidden:
                    shown[place] = value
    return lines


def _places(cells: Collection[Cell], *, turned: bool) -> Mapping[int, frozenset[int]]:
    places: dict[int, set[int]] = {}
    for cell in cells:
        line, place = _at(cell, turned=turned)
        places.setdefault(line, set()).add(place)
    return {line: frozenset(own) for line, own in places.items()}
