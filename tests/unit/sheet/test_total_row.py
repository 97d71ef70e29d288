"""The plan's total is written where its row is certain, else the sum is said."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from sync.model.cells import Area, CellError, EmptyResult, Sheet, Uncomputed, Value
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, PROJECTS
from tests.unit.sheet.plan_rows import (
    BLANK,
    FIRST,
    HEADER,
    SIGNATURE,
    Row,
    line,
    numbers,
    project,
    rows_written,
    sheet_of,
    told,
    written,
)


def test_without_a_total_it_is_made_below_the_table_and_above_the_notes() -> None:
    rows = (project(1), project(2), BLANK, BLANK, *SIGNATURE)

    assert numbers(*rows) == ["1", "2"]
    assert written(*rows)["A5"] == "รวมทั้งสิ้น"
    assert rows_written(*rows) == {3, 4, 5}


def test_a_total_is_made_below_rows_numbered_beforehand_and_below_subtotals() -> None:
    numbered = ((Decimal(2), None, None, None, False, False, False, False),)

    assert written(project(1), *numbered)["A5"] == "รวมทั้งสิ้น"
    assert written(project(1), line("รวมมิติที่ 1", 1000))["A5"] == "รวมทั้งสิ้น"


def test_a_total_is_never_made_over_what_staff_have_typed() -> None:
    rows = (project(1), *SIGNATURE)

    assert [finding.rule for finding in told(*rows)] == ["TOT009"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    "value", [CellError("#REF!"), Uncomputed("=SUM(D3:D3)"), "x", Decimal(0), True]
)
def test_a_total_is_made_in_an_empty_row_only(value: Value) -> None:
    rows = (project(1), (*[None] * 12, value))

    assert [finding.rule for finding in told(*rows)] == ["TOT009"]
    assert rows_written(*rows) == {3}


def test_a_total_is_not_made_within_a_merged_cell() -> None:
    sheet = sheet_of(project(1))
    tabs = [
        replace(tab, merged=(Area(3, 4, 9, 4),)) if tab.title == PROJECTS else tab
        for tab in sheet.tabs
    ]

    reading = read_plan(Sheet(tuple(tabs), "1"), HEADERS)

    assert reading.rows.place is None
    assert [hit.rule for hit in reading.rows.hits] == ["TOT009"]


def test_a_table_of_no_projects_gets_no_total() -> None:
    assert rows_written() == set()
    assert rows_written(*SIGNATURE) == set()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((project(1), line("รวมทั้งสิ้น", 5), line("รวมทั้งสิ้น", 6)), "TOT006"),
        ((project(1), line("รวมทั้งสิ้น", 5), line("รวม", 6)), "TOT006"),
        ((project(1), line("รวม", 1000), project(2), line("รวม", 1000)), "TOT006"),
        ((project(1), line("รวมทั้งสิ้น", 5), project(2)), "TOT007"),
        ((project(1), line("รวม", 5), project(2)), "TOT007"),
        ((project(1), line("รวมทั้งสิ้น", 1000), *HEADER, project(2)), "TOT008"),
        ((project(1), (HEADER[0][1], *HEADER[0][:1], *HEADER[0][2:])), "TOT008"),
    ],
)
def test_where_the_total_is_uncertain_none_is_written(
    rows: Sequence[Row], code: str
) -> None:
    kept = [
        place for place, row in enumerate(rows, FIRST) if "โครงการที่" not in str(row)
    ]

    assert [finding.rule for finding in told(*rows)] == [code]
    assert rows_written(*rows).isdisjoint(kept)
    assert "รวมทั้งสิ้น" not in written(*rows).values()


def test_a_stale_total_that_is_not_written_is_said_with_the_sum() -> None:
    second = ("ลำดับ", "ชื่อโครงการ", "งบประมาณ", "หมายเหตุ")
    rows = (project(1), project(2), line("รวมทั้งสิ้น", 1900), BLANK, second)
    found = {finding.rule: finding for finding in told(*rows)}
    assert list(found) == ["TOT008", "TOT011"]
    assert found["TOT011"].cell.a1 == "D5"
    assert "1,900.00" in found["TOT011"].message
    assert "2,000.00" in found["TOT011"].message


@pytest.mark.parametrize(
    "rows",
    [
        (project(1), line("รวมทั้งสิ้น", 5), line("รวมทั้งสิ้น", 6), project(2)),
        (project(1), line("รวมทั้งสิ้น", 5), project(2)),
        (project(1), project(2), *SIGNATURE),
    ],
)
def test_where_no_total_is_written_the_sum_is_said(rows: Sequence[Row]) -> None:
    (finding,) = told(*rows)
    assert "รวมได้ 2,000.00 บาท" in finding.message


@pytest.mark.parametrize("column", [0, 3, 8])
def test_a_formula_that_shows_nothing_is_not_written_over_with_totals(
    column: int,
) -> None:
    below: list[Value] = [None] * 9
    below[column] = EmptyResult()
    rows = (project(1), project(2), tuple(below))

    assert 5 not in rows_written(*rows)
    assert [finding.rule for finding in told(*rows)] == ["TOT009"]
