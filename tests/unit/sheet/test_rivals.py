"""Two columns that read as the same one: the better is taken and told, or none is read."""

from decimal import Decimal

import pytest

from sync.errors import ColumnsAlike
from sync.model.cells import Cell, Sheet
from sync.model.plan import Field, Heading
from sync.plan.totals import compute_totals
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import find_edits, give_keys
from tests.sheets import DETAILS, HEADERS, PROJECTS, RECIPIENTS, clean_sheet, type_in
from tests.unit.rules.test_rules import judge
from tests.unit.sheet.test_shapes import (
    QUARTERS,
    A,
    B,
    Row,
    Shape,
    Typed,
    V,
    sheet_of,
)
from tests.unit.sheet.test_write_back import WORDS

SURE, UNSURE = "TAB003", "TAB004"


def two(
    first: str, second: str, firsts: tuple[Typed, Typed], seconds: tuple[Typed, Typed]
) -> Sheet:
    """Return a sheet with two columns in D and E; budgets are in F where they are none."""
    return sheet_of(
        Shape(
            [
                ["ลำดับ", "โครงการ", "มิติ", first, second, *QUARTERS],
                [1, A, 1, firsts[0], seconds[0], V],
                [2, B, 2, firsts[1], seconds[1], None, V],
            ]
        )
    )


def budgets(reading: Reading) -> list[Decimal | None]:
    return [project.budget for project in reading.plan.projects]


def told(sheet: Sheet) -> list[tuple[str, str]]:
    found = judge(sheet)
    return [(it.rule, it.cell.a1) for it in found if it.rule in {SURE, UNSURE}]


def written(sheet: Sheet) -> set[Cell]:
    reading = read_plan(sheet, HEADERS)
    plan = give_keys(reading.plan, {})
    edits = find_edits(reading, plan, compute_totals(plan), (), HEADERS, WORDS)
    return {edit.cell for edit in edits}


FIRST, SECOND = (100, 200), (30, 40)


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร", SECOND),
        ("งบประมาณที่ได้รับอนุมัติ", "วงเงินที่ขอ", FIRST),
        ("วงเงินที่ขอ", "วงเงินที่ตั้งไว้", SECOND),
        ("งบประมาณปี 2570", "วงเงินที่ขอ", FIRST),
        ("วงเงินที่ขอ", "งบประมาณปี ๒๕๗๐", SECOND),
        ("งบประมาณปี 2569", "วงเงินงบประมาณ", SECOND),
        ("วงเงินงบประมาณ", "งบประมาณ", SECOND),
        ("วงเงิน", "งบประมาณ (บาท)", SECOND),
        ("จำนวนเงิน", "งบประมาณ (บาท)", SECOND),
    ],
)
def test_the_budget_that_is_plainly_better_is_taken_and_told(
    first: str, second: str, taken: tuple[int, int]
) -> None:
    sheet = two(first, second, FIRST, SECOND)

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, taken)]
    left = "E1" if taken == FIRST else "D1"
    assert told(sheet) == [(SURE, left)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("งบประมาณ", "จำนวนเงิน"),
        ("งบประมาณ", "งบประมาณ"),
        ("วงเงินงบประมาณ", "งบประมาณที่ตั้งไว้"),
        ("งบประมาณที่ได้รับจัดสรร", "งบประมาณที่ได้รับอนุมัติ"),
        ("งบประมาณปี 2570", "งบประมาณ"),
        ("งบประมาณปี 2570 ที่ขอ", "งบประมาณที่ได้รับจัดสรร"),
        ("งบประมาณที่ขอ", "วงเงินที่ขอ"),
        ("งบประมาณที่ใช้", "วงเงินงบประมาณ"),
    ],
)
def test_of_budgets_none_of_which_is_plainly_better_none_is_read_or_written(
    first: str, second: str
) -> None:
    sheet = two(first, second, FIRST, SECOND)

    found = {(it.rule, it.cell.a1): it for it in judge(sheet)}

    assert budgets(read_plan(sheet, HEADERS)) == [None, None]
    assert told(sheet) == [(UNSURE, "D1")]
    message = found[UNSURE, "D1"].message
    assert f"D1 “{first}”" in message
    assert f"E1 “{second}”" in message
    # the one cause is told once, and not at every project again
    assert "BUD002" not in {rule for rule, _ in found}
    assert not {cell.a1 for cell in written(sheet) if cell.column in {4, 5}}


def test_a_column_with_values_is_taken_before_one_without() -> None:
    sheet = two("งบประมาณ (บาท)", "วงเงินที่ขอ", (None, None), SECOND)

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, SECOND)]
    assert told(sheet) == [(SURE, "D1")]


