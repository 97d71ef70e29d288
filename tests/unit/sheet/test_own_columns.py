"""Columns of the office's own that bear a title of the worker's."""

from collections.abc import Mapping
from typing import Any

import pytest

from sync.model.cells import EmptyResult, Sheet, Value
from sync.sheet.read import read_plan
from sync.sheet.tables import Table
from tests.sheets import HEADERS, PROJECTS, clean_sheet, type_in
from tests.unit.sheet.test_write_back import all_edits, apply, edits_of

ROWS = (3, 4, 5)


def typed(column: str, *values: object) -> Mapping[str, Any]:
    cells = zip(ROWS, values, strict=True)
    return {f"{PROJECTS}!{column}{row}": value for row, value in cells}


def own_columns(sheet: Sheet) -> dict[str, int]:
    table: Table = read_plan(sheet, HEADERS).projects
    marks = ("status", "to_correct", "key")
    return {name: table.columns[name] for name in marks if name in table.columns}


def foreign(sheet: Sheet) -> list[str]:
    hits = read_plan(sheet, HEADERS).hits
    return [str(hit.cell) for hit in hits if hit.rule == "TAB002"]


def column(sheet: Sheet, letter: int) -> list[Value]:
    tab = sheet.tab(PROJECTS)
    assert tab
    return [tab.value(row, letter) for row in range(1, 7)]


def untitled(**titles: str) -> Sheet:
    """A sheet the worker never wrote in, with columns of the office's own."""
    none = {f"{PROJECTS}!{letter}1": "" for letter in "JKL"}
    own = {f"{PROJECTS}!{letter}1": title for letter, title in titles.items()}
    return type_in(clean_sheet(), {**none, **own})


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("สถานะ", ("เสร็จแล้ว", "กำลังทำ", "ยังไม่เริ่ม")),
        ("สถานะ", ("ผ่าน", "ผ่าน", "รอตรวจ")),
        ("สถานะ", (False, False, True)),
        ("ข้อควรแก้ไข", ("• ขอใบเสนอราคา", "• แก้ชื่อ", "")),
        ("สถานะ", (EmptyResult(),) * 3),  # its formulas have nothing to show yet
        ("รหัส", ("P-01", "P-02", "P-03")),
        ("รหัส", (23456, 23457, 23458)),
        ("รหัส", ("ABC12", "กข", "P-03")),
    ],
)
def test_an_offices_own_column_is_left_alone_and_told_of_night_after_night(
    title: str, values: tuple[Any, ...]
) -> None:
    sheet = type_in(untitled(J=title), typed("J", *values))
    before = column(sheet, 10)

    once = apply(sheet, all_edits(sheet))
    twice = apply(once, all_edits(once))

    assert column(once, 10) == before
    assert foreign(sheet) == foreign(once) == [f"{PROJECTS}!J1"]
    assert set(own_columns(once)) == {"status", "to_correct", "key"}
    assert min(own_columns(once).values()) > 10
    assert twice.tab(PROJECTS) == once.tab(PROJECTS)


def test_all_three_may_be_the_offices_own_and_stand_left_of_the_table() -> None:
    values = {"J": ("ผ่าน",) * 3, "K": ("• ก", "• ข", "• ค"), "L": ("A1", "A2", "A3")}
    sheet = untitled(J="สถานะ", K="ข้อควรแก้ไข", L="รหัส")
    for letter, own in values.items():
        sheet = type_in(sheet, typed(letter, *own))
    before = [column(sheet, at) for at in (10, 11, 12)]

    once = apply(sheet, all_edits(sheet))

    assert [column(once, at) for at in (10, 11, 12)] == before
    assert own_columns(once) == {"status": 13, "to_correct": 14, "key": 15}
    assert all_edits(once) == ()


def test_a_column_that_was_given_another_heading_is_told_of_no_more() -> None:
    sheet = type_in(untitled(J="สถานะ"), typed("J", "ก", "ข", "ค"))
    once = apply(sheet, all_edits(sheet))
    renamed = type_in(once, {f"{PROJECTS}!J1": "สถานะของเรา"})

    assert foreign(renamed) == []
    assert all_edits(renamed) == ()


