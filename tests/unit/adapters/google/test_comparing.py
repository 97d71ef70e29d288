"""What stands where, as it is and as it should be."""

from decimal import Decimal

import pytest

from sync.adapters.google.comparing import (
    contents_of,
    edited,
    place_of,
    unlike,
)
from sync.model.cells import Cell, CellEdit, NoteEdit, Sheet, Tab, Value, same

A1, B1, A2 = (Cell("โครงการ", *place) for place in ((1, 1), (1, 2), (2, 1)))


def sheet(*rows: tuple[Value, ...], notes: dict[Cell, str] | None = None) -> Sheet:
    return Sheet((Tab("โครงการ", rows, notes or {}),), "")


def test_a_sheet_is_like_itself() -> None:
    contents = contents_of(sheet(("ก", Decimal(1)), (True,), notes={B1: "หมายเหตุ"}))
    assert len(contents) == 4
    assert unlike(contents, contents, ignoring=()) is None


def test_the_first_place_that_differs_is_named() -> None:
    wanted = contents_of(sheet(("ก", "ข"), ("ค",)))
    present = contents_of(sheet(("ก", "x"), ("y",)))
    assert str(unlike(wanted, present, ignoring=())) == "โครงการ!B1"


@pytest.mark.parametrize(
    ("wanted", "present"), [("ก", None), (None, "ก"), (Decimal(1), True), ("1", True)]
)
def test_what_is_missing_new_or_of_another_type_differs(
    wanted: Value, present: Value
) -> None:
    spot = unlike(
        contents_of(sheet((wanted,))), contents_of(sheet((present,))), ignoring=()
    )
    assert spot is not None
    assert spot.cell == A1


def test_values_of_ignored_cells_may_be_anything_but_their_notes_may_not() -> None:
    wanted, present = contents_of(sheet(("ก",))), contents_of(sheet(("ข",)))
    assert unlike(wanted, present, ignoring={A1}) is None
    noted = contents_of(sheet(("ข",), notes={A1: "ใหม่"}))
    assert unlike(wanted, noted, ignoring={A1}) is not None


def test_edits_put_replace_and_take_away() -> None:
    before = contents_of(sheet(("ก", "ข"), ("ค",), notes={A1: "เดิม"}))
    after = edited(
        before,
        [
            CellEdit(A1, "ก", "ง"),
            CellEdit(B1, "ข", None),
            CellEdit(A2, "ค", ""),
            NoteEdit(A1, "เดิม", None),
            NoteEdit(B1, None, "ใหม่"),
        ],
    )
    assert after == contents_of(sheet(("ง",), notes={B1: "ใหม่"}))


def test_a_cells_value_and_its_note_are_two_places() -> None:
    assert place_of(CellEdit(A1, None, "ก")) != place_of(NoteEdit(A1, None, "ก"))


def test_true_is_not_one() -> None:
    assert not same(True, Decimal(1))
    assert same(Decimal("1.0"), Decimal(1))
