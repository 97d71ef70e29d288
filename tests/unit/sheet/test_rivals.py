"""Two columns of budgets: the better is taken and told, or none is read."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from sync.model.cells import Cell, Sheet, Uncomputed
from sync.model.plan import Field, Heading
from sync.plan.totals import compute_totals
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import find_edits, give_keys
from tests.sheets import DETAILS, HEADERS, PROJECTS, clean_sheet, type_in
from tests.unit.rules.test_rules import judge
from tests.unit.sheet.test_shapes import (
    QUARTERS,
    A,
    B,
    C,
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


# --- what the columns hold ----------------------------------------------------------

ASKED, GIVEN = "งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร"
ALL = (100, 200, 300)


def three(
    first: str, second: str, firsts: Sequence[Typed], seconds: Sequence[Typed]
) -> Sheet:
    """Return a sheet of three projects with two columns in D and E."""
    rows: list[Row] = [["ลำดับ", "โครงการ", "มิติ", first, second, *QUARTERS]]
    for at, (name, *own) in enumerate(zip((A, B, C), firsts, seconds, strict=True), 1):
        rows.append([at, name, at, *own, V])
    return sheet_of(Shape(rows))


@pytest.mark.parametrize("nothing", [None, "-", 0, "รอแจ้ง", "0.00", "ไม่ใช้งบประมาณ"])
def test_what_was_asked_for_is_read_while_nothing_is_given(nothing: Typed) -> None:
    sheet = three(ASKED, GIVEN, ALL, [nothing] * 3)

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, ALL)]
    assert told(sheet) == [(SURE, "E1")]
    assert Cell(PROJECTS, 5, 4) in written(sheet)


def test_a_column_begun_only_is_not_read_for_one_that_is_filled() -> None:
    sheet = three(ASKED, GIVEN, ALL, (80, None, None))

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, ALL)]
    assert told(sheet) == [(SURE, "E1")]


def test_between_one_half_filled_and_one_that_was_asked_for_nobody_chooses() -> None:
    sheet = three(ASKED, GIVEN, ALL, (80, 150, "-"))

    assert budgets(read_plan(sheet, HEADERS)) == [None] * 3
    assert told(sheet) == [(UNSURE, "D1")]


def test_columns_that_fill_each_other_up_are_not_taken_for_each_other() -> None:
    sheet = three("งบประมาณ", "วงเงินงบประมาณ", (100, None, None), (None, 200, 300))

    assert budgets(read_plan(sheet, HEADERS)) == [None] * 3
    assert told(sheet) == [(UNSURE, "D1")]


def test_what_is_given_is_read_once_it_is_filled_in() -> None:
    sheet = three(ASKED, GIVEN, ALL, (80, 150, 300))

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, (80, 150, 300))]
    assert told(sheet) == [(SURE, "D1")]


@pytest.mark.parametrize(
    ("second", "seconds"),
    [
        ("จำนวนเงิน", ALL),
        ("จำนวนเงิน", ("๑๐๐", "200 บาท", "300.-")),
        ("จำนวนเงิน (พันบาท)", (0.1, 0.2, 0.3)),
    ],
)
def test_equal_amounts_are_no_doubt(second: str, seconds: Sequence[Typed]) -> None:
    sheet = three("งบประมาณ", second, ALL, seconds)

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, ALL)]
    assert told(sheet) == []


def test_amounts_that_no_program_worked_out_are_equal_to_none() -> None:
    formula = Uncomputed("=1+1")
    sheet = three("งบประมาณ", "จำนวนเงิน", ALL, (None,) * 3)
    typed = {f"{PROJECTS}!{at}{row}": formula for at in "DE" for row in (2, 3, 4)}

    assert told(type_in(sheet, typed)) == [(UNSURE, "D1")]


def test_nothing_is_told_of_two_columns_that_are_empty_yet() -> None:
    sheet = three("งบประมาณ", "จำนวนเงิน", (None,) * 3, (None,) * 3)

    assert told(sheet) == []


@pytest.mark.parametrize("others", [(0, 50, 0), (None, None, None), (10, 50, 30)])
def test_of_a_budget_by_source_the_whole_is_read(others: tuple[Typed, ...]) -> None:
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", None, None, *QUARTERS]
    rows: list[Row] = [head, [None, None, None, "อบต.", "อื่น ๆ", "รวม"]]
    wholes = [own + int(other or 0) for own, other in zip(ALL, others, strict=True)]
    for at, (name, *own) in enumerate(
        zip((A, B, C), ALL, others, wholes, strict=True), 1
    ):
        rows.append([at, name, at, *own, V])
    sheet = sheet_of(Shape(rows, ("D1:F1",)))

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, wholes)]
    assert UNSURE not in {rule for rule, _ in told(sheet)}
    if wholes != [*ALL]:
        assert Cell(PROJECTS, 6, 6) in written(sheet)


# --- which columns are the table's ---------------------------------------------------


def beside(header: str, *gap: Typed) -> Sheet:
    """Return a sheet with another table behind some columns."""
    head = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ (บาท)", *QUARTERS, *gap, header]
    rows: list[Row] = [head]
    for at, (name, own) in enumerate(zip((A, B, C), ALL, strict=True), 1):
        rows.append([at, name, at, own, V, *[None] * (3 + len(gap)), own * 2])
    return sheet_of(Shape(rows))


@pytest.mark.parametrize("gap", [(None,), ("สถานะ", "ข้อควรแก้ไข", "รหัส")])
def test_a_table_beside_the_plan_has_none_of_its_budgets(gap: tuple[Typed]) -> None:
    sheet = beside("งบประมาณ", *gap)

    assert budgets(read_plan(sheet, HEADERS)) == [*map(Decimal, ALL)]
    assert told(sheet) == []


def test_lines_below_the_plan_bridge_no_gap_beside_it() -> None:
    typed = {f"{PROJECTS}!{at}7": "หมายเหตุ" for at in "ABCDEFGHIJ"}

    assert told(type_in(beside("งบประมาณ", None), typed)) == []


def test_a_status_of_the_offices_own_does_not_end_the_table() -> None:
    head = ["ลำดับ", "โครงการ", "มิติ", ASKED, "สถานะ", GIVEN, *QUARTERS]
    rows: list[Row] = [head, [1, A, 1, 100, "เสร็จ", 80, V], [2, B, 2, 200, "รอ", 90, V]]

    reading = read_plan(sheet_of(Shape(rows)), HEADERS)

    assert budgets(reading) == [Decimal(80), Decimal(90)]


# --- all other columns ---------------------------------------------------------------


@pytest.mark.parametrize(
    "header", ["ลำดับ", "โครงการ", "กิจกรรม", "มิติ", "หมายเหตุ", "ไตรมาส 1"]
)
def test_of_other_columns_the_left_one_is_read_and_nothing_stops(header: str) -> None:
    at = {"M1": header, "M3": "-", "M4": 2, "N1": header, "N3": "ก", "N4": 1}
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!{a1}": it for a1, it in at.items()})
    plain = clean_sheet()

    plan = read_plan(sheet, HEADERS).plan

    assert plan.projects == read_plan(plain, HEADERS).plan.projects
    assert told(sheet) == []
    assert written(sheet) == written(plain)


def test_names_in_two_columns_do_not_stop_the_worker() -> None:
    rows: list[Row] = [
        ["ลำดับ", "มาตรการ", "กิจกรรม", "มิติ", "งบประมาณ", *QUARTERS],
        [1, A, "อบรม", 1, 100, V],
        [2, B, "ประชุม", 2, 100, None, V],
    ]
    sheet = sheet_of(Shape(rows))

    assert [p.name for p in read_plan(sheet, HEADERS).plan.projects] == [A, B]
    assert told(sheet) == []


def test_a_second_block_of_quarters_is_left_alone() -> None:
    rows: list[Row] = [
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", *QUARTERS, *QUARTERS],
        [1, A, 1, 100, V, None, None, None, None, V],
        [2, B, 2, 100, None, V, None, None, V],
    ]
    sheet = sheet_of(Shape(rows))

    plan = read_plan(sheet, HEADERS).plan

    assert [project.quarters for project in plan.projects] == [{1}, {2}]
    assert told(sheet) == []
    assert not [cell for cell in written(sheet) if cell.row == 4 and cell.column > 8]


def test_of_a_heading_that_stands_twice_in_the_details_the_left_one_is_read() -> None:
    typed = {"L1": "ผู้รับผิดชอบ", "L2": "กองคลัง"}
    sheet = type_in(clean_sheet(), {f"{DETAILS}!{at}": t for at, t in typed.items()})

    details = read_plan(sheet, HEADERS).plan.details

    assert [d.texts[Heading.RESPONSIBLE] for d in details] == ["สำนักปลัด"] * 3
    assert judge(sheet) == judge(clean_sheet())


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
