"""Tables of several years in one tab: the newest alone is read, or nobody guesses."""

import pytest

from sync.errors import SourceYearsAlike
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.test_written import assert_same
from tests.unit.importing.workbooks import (
    COVER,
    NAMES,
    OFFICE,
    PROJECTS,
    TITLE,
    Book,
    Rows,
    official,
)

WIDTH = 8
OLD = "โครงการของปีก่อน"


def bring(rows: Rows, title: str = "แผน") -> ImportedPlan:
    sheet = Book({title: rows}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def of_year(year: int | None, first: str = NAMES[0]) -> Rows:
    rows = [list(row) for row in official()]
    rows[1] = [f"ประจำปีงบประมาณ พ.ศ. {year}" if year else "ฉบับแรก"]
    rows[7][1] = first
    rows[-1][0] = "รวม"
    return rows


def beside(left: Rows, right: Rows, gap: int = 1) -> Rows:
    return [
        [*one, *[None] * (WIDTH + gap - len(one)), *two]
        for one, two in zip(left, right, strict=True)
    ]


def assert_newest(plan: ImportedPlan, left: str) -> None:
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert plan.info[Info.FISCAL_YEAR] == "2570"
    assert (plan.info[Info.TITLE], plan.info[Info.OFFICE]) == (TITLE, OFFICE)
    assert "because_newer_part" in [found.code for found in plan.found]
    said = [(each.code, each.facts) for each in plan.left]
    assert ("left_year_beside", {"tab": "แผน", "place": left, "year": "2569"}) in said
    assert_same(plan)


@pytest.mark.parametrize("blank", [0, 1, 30])
def test_of_two_years_below_one_another_the_newer_is_read(blank: int) -> None:
    old, new = of_year(2569, OLD), of_year(2570)
    empty: Rows = [[]] * blank

    assert_newest(bring([*old, *empty, *new]), "A1:H14")


def test_it_does_not_matter_which_year_stands_first() -> None:
    old, new = of_year(2569, OLD), of_year(2570)

    plan = bring([*new, [], ["ลงชื่อ ผู้จัดทำ"], [], *old])

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert [each.facts["year"] for each in plan.left] == ["2569"]


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_of_two_years_side_by_side_the_newer_is_read(gap: int) -> None:
    old, new = of_year(2569, OLD), of_year(2570)

    plan = bring(beside(old, new, gap))

    assert_newest(plan, f"A1:{'HIJK'[gap]}14")
    assert plan.details == ()


def test_tables_side_by_side_of_no_known_year_are_not_guessed() -> None:
    table = official()[5:]
    rows = [*COVER, *beside(table, table)]

    with pytest.raises(SourceYearsAlike) as stop:
        bring(rows)

    assert (stop.value.exit_code, stop.value.places) == (9, ("A1:I14", "J1:Q14"))


def test_a_year_below_a_table_of_no_known_year_is_not_guessed() -> None:
    with pytest.raises(SourceYearsAlike):
        bring([*of_year(None, OLD), [], *of_year(2570)])


def test_lists_side_by_side_in_another_tab_stop_nothing() -> None:
    lists: Rows = [["ลำดับ", "โครงการ", "งบประมาณ"] * 2, [1, "ก", 5, 1, "ข", 6]]
    sheet = Book({"แผน 2570": official(), "เปรียบเทียบ": lists}).sheet()

    plan = import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)

    assert len(plan.projects) == len(PROJECTS)


def test_the_title_again_on_a_new_page_begins_no_other_table() -> None:
    rows = of_year(2570)
    head, first, second = rows[5:7], rows[7:10], rows[10:]

    plan = bring([*rows[:5], *head, *first, [], rows[0], rows[1], *head, *second])

    assert [row[Field.NAME] for row in plan.projects] == NAMES
