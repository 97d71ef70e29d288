"""Which rows of the table are projects, and whose cells the worker writes beside them."""

from decimal import Decimal

import pytest

from sync.sheet.lines import RowKind
from tests.unit.sheet.plan_rows import (
    BLANK,
    FIRST,
    HEADER,
    SIGNATURE,
    Row,
    line,
    numbers,
    project,
    read,
    rows_written,
    told,
    written,
)


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("text", ["มิติที่ 2 การบริหารราชการ", "ส่วนที่ ๑ แผนงานเดิม"])
def test_a_heading_of_a_section_is_no_project(text: str, at: int) -> None:
    rows = (line(text, at=at), project(1), line("รวมทั้งสิ้น", 1000, 1, 0, 0, 0))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {4}


def test_notes_and_signatures_below_the_total_are_no_projects() -> None:
    notes = (line("หมายเหตุ: งบประมาณตามข้อบัญญัติ", at=1), line("คงเหลือ", 500, at=1))
    rows = (project(1), line("รวม", 1000, 1, 0, 0, 0), BLANK, *notes, *SIGNATURE)

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    "typed",
    [
        line("อบรมคุณธรรม", 700, at=1),
        (None, "อบรมคุณธรรม", Decimal(2)),
        (None, "อบรมคุณธรรม", None, None, True),
        (Decimal(2), "อบรมคุณธรรม"),
        (None, "โครงการอบรมคุณธรรม"),
        ("2", "อบรมคุณธรรม", "มิติที่ 2", "๗๐๐"),
    ],
)
def test_whatever_is_begun_below_the_total_is_said_and_no_total_written(
    typed: Row,
) -> None:
    rows = (project(1), line("รวม", 5), typed, *SIGNATURE)

    assert [finding.rule for finding in told(*rows)] == ["TOT007"]
    assert FIRST + 1 not in rows_written(*rows)
    assert [p.name for p in read(*rows).plan.projects][1:] == [typed[1]]


@pytest.mark.parametrize("label", ["คงเหลือ", "หัก ส่วนลด", "งบประมาณที่ตั้งไว้", "ร้อยละ"])
def test_what_is_reckoned_below_the_total_is_a_note(label: str) -> None:
    rows = (project(1), line("รวม", 5), line(label, 700, at=1), *SIGNATURE)

    assert numbers(*rows) == ["1"]
    assert written(*rows)["D4"] == Decimal(1000)


def test_rows_of_another_table_are_left_alone() -> None:
    rows = (project(1), line("รวมทั้งสิ้น", 1000), BLANK, *HEADER, project(9))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


def test_what_staff_type_in_our_columns_beside_other_rows_stays() -> None:
    typed = ("ผ่าน", "ตรวจแล้วโดยพี่แดง", "ดู")
    rows = (
        project(1),
        (*line("รวมมิติที่ 1", 1000), *typed),
        (*line("รวมทั้งสิ้น", 1000, 1, 0, 0, 0), *typed),
        (*SIGNATURE[0], *typed),
    )

    assert rows_written(*rows) == {3}


def test_marks_that_an_older_worker_left_beside_a_subtotal_go() -> None:
    ours = ("ต้องแก้ไข 12 จุด", "• ยังไม่ได้เลือกมิติ", "N4WXR")
    rows = (project(1), (*line("รวมมิติที่ 1", 1000), *ours), line("รวมทั้งสิ้น", 1000))

    edits = written(*rows)

    assert [edits[cell] for cell in ("J4", "K4", "L4")] == [None, None, None]


@pytest.mark.parametrize("name", ["กองคลัง", "ข้อมูล ณ วันที่จัดทำ"])
def test_a_lone_text_right_below_the_total_is_no_project(name: str) -> None:
    rows = (project(1), line("รวม", 1000, 1, 0, 0, 0), line(name, at=1))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    ("quarters", "is_header"), [((1, 2, 3, 4), True), ((2, 3, 4, 5), False)]
)
def test_only_one_to_four_below_a_header_are_the_numbers_of_quarters(
    quarters: tuple[int, ...], is_header: bool
) -> None:
    reading = read(line("", None, *quarters), project(1))

    assert (RowKind.HEADER in reading.rows.kinds.values()) is is_header
