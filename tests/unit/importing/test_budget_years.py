"""Budgets of several years side by side: the plan's own year's are taken, or none."""

from collections.abc import Sequence
from typing import Any

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS, Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse
from tests.unit.importing.workbooks import Book, Rows

YEARS = range(2566, 2571)
NAMES = [f"โครงการส่งเสริมความโปร่งใสด้านที่ {number}" for number in range(1, 5)]
OF_2570 = ["5000", "10000", "15000", "20000"]
NOTHING = ["", "", "", ""]

Texts = Sequence[str | None]


def bring(rows: Rows, merged: Sequence[str] = ()) -> ImportedPlan:
    sheet = Book({"แผน": rows}, {"แผน": merged}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def table(
    upper: Texts,
    lower: Texts | None,
    *marks: str,
    title: str = "ประจำปีงบประมาณ พ.ศ. 2570",
) -> Rows:
    """Return a plan with a budget for every year, and marks behind each.

    Args:
        upper: what the upper row of headers says over these columns.
        lower: what the row below it says; ``None`` where there is none.
        marks: what stands behind each year's budget.
        title: the line above the table.
    """
    rows: Rows = [
        [f"แผนปฏิบัติการป้องกันการทุจริต {title}"],
        ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
        ["ลำดับ", "โครงการ/กิจกรรม", "มิติ", *upper, "ไตรมาส", "หมายเหตุ"],
    ]
    if lower is not None:
        rows.append([None, None, None, *lower])
    for at, name in enumerate(NAMES, 1):
        budgets = [
            cell for year in YEARS for cell in (at * 1000 * (year - 2565), *marks)
        ]
        rows.append([at, name, at, *budgets, str(at), None])
    return rows


def each(text: str, *others: str | None) -> list[str | None]:
    return [own for year in YEARS for own in (text.format(year=year), *others)]


def under(*texts: str) -> list[str | None]:
    return [*texts] * len(YEARS)


def budgets(plan: ImportedPlan) -> list[str]:
    return [row[Field.BUDGET] for row in plan.projects]


FORMS = {
    "below the word": (["งบประมาณ", *[None] * 4], each("{year}"), ()),
    "below, in thousands": (
        ["งบประมาณ", *[None] * 4],
        each("ปี {year} (พันบาท)"),
        (),
    ),
    "above the word": (each("ปี {year}"), under("งบประมาณ (บาท)"), ()),
    "above, another column with each": (
        each("ปี {year}", None),
        under("งบประมาณ", "ดำเนินการ"),
        ("✓",),
    ),
    "above, the other without a header": (
        each("พ.ศ. {year}", None),
        ["งบประมาณ", None] * 5,
        ("✓",),
    ),
    "above, with other words": (
        each("ปีที่ 1 (พ.ศ. {year})", None),
        under("วงเงินงบประมาณ", "ผลการดำเนินงาน"),
        ("✓",),
    ),
    "above, what was paid beside": (
        each("ปีงบประมาณ {year}", None),
        under("งบประมาณ", "งบประมาณที่ใช้"),
        ("1",),
    ),
    "in one cell with it": (each("งบประมาณปี {year}"), None, ()),
    "in one cell, in Thai digits": (
        [*each("งบประมาณ ปี {year} (บาท)")[:4], "งบประมาณ ปี ๒๕๗๐ (บาท)"],
        None,
        (),
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_plans_own_year_is_taken(
    form: tuple[Texts, Texts | None, tuple[str, ...]],
) -> None:
    upper, lower, marks = form

    plan = bring(table(upper, lower, *marks))

    in_thousands = any("พันบาท" in str(text) for text in lower or ())
    expected = [amount + "000" * in_thousands for amount in OF_2570]
    assert budgets(plan) == expected
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert plan.doubts == ()
    others = "".join(plan.unplaced)
    assert all(f"1: {amount}000" in others for amount in range(1, 5))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_without_a_year_of_the_plan_none_is_taken_and_the_cells_are_told(
    form: tuple[Texts, Texts | None, tuple[str, ...]],
) -> None:
    upper, lower, marks = form

    plan = bring(table(upper, lower, *marks, title="(พ.ศ. 2566 - 2570)"))

    assert budgets(plan) == NOTHING
    (doubt,) = plan.doubts
    assert (doubt.code, doubt.facts) == ("doubt_budgets", {})
    assert doubt.place
    assert doubt.place.facts["cell"].startswith("D")
    others = "".join(plan.unplaced)
    assert all(f"1: {amount}000" in others for amount in range(1, 6))


def test_merged_years_head_their_own_columns_only() -> None:
    rows = table(each("ปี {year}", None), under("งบประมาณ", "ดำเนินการ"), "✓")
    merged = ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:K3", "L3:M3"]

    plan = bring(rows, merged)

    assert budgets(plan) == OF_2570
    assert plan.doubts == ()


@pytest.mark.parametrize(
    ("title", "code", "cells"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2571", "doubt_budgets_of_year", "D3, F3, H3, J3"),
        ("ปีงบประมาณ 2569", "doubt_rivals", "J4, K4, L4, M4"),
    ],
)
def test_a_year_without_one_column_of_budgets_alone_takes_none(
    title: str, code: str, cells: str
) -> None:
    upper = [*each("ปี {year}", None)[:6], "ปี 2569", *[None] * 3]
    lower = under("งบประมาณที่ขอ", "งบประมาณที่ได้รับ")

    rows = table(upper, lower, "1", title=title)
    rows[-1][12] = "2"  # else both columns of what was given say the same

    plan = bring(rows)

    assert budgets(plan) == NOTHING
    (doubt,) = plan.doubts
    assert (doubt.code, doubt.place) == (
        code,
        Said("at", {"tab": "แผน", "cell": cells}),
    )


def test_of_a_years_own_budgets_what_was_given_is_taken() -> None:
    lower = under("งบประมาณที่ขอ", "งบประมาณที่ได้รับ")

    plan = bring(table(each("ปี {year}", None), lower, "1"))

    assert budgets(plan) == ["1"] * len(budgets(plan))
    assert [said.code for said in plan.found if "rival" in said.code] == [
        "found_rivals"
    ]
    assert plan.doubts == ()


def test_a_project_is_no_row_of_headers_though_it_names_all_quarters() -> None:
    rows = table(each("ปี {year}", None), under("งบประมาณ", "ดำเนินการ"), "-")
    quarters = ["ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย.", "ต.ค.-ก.ย."]
    for row in rows[2:]:
        del row[13:], row[0]
    for row in rows[4:]:
        row[3:12:2] = quarters

    plan = bring(rows)

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert budgets(plan) == OF_2570
    assert [[row[quarter] for quarter in QUARTERS] for row in plan.projects] == [
        NOTHING for _ in NAMES
    ]
    assert all(quarter in "".join(plan.unplaced) for quarter in quarters)


def test_in_a_text_the_year_above_the_word_is_the_budgets() -> None:
    head = "ลำดับ\tโครงการ\tมิติ\tปี 2569\tปี 2570\tหมายเหตุ\n\t\t\tงบประมาณ\tงบประมาณ\t\n"
    rows = "1\tก\t1\t10\t20\t\n2\tข\t2\t30\t40\t\n"

    plan = parse(f"แผนต้านทุจริต\nปีงบประมาณ พ.ศ. 2570\n{head}{rows}")

    assert budgets(plan) == ["20", "40"]


def test_months_of_two_years_are_no_budgets_of_two_years() -> None:
    months: list[Any] = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
    months += ["เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
    rows: Rows = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
        ["ที่", "โครงการ", "มิติ", "พ.ศ. 2569", None, None, "พ.ศ. 2570", *[None] * 8],
        [None, None, None, *months, "งบประมาณ"],
        [1, NAMES[0], 1, "/", *[None] * 11, 500],
    ]

    plan = bring(rows)

    assert budgets(plan) == ["500"]
    assert plan.doubts == ()
