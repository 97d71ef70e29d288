"""Marks that tell no quarter: below years, or between the ends of an arrow."""

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import QUARTERS, Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import COVER, Book, Rows, official

HEAD = ["ที่", "โครงการ", "มิติ", "งบประมาณ (บาท)"]
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."]
MONTHS += ["ก.ค.", "ส.ค.", "ก.ย."]


def bring(rows: Rows, *merged: str) -> ImportedPlan:
    book = Book({"แผน": [*COVER, *rows]}, {"แผน": merged})
    return import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def quarters(plan: ImportedPlan) -> list[list[str]]:
    return [[row[quarter] for quarter in QUARTERS] for row in plan.projects]


def test_marks_below_years_are_told_and_no_quarter_is_guessed() -> None:
    rows: Rows = [
        [*HEAD, "ปีที่ดำเนินการ"],
        [*[None] * 4, 2568, 2569, 2570],
        [1, "โครงการหนึ่งของเรา", 1, 1000, "/", "/", "/"],
        [2, "โครงการสองของเรา", 2, 2000, None, None, "/"],
    ]

    plan = bring(rows, "E6:G6")

    assert quarters(plan) == [[""] * 4] * 2
    (doubt,) = plan.doubts
    assert doubt.code == "doubt_no_quarters"
    assert doubt.place
    assert doubt.place.facts == {"tab": "แผน", "cell": "E8, F8, G8:G9"}


@pytest.mark.parametrize("merged", [(), ("E6:H6",)])
def test_marks_below_what_names_no_quarter_are_all_told(
    merged: tuple[str, ...],
) -> None:
    rows: Rows = [
        [*HEAD, "ระยะเวลา ไตรมาส"],
        [*[None] * 4, "ครั้งที่ 1", "ครั้งที่ 2", "ครั้งที่ 3", "ครั้งที่ 4"],
        [1, "โครงการหนึ่งของเรา", 1, 1000, "/", None, "/"],
        [2, "โครงการสองของเรา", 2, 2000, None, None, None, "/"],
    ]

    plan = bring(rows, *merged)

    assert quarters(plan) == [[""] * 4] * 2
    (doubt,) = plan.doubts
    assert (doubt.code, doubt.place and doubt.place.facts["cell"]) == (
        "doubt_no_quarters",
        "E8, G8, H9",
    )
    assert len(plan.unplaced) == 4


def test_a_table_without_any_mark_is_not_told() -> None:
    rows: Rows = [[*HEAD, "หมายเหตุ"], [1, "โครงการหนึ่งของเรา", 1, 1000, "ปีละ 1 ครั้ง"]]

    assert bring(rows).doubts == ()


def test_quarters_that_are_read_leave_marks_elsewhere_alone() -> None:
    rows = [list(row) for row in official()]
    rows[5] = [*rows[5], "ทำทุกปี"]
    rows[7] = [*rows[7], *[None] * (8 - len(rows[7])), "/"]

    plan = import_workbook(Book({"แผน": rows}).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert [doubt.code for doubt in plan.doubts] == []


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # the month between is nobody's word, but the quarter is told by its ends
        (["◄", None, "►"], ["☑", "", "", ""]),
        (["◄", *[None] * 10, "►"], ["☑", "?", "?", "☑"]),
        (["◄", *["-"] * 10, "►"], ["☑", "☑", "☑", "☑"]),
    ],
)
def test_the_ends_of_an_arrow_keep_their_quarters(
    marks: list[str | None], expected: list[str]
) -> None:
    rows: Rows = [[*HEAD, *MONTHS], [1, "โครงการหนึ่งของเรา", 1, 1000, *marks]]

    plan = bring(rows)

    assert quarters(plan) == [expected]
    assert plan.projects[0][Field.NAME] == "โครงการหนึ่งของเรา"
