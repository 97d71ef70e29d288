"""What stands above the plan's table: another table there gives it neither name nor year."""

from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Field, Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import NAMES, Book, Rows, official

PLAN = official()[5:]
BUDGETS: Rows = [
    ["รายจ่ายตามข้อบัญญัติ ประจำปีงบประมาณ 2569"],
    ["แผนงาน", "งาน", "หมวด", "ประมาณการ (บาท)"],
    ["บริหารทั่วไป", "งานบริหาร", "ค่าใช้สอย", "1,200,000"],
    ["การศึกษา", "งานการศึกษา", "ค่าใช้สอย", "300,000"],
    ["รวม", None, None, "1,500,000"],
]
STAFF: Rows = [
    ["บุคลากรของหน่วยงาน"],
    ["ที่", "ชื่อ - สกุล", "ตำแหน่ง"],
    [1, "นายสมมุติ ใจดี", "ปลัด"],
    [2, "นางสมมุติ ใจงาม", "นิติกร"],
]
BY_DIMENSION: Rows = [
    ["สรุปแผนปฏิบัติการ ปีงบประมาณ พ.ศ. 2569"],
    ["มิติ", "จำนวนโครงการ"],
    ["มิติที่ 1", 4],
    ["มิติที่ 2", 3],
    ["มิติที่ 3", 5],
    ["รวม", 12],
]
LAST_YEAR: Rows = [
    ["ผลการดำเนินงานปีที่ผ่านมา"],
    ["ที่", "โครงการ", "งบประมาณ", "ผลการเบิกจ่าย"],
    [1, "โครงการเดิม", 5000, 4000],
    [2, "กิจกรรมเดิม", 3000, 3000],
]
OFFICE = ["เทศบาลตำบลเขาสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"]
NEAR: Rows = [["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570"], OFFICE]
OTHERS = {
    "budgets": BUDGETS,
    "staff": STAFF,
    "by dimension": BY_DIMENSION,
}