def checked() -> Sheet:
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!D4": "ไม่แน่ใจ"})
    return apply(sheet, all_edits(sheet))


@pytest.mark.parametrize(
    "slips",
    [
        {"J3": "เรียบร้อยแล้ว"},
        {"J3": ""},
        {"K4": "แก้แล้วค่ะ"},
        {"L3": "", "L4": ""},
        {"L3": "P-01"},
        {"J9": "ลงชื่อ ........ ผู้จัดทำ", "L9": "12 ต.ค."},
    ],
)
def test_the_workers_own_columns_stay_its_own_though_staff_type_in_them(
    slips: Mapping[str, str],
) -> None:
    sheet = checked()
    slipped = type_in(sheet, {f"{PROJECTS}!{at}": text for at, text in slips.items()})

    assert own_columns(slipped) == {"status": 10, "to_correct": 11, "key": 12}
    assert foreign(slipped) == []


def test_the_workers_own_columns_stay_its_own_without_their_keys() -> None:
    sheet = type_in(checked(), {**typed("L", "", "", ""), f"{PROJECTS}!L1": ""})

    assert own_columns(sheet) == {"status": 10, "to_correct": 11}
    assert foreign(sheet) == []


@pytest.mark.parametrize("status", ["ผ่าน", "", "เรียบร้อยแล้ว"])
def test_a_clean_plans_columns_stay_the_workers_when_their_keys_are_cleared(
    status: str,
) -> None:
    sheet = apply(clean_sheet(), all_edits(clean_sheet()))
    cleared = type_in(sheet, {**typed("L", "", "", ""), f"{PROJECTS}!J3": status})

    assert own_columns(cleared) == {"status": 10, "to_correct": 11, "key": 12}
    assert foreign(cleared) == []
    assert {edit.cell.column for edit in all_edits(cleared)} <= {10, 12}


def test_columns_in_the_workers_order_are_an_offices_own_where_their_words_are() -> (
    None
):
    sheet = untitled(J="สถานะ", K="ข้อควรแก้ไข", L="รหัส")
    sheet = type_in(sheet, typed("J", "เสร็จแล้ว", "กำลังทำ", "ผ่าน"))

    assert "status" not in own_columns(sheet)
    assert foreign(sheet) == [f"{PROJECTS}!J1"]


def test_statuses_of_a_new_workbook_are_the_workers() -> None:
    sheet = type_in(clean_sheet(), typed("J", "รอตรวจ", "รอตรวจ", "รอตรวจ"))

    assert edits_of(sheet)[f"{PROJECTS}!J3"] == "ผ่าน"
    assert foreign(sheet) == []


def test_an_empty_column_of_the_same_title_takes_no_keys_away() -> None:
    sheet = checked()
    tab = sheet.tab(PROJECTS)
    assert tab
    keys = {f"{PROJECTS}!M{at}": tab.value(at, 12) for at in ROWS}
    moved = type_in(sheet, {**keys, f"{PROJECTS}!M1": "รหัส", **typed("L", "", "", "")})

    assert own_columns(moved)["key"] == 13
    assert foreign(moved) == []


@pytest.mark.parametrize(("projects", "is_own"), [(3, True), (2, False)])
def test_a_column_between_our_own_is_ours_while_staff_typed_in_less_than_half_of_it(
    projects: int, *, is_own: bool
) -> None:
    sheet = apply(clean_sheet(), all_edits(clean_sheet()))
    left_out = {
        f"{PROJECTS}!{letter}{row}": ""
        for letter in "ABCDEFGHIJKL"
        for row in ROWS[projects:]
    }

    sheet = type_in(sheet, {**left_out, f"{PROJECTS}!K3": "ขอใบเสนอราคา"})

    assert ("to_correct" in own_columns(sheet)) is is_own
