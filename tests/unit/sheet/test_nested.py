"""Headings of projects and parts of them, which are no projects themselves."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.unit.sheet.plan_rows import BLANK, Row, line, read, told, written


def row(
    number: str | None,
    name: str,
    budget: int | None = None,
    ticks: int = 0,
    dimension: int | None = 1,
) -> Row:
    quarters = [quarter <= ticks for quarter in range(1, 5)]
    amount = None if budget is None else Decimal(budget)
    of = Decimal(dimension) if dimension else None
    return (number, name, of, amount, *quarters, None)


def part(name: str, budget: int | None) -> Row:
    return row(None, name, budget, dimension=None)


def counted(*rows: Row) -> list[int]:
    return [project.row for project in read(*rows).plan.projects]


def rules(*rows: Row) -> list[str]:
    return [finding.rule for finding in told(*rows)]


TOTAL = line("รวมทั้งสิ้น", 5000)
A, B = row("1.1", "โครงการหนึ่ง", 2000, 1), row("1.2", "โครงการสอง", 3000, 2)


@pytest.mark.parametrize(
    ("rows", "projects"),
    [
        ([row("1", "แผนงานสุจริต", 5000), A, B], [4, 5]),
        ([row("1.", "แผนงานสุจริต", None), A, B], [4, 5]),
        ([row("๑", "แผนงานสุจริต", 5000, dimension=None), A, BLANK, B], [4, 6]),
        (
            [
                row("1", "แผนงานสุจริต", 5000),
                row("1.1", "กลุ่มแรก", 5000),
                row("1.1.1", "โครงการหนึ่ง", 2000, 1),
                row("1.1.2", "โครงการสอง", 3000, 2),
            ],
            [5, 6],
        ),
        (
            [
                part("แผนงานสุจริต", 5000),
                row("1", "โครงการหนึ่ง", 2000, 1),
                row("2", "โครงการสอง", 3000, 1),
            ],
            [4, 5],
        ),
    ],
)
def test_a_heading_with_the_sum_of_its_projects_is_none(
    rows: Sequence[Row], projects: list[int]
) -> None:
    assert counted(*rows, TOTAL) == projects
    assert rules(*rows, TOTAL) == ["TOT015"]


@pytest.mark.parametrize(
    "parts",
    [
        [part("- ค่าวิทยากร", 2000), part("- ค่าอาหาร", 3000)],
        [part("ค่าวัสดุ", 5000)],
        [part("- จัดอบรม", None), part("• ติดตามผล", None)],
        [part("จัดอบรม", 1000), part("ติดตามผล", 4000)],
        [row("1.1", "จัดอบรม", 1000), row("1.2", "ติดตามผล", 4000)],
    ],
)
def test_what_a_project_pays_for_is_not_counted_again(parts: Sequence[Row]) -> None:
    rows = [row("1", "โครงการหนึ่ง", 5000, 1), *parts, TOTAL]

    assert counted(*rows) == [3]
    assert rules(*rows) == ["TOT015"]


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        ([row("1", "โครงการหนึ่ง", 5000, 1), part("- ค่าอาหาร", 3000)], "4"),
        ([row("1", "แผนงานสุจริต", 6000), A, B], "3"),
        ([row("1", "แผนงานสุจริต", 5000, 4), A, B], "3"),
    ],
)
def test_what_may_be_counted_twice_is_told_once_with_its_rows(
    rows: Sequence[Row], doubted: str
) -> None:
    (finding,) = [each for each in told(*rows) if each.rule == "TOT016"]

    assert len(counted(*rows)) == len(rows)
    assert f"แถวที่ {doubted} " in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        [row("1", "โครงการหนึ่ง", 3000, 1), row("2", "โครงการสอง", 3000, 1)],
        [row("1", "โครงการหนึ่ง", 5000, 1), part("โครงการสอง", 5000)],
        [row("1", "โครงการหนึ่ง", 5000, 1), part("ค่ายเยาวชนสุจริต", 5000)],
        [row("1", "โครงการหนึ่ง", 5000, 1), part("ค่านิยมของคนสุจริต", 5000)],
        [row("1.1", "โครงการหนึ่ง", 2000, 1), row("1.2", "โครงการสอง", 3000, 1)],
        [row("1", "โครงการหนึ่ง", 0, 1), row("2", "โครงการสอง", 0, 1)],
        [row("1", "โครงการหนึ่ง", 500, 1), row("10", "โครงการสอง", 500, 1)],
    ],
)
def test_projects_of_equal_amounts_are_projects(rows: Sequence[Row]) -> None:
    assert counted(*rows) == [3, 4]
    assert not {"TOT015", "TOT016"} & set(rules(*rows))


def test_the_total_is_made_below_the_parts_of_the_last_project() -> None:
    rows = [row("1", "โครงการหนึ่ง", 5000, 1), part("- ค่าอาหาร", 5000)]

    assert read(*rows).rows.place == 5
    assert written(*rows)["D5"] == Decimal(5000)