def test_a_sum_below_an_empty_column_is_no_value_of_it() -> None:
    rows: list[Row] = [
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ (บาท)", "วงเงินที่ขอ", *QUARTERS],
        [1, A, 1, None, 30, V],
        ["รวมทั้งสิ้น", None, None, 0, 30, 1, 0, 0, 0],
    ]

    assert budgets(read_plan(sheet_of(Shape(rows)), HEADERS)) == [Decimal(30)]


def test_the_total_stands_below_the_column_that_is_taken() -> None:
    sheet = two("งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร", FIRST, SECOND)

    cells = written(sheet)

    assert Cell(PROJECTS, 4, 5) in cells
    assert Cell(PROJECTS, 4, 4) not in cells


def test_two_columns_below_one_header_are_told_by_what_stands_below_it() -> None:
    def below(*texts: str) -> Sheet:
        head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", None, *QUARTERS]
        rows: list[Row] = [
            head,
            [None, None, None, *texts],
            [1, A, 1, 100, 30, V],
            [2, B, 2, 200, 40, None, V],
        ]
        return sheet_of(Shape(rows, ("D1:E1",)))

    better = below("ที่ขอ", "ที่ได้รับจัดสรร")
    alike = below("ที่ได้รับ", "ที่ตั้งไว้")
    source = below("จำนวนเงิน", "แหล่งที่มา")

    assert budgets(read_plan(better, HEADERS)) == [*map(Decimal, SECOND)]
    assert told(better) == [(SURE, "D2")]
    assert budgets(read_plan(alike, HEADERS)) == [None, None]
    assert told(alike) == [(UNSURE, "D2")]
    assert budgets(read_plan(source, HEADERS)) == [*map(Decimal, FIRST)]
    assert told(source) == []


@pytest.mark.parametrize(
    ("upper", "lower", "merged"),
    [
        (["งบประมาณ ปี 2569", "งบประมาณ ปี 2570", "งบประมาณ ปี 2570"], [], ()),
        (["งบประมาณ", None, None], [2569, 2570, 2570], ("D1:F1",)),
        ([2569, 2570, None], ["งบประมาณ", "งบประมาณ", "งบประมาณ"], ("E1:F1",)),
    ],
)
def test_two_budgets_of_the_plans_own_year_are_told_apart_by_nobody(
    upper: list[Typed], lower: list[Typed], merged: tuple[str, ...]
) -> None:
    rows: list[Row] = [
        ["ลำดับ", "โครงการ", "มิติ", *upper, *QUARTERS],
        *([[None, None, None, *lower]] if lower else []),
        [1, A, 1, 100, 200, 300, V],
    ]
    sheet = sheet_of(Shape(rows, merged))

    assert budgets(read_plan(sheet, HEADERS))[-1] is None
    assert [rule for rule, _ in told(sheet)] == [UNSURE]


def of_remarks(first: str, second: str, *remarks: tuple[Typed, Typed]) -> Sheet:
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", *QUARTERS, first, second]
    rows: list[Row] = [head]
    for at, (name, own) in enumerate(zip((A, B), remarks, strict=True), 1):
        rows.append([at, name, at, 100, V, None, None, None, *own])
    return sheet_of(Shape(rows))


def test_of_two_remarks_neither_is_guessed() -> None:
    sheet = of_remarks("หมายเหตุ", "หมายเหตุ", ("ก", "ข"), (None, "ค"))

    assert [p.remark for p in read_plan(sheet, HEADERS).plan.projects] == ["", ""]
    assert told(sheet) == [(UNSURE, "I1")]


def test_of_two_remarks_the_one_that_is_filled_in_is_read() -> None:
    sheet = of_remarks("หมายเหตุ", "หมายเหตุ", (None, "ข"), (None, "ค"))

    assert [p.remark for p in read_plan(sheet, HEADERS).plan.projects] == ["ข", "ค"]
    assert told(sheet) == [(SURE, "I1")]


def test_a_dimension_nobody_can_tell_is_told_once() -> None:
    rows: list[Row] = [
        ["ลำดับ", "โครงการ", "มิติ", "มิติ", "งบประมาณ", *QUARTERS],
        [1, A, 1, 2, 100, V],
        [2, B, 2, 1, 100, None, V],
    ]
    sheet = sheet_of(Shape(rows))

    assert [p.dimension for p in read_plan(sheet, HEADERS).plan.projects] == [None] * 2
    assert [it.rule for it in judge(sheet) if it.rule in {"DIM001", UNSURE}] == [UNSURE]


