"""What an import writes is read by the night as what the import understood."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from sync.adapters.workbook_layout.new_workbook import lay_out
from sync.adapters.xlsx.reading import read_workbook
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import QUARTERS, Field
from sync.sheet.read import Reading, read_plan
from sync.thai.folding import clean
from sync.thai.money import parse_baht
from sync.thai.ticks import parse_ticks
from tests.unit.importing.exports import BELOW, DIMENSIONS, HEADERS, TABLE, parse
from tests.unit.importing.workbooks import (
    COVER,
    HEADER,
    PROJECTS,
    TOTAL,
    Book,
    Rows,
    books,
    official,
    rows_of,
)
from tests.unit.importing.workbooks import (
    QUARTERS as NUMBERS,
)

BOOKS = dict(books())


def written(plan: ImportedPlan) -> Reading:
    content = BytesIO()
    lay_out(plan, HEADERS).save(content)
    return read_plan(read_workbook(content.getvalue(), Path("ใหม่.xlsx")), HEADERS)


def bring(rows: Rows) -> ImportedPlan:
    book = Book({"แผน": rows})
    return import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def understood(plan: ImportedPlan) -> list[tuple[Any, ...]]:
    found = []
    for row in plan.projects:
        amount = parse_baht(row[Field.BUDGET])
        ticks = parse_ticks([row[quarter] for quarter in QUARTERS])
        quarters = frozenset(number for number, tick in enumerate(ticks, 1) if tick)
        baht = amount.baht if amount and amount.plain else None
        found.append((clean(row[Field.NAME]), baht, quarters))
    return found


def read(reading: Reading) -> list[tuple[Any, ...]]:
    return [(one.name, one.budget, one.quarters) for one in reading.plan.projects]


def assert_same(plan: ImportedPlan) -> None:
    reading = written(plan)

    assert read(reading) == understood(plan)
    assert None not in {one.dimension for one in reading.plan.projects}
    totals = reading.plan.typed_totals
    assert totals
    if plan.totals:
        amount = parse_baht(plan.totals[Field.BUDGET])
        assert totals.budget == (amount.baht if amount else None)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_every_habit_is_written_as_it_was_understood(name: str) -> None:
    book = BOOKS[name]
    plan = import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert_same(plan)


TOTALS: Sequence[list[Any]] = [
    ["รวม", None, None],
    [None, "รวม", None],
    [7, "รวม", None],
    [len(PROJECTS), "รวมทั้งสิ้น", None],
    ["๖", "รวมงบประมาณทั้งสิ้น", None],
    ["-", "รวมทั้งหมด", None],
    [None, None, "รวม"],
    ["รวม", "6 โครงการ", None],
    [None, "รวม 6 โครงการ", None],
    ["ร ว ม", "ทั้ง", "สิ้น"],
    [6, "รวมเป็นเงิน", "บาท"],
    ["Grand Total", None, None],
]


@pytest.mark.parametrize("label", TOTALS)
def test_a_total_stays_one_wherever_its_word_stands(label: list[Any]) -> None:
    rows = [*COVER, HEADER, NUMBERS, *rows_of(), [*label, TOTAL]]

    plan = bring(rows)

    assert len(plan.projects) == len(PROJECTS)
    assert plan.totals[Field.BUDGET] == str(TOTAL)
    assert_same(plan)
    kept = "".join([*plan.totals.values(), *plan.unplaced])
    said = [
        text for text in label if isinstance(text, str) and text not in {"๖", "บาท"}
    ]
    assert all(text in kept for text in said)


def test_the_rows_of_a_part_beside_the_total_are_counted_once() -> None:
    first, second = rows_of(range(3)), rows_of(range(3, 6))
    amount = sum(row[3] for row in first)
    rows = [
        *(*COVER, HEADER, NUMBERS),
        *(*first, [4, "รวมมิติที่ 1", None, amount]),
        *(*second, [8, "รวมมิติที่ 2-4", None, TOTAL - amount]),
        [9, "รวมทั้งสิ้น", None, TOTAL],
    ]

    plan = bring(rows)

    assert sum(row[1] or Decimal(0) for row in read(written(plan))) == TOTAL
    assert_same(plan)


def numbered_total(text: str) -> str:
    return text.replace("รวมทั้งสิ้น\t\t", "3\tรวมทั้งสิ้น 2 โครงการ\t")


@pytest.mark.parametrize("text", [TABLE, numbered_total(TABLE)])
def test_an_export_is_written_as_it_was_understood(text: str) -> None:
    plan = parse(text + BELOW)

    assert len(plan.projects) == 2
    assert_same(plan)


def test_a_plan_without_a_total_gets_one_that_is_read() -> None:
    assert_same(bring(official()[:-1]))
