"""Sums that staff typed, compared with what they stand for."""

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import COVER, HEADER, QUARTERS, Book, Rows

ROWS: Rows = [
    [1, "โครงการอบรมคุณธรรม", 1, 20000, "/", None, None, None],
    [2, "กิจกรรมจิตอาสา", 1, 10000, None, "/", None, None],
    [3, "โครงการเผยแพร่ข้อมูล", 2, 5000, None, "/", None, None],
    [4, "กิจกรรมรับฟังความเห็น", 2, 15000, None, None, None, "/"],
]


def table(*rows: list[object]) -> Rows:
    """Return a plan's tab; rows begin in its row 8."""
    return [*COVER, HEADER, QUARTERS, *map(list, rows)]


def bring(rows: Rows) -> ImportedPlan:
    sheet = Book({"แผน": rows}, {"แผน": ["E6:H6"]}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def unequal(plan: ImportedPlan) -> list[tuple[str, ...]]:
    """Return what is told of sums: the cell, what was typed, and what it adds up to."""
    told = []
    for doubt in plan.doubts:
        assert doubt.place
        where = doubt.place.facts.get("cell") or doubt.place.facts["label"]
        names = ("found", "computed", "every", "unread")
        told.append((where, *(str(doubt.facts.get(name, "")) for name in names)))
    return [tuple(filter(None, each)) for each in told]


def part(label: str, amount: object) -> list[object]:
    return [label, None, None, amount]


def test_a_sum_that_is_none_is_told_with_its_cell_and_both_figures() -> None:
    rows = table(
        *ROWS[:2],
        part("รวมมิติที่ 1", 40000),
        *ROWS[2:],
        part("รวมมิติที่ 2", 20000),
        part("รวมทั้งสิ้น", 60000),
    )

    assert unequal(bring(rows)) == [
        ("D10", "40,000.00", "30,000.00"),
        ("D14", "60,000.00", "50,000.00"),
    ]


def test_sums_that_are_right_are_not_told() -> None:
    rows = table(
        *ROWS[:2],
        part("รวมมิติที่ 1", "๓๐,๐๐๐.-"),
        *ROWS[2:],
        part("รวมมิติที่ 2", "20,000 บาท"),
        part("รวม", Decimal(50000)),
    )

    plan = bring(rows)

    assert plan.doubts == ()
    assert plan.totals[Field.BUDGET] == "50000"
    assert [each.facts["rows"] for each in plan.left] == ["10, 13"]


def test_a_closing_sum_that_is_of_all_is_the_plans_though_its_last_part_has_none() -> (
    None
):
    rows = table(*ROWS[:2], part("รวมมิติที่ 1", 30000), *ROWS[2:], part("รวม", 50000))

    plan = bring(rows)

    assert (plan.doubts, plan.totals[Field.BUDGET]) == ((), "50000")
    assert [each.facts["rows"] for each in plan.left] == ["10"]


def test_a_closing_sum_of_its_part_alone_is_not_the_plans() -> None:
    rows = table(*ROWS[:2], part("รวม", 30000), *ROWS[2:], part("รวม", 20000))

    plan = bring(rows)

    assert (plan.doubts, plan.totals) == ((), {})
    assert [each.facts["rows"] for each in plan.left] == ["10, 13"]


def test_a_closing_sum_that_is_neither_is_told_with_both() -> None:
    rows = table(*ROWS[:2], part("รวมมิติที่ 1", 30000), *ROWS[2:], part("รวม", 60000))

    plan = bring(rows)

    assert unequal(plan) == [("D13", "60,000.00", "20,000.00", "50,000.00")]


def test_projects_without_a_figure_are_told_with_a_sum_that_differs() -> None:
    without = [2, "กิจกรรมจิตอาสา", 1, "ยังไม่กำหนด"]

    told = bring(table(ROWS[0], without, *ROWS[2:], part("รวมทั้งสิ้น", 50000)))

    assert unequal(told) == [("D12", "50,000.00", "40,000.00", "1")]


def test_counts_of_quarters_are_compared_as_well() -> None:
    total = [*part("รวมทั้งสิ้น", 50000), 1, 3, 0, 1]

    assert unequal(bring(table(*ROWS, total))) == [("F12", "3", "2")]


def test_amounts_where_ticks_should_be_are_no_counts() -> None:
    rows = [[*row[:4], row[3], None, None, None] for row in ROWS]
    total = [*part("รวมทั้งสิ้น", 50000), 50000, None, None, None]

    assert unequal(bring(table(*rows, total))) == []


def test_a_figure_without_a_word_is_compared_as_well() -> None:
    rows = table(*ROWS, [None, None, None, 60000])

    assert unequal(bring(rows)) == [("D12", "60,000.00", "50,000.00")]


def test_sums_of_thousands_are_compared_in_baht() -> None:
    rows = table(*([*row[:3], row[3] // 1000, *row[4:]] for row in ROWS))
    rows[5] = [*HEADER[:3], "งบประมาณ (พันบาท)", *HEADER[4:]]

    assert unequal(bring([*rows, part("รวมทั้งสิ้น", 50)])) == []
    told = unequal(bring([*rows, part("รวมทั้งสิ้น", 51)]))
    assert told == [("D12", "51,000.00", "50,000.00")]


@pytest.mark.parametrize(
    "columns", [[0, 1, 3], [0, 1, 2, 3], [0, 1, 4, 5, 6, 7], [0, 1]]
)
def test_tables_without_some_columns_have_no_wrong_sums(columns: list[int]) -> None:
    rows = table(*ROWS, [*part("รวมทั้งสิ้น", 50000), 1, 2, 0, 1])
    cut = [[(*row, *[None] * 8)[at] for at in columns] for row in rows[5:]]

    plan = import_workbook(Book({"แผน": cut}).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert [row[Field.NAME] for row in plan.projects] == [row[1] for row in ROWS]
    assert plan.doubts == ()


def test_a_plan_in_several_tabs_may_have_its_sum_in_the_last() -> None:
    tabs = {
        "มิติ 1": table(*ROWS[:2], part("รวม", 30000)),
        "มิติ 2": table(*ROWS[2:], part("รวม", 20000), part("รวมทั้งสิ้น", 50000)),
    }

    plan = import_workbook(Book(tabs).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert len(plan.projects) == 4
    assert plan.doubts == ()


def test_a_total_below_the_sum_of_the_last_part_is_of_the_table(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(0, 8)
    sums = [part("รวม", 30000), part("รวม", 20000), part("รวมทั้งสิ้น", 50000)]
    for row in [*table(*ROWS[:2], sums[0], *ROWS[2:], *sums[1:])[5:]]:
        whole = [*row, *[None] * (8 - len(row))]
        for cell, value in zip(made.add_row().cells, whole, strict=True):
            cell.text = "" if value is None else str(value)
    document.save(str(tmp_path / "plan.docx"))

    plan = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert (plan.doubts, plan.unplaced) == ((), ())
    assert plan.totals[Field.BUDGET] == "50000"


def test_sums_in_a_document_are_compared_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570")
    made = document.add_table(0, 8)
    rows = table(
        *ROWS[:2],
        part("รวมมิติที่ 1", "40,000"),
        *ROWS[2:],
        part("รวมมิติที่ 2", "20,000"),
        part("รวมทั้งสิ้น", "60,000"),
    )
    for row in rows[5:]:
        whole = [*row, *[None] * (8 - len(row))]
        for cell, value in zip(made.add_row().cells, whole, strict=True):
            cell.text = "" if value is None else str(value)
    document.save(str(tmp_path / "plan.docx"))

    plan = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert unequal(plan) == [
        ("รวมมิติที่ 1", "40,000.00", "30,000.00"),
        ("รวมทั้งสิ้น", "60,000.00", "50,000.00"),
    ]
    (left,) = plan.left
    assert left.facts == {"labels": "“รวมมิติที่ 1” 40,000, “รวมมิติที่ 2” 20,000"}
    assert plan.unplaced == ()


def test_headings_and_parts_of_projects_are_no_projects_and_are_kept() -> None:
    rows = table(
        ["1", "แผนงานสุจริต", 1, 30000],
        ["1.1", *ROWS[0][1:]],
        ["1.2", *ROWS[1][1:]],
        [None, "- ค่าอาหาร", None, 4000],
        [None, "- ค่าวิทยากร", None, 6000],
        part("รวมทั้งสิ้น", 30000),
    )

    plan = bring(rows)

    assert [row[Field.NUMBER] for row in plan.projects] == ["1.1", "1.2"]
    assert plan.doubts == ()
    left = {said.code: said.facts["rows"] for said in plan.left}
    assert left == {"left_groups": "8", "left_parts": "11–12"}
    assert plan.unplaced == (
        "1 แผนงานสุจริต 1 30000",
        "- ค่าอาหาร 4000",
        "- ค่าวิทยากร 6000",
    )


def test_rows_that_may_be_counted_twice_are_told_once() -> None:
    rows = table(
        *ROWS,
        [None, "- ค่าอาหาร", None, 4000],
        [None, "- ค่าวิทยากร", None, 6000],
    )

    (doubt,) = bring(rows).doubts

    assert doubt.code == "doubt_nested"
    assert doubt.place
    assert doubt.place.facts["row"] == "12–13"