def test_quarters_that_stand_twice_are_neither_read_nor_counted() -> None:
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", *QUARTERS, *QUARTERS]
    rows: list[Row] = [
        head,
        [1, A, 1, 100, V, None, None, None, None, V],
        [2, B, 2, 100, None, V, None, None, V],
    ]
    sheet = sheet_of(Shape(rows))

    plan = read_plan(sheet, HEADERS).plan

    assert [project.quarters for project in plan.projects] == [frozenset()] * 2
    rules = [it.rule for it in judge(sheet) if it.rule in {"QTR001", UNSURE}]
    assert rules == [UNSURE]
    assert not {cell.a1 for cell in written(sheet) if 5 <= cell.column <= 12}


@pytest.mark.parametrize("header", ["โครงการ", "แผนงาน/โครงการ"])
def test_of_projects_and_activities_the_projects_are_taken(header: str) -> None:
    rows: list[Row] = [
        ["ลำดับ", "กิจกรรม", header, "มิติ", "งบประมาณ", *QUARTERS],
        [1, "อบรม", A, 1, 100, V],
        [2, "ประชุม", B, 2, 100, None, V],
    ]
    sheet = sheet_of(Shape(rows))

    assert [p.name for p in read_plan(sheet, HEADERS).plan.projects] == [A, B]
    assert told(sheet) == [(SURE, "B1")]


def test_names_that_stand_in_two_columns_stop_with_both_cells() -> None:
    rows: list[Row] = [
        ["ลำดับ", "โครงการ", "ชื่อโครงการ", "มิติ", "งบประมาณ", *QUARTERS],
        [1, A, B, 1, 100, V],
    ]

    with pytest.raises(ColumnsAlike) as stop:
        read_plan(sheet_of(Shape(rows)), HEADERS)

    assert stop.value.alike == "B1 “โครงการ”, C1 “ชื่อโครงการ”"


def with_second(header: str, text: str) -> Sheet:
    column = "L"
    typed = {f"{DETAILS}!{column}{row}": text for row in (2, 3, 4) if text}
    return type_in(clean_sheet(), {f"{DETAILS}!{column}1": header, **typed})


def test_of_a_heading_that_stands_twice_in_the_details_nothing_is_read() -> None:
    sheet = with_second("ผู้รับผิดชอบ", "กองคลัง")

    details = read_plan(sheet, HEADERS).plan.details

    assert [detail.texts[Heading.RESPONSIBLE] for detail in details] == [""] * 3
    assert [it.rule for it in judge(sheet)] == [UNSURE]


def test_a_heading_as_we_write_it_is_taken_before_another_spelling() -> None:
    sheet = with_second("หน่วยงานที่รับผิดชอบ", "กองคลัง")

    details = read_plan(sheet, HEADERS).plan.details

    assert [d.texts[Heading.RESPONSIBLE] for d in details] == ["สำนักปลัด"] * 3
    assert told(sheet) == [(SURE, "L1")]


def test_to_whom_mail_goes_is_not_guessed() -> None:
    typed = {"E1": "อีเมล", "E2": "other@example.com"}
    sheet = type_in(clean_sheet(), {f"{RECIPIENTS}!{at}": t for at, t in typed.items()})

    assert [one.email for one in read_plan(sheet, HEADERS).plan.recipients] == [""]
    assert told(sheet) == [(UNSURE, "B1")]


def test_columns_that_only_look_alike_are_no_rivals() -> None:
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "แหล่งงบประมาณ", "ผู้รับผิดชอบ"]
    rows: list[Row] = [
        [*head, "ระยะเวลาดำเนินการ", *QUARTERS],
        [1, A, 1, 100, "ข้อบัญญัติ", "สำนักปลัด", "ต.ค. - ธ.ค.", V],
    ]
    sheet = sheet_of(Shape(rows))

    reading = read_plan(sheet, HEADERS)

    assert budgets(reading) == [Decimal(100)]
    assert told(sheet) == []
    assert Field.BUDGET in reading.projects.columns


@pytest.mark.parametrize("header", ["งบประมาณที่ได้รับจัดสรร", "งบประมาณปี 2570"])
def test_the_same_headers_on_the_next_page_begin_no_other_table(header: str) -> None:
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณปี 2569", header, *QUARTERS]
    rows: list[Row] = [head, [1, A, 1, 100, 30, V], head, [2, B, 2, 200, 40, None, V]]

    reading = read_plan(sheet_of(Shape(rows)), HEADERS)

    assert budgets(reading) == [*map(Decimal, SECOND)]
    assert "TOT008" not in {hit.rule for hit in reading.hits}
