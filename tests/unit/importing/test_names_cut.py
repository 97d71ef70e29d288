"""A project's name may go on in a row of its own; nobody joins it, but it is told."""

from typing import Any

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse
from tests.unit.importing.workbooks import Book, Rows

NAMES = ["โครงการเสริมสร้างคุณธรรม", "กิจกรรมจิตอาสา", "มาตรการงดรับของขวัญ"]


def bring(*between: list[Any], below: bool = False) -> ImportedPlan:
    rows: Rows = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
        ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "หมายเหตุ"],
        [1, NAMES[0], 1, 1000, None],
        *between,
        *(
            []
            if below
            else [[2, NAMES[1], 1, 2000, None], [3, NAMES[2], 2, 3000, None]]
        ),
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
    "rest", ["เบิกจ่าย", "งบประมาณที่โปร่งใส", "หักภาษีให้ถูกต้อง", "ค่านิยมสุจริต"]
)
def test_the_rest_of_a_name_may_begin_as_a_note_of_money_does(rest: str) -> None:
    (doubt,) = bring([None, rest]).doubts

    assert (doubt.code, doubt.facts["text"]) == ("doubt_name_cut", rest)


def test_so_may_the_rest_of_the_last_name_above_the_total() -> None:
    last: Rows = [[4, "มาตรการสอบทานการ", 4, 500, None], [None, "เบิกจ่าย"]]
    (doubt,) = bring(*last, ["รวมทั้งสิ้น", None, None, 1500], below=True).doubts

    assert (doubt.code, doubt.facts["text"]) == ("doubt_name_cut", "เบิกจ่าย")


@pytest.mark.parametrize(
    "between",
    [
        [[None, "เบิกจ่ายแล้ว 500 บาท"]],
        [[None, "คงเหลือ : ดูภาคผนวก"]],
        [[None, "แผนงานบริหารงานทั่วไป"]],
        [["มิติที่ 1 การสร้างวัฒนธรรมสุจริต"]],
        [[None, "หมายเหตุ ดำเนินการทุกปี"]],
        [[None, "1) จัดอบรม"]],
        [[None, "- จัดอบรม"], [None, "- ค่าวิทยากร"]],
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


@pytest.mark.parametrize(
    ("label", "amount"),
    [
        ("ยอดยกไป", 1000),
        ("รวมหน้านี้", 1000),
        ("รวม", 1000),
        ("รวมทั้งสิ้น", 1000),
        ("รวมมิติที่ 1", 3000),
        ("รวมมิติที่ 1 จำนวน 2 โครงการ", 3000),
    ],
)
def test_a_sum_stands_for_no_text_between_its_projects(label: str, amount: int) -> None:
    rest = [None, "จริยธรรมแก่พนักงาน", None, None, "ทุกปี"]

    right = bring(rest, [None, label, None, amount])
    wrong = bring(rest, [None, label, None, amount + 1])

    assert [doubt.code for doubt in right.doubts] == ["doubt_name_cut"]
    assert sorted(doubt.code for doubt in wrong.doubts) == [
        "doubt_name_cut",
        "doubt_sum",
    ]


def test_in_a_text_a_sum_stands_for_no_text_between_its_projects() -> None:
    plan = parse(
        "แผนต้านทุจริต\nลำดับ\tโครงการ\tมิติ\tงบประมาณ\tหมายเหตุ\n"
        f"1\t{NAMES[0]}\t1\t1000\t\n\tจริยธรรมแก่พนักงาน\t\t\tทุกปี\n"
        f"\tยอดยกไป\t\t1000\t\n2\t{NAMES[1]}\t1\t2000\t\n3\t{NAMES[2]}\t2\t3000\t\n"
    )

    assert [doubt.code for doubt in plan.doubts] == ["doubt_name_cut"]
