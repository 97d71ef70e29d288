"""What stands below the plan's total is its own, unless it goes on with the plan."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from sync.model.cells import Value
from tests.unit.sheet.plan_rows import (
    BLANK,
    Row,
    line,
    numbers,
    project,
    rules,
    written,
)

PLAN = (*(project(number) for number in range(1, 4)), line("รวมทั้งสิ้น", 9))
Texts = Sequence[tuple[str | int | bool | None, ...]]

BY_DIMENSION: Texts = (
    ("มิติ", "จำนวนโครงการ", None, "งบประมาณ (บาท)"),
    ("มิติ 1", 2, None, 2000),
    ("มิติ 2", 1, None, 1000),
    ("รวม", 3, None, 3000),
)
BY_QUARTER: Texts = (
    ("ไตรมาส", "จำนวนโครงการ", None, "งบประมาณ"),
    ("ไตรมาส 1", 2, None, 2000),
    ("ไตรมาส 2", 1, None, 1000),
)
SOURCES: Texts = (
    ("ที่", "แหล่งงบประมาณ", None, "จำนวนเงิน (บาท)"),
    (1, "เทศบัญญัติ", None, 2500),
    (2, "เงินอุดหนุน", None, 500),
)
COMMITTEE: Texts = (
    ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง"),
    *((number, f"นายสมมุติ คนที่ {number}", "กรรมการ") for number in range(1, 7)),
)
TABLES = [BY_DIMENSION, BY_QUARTER, SOURCES, COMMITTEE]


def rows_of(table: Texts, at: int = 0) -> tuple[Row, ...]:
    return tuple(_row((None,) * at + tuple(texts)) for texts in table)


def _row(texts: tuple[str | int | bool | None, ...]) -> Row:
    cells: list[Value] = [None] * 9
    for place, text in enumerate(texts):
        if text is None or isinstance(text, bool | str):
            cells[place] = text
        else:
            cells[place] = Decimal(text)
    return tuple(cells)


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("between", [(), (BLANK,), (line("สรุปแผน"),)])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_under_the_total_is_none_of_the_plans(
    table: Texts, between: tuple[Row, ...], at: int
) -> None:
    rows = (*PLAN, *between, *rows_of(table, at))

    assert numbers(*rows) == ["1", "2", "3"]
    assert written(*rows)["D6"] == Decimal(3000)
    assert {rule for rule, _ in rules(*rows)} <= {"TOT017", "TOT002", "TOT001"}
    assert len([rule for rule, _ in rules(*rows) if rule == "TOT017"]) <= 1


@pytest.mark.parametrize("between", [(), (BLANK,)])
def test_a_legend_below_is_none_of_the_plans(between: tuple[Row, ...]) -> None:
    legend = rows_of([(n, f"การสร้างสังคมสุจริต ด้านที่ {n}") for n in range(1, 5)])
    rows = (*PLAN, *between, *legend)

    assert numbers(*rows) == ["1", "2", "3"]
    assert written(*rows)["D6"] == Decimal(3000)


def test_a_legend_one_column_to_the_right_is_none_of_the_plans() -> None:
    legend = rows_of([(n, f"การสร้างสังคมสุจริต ด้านที่ {n}") for n in range(1, 5)], 1)

    assert numbers(*PLAN, BLANK, *legend) == ["1", "2", "3"]


@pytest.mark.parametrize("table", [BY_DIMENSION, BY_QUARTER, SOURCES])
def test_what_shares_out_the_plans_money_is_not_told_of(table: Texts) -> None:
    rows = (*PLAN, BLANK, *rows_of(table))
    other = (*PLAN, BLANK, *rows_of([*table, ("อื่น ๆ", "เงินสะสม", None, 700)]))

    assert "TOT017" not in {rule for rule, _ in rules(*rows)}
    assert "TOT017" in {rule for rule, _ in rules(*other)}


def test_two_tables_under_the_total_are_told_once() -> None:
    rows = (*PLAN, BLANK, *rows_of(COMMITTEE), BLANK, *rows_of(SOURCES))

    assert numbers(*rows) == ["1", "2", "3"]
    assert [rule for rule, _ in rules(*rows)].count("TOT017") == 1


@pytest.mark.parametrize(
    "texts",
    [
        (4, "อบรมคุณธรรม", None, 500),
        (4, "อบรมคุณธรรม", None, None, True),
        (4, "อบรมคุณธรรม"),
        (None, "อบรมคุณธรรม", 1, 500, True),
        (1, "โครงการอบรมคุณธรรม", 2, 500),
    ],
)
@pytest.mark.parametrize("table", [(), SOURCES])
def test_a_project_that_goes_on_with_the_plan_is_seen(
    texts: tuple[str | int | bool | None, ...], table: Texts
) -> None:
    rows = (*PLAN, BLANK, _row(texts), BLANK, *rows_of(table))

    assert len(numbers(*rows)) == 4
    assert "TOT007" in {rule for rule, _ in rules(*rows)}
