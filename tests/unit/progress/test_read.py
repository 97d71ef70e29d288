"""The tab of progress is read by its rows, wherever staff have moved things."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sync.model.cells import Area, Sheet, Tab, Value
from sync.model.progress import Reported, Round, State
from sync.sheet.own_tabs import foreign_tabs
from tests.progressing import (
    HEADER,
    SIX,
    TAB,
    TWELVE,
    Typed,
    keyed_sheet,
    line,
    owned,
    read,
    sheet_with,
)
from tests.sheets import HEADERS, NAMES


def test_a_whole_row_is_read_with_what_the_plan_says_of_its_project() -> None:
    typed = owned(
        1,
        state="ดำเนินการแล้วเสร็จ",
        in_ordinance=True,
        ordinance=Decimal(20000),
        paid=Decimal("19500.25"),
        result="อบรม 1 ครั้ง",
        problems="ไม่มี",
        name="ชื่อเดิมของโครงการ",
        planned=Decimal(1),
    )

    (row,) = read(sheet_with(typed)).rows

    assert (row.key, row.round, row.row) == ("AAAAA", Round(2570, 6), 2)
    assert (row.number, row.name, row.dimension) == ("1", NAMES[0], 1)
    assert (row.planned, row.ordinance) == (Decimal(20000), Decimal(20000))
    assert (row.paid, row.in_ordinance) == (Decimal("19500.25"), True)
    assert (row.state, row.reason, row.in_plan) == (State.DONE, None, True)
    assert row.text(Reported.RESULT) == "อบรม 1 ครั้ง"
    assert row.text(Reported.PROBLEMS) == "ไม่มี"
    assert row.text(Reported.SUGGESTIONS) == ""


def test_rows_are_known_by_key_and_round_in_any_order_and_place() -> None:
    rows: list[tuple[Value, ...]] = [
        ("รายงานของ อบต.", None),
        (),
        ("ของเรา", *reversed(HEADER), "ของเรา"),
    ]
    for which, number, result in (
        (TWELVE, 2, "ข"),
        (SIX, 3, "ค"),
        (SIX, 2, "ก"),
    ):
        own = line(owned(number, which, result=result))
        rows += [("โน้ต", *reversed(own), "โน้ต"), ()]

    progress = read(Sheet((*keyed_sheet().tabs, Tab(TAB, tuple(rows))), "1"))

    told = [(row.key, row.round.months, row.row) for row in progress.rows]
    assert told == [("BBBBB", 12, 4), ("CCCCC", 6, 6), ("BBBBB", 6, 8)]
    assert [row.text(Reported.RESULT) for row in progress.rows] == ["ข", "ค", "ก"]
    assert progress.hits == ()


def test_a_project_struck_from_the_plan_keeps_what_stands_in_its_row() -> None:
    struck: Typed = {
        "key": "ZZZZZ",
        "round": SIX,
        "number": Decimal(9),
        "name": "โครงการที่ถูกตัด",
        "dimension": Decimal(3),
        "planned": Decimal(7000),
        "state": "อยู่ระหว่างดำเนินการ",
    }

    (row,) = read(sheet_with(struck)).rows

    assert (row.number, row.name, row.dimension) == ("9", "โครงการที่ถูกตัด", 3)
    assert (row.planned, row.state) == (Decimal(7000), State.ONGOING)
    assert not row.in_plan


def test_rows_of_another_year_are_as_the_plan_of_that_year_left_them() -> None:
    last = owned(1, "12 เดือน 2569", name="โครงการของปีก่อน", planned=Decimal(900))
    struck = {**last, "key": "ZZZZZ", "status": "ไม่อยู่ในแผนแล้ว · ผ่าน"}

    first, second = read(sheet_with(last, struck)).rows

    assert (first.name, first.planned) == ("โครงการของปีก่อน", Decimal(900))
    assert (first.in_plan, second.in_plan) == (True, False)


@pytest.mark.parametrize("key", [None, "YYYYY", "รหัสหาย"])
def test_a_row_that_lost_its_key_is_known_by_its_name(key: Value) -> None:
    typed = {"key": key, "round": SIX, "name": f" {NAMES[1]} ", "result": "ก"}

    progress = read(sheet_with(typed))

    assert [row.key for row in progress.rows] == ["BBBBB"]
    assert progress.hits == ()


def test_a_row_without_its_key_is_not_the_one_that_stands_there_already() -> None:
    lost = {"round": SIX, "name": NAMES[1], "result": "ก"}

    progress = read(sheet_with(owned(2, result="ข"), lost))

    assert [row.text(Reported.RESULT) for row in progress.rows] == ["ข"]
    assert [(hit.rule, hit.cell.row) for hit in progress.hits] == [("PRG006", 3)]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "งานพิเศษ", "result": "ทำแล้ว", "paid": Decimal(100)},
        {"name": NAMES[0], "paid": Decimal(100)},
        {"round": "ไตรมาส 1", "result": "ทำแล้ว"},
        {"state": "ดำเนินการแล้วเสร็จ"},
        {"key": "ไม่ใช่รหัส", "round": SIX, "paid": Decimal(100)},
    ],
)
def test_a_row_of_nobody_knows_what_is_told_and_not_read(
    typed: dict[str, Value],
) -> None:
    progress = read(sheet_with(typed))

    assert progress.rows == ()
    assert [hit.rule for hit in progress.hits] == ["PRG006"]


@pytest.mark.parametrize("which", ["", "ไตรมาส 1", "6 เดือน"])
def test_a_row_with_a_key_and_no_round_is_told_at_its_round(which: str) -> None:
    progress = read(sheet_with(owned(1, which, result="อบรมแล้ว")))

    assert progress.rows == ()
    told = [(hit.rule, hit.cell.a1, hit.found) for hit in progress.hits]
    assert told == [("PRG011", "F2", which)]


@pytest.mark.parametrize(
    "typed",
    [
        {"result": "หมายเหตุ: รอเอกสารของกองช่าง"},
        {"name": "รวมเบิกจ่าย", "paid": Decimal(100)},
        {
            "name": "รวม",
            "planned": Decimal(5),
            "ordinance": Decimal(100),
            "paid": Decimal(100),
        },
    ],
)
def test_a_note_or_an_own_total_below_the_rows_is_left_alone(
    typed: dict[str, Value],
) -> None:
    progress = read(sheet_with(owned(1), typed))

    assert [row.key for row in progress.rows] == ["AAAAA"]
    assert progress.hits == ()


def test_a_row_copied_is_told_in_both_and_read_once() -> None:
    progress = read(
        sheet_with(owned(1, paid=Decimal(5)), owned(2), owned(1, paid=Decimal(7)))
    )

    told = [(hit.rule, hit.cell.a1, hit.facts["other"]) for hit in progress.hits]
    assert told == [("PRG007", "A2", "4"), ("PRG007", "A4", "2")]
    assert [(row.key, row.paid) for row in progress.rows] == [
        ("AAAAA", Decimal(5)),
        ("BBBBB", None),
    ]


def test_words_in_merged_cells_hold_for_all_rows_and_money_for_the_first() -> None:
    sheet = sheet_with(owned(1, paid=Decimal(100), problems="ไม่มี"), owned(2), owned(3))
    *others, tab = sheet.tabs
    columns = [HEADER.index(name) + 1 for name in ("เบิกจ่ายจริง (บาท)", "ปัญหา/อุปสรรค")]
    areas = tuple(Area(2, column, 4, column) for column in columns)

    rows = read(Sheet((*others, replace(tab, merged=areas)), "1")).rows

    assert [row.paid for row in rows] == [Decimal(100), None, None]
    assert [row.text(Reported.PROBLEMS) for row in rows] == ["ไม่มี"] * 3


@pytest.mark.parametrize("sheet", [keyed_sheet(), sheet_with(header=())])
def test_no_tab_and_an_empty_one_say_nothing(sheet: Sheet) -> None:
    progress = read(sheet)

    assert (progress.rows, progress.hits) == ((), ())


OWN = ("ลำดับ", "ชื่อโครงการ", "มิติ", "รอบ", "สถานะโครงการ", "เบิกจ่ายจริง", "หมายเหตุ")


@pytest.mark.parametrize(
    ("rows", "is_foreign"),
    [
        ((("ผลงานเด่น",), ("อบรม",)), True),
        ((OWN, (Decimal(1), "โครงการของเรา", "1", SIX, "แล้วเสร็จ", "5", "")), True),
        ((("รหัส", *OWN), ("P-01", "1", "โครงการของเรา", "1", SIX)), True),
        ((("รหัส", *OWN), ("AAAAA", "1", "โครงการของเรา", "1", SIX)), False),
        ((HEADER,), False),
        ((HEADER[1:], (Decimal(1), NAMES[0])), False),
        ((), False),
    ],
)
def test_a_tab_of_that_title_may_be_the_office_s_own(
    rows: tuple[tuple[Value, ...], ...], *, is_foreign: bool
) -> None:
    sheet = Sheet((*keyed_sheet().tabs, Tab(TAB, rows)), "1")

    assert (TAB in foreign_tabs(sheet, HEADERS)) is is_foreign
    if is_foreign:
        assert read(sheet).rows == ()


def test_of_two_columns_of_one_title_ours_is_the_one_that_stands_as_we_put_it() -> None:
    own_remark, own_key = "หมายเหตุ", "รหัส"
    header = (own_key, own_remark, *HEADER)
    rows = (header, ("P-01", "ของเรา", *line(owned(1, remark="ของแถว"))))

    progress = read(Sheet((*keyed_sheet().tabs, Tab(TAB, rows)), "1"))

    (row,) = progress.rows
    assert (row.key, row.text(Reported.REMARK)) == ("AAAAA", "ของแถว")
