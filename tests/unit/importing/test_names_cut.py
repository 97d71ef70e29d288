"""A project's name may go on in a row of its own; nobody joins it, but it is told."""

from typing import Any

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse
from tests.unit.importing.workbooks import Book, Rows

NAMES = ["โครงการเสริมสร้างคุณธรรม", "กิจกรรมจิตอาสา", "มาตรการงดรับของขวัญ"]


def bring(*between: list[Any]) -> ImportedPlan:
    rows: Rows = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
        ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "หมายเหตุ"],
        [1, NAMES[0], 1, 1000, None],
        *between,
        [2, NAMES[1], 1, 2000, None],
        [3, NAMES[2], 2, 3000, None],
    ]
    return import_workbook(Book({"แผน": rows}).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def test_a_text_below_a_project_that_may_be_the_rest_of_its_name_is_told() -> None:
    plan = bring(
        [None, "จริยธรรมแก่พนักงาน", None, None, "ทุกปี"], [None, "ส่วนตำบลและประชาชน"]
    )

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert plan.doubts == tuple(
        Said(
            "doubt_name_cut",
            {"text": text, "name": NAMES[0]},
            Said("at_number", {"tab": "แผน", "row": row}),
        )
        for text, row in [("จริยธรรมแก่พนักงาน", "5"), ("ส่วนตำบลและประชาชน", "6")]
    )
    assert "จริยธรรมแก่พนักงาน" in "".join(plan.unplaced)


@pytest.mark.parametrize(
    "between",
    [
        [[None, "แผนงานบริหารงานทั่วไป"]],
        [["มิติที่ 1 การสร้างวัฒนธรรมสุจริต"]],
        [[None, "หมายเหตุ ดำเนินการทุกปี"]],
        [[None, "1) จัดอบรม"]],
        [[], [None, "จริยธรรมแก่พนักงาน"]],
    ],
)
def test_a_heading_of_a_group_or_an_item_is_not_the_rest_of_a_name(
    between: Rows,
) -> None:
    assert bring(*between).doubts == ()


def test_in_a_text_it_is_told_by_its_words() -> None:
    head = "แผนต้านทุจริต\nลำดับ\tโครงการ\tมิติ\tงบประมาณ\tหมายเหตุ\n"
    rows = [f"{at}\t{name}\t1\t{at}000\t\n" for at, name in enumerate(NAMES, 1)]
    rows.insert(1, "\tจริยธรรมแก่พนักงาน\t\t\tทุกปี\n")

    plan = parse(head + "".join(rows))

    told = Said("at_row", {"label": "จริยธรรมแก่พนักงาน"})
    assert [doubt.place for doubt in plan.doubts] == [told]
