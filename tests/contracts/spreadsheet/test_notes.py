"""Notes hang on cells, and no note of staff's is written over."""

import pytest

from sync.errors import SheetChanged
from sync.model.cells import Cell, CellEdit, Edit, NoteEdit, Sheet
from tests.contracts.spreadsheet.desks import STATUS, Desk, value_at

NOTED = Cell("โครงการ", 3, 3)


def notes_of(sheet: Sheet) -> dict[Cell, str]:
    return {cell: note for tab in sheet.tabs for cell, note in tab.notes.items()}


def test_a_note_is_hung_changed_and_taken_away(desk: Desk) -> None:
    told = []
    for old, new in (
        (None, "งบ?\nถาม 😀"),
        ("งบ?\nถาม 😀", "=SUM(A1)"),
        ("=SUM(A1)", None),
    ):
        edit = NoteEdit(NOTED, old, new)
        desk.spreadsheet.write([edit], seen=desk.spreadsheet.read())
        told.append(notes_of(desk.spreadsheet.read()))

    assert told == [{NOTED: "งบ?\nถาม 😀"}, {NOTED: "=SUM(A1)"}, {}]


def test_notes_and_cells_are_written_together_and_nothing_else_changes(
    desk: Desk,
) -> None:
    before = desk.spreadsheet.read()
    edits: list[Edit] = [
        CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
        NoteEdit(NOTED, None, "ยังไม่กรอก"),
    ]

    desk.spreadsheet.write(edits, seen=before)

    after = desk.spreadsheet.read()
    assert value_at(after, STATUS) == "ผ่าน"
    assert notes_of(after) == {NOTED: "ยังไม่กรอก"}
    assert after.tabs[1] == before.tabs[1]


def test_a_note_of_staff_stays_beside_ours(desk: Desk) -> None:
    theirs = Cell("โครงการ", 2, 2)
    desk.note_on(theirs, "ถามกองคลัง")
    for old, new in ((None, "ยังไม่กรอก"), ("ยังไม่กรอก", None)):
        seen = desk.spreadsheet.read()
        desk.spreadsheet.write([NoteEdit(NOTED, old, new)], seen=seen)

    assert notes_of(desk.spreadsheet.read()) == {theirs: "ถามกองคลัง"}


def test_a_note_that_is_not_the_expected_one_is_not_written_over(desk: Desk) -> None:
    desk.note_on(NOTED, "ถามกองคลัง")
    edits: list[Edit] = [
        CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
        NoteEdit(NOTED, None, "ของเรา"),
    ]

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write(edits, seen=desk.spreadsheet.read())

    assert notes_of(desk.spreadsheet.read()) == {NOTED: "ถามกองคลัง"}
    assert value_at(desk.spreadsheet.read(), STATUS) == "รอตรวจ"
