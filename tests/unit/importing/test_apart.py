"""Headings that the form has not keep their text apart, and lists stay whole."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from sync.importing.plan import parse_plan
from sync.importing.word import read_word
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse
from tests.unit.importing.workbooks import (
    DETAILS,
    NAMES,
    PROJECTS,
    Book,
    Rows,
    in_three_columns,
    in_two_columns,
    numbered,
    official,
    tabs_each,
)

PAPER = """\
ลำดับที่ 1
1. ชื่อโครงการ : โครงการตลาดสุจริต
2. หลักการและเหตุผล
ตลาดเป็นของทุกคน
3. วัตถุประสงค์
1. เพื่อความซื่อตรง
2. เพื่อความโปร่งใส
3. เพื่อประชาชน
4. เพื่อทุกคน
5. เป้าหมาย
ผู้ค้า 30 คน
6. วิธีดำเนินการ
1) ประชุม
2) อบรม
7. งบประมาณ
7,000 บาท
"""


def texts(plan: ImportedPlan) -> dict[Heading, str]:
    (detail,) = plan.details
    return dict(detail.texts)


@pytest.mark.parametrize(
    "heading",
    [
        "8. เครือข่ายที่มาร่วมงาน",
        "8. ตัวชี้วัดความสำเร็จ",
        "ประโยชน์ที่คาดว่าจะได้รับ",
        "พื้นที่ดำเนินการ :",
        "๘. ข้อพึงระวัง : เรื่องฝน",
    ],
)
def test_text_under_an_unknown_heading_is_said_with_its_project(heading: str) -> None:
    plan = parse(PAPER + f"{heading}\nข้อความของหัวข้อนั้น\nอีกบรรทัด\n")

    assert texts(plan) == texts(parse(PAPER))
    assert plan.unplaced == (f"โครงการตลาดสุจริต · {heading}\nข้อความของหัวข้อนั้น\nอีกบรรทัด",)


def test_an_unknown_heading_between_known_ones_takes_only_its_own() -> None:
    text = PAPER.replace("6. วิธี", "6. สถานที่ดำเนินการ\nศาลากลางตลาด\n7. วิธี")
    plan = parse(text.replace("7. งบ", "8. งบ"))

    assert texts(plan) == texts(parse(PAPER))
    assert plan.unplaced == ("โครงการตลาดสุจริต · 6. สถานที่ดำเนินการ\nศาลากลางตลาด",)


def test_items_of_lists_are_no_headings() -> None:
    found = texts(parse(PAPER))

    assert found[Heading.OBJECTIVES].count("\n") == 3
    assert found[Heading.METHOD] == "1) ประชุม\n2) อบรม"


BOLD = (
    ("ลำดับที่ 1", True),
    ("ชื่อโครงการ : โครงการตลาดสุจริต", True),
    ("หลักการและเหตุผล", True),
    ("ตลาดเป็นของทุกคน", False),
    ("งบประมาณ", True),
    ("7,000 บาท", False),
    ("ของฝากจากคณะทำงาน", True),
    ("คำขวัญ", False),
)


def test_what_stands_out_as_headings_do_is_one_in_a_word_file() -> None:
    document = docx.Document()
    for text, bold in BOLD:
        document.add_paragraph().add_run(text).bold = bold
    content = BytesIO()
    document.save(content)

    plan = parse_plan(read_word(content.getvalue()), HEADERS, DIMENSIONS)

    assert texts(plan)[Heading.BUDGET] == "7,000 บาท"
    assert plan.unplaced == ("โครงการตลาดสุจริต · ของฝากจากคณะทำงาน\nคำขวัญ",)


@pytest.mark.parametrize("paper", [in_two_columns, in_three_columns])
def test_labels_and_notes_of_the_offices_own_in_a_tab_are_said(
    paper: Callable[[int], Rows],
) -> None:
    tabs = tabs_each(paper, numbered)
    rows: Rows = tabs[numbered(0)]
    width = max(map(len, rows))
    at = next(n for n, row in enumerate(rows) if "วัตถุประสงค์" in str(row))
    label = [*[None] * (width - 2), "ตัวชี้วัดของเรา", "ร้อยละ 90"]
    rows[at] = [*rows[at], None, "(รอปลัดยืนยัน)"]
    rows.insert(len(rows) - 1, label)

    sheet = Book({"แผน": official(), **tabs}).sheet()
    plan = import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)

    assert {one.name: dict(one.texts) for one in plan.details} == DETAILS
    assert len(plan.projects) == len(PROJECTS)
    assert len(plan.unplaced) == 2
    assert all(line.startswith(f"{NAMES[0]} · ") for line in plan.unplaced)
    note, own = plan.unplaced
    assert "วัตถุประสงค์: (รอปลัดยืนยัน)" in note
    assert own.endswith("· ตัวชี้วัดของเรา: ร้อยละ 90")


def test_rows_of_amounts_under_a_heading_stay_its_text() -> None:
    tabs = tabs_each(in_two_columns, numbered)
    rows = tabs[numbered(0)]
    at = next(n for n, row in enumerate(rows) if "งบประมาณ" in str(row))
    rows[at + 1 : at + 1] = [["ค่าวิทยากร", 6000], ["ค่าอาหาร", "4,000 บาท"]]
    sheet = Book({"แผน": official(), **tabs}).sheet()

    plan = import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.unplaced == ()
    assert "ค่าวิทยากร 6000" in plan.details[0].texts[Heading.BUDGET]
