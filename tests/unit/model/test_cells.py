"""What an edit expects, and what stands there."""

from decimal import Decimal

import pytest

from sync.model.cells import Cell, CellEdit, Edit, NoteEdit, Sheet, Tab

A1, B1, C9 = Cell("ก", 1, 1), Cell("ก", 1, 2), Cell("ก", 9, 3)
ELSEWHERE = Cell("ข", 1, 1)
SHEET = Sheet((Tab("ก", ((Decimal(1), "คำ"),), {B1: "หมายเหตุ"}),), "1")


@pytest.mark.parametrize(
    "edit",
    [
        CellEdit(A1, Decimal(1), None),
        CellEdit(B1, "คำ", "ใหม่"),
        CellEdit(C9, None, "ใหม่"),
        CellEdit(ELSEWHERE, None, "ใหม่"),
        NoteEdit(B1, "หมายเหตุ", None),
        NoteEdit(A1, None, "ใหม่"),
        NoteEdit(ELSEWHERE, None, "ใหม่"),
    ],
)
def test_an_edit_that_finds_what_it_expects_may_be_made(edit: Edit) -> None:
    assert SHEET.unexpected([edit]) is None


@pytest.mark.parametrize(
    "edit",
    [
        CellEdit(A1, True, None),
        CellEdit(A1, None, "ใหม่"),
        CellEdit(B1, "คำ ", "ใหม่"),
        CellEdit(C9, "คำ", "ใหม่"),
        CellEdit(ELSEWHERE, "", "ใหม่"),
        NoteEdit(B1, None, "ใหม่"),
        NoteEdit(A1, "หมายเหตุ", None),
    ],
)
def test_an_edit_that_finds_anything_else_is_named(edit: Edit) -> None:
    fine = CellEdit(C9, None, "ใหม่")

    assert SHEET.unexpected([fine, edit, fine]) == edit.cell