def bring(rows: Rows) -> ImportedPlan:
    sheet = Book({"แผน": rows}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def front(plan: ImportedPlan) -> tuple[str | None, ...]:
    names = (Info.TITLE, Info.FISCAL_YEAR, Info.OFFICE)
    return tuple(plan.info.get(name) for name in names)


KNOWN = ("แผนปฏิบัติการป้องกันการทุจริต", "2570", "เทศบาลตำบลเขาสมมุติ")


@pytest.mark.parametrize("gap", [[], [[]]])
@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_the_nearest_title_names_the_plan(other: Rows, gap: Rows) -> None:
    plan = bring([*other, *gap, *NEAR, *PLAN])

    assert front(plan) == KNOWN
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert plan.totals[Field.BUDGET]
    assert plan.unplaced == ()
    rows = {"tab": "แผน", "rows": f"1–{len(other)}"}
    assert plan.left == (Said("left_rows_above", rows),)


@pytest.mark.parametrize("gap", [[], [[]]])
def test_last_years_projects_without_a_year_are_not_the_plan(gap: Rows) -> None:
    plan = bring([*LAST_YEAR, *gap, *NEAR, *PLAN])

    assert front(plan) == KNOWN
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [left.code for left in plan.left] == ["left_part_beside"]
    assert plan.left[0].facts["place"] == "A1:D4"


def test_a_cover_above_another_table_is_the_plans() -> None:
    plan = bring([*NEAR, [], *STAFF, [], ["ตารางโครงการ"], *PLAN])

    assert front(plan) == KNOWN
    assert [left.facts["rows"] for left in plan.left] == ["5–7"]
    assert plan.unplaced == ("บุคลากรของหน่วยงาน",)


def test_what_the_nearest_title_does_not_say_the_cover_does() -> None:
    cover: Rows = [["แผนปฏิบัติการป้องกันการทุจริต"], ["ปีงบประมาณ 2570"], OFFICE, []]

    plan = bring([*cover, *BUDGETS, [], NEAR[0][:1], *PLAN])

    assert front(plan) == KNOWN
    assert plan.unplaced == ()


def test_a_long_table_above_the_plan_does_not_hide_it() -> None:
    staff: Rows = [*STAFF[:2], *([n, f"นายสมมุติ {n}", "ปลัด"] for n in range(1, 50))]

    plan = bring([*staff, [], *NEAR, *PLAN])

    assert front(plan) == KNOWN
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [left.facts["rows"] for left in plan.left] == ["1–51"]


@pytest.mark.parametrize("total", [["รวม", None, None, 82500], []])
def test_a_table_below_that_counts_anew_has_no_projects(total: list[object]) -> None:
    head = ["ที่", "ชื่อ - สกุล", "ตำแหน่ง", "โทร"]
    staff: Rows = [head, [1, "นายสมมุติ ใจดี", "ปลัด", 1234], [2, "นางสมมุติ", "นิติกร", 5678]]

    plan = bring([*NEAR, *PLAN[:-1], total, [], *staff])

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [left.code for left in plan.left] == ["left_rows"]
    assert plan.doubts == ()


def test_headers_of_two_rows_are_no_other_table() -> None:
    title = [KNOWN[0], None, "ประจำปีงบประมาณ พ.ศ. 2570", "แบบ ผด.02"]
    upper = ["ข้อมูลโครงการ", None, None, "งบประมาณ", "ช่วงเวลา"]
    lower = ["ลำดับ", "โครงการ", "มิติ", None, "ไตรมาส 1", "ไตรมาส 2"]

    plan = bring([title, OFFICE, upper, lower, [1, "โครงการอบรม", 1, 500, "/"]])

    assert front(plan) == KNOWN
    assert plan.projects[0][Field.BUDGET] == "500"
    assert [left.code for left in plan.left if left.code != "left_line"] == []


def test_a_title_over_several_cells_is_one() -> None:
    title = ["แผนปฏิบัติการป้องกันการทุจริต", "ประจำปีงบประมาณ พ.ศ.", "2570"]

    assert front(bring([title, OFFICE, *PLAN])) == KNOWN


@pytest.mark.parametrize(
    "line",
    [
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570",
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปี ๒๕๗๐",
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปี พ.ศ. 2570",
        "แผนปฏิบัติการป้องกันการทุจริต ปี พ.ศ.2570",
        "แผนปฏิบัติการป้องกันการทุจริต ปี 2570",
    ],
)
def test_a_year_behind_the_title_is_the_plans(line: str) -> None:
    title, year, _ = front(bring([[line], OFFICE, *PLAN]))

    assert title == KNOWN[0]
    assert year in {"2570", "๒๕๗๐"}


@pytest.mark.parametrize("other", [BUDGETS, STAFF, LAST_YEAR], ids=str)
def test_another_table_in_a_document_is_left_out(other: Rows, tmp_path: Path) -> None:
    document = docx.Document()
    blocks: list[Rows] = [other[:1], [[]], other[1:], [[]], NEAR, PLAN]
    for rows in blocks:
        if max(map(len, rows)) < 2:
            for row in rows:
                document.add_paragraph(*row)
            continue
        width = max(map(len, rows))
        made = document.add_table(0, width)
        for row in rows:
            whole = [*row, *[None] * (width - len(row))]
            for cell, value in zip(made.add_row().cells, whole, strict=True):
                cell.text = "" if value is None else str(value)
    document.save(str(tmp_path / "plan.docx"))

    plan = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert front(plan) == KNOWN
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [left.code for left in plan.left] == ["left_rows_above_here"]
    assert plan.left[0].facts["count"] == str(len(other) - 1)


LABELS: Rows = [
    ["ชื่อแผน", "แผนปฏิบัติการป้องกันการทุจริต"],
    ["หน่วยงาน", "เทศบาลตำบลเขาสมมุติ", "อำเภอ :", "ตัวอย่าง", "จังหวัด", "แบบแผน"],
    ["ปีงบประมาณ", 2570],
]


def test_labels_with_their_texts_beside_them_name_the_plan() -> None:
    plan = bring([*LABELS, *PLAN])

    assert front(plan) == KNOWN
    others = (Info.OFFICE_TYPE, Info.AMPHOE, Info.PROVINCE)
    assert [plan.info[info] for info in others] == ["เทศบาลตำบล", "ตัวอย่าง", "แบบแผน"]
    assert plan.unplaced == ()


def test_a_label_that_says_otherwise_than_the_title_is_unplaced() -> None:
    plan = bring([*NEAR, ["หน่วยงาน", "เทศบาลเมืองอื่น", "อำเภอ", "ตัวอย่าง"], *PLAN])

    assert front(plan) == KNOWN
    assert plan.unplaced == ("หน่วยงาน เทศบาลเมืองอื่น อำเภอ ตัวอย่าง",)


@pytest.mark.parametrize(
    "row",
    [
        ["หน่วยงาน", "เทศบาลตำบลเขาสมมุติ", "อำเภอ"],
        ["หน่วยงาน", "-"],
        ["ปีงบประมาณ", "ตามข้อบัญญัติ"],
        ["หน่วยงาน", "เทศบาลตำบลเขาสมมุติ", "ผู้ประสานงาน", "นายสมมุติ"],
    ],
)
def test_a_row_that_is_not_all_labels_and_texts_stays_a_line(row: list[str]) -> None:
    plan = bring([["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570"], row, *PLAN])

    assert plan.unplaced == (" ".join(row),)
