"""Headers of offices' own tables, in as many rows and such words as they like."""

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import QUARTERS, Field
from sync.thai.ticks import parse_ticks
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import NAMES, PROJECTS, Book, Rows, official

MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."]
MONTHS += ["ก.ค.", "ส.ค.", "ก.ย."]


def bring(rows: Rows, merged: tuple[str, ...] = ()) -> ImportedPlan:
    sheet = Book({"แผน": rows}, {"แผน": merged}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def quarters_of(plan: ImportedPlan) -> list[list[int]]:
    rows = [
        parse_ticks([row[quarter] for quarter in QUARTERS]) for row in plan.projects
    ]
    return [[n for n, tick in enumerate(row, 1) if tick] for row in rows]


def test_months_below_quarters_below_a_period_are_all_read() -> None:
    quarters = [text for n in range(1, 5) for text in (f"ไตรมาส {n}", None, None)]
    rows: Rows = [
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "ระยะเวลาดำเนินการ"],
        [*[None] * 4, *quarters],
        [*[None] * 4, *MONTHS],
        [1, NAMES[0], 1, 5000, "←", "-", "→"],
        [2, NAMES[1], 2, 5000, *["X"] * 12],
    ]

    plan = bring(rows, ("E1:P1", "E2:G2", "H2:J2", "K2:M2", "N2:P2"))

    assert quarters_of(plan) == [[1], [1, 2, 3, 4]]
    assert plan.unplaced == ()


def test_a_header_merged_over_two_rows_ends_with_the_second() -> None:
    rows: Rows = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
        ["ที่", "โครงการ", "งบประมาณ", None, None, "มิติ"],
        [None, None, "2569 (บาท)", "2570 (บาท)", "2571 (บาท)"],
        [1, NAMES[0], 10, 20, 30, 1],
    ]

    plan = bring(rows, ("A2:A3", "B2:B3", "C2:E2", "F2:F3"))

    assert [row[Field.BUDGET] for row in plan.projects] == ["20"]
    assert plan.left == ()


@pytest.mark.parametrize(
    ("dimension", "budget"),
    [
        ("ความสอดคล้องกับมิติ", "งบประมาณที่ได้รับจัดสรร (บาท)"),
        ("มิติ", "งบประมาณที่ได้รับอนุมัติ"),
        ("ภายใต้มิติ", "งบประมาณทั้งสิ้น (บาท)"),
        ("มิติ", "แหล่งที่มาและงบประมาณ"),
    ],
)
def test_headers_in_an_offices_own_words_are_read(dimension: str, budget: str) -> None:
    rows = official()
    rows[5] = [*rows[5][:2], dimension, budget, *rows[5][4:]]

    plan = bring(rows)

    expected = [(str(of), str(baht)) for _, of, baht, _ in PROJECTS]
    found = [(row[Field.DIMENSION], row[Field.BUDGET]) for row in plan.projects]
    assert found == expected


def test_a_heading_in_two_cells_is_no_project() -> None:
    rows = [[*row[:2], *row[3:]] for row in official()]
    rows = [*rows[:7], ["มิติที่ 1", "จิตสำนึก"], *rows[7:9], ["มิติที่ ๒", "โปร่งใส"], *rows[9:]]

    plan = bring(rows)

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [row[Field.DIMENSION] for row in plan.projects][:3] == ["1", "1", "2"]
