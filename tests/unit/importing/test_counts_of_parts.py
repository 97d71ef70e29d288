"""How many projects a part's sum says there are, held against the table."""

from collections.abc import Sequence

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import COVER, HEADER, QUARTERS, Book, Rows

ROWS: Rows = [
    [1, "โครงการอบรมคุณธรรม", 1, 20000, "/"],
    [2, "กิจกรรมจิตอาสา", 1, 10000, "/"],
    [3, "โครงการเผยแพร่ข้อมูล", 2, 5000, "/"],
]


def bring(*rows: Sequence[object]) -> ImportedPlan:
    book = Book(
        {"แผน": [*COVER, HEADER, QUARTERS, *map(list, rows)]}, {"แผน": ["E6:H6"]}
    )
    return import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def test_a_parts_sum_that_counts_other_projects_is_told_with_its_row() -> None:
    first = ["รวมมิติที่ 1 จำนวน ๕ โครงการ", None, None, 30000]

    plan = bring(
        *ROWS[:2], first, ROWS[2], ["รวมมิติที่ 2 จำนวน 1 โครงการ", None, None, 5000]
    )

    (doubt,) = plan.doubts
    assert doubt.code == "doubt_count"
    assert (doubt.facts["row"], doubt.facts["projects"]) == ("10", "2")


@pytest.mark.parametrize(
    "label",
    [
        "รวมมิติที่ 1 จำนวน 2 โครงการ",
        "รวมมิติที่ 1 จำนวน 1 โครงการ 1 กิจกรรม",
        "รวมมิติที่ 1 จำนวน 2 โครงการ/กิจกรรม (ใช้งบประมาณ 1 โครงการ)",
        "รวมมิติที่ 1",
    ],
)
def test_a_parts_sum_that_counts_them_right_is_not_told(label: str) -> None:
    # below all projects, as a summary: it is the dimension's all the same
    assert bring(*ROWS, [label, None, None, 30000]).doubts == ()
