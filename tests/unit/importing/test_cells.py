"""What stands in cells is kept, or said with its cell."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sync.importing.workbook import import_workbook
from sync.model.cells import CellError, Sheet, Uncomputed
from sync.model.imports import Hidden, Said
from sync.model.plan import LINKS, Field, Heading, Info
from sync.thai.folding import key
from tests.unit.importing.bringing import BOOKS, bring, projects_of, read
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import (
    DETAILS,
    LABELS,
    NAMES,
    PROJECTS,
    Book,
    Rows,
    as_rows,
    of_years,
    official,
)


def test_hidden_rows_and_columns_come_in_and_are_said() -> None:
    hidden = Hidden(
        rows={"แผน": frozenset({9, 10, 99})}, columns={"แผน": frozenset({4, 30})}
    )

    plan = bring(Book({"แผน": official()}), hidden=hidden)

    assert len(plan.projects) == len(PROJECTS)
    assert Said("hidden_rows", {"tab": "แผน", "rows": "9–10"}) in plan.found
    assert Said("hidden_columns", {"tab": "แผน", "columns": "D"}) in plan.found


def test_what_excel_hides_is_found_in_the_file(tmp_path: Path) -> None:
    plan = read(BOOKS["hidden rows and tabs"], tmp_path)

    assert Said("hidden_rows", {"tab": "แผน 2570", "rows": "9–10"}) in plan.found
    assert Said("hidden_tab_left", {"tab": "สำรอง"}) in plan.found


def test_a_formula_without_a_result_is_said_with_its_cell() -> None:
    sheet = Book({"แผน": official()}).sheet()
    rows = [list(row) for row in sheet.tabs[0].rows]
    rows[7][3], rows[8][3] = Uncomputed("=SUM(A1)"), CellError("#REF!")
    tab = replace(sheet.tabs[0], rows=tuple(map(tuple, rows)))

    plan = import_workbook(Sheet((tab,), ""), "ก.xlsx", HEADERS, DIMENSIONS)

    assert Said("doubt_formulas", {"tab": "แผน", "cells": "D8, D9"}) in plan.doubts
    assert [row[Field.BUDGET] for row in plan.projects][:2] == ["", ""]


def test_a_column_of_the_offices_own_is_kept_as_a_line() -> None:
    rows = official()
    rows[5] = [*rows[5], "สถานที่"]
    rows[7] = [*rows[7], "ศาลาประชาคม"]
    rows[9] = [*rows[9], "ห้องประชุม"]

    plan = bring(Book({"แผน": rows}))

    assert plan.unplaced == ("สถานที่ · 1: ศาลาประชาคม · 3: ห้องประชุม",)


SIGNED: Rows = [
    ["ลงชื่อ .................... ผู้เห็นชอบ"],
    ["(นายสมมุติ ใจตรง)"],
    ["นักวิเคราะห์นโยบายและแผน"],
]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("column", [8, 9, 10])
def test_signatures_below_the_table_are_no_text_of_the_last_project(
    column: int, *, total: bool
) -> None:
    rows = official() if total else official()[:-1]
    rows[5] = [*rows[5], "ผู้รับผิดชอบ", "สถานที่"]
    for row in rows[7:13]:
        row += ["กองคลัง", "ศาลา"]
    below = [[*[None] * column, *row] for row in SIGNED]

    plan = bring(Book({"แผน": [*rows, [], *below]}))

    assert {one.texts[Heading.RESPONSIBLE] for one in plan.details} == {"กองคลัง"}
    assert [line for line in plan.unplaced if "สถานที่" in line] == [
        "สถานที่ · " + " · ".join(f"{n}: ศาลา" for n in range(1, 7))
    ]
    for (text,) in SIGNED[1:]:
        assert text in plan.unplaced


def test_two_texts_of_one_heading_are_not_mixed() -> None:
    second = [[name, *["อีกข้อความ"] * 9] for name in NAMES]
    book = Book(
        {
            "แผน": official(),
            "รายละเอียด": as_rows(),
            "สำรอง": [["ชื่อโครงการ", *LABELS.values()], *second],
        }
    )

    plan = bring(book)

    assert {detail.name: dict(detail.texts) for detail in plan.details} == DETAILS
    facts = {"tab": "สำรอง", "name": NAMES[0], "heading": "method"}
    assert Said("left_twice", facts) in plan.left


def test_documents_of_another_spreadsheet_are_not_taken_over() -> None:
    ours = [
        ["ชื่อแผน", "แผนปฏิบัติการป้องกันการทุจริต"],
        ["หน่วยงาน", "อบต.ตัวอย่าง"],
        ["ปีงบประมาณ", "2570"],
        *(
            [label, f"https://docs.google.com/document/d/{info}"]
            for info, label in LINKED
        ),
    ]

    plan = bring(Book({"แผน": official(), "ข้อมูลแผน": ours}))

    assert plan.info[Info.OFFICE] == "อบต.ตัวอย่าง"
    assert LINKS.isdisjoint(plan.info)


LINKED = [(info, HEADERS.label(info)) for info in sorted(LINKS)]


def test_a_day_in_a_cell_is_written_as_people_write_it() -> None:
    sheet = Book({"แผน": official(), "รายละเอียด": as_rows()}).sheet()
    rows = [list(row) for row in sheet.tabs[1].rows]
    rows[2][5] = date(2026, 10, 1)
    tabs = (sheet.tabs[0], replace(sheet.tabs[1], rows=tuple(map(tuple, rows))))

    plan = import_workbook(Sheet(tabs, ""), "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.details[0].texts[Heading.PERIOD] == "1 ตุลาคม 2569"


MERGED = Said(
    "doubt_merged_budget",
    {
        "tab": "แผน",
        "cells": "D8:D9",
        "amount": "20000",
        "names": f"“{NAMES[0]}”, “{NAMES[1]}”",
    },
)


def test_a_budget_merged_over_two_projects_is_said() -> None:
    rows = official()
    rows[8][3] = None

    plan = bring(Book({"แผน": rows}, {"แผน": ["D8:D9"]}))

    assert MERGED in plan.doubts
    assert plan.left == ()
    assert [row[Field.BUDGET] for row in plan.projects][:2] == ["20000", ""]


@pytest.mark.parametrize(
    "texts", [[1, 2, 3, 4], ["1", "2", "3", "4"], ["1/70", "2/70", "3/70", "4/70"]]
)
def test_quarters_as_numbers_in_the_row_of_the_headers_are_quarters(
    texts: list[int | str],
) -> None:
    rows = official()
    rows[5:7] = [[*rows[5][:4], *texts, "หมายเหตุ"]]

    plan = bring(Book({"แผน": rows}))

    assert projects_of(plan) == [(key(own), *rest) for own, *rest in PROJECTS]
    assert (plan.unplaced, plan.left) == ((), ())


@pytest.mark.parametrize(
    ("year", "first"), [("2570", "20000"), ("2571", "2"), ("", "")]
)
def test_of_budgets_of_several_years_those_of_the_plans_year_are_taken(
    year: str, first: str
) -> None:
    rows = of_years()
    rows[1] = [f"ประจำปีงบประมาณ พ.ศ. {year}" if year else "(พ.ศ. 2569 - 2571)"]

    plan = bring(Book({"แผน": rows}))

    assert plan.projects[0][Field.BUDGET] == first
    assert ("doubt_budgets" in {doubt.code for doubt in plan.doubts}) is not bool(year)
    others = "".join(plan.unplaced)
    assert all(each in others for each in ("2569", "2570", "2571") if each != year)
