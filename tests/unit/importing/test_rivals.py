"""Two columns of a source for one of ours: the better comes in and is told, or neither."""

from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import Book, Rows

COVER: Rows = [
    ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
    ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
]


def bring(
    head: list[str], *rows: list[object], details: Rows | None = None
) -> ImportedPlan:
    tabs: dict[str, Rows] = {"แผน": [*COVER, head, *map(list, rows)]}
    if details:
        tabs["รายละเอียด"] = details
    return import_workbook(Book(tabs).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def codes(said: tuple[Said, ...]) -> list[str]:
    return [each.code for each in said if "rival" in each.code]


def with_budgets(first: str, second: str) -> ImportedPlan:
    return bring(
        ["ลำดับ", "โครงการ", "มิติ", first, second, "ไตรมาส"],
        [1, "โครงการที่ดี", 1, 100, 30, "1"],
        [2, "โครงการที่ดีกว่า", 2, 200, 40, "2"],
    )


def test_what_was_given_comes_in_before_what_was_asked_for() -> None:
    plan = with_budgets("งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร")

    assert [row[Field.BUDGET] for row in plan.projects] == ["30", "40"]
    assert codes(plan.doubts) == []
    (said,) = [each for each in plan.found if each.code == "found_rivals"]
    assert said.facts["of"] == "E3 “งบประมาณที่ได้รับจัดสรร”"
    assert said.facts["other"] == "D3 “งบประมาณที่ขอ”"
    assert any("100" in line and "งบประมาณที่ขอ" in line for line in plan.unplaced)


def test_the_budget_of_the_plans_own_year_comes_in() -> None:
    plan = with_budgets("วงเงินที่ขอ", "งบประมาณปี 2570")

    assert [row[Field.BUDGET] for row in plan.projects] == ["30", "40"]


@pytest.mark.parametrize("second", ["งบประมาณ", "จำนวนเงิน", "จำนวนงบประมาณ"])
def test_of_budgets_that_may_both_be_meant_neither_comes_in_and_both_are_kept(
    second: str,
) -> None:
    plan = with_budgets("งบประมาณ", second)

    assert [row[Field.BUDGET] for row in plan.projects] == ["", ""]
    assert codes(plan.doubts) == ["doubt_rivals"]
    assert "doubt_no_budget" not in [each.code for each in plan.doubts]
    assert len([line for line in plan.unplaced if "100" in line or "30" in line]) == 2
    assert plan.details == ()


def test_what_was_asked_for_comes_in_where_nothing_was_given_yet() -> None:
    plan = bring(
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร", "ไตรมาส"],
        [1, "โครงการที่ดี", 1, 100, "รอแจ้ง", "1"],
        [2, "โครงการที่ดีกว่า", 2, 200, "รอแจ้ง", "2"],
    )

    assert [row[Field.BUDGET] for row in plan.projects] == ["100", "200"]
    assert codes((*plan.found, *plan.doubts)) == ["found_rivals"]
    assert any("รอแจ้ง" in line for line in plan.unplaced)


def test_names_in_two_columns_come_in_from_the_left_one() -> None:
    plan = bring(
        ["ลำดับ", "โครงการ", "ชื่อโครงการ", "มิติ", "งบประมาณ", "ไตรมาส"],
        [1, "โครงการที่ดี", "อบรม", 1, 100, "1"],
    )

    assert [row[Field.NAME] for row in plan.projects] == ["โครงการที่ดี"]
    assert codes((*plan.found, *plan.doubts)) == []


def test_a_heading_in_two_columns_of_details_comes_in_from_the_left_one() -> None:
    details: Rows = [
        ["ชื่อโครงการ", "วัตถุประสงค์", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ผู้รับผิดชอบ"],
        ["โครงการที่ดี", "เพื่อให้ดี", "ประชุม", "สำนักปลัด", "กองคลัง"],
    ]

    plan = bring(
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "ไตรมาส"],
        [1, "โครงการที่ดี", 1, 100, "1"],
        details=details,
    )

    assert plan.details[0].texts[Heading.RESPONSIBLE] == "สำนักปลัด"
    assert codes((*plan.found, *plan.doubts)) == []


def test_what_a_second_row_says_otherwise_is_kept() -> None:
    facts: Rows = [
        ["ชื่อหน่วยงาน", "เทศบาลตำบลสมมุติ"],
        ["จังหวัด", "แบบแผน"],
        ["ปีงบประมาณ", "2570"],
        ["หน่วยงาน", "เทศบาลตำบลสมมติ"],
    ]
    rows: Rows = [
        ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "ไตรมาส"],
        [1, "โครงการที่ดี", 1, 100, "1"],
    ]
    book = Book({"ข้อมูลแผน": facts, "แผน": rows})

    plan = import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.info[Info.OFFICE] == "เทศบาลตำบลสมมุติ"
    assert "หน่วยงาน เทศบาลตำบลสมมติ" in plan.unplaced


@pytest.mark.parametrize(
    ("first", "second", "read", "code"),
    [
        ("งบประมาณที่ขอ", "งบประมาณที่ได้รับจัดสรร", ["300", "400"], "found_rivals"),
        ("งบประมาณ", "จำนวนเงิน", ["", ""], "doubt_rivals"),
    ],
)
def test_a_table_of_a_word_file_goes_by_the_same(
    tmp_path: Path, first: str, second: str, read: list[str], code: str
) -> None:
    document = docx.Document()
    for line in (cells[0] for cells in COVER):
        document.add_paragraph(line)
    rows = [
        ["ลำดับ", "โครงการ", "มิติ", first, second, "ไตรมาส"],
        ["1", "โครงการที่ดี", "1", "100", "300", "1"],
        ["ลำดับ", "โครงการ", "มิติ", first, second, "ไตรมาส"],
        ["2", "โครงการที่ดีกว่า", "2", "200", "400", "2"],
    ]
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))

    plan = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert [row[Field.BUDGET] for row in plan.projects] == read
    assert codes((*plan.found, *plan.doubts)) == [code]
    kept = "\n".join(plan.unplaced)
    assert "100" in kept
    assert "200" in kept
