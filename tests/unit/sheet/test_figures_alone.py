"""A row that holds nothing but figures: a project just begun, or a sum without words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sync.model.cells import Area, Sheet, Value
from sync.plan.totals import compute_totals
from sync.sheet.read import read_plan
from tests.sheets import HEADERS
from tests.unit.sheet.plan_rows import (
    BLANK,
    FIRST,
    Row,
    line,
    numbers,
    project,
    read,
    rows_written,
    rules,
    sheet_of,
    told,
    written,
)

BEGUN: Row = (None, None, None, Decimal(5000), False, False, False, False, None)


def figures(budget: int, *counts: int) -> Row:
    ticks: list[Value] = [Decimal(count) for count in counts] or [False] * 4
    return (None, None, None, Decimal(budget), *ticks, None)


@pytest.mark.parametrize("between", [(), (BLANK,), ((), ())])
@pytest.mark.parametrize("budget", [2000, 1900])
@pytest.mark.parametrize("counts", [(), (2, 0, 0, 0)])
def test_last_row_with_nothing_but_figures_is_no_project(
    between: tuple[Row, ...], budget: int, counts: tuple[int, ...]
) -> None:
    rows = (project(1), project(2), *between, figures(budget, *counts))
    at = f"D{FIRST + 2 + len(between)}"
    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == [("TOT010", at)]
    assert rows_written(*rows) <= {1, FIRST, FIRST + 1}


def test_a_figure_alone_is_said_with_its_cell_and_both_ways_out() -> None:
    (finding,) = told(project(1), project(2), figures(2000))
    assert finding.message.startswith("D5 มีแต่ตัวเลข 2,000.00 ")
    assert "โครงการทั้งหมดรวมได้ 2,000.00 บาท" in finding.message
    assert "“รวมทั้งสิ้น”" in finding.suggestion
    assert "พิมพ์ชื่อโครงการ" in finding.suggestion


def test_notes_below_a_figure_alone_do_not_make_it_a_project() -> None:
    rows = (project(1), project(2), figures(1900), line("ลงชื่อ ........ ผู้จัดทำ", at=1))
    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == [("TOT010", "D5")]


def test_a_row_begun_with_its_budget_between_projects_is_counted() -> None:
    reading = read(project(1), project(2), BEGUN, project(3))
    assert [p.row for p in reading.plan.projects] == [3, 4, 5, 6]
    assert compute_totals(reading.plan).budget == 8000
    assert not rules(project(1), project(2), BEGUN, project(3))


def test_a_row_begun_above_the_total_is_counted() -> None:
    rows = (project(1), project(2), BEGUN, line("รวมทั้งสิ้น", 7000))
    assert len(read(*rows).plan.projects) == 3
    assert not rules(*rows)


def test_rows_begun_one_after_the_other_are_counted() -> None:
    rows = (project(1), project(2), BEGUN, BEGUN)
    assert compute_totals(read(*rows).plan).budget == 12000


def test_budgets_alone_are_a_plan_just_begun() -> None:
    assert len(read(BEGUN, figures(700)).plan.projects) == 2
    assert len(read(BEGUN).plan.projects) == 1


def test_a_sum_without_words_between_projects_is_not_added() -> None:
    rows = (project(1), project(2), figures(2000), project(3))
    assert compute_totals(read(*rows).plan).budget == 3000
    assert rules(*rows) == [("TOT010", "D5")]
    assert written(*rows)["D7"] == 3000


def test_a_figure_below_the_total_is_no_project_and_is_said() -> None:
    rows = (project(1), project(2), line("รวมทั้งสิ้น", 1), BLANK, figures(2000))
    assert numbers(*rows) == ["1", "2"]
    assert ("TOT010", "D7") in rules(*rows)
    assert written(*rows)["D5"] == 2000


def test_a_row_with_a_name_in_merged_cells_is_not_a_figure_alone() -> None:
    tabs = list(sheet_of(project(1), project(2), figures(500)).tabs)
    tabs[1] = replace(tabs[1], merged=(Area(4, 2, 5, 2),))
    reading = read_plan(Sheet(tuple(tabs), "1"), HEADERS)
    assert [p.row for p in reading.plan.projects] == [3, 4, 5]
