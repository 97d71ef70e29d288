"""Whatever staff move in the moment of writing, what was theirs is found again."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sync.adapters.google.grid import Formula, GoogleSheet
from sync.adapters.google.misplaced import going_after, misplaced, putting_back
from sync.model.cells import Cell, CellEdit, NoteEdit, Sheet, Tab, Value

TAB = "โครงการ"
Table = tuple[tuple[Value, ...], ...]
ROWS, COLUMNS = 6, 5
TABLE: Table = tuple(
    tuple(f"{row}-{column}" for column in range(1, COLUMNS + 1))
    for row in range(1, ROWS + 1)
)


def grid(table: Table, **more: object) -> GoogleSheet:
    return GoogleSheet(Sheet((Tab(TAB, table),), ""), {}, **more)  # type: ignore[arg-type]


def turned(table: Table) -> Table:
    return tuple(zip(*table, strict=True))


def laid(table: Table, edits: Sequence[CellEdit]) -> Table:
    """Make edits in fixed places, wherever what they were meant for is now."""
    size = max([len(table), *(edit.cell.row for edit in edits)])
    width = max([len(table[0]), *(edit.cell.column for edit in edits)])
    rows = [[*row, *[None] * (width - len(row))] for row in table]
    rows += [[None] * width for _ in range(size - len(rows))]
    for edit in edits:
        rows[edit.cell.row - 1][edit.cell.column - 1] = edit.new
    return tuple(map(tuple, rows))


def filled(table: Table) -> dict[tuple[int, int], Value]:
    return {
        (row, column): value
        for row, line in enumerate(table)
        for column, value in enumerate(line)
        if value is not None
    }


def moved(lines: Table, order: Sequence[int], new: int) -> Table:
    """Return lines in another order, some left out, an empty one put in."""
    empty = (None,) * len(lines[0])
    kept = [lines[index] for index in order]
    return (*kept[:new], empty, *kept[new:]) if new >= 0 else tuple(kept)


cells = st.builds(
    Cell, st.just(TAB), st.integers(1, ROWS), st.integers(COLUMNS - 1, COLUMNS)
)


@given(
    places=st.sets(cells, min_size=1, max_size=6),
    order=st.permutations(range(ROWS)),
    kept=st.integers(3, ROWS),
    new=st.integers(-1, ROWS),
    by_row=st.booleans(),
)
def test_what_edits_fell_on_is_put_back(
    places: set[Cell], order: list[int], kept: int, new: int, *, by_row: bool
) -> None:
    order = order[:kept] if by_row else [i for i in order if i < COLUMNS][:kept]
    lines = TABLE if by_row else turned(TABLE)
    meant = moved(lines, order, min(new, len(order)))
    table = meant if by_row else turned(meant)
    edits = [
        CellEdit(cell, TABLE[cell.row - 1][cell.column - 1], f"ours {cell.a1}")
        for cell in sorted(places)
    ]
    before, after = grid(TABLE), grid(laid(table, edits))

    found = misplaced(before, after, edits)

    back = [edit for edit in putting_back(before, found) if type(edit) is CellEdit]
    right = {each.edit.cell for each in found}
    stayed = [edit for edit in edits if edit.cell not in right]
    assert filled(laid(laid(table, edits), back)) == filled(laid(table, stayed))
    for edit in stayed:  # these fell where they were meant to
        assert laid(table, ())[edit.cell.row - 1][edit.cell.column - 1] == edit.expected


@given(places=st.sets(cells, min_size=1), typed=cells)
def test_what_is_only_typed_moves_nothing(places: set[Cell], typed: Cell) -> None:
    edits = [CellEdit(cell, None, f"ours {cell.a1}") for cell in sorted(places)]
    by_staff = CellEdit(typed, None, "พิมพ์")
    after = grid(laid(laid(TABLE, edits), [by_staff]))

    assert misplaced(grid(TABLE), after, edits) == ()


def test_a_formula_is_put_back_as_one() -> None:
    before = grid(TABLE, formulas={Cell(TAB, 3, 4): "=20000*2"})
    edit = CellEdit(Cell(TAB, 4, 4), "4-4", "7000")
    after = grid(laid(moved(TABLE, range(ROWS), 1), [edit]))

    (back,) = putting_back(before, misplaced(before, after, [edit]))

    assert (back.cell, back.new) == (edit.cell, "=20000*2")
    assert isinstance(back.new, Formula)


def test_a_note_of_staff_is_put_back() -> None:
    place, origin = Cell(TAB, 4, 2), Cell(TAB, 3, 2)
    before = GoogleSheet(Sheet((Tab(TAB, TABLE, {origin: "ถามกองคลัง"}),), ""), {})
    table = moved(TABLE, range(ROWS), 1)
    after = GoogleSheet(Sheet((Tab(TAB, table, {place: "[ของระบบ]"}),), ""), {})
    edit = NoteEdit(place, None, "[ของระบบ]")

    found = misplaced(before, after, [edit])

    assert list(putting_back(before, found)) == [
        NoteEdit(place, "[ของระบบ]", "ถามกองคลัง")
    ]


def test_an_edit_can_go_after_what_it_was_meant_for() -> None:
    edit = CellEdit(Cell(TAB, 4, 4), "4-4", "7000")
    before, after = grid(TABLE), grid(laid(moved(TABLE, range(ROWS), 1), [edit]))

    (again,) = going_after(misplaced(before, after, [edit]))

    assert again.cell == Cell(TAB, 5, 4)


def test_a_tab_that_is_gone_has_nothing_to_put_back() -> None:
    edit = CellEdit(Cell(TAB, 4, 4), "4-4", "7000")

    assert misplaced(grid(TABLE), GoogleSheet(Sheet((), ""), {}), [edit]) == ()


def test_a_row_that_was_empty_and_that_somebody_began_is_theirs() -> None:
    edits = [CellEdit(Cell(TAB, ROWS + 1, column), None, "ใหม่") for column in (1, 2)]
    others = [CellEdit(Cell(TAB, ROWS + 2, 1), None, "ใหม่")]
    after = laid(TABLE, [*edits, *others])
    typed = laid(after, [CellEdit(Cell(TAB, ROWS + 1, 4), None, "ของเรา")])

    found = misplaced(grid(TABLE), grid(typed), [*edits, *others])

    put_back = laid(typed, list(putting_back(grid(TABLE), found)))  # type: ignore[arg-type]
    assert filled(put_back) == filled(
        laid(TABLE, [*others, CellEdit(Cell(TAB, ROWS + 1, 4), None, "ของเรา")])
    )


def test_a_zero_that_was_written_stands_where_it_was_meant() -> None:
    amounts = enumerate(map(Decimal, (0, 0, 7)), 2)
    edits = [CellEdit(Cell(TAB, row, 3), None, amount) for row, amount in amounts]
    table = laid(TABLE[:4], [replace(edit, new=None) for edit in edits])

    assert misplaced(grid(table), grid(laid(table, edits)), edits) == ()


def test_what_a_formula_shows_in_a_new_row_is_nobodys() -> None:
    edits = [CellEdit(Cell(TAB, ROWS + 1, 1), None, "ใหม่")]
    spilled = Cell(TAB, ROWS + 1, 4)
    after = laid(TABLE, [*edits, CellEdit(spilled, None, "7")])
    computed = grid(after, spilled=frozenset({spilled}))

    assert misplaced(grid(TABLE), computed, edits) == ()


def test_a_new_row_that_a_moved_column_tore_is_taken_back_whole() -> None:
    edits = [
        CellEdit(Cell(TAB, ROWS + 1, column), None, "ใหม่")
        for column in range(1, COLUMNS + 1)
    ]
    inserted = turned(moved(turned(TABLE), range(COLUMNS), 2))

    found = misplaced(grid(TABLE), grid(laid(inserted, edits)), edits)

    put_back = laid(laid(inserted, edits), list(putting_back(grid(TABLE), found)))  # type: ignore[arg-type]
    assert filled(put_back) == filled(inserted)
