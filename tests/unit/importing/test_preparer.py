"""Who prepared a plan, who issues it, and a name with its position in one line."""

from collections.abc import Sequence

import pytest

from sync.importing.front import parse_front
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import Book, Rows, official

DOTS = "......................"
PREPARER = (f"ลงชื่อ{DOTS}ผู้จัดทำ", "(นางสาวสมมุติ ใจซื่อ)", "นักวิเคราะห์นโยบายและแผน")
AGREED = (f"ลงชื่อ{DOTS}ผู้เห็นชอบ", "(นายปลัด มั่นคง)", "ปลัดองค์การบริหารส่วนตำบล")
APPROVER = (f"ลงชื่อ{DOTS}ผู้อนุมัติ", "(นายตัวอย่าง รักสุจริต)", "นายกองค์การบริหารส่วนตำบล")


def bring(*below: Sequence[str | None]) -> ImportedPlan:
    rows: Rows = [*official(), [], *map(list, below)]
    return import_workbook(Book({"แผน": rows}).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


@pytest.mark.parametrize("beside", [True, False])
def test_who_prepared_the_plan_issues_it_where_nobody_else_does(
    beside: bool,
) -> None:
    signed = (PREPARER, AGREED, APPROVER)
    side_by_side = [[None, *texts] for texts in zip(*signed, strict=True)]
    below = [[None, text] for texts in signed for text in (*texts, None)]

    plan = bring(*(side_by_side if beside else below))

    assert plan.info[Info.ISSUER] == "นางสาวสมมุติ ใจซื่อ"
    assert plan.info[Info.ISSUER_POSITION] == "นักวิเคราะห์นโยบายและแผน"
    assert plan.info[Info.APPROVER] == "นายตัวอย่าง รักสุจริต"
    assert plan.unplaced == AGREED
    assert Said("found_preparer", {"name": "นางสาวสมมุติ ใจซื่อ"}) in plan.found


def test_whoever_issues_it_by_name_is_not_who_prepared_it() -> None:
    issuer = f"ลงชื่อ{DOTS}ผู้ออกรายงาน"

    plan = bring(
        *([text] for text in PREPARER),
        [],
        [issuer],
        ["(นายออก รายงาน)"],
        ["ตำแหน่ง ปลัด"],
    )

    assert plan.info[Info.ISSUER] == "นายออก รายงาน"
    assert any("สมมุติ ใจซื่อ" in line for line in plan.unplaced)
    assert all(said.code != "found_preparer" for said in plan.found)


def test_a_unit_that_prepared_the_plan_is_no_person() -> None:
    info, rest = parse_front((), ["ผู้จัดทำ : สำนักปลัด"], ())

    assert info == {}
    assert rest == ["ผู้จัดทำ : สำนักปลัด"]


def test_a_position_behind_a_name_is_no_part_of_it() -> None:
    line = "ผู้อนุมัติ : นายตัวอย่าง รักสุจริต ตำแหน่ง นายกเทศมนตรี"

    info, rest = parse_front((), [line], ())

    assert info == {
        Info.APPROVER: "นายตัวอย่าง รักสุจริต",
        Info.APPROVER_POSITION: "นายกเทศมนตรี",
    }
    assert rest == []
