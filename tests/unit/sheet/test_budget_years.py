"""In an office's own sheet, too, the budgets of the plan's year are those that count."""

import pytest

from sync.model.cells import Area, Tab
from sync.model.plan import Field
from sync.sheet.budget_years import dated_budgets, with_budget_of
from sync.sheet.header_rows import find_projects
from sync.sheet.tables import Table
from tests.unit.importing.exports import HEADERS

YEARS = ("ปี 2569", None, "ปี 2570", None)
WORDS = ("งบประมาณ", "ดำเนินการ", "งบประมาณ", "ดำเนินการ")
ROWS = (
    ("ลำดับ", "โครงการ", "มิติ", *YEARS, "หมายเหตุ"),
    (None, None, None, *WORDS, None),
    ("1", "โครงการอบรม", "1", "10", "✓", "20", "✓", None),
)


def table(*merged: Area) -> Table:
    found = find_projects(Tab("โครงการ", ROWS, merged=merged), HEADERS)
    assert found
    return found


@pytest.mark.parametrize("merged", [(), (Area(1, 4, 1, 5), Area(1, 6, 1, 7))])
@pytest.mark.parametrize(("year", "budget"), [(2569, "10"), (2570, "20")])
def test_a_row_has_the_budget_of_the_plans_year(
    merged: tuple[Area, ...], year: int, budget: str
) -> None:
    found = with_budget_of(table(*merged), year, HEADERS)

    assert found.text(3, Field.BUDGET) == budget
    assert found.header == 2


@pytest.mark.parametrize("year", [None, 2571])
def test_without_the_plans_year_there_is_no_column_of_budgets(year: int | None) -> None:
    assert Field.BUDGET not in with_budget_of(table(), year, HEADERS).columns


def test_each_column_of_budgets_is_told_with_the_cell_of_its_year() -> None:
    dated = dated_budgets(table(), HEADERS)

    assert [(each.year, each.told.a1, each.headed.a1) for each in dated] == [
        (2569, "D1", "D2"),
        (2570, "F1", "F2"),
    ]
