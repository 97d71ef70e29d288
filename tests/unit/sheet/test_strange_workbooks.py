"""The workbooks beside the repository, as files: each is read and judged."""

from decimal import Decimal

import pytest

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.plan.totals import compute_totals
from sync.sheet.read import Reading, read_plan
from tests.shared import SHARED
from tests.sheets import HEADERS
from tests.unit.rules.test_rules import judge


def reading_of(name: str) -> Reading:
    if not (SHARED / "cases").exists():
        pytest.skip("no shared cases beside the repository")
    return read_plan(LocalSpreadsheet(SHARED / "cases" / name).read(), HEADERS)


@pytest.mark.parametrize(
    ("name", "budget", "told"),
    [
        ("asof-numfmt71.xlsx", 187000, []),
        ("clean.xlsx", 187000, []),
        ("empty-fill.xlsx", 187000, []),
        ("formulas-no-values.xlsx", 157000, ["CEL001"]),
        ("merged-dimension.xlsx", 187000, []),
        ("nbsp-budget.xlsx", 187000, ["DET005"]),
        ("notes-below.xlsx", 187000, []),
        ("subtotals-per-dimension.xlsx", 187000, []),
        ("tab-trailing-space.xlsx", 187000, []),
        ("wingdings.xlsx", 187000, []),
        ("x000b.xlsx", 187000, ["TXT004"]),
        ("zwsp-year.xlsx", 187000, []),
    ],
)
def test_a_strange_workbook_is_read_as_staff_see_it(
    name: str, budget: int, told: list[str]
) -> None:
    reading = reading_of(name)
    totals = compute_totals(reading.plan)

    assert (totals.projects, totals.budget) == (16, Decimal(budget))
    assert totals.per_quarter == (7, 9, 6, 5)
    assert totals.per_dimension == (4, 5, 4, 3)
    assert reading.plan.info.fiscal_year == 2570
    assert str(reading.plan.info.as_of) == "2026-11-16"
    assert reading.rows.total == 23
    assert [f.rule for f in judge(reading.sheet) if f.severity != "info"] == told
