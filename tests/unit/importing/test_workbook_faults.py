"""What an office's own workbook has twice, adds up wrongly, or keeps beside its plan."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from sync.cli.import_view import show_source
from sync.cli.terminal import Terminal
from sync.importing.workbook import import_workbook
from sync.messages import load_words
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Heading
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import Book, Rows

TITLE: Rows = [
    ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
    ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
]
HEADER: list[Any] = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ", "วิธีดำเนินการ"]


def bring(
    *rows: list[Any], above: Rows = TITLE, header: list[Any] = HEADER
) -> ImportedPlan:
    sheet = Book({"แผน": [*above, header, *rows]}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def shown(plan: ImportedPlan) -> tuple[bool, str]:
    screen = StringIO()
    console = Console(file=screen, width=10_000)
    is_whole = show_source(plan, HEADERS, Terminal(load_words("th"), console))
    return is_whole, screen.getvalue()


ALIKE: Rows = [
    [1, "กิจกรรมจิตอาสา", 1, 100, "ทำความสะอาด"],
    [2, "โครงการอบรม", 1, 200, "บรรยาย"],
    [3, "กิจกรรมจิตอาสา", 2, 300, "ปลูกต้นไม้"],
]


def test_projects_of_one_name_have_each_their_own_details() -> None:
    plan = bring(*ALIKE)

    assert [(one.name, one.texts[Heading.METHOD]) for one in plan.details] == [
        ("กิจกรรมจิตอาสา", "ทำความสะอาด"),
        ("โครงการอบรม", "บรรยาย"),
        ("กิจกรรมจิตอาสา", "ปลูกต้นไม้"),
    ]


@pytest.mark.parametrize("without", [None, 2])
def test_projects_of_one_name_are_told_with_their_rows(without: int | None) -> None:
    rows = [[*row[:4], None] if at == without else row for at, row in enumerate(ALIKE)]
    plan = bring(*rows)

    facts = {"name": "กิจกรรมจิตอาสา", "places": "“แผน” 4, 6"}
    assert Said("doubt_one_name", facts) in plan.doubts
    assert shown(plan)[0] is False


def tab_of(name: str, text: str) -> Rows:
    return [
        [f"1. ชื่อโครงการ : {name}"],
        ["2. หลักการและเหตุผล"],
        ["เห็นความสำคัญ"],
        ["3. วัตถุประสงค์"],
        ["เพื่อความสุจริต"],
        ["5. วิธีดำเนินการ"],
        [text],
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("โครงการที่ 1", "โครงการที่ 3"), ("จิตอาสา", "จิตอาสา (2)")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_projects_of_one_name_have_each_the_tab_of_their_number_or_order(
    first: str, second: str, turned: bool
) -> None:
    name = ALIKE[0][1]
    tabs = {first: tab_of(name, "ทำความสะอาด"), second: tab_of(name, "ปลูกต้นไม้")}
    if turned:
        tabs = dict(reversed(tabs.items()))
    table: Rows = [*TITLE, HEADER[:4], *(row[:4] for row in ALIKE)]

    sheet = Book({"แผน": table, **tabs}).sheet()
    plan = import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)

    texts = [one.texts[Heading.METHOD] for one in plan.details]
    by_number = "1" in first
    expected = ["ทำความสะอาด", "ปลูกต้นไม้"]
    assert texts == (expected if by_number or not turned else expected[::-1])
    assert plan.left == ()
