"""Of several tables the plan's is taken, where that is certain."""

import pytest

from sync.errors import SourceNoSuchTab, SourceTablesAlike, SourceWithoutPlan
from sync.model.plan import Field, Info
from tests.unit.importing.bringing import bring, codes
from tests.unit.importing.workbooks import (
    NAMES,
    OFFICE,
    PROJECTS,
    STAFF,
    Book,
    Rows,
    official,
)


def other_plan() -> Rows:
    rows = [list(row) for row in official()]
    rows[7][1] = "โครงการที่ต่างออกไป"
    return rows


def test_nobody_guesses_between_two_tables_of_the_same_year() -> None:
    with pytest.raises(SourceTablesAlike) as stop:
        bring(Book({"ร่าง 1": official(), "ร่าง 2": other_plan()}))

    assert stop.value.tabs == ["ร่าง 1", "ร่าง 2"]
    assert stop.value.exit_code == 9


def test_of_two_tables_the_one_that_is_named_is_taken() -> None:
    plan = bring(Book({"ร่าง 1": official(), "ร่าง 2": other_plan()}), tab="ร่าง  2")

    assert plan.projects[0][Field.NAME] == "โครงการที่ต่างออกไป"
    assert {"because_asked", "left_table"} <= codes(plan)


def test_a_tab_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SourceNoSuchTab) as stop:
        bring(Book({"แผน": official(), "รายชื่อ": [["ก"]]}), tab="แผ่นอื่น")

    assert (stop.value.tab, stop.value.tabs) == ("แผ่นอื่น", ["แผน"])


def test_lists_with_projects_names_are_not_offered_as_tables() -> None:
    owners: Rows = [["ชื่อโครงการ", "ผู้รับผิดชอบ"], *([name, "กองคลัง"] for name in NAMES)]

    with pytest.raises(SourceNoSuchTab) as stop:
        bring(Book({"แผน": official(), "ผู้รับผิดชอบ": owners}), tab="แผ่นอื่น")

    assert stop.value.tabs == ["แผน"]


def test_the_newer_table_that_lacks_a_column_is_not_guessed() -> None:
    newer = [[cell for at, cell in enumerate(row) if at != 2] for row in official()]
    newer[1] = ["ประจำปีงบประมาณ พ.ศ. 2571"]

    with pytest.raises(SourceTablesAlike):
        bring(Book({"ก": official(), "ข": newer}))


def test_a_list_of_budgets_is_no_rival_of_the_table() -> None:
    budgets: Rows = [["ลำดับ", "โครงการ", "งบประมาณ"], [1, "โครงการซ่อมถนน", 5]]

    plan = bring(Book({"งบ": budgets, "แผน": official()}))

    assert len(plan.projects) == len(PROJECTS)
    assert {"left_table"} <= codes(plan)


def test_a_hidden_tab_is_no_rival_and_is_said() -> None:
    book = Book({"เก่า": other_plan(), "แผน": official()}, hidden_tabs=["เก่า"])

    plan = bring(book)

    assert plan.projects[0][Field.NAME] == NAMES[0]
    assert {"left_table", "hidden_tab_left"} <= codes(plan)


def test_a_second_table_below_the_first_is_said() -> None:
    plan = bring(Book({"แผน": [*official(), [], *other_plan()[5:]]}))

    assert len(plan.projects) == len(PROJECTS)
    assert "left_rows" in codes(plan)


def test_nothing_but_other_tables_is_no_plan() -> None:
    with pytest.raises(SourceWithoutPlan):
        bring(Book({"รายชื่อ": STAFF}))


def of_unit(which: range, *front: list[str]) -> Rows:
    rows = official()
    projects = [[at, *rows[7 + nth][1:]] for at, nth in enumerate(which, 1)]
    return [*rows[:4], *front, *rows[5:7], *projects]


UNITS = {
    "สำนักปลัด": of_unit(range(2)),
    "กองคลัง": of_unit(range(2, 5)),
    "3. กองช่าง ปี 2570": of_unit(range(5, 6)),
}


def test_tabs_of_a_unit_of_the_office_each_are_one_plan() -> None:
    plan = bring(Book(UNITS))

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert "because_units" in codes(plan)


@pytest.mark.parametrize(
    "front",
    [["{unit}"], ["หน่วยงาน", "{unit}"], ["หน่วยงานที่รับผิดชอบ : {unit}"]],
)
def test_the_unit_may_stand_above_its_table_and_is_not_the_office(
    front: list[str],
) -> None:
    tabs = {
        f"แผ่นที่ {at}": of_unit(
            range(2 * at - 2, 2 * at), [text.format(unit=unit) for text in front]
        )
        for at, unit in enumerate(UNITS, 1)
    }

    plan = bring(Book(tabs))

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert plan.info[Info.OFFICE] == OFFICE


@pytest.mark.parametrize(
    "other",
    [
        {"กองคลัง": of_unit(range(1, 5))},  # a project again: another version, perhaps
        {"แผนเดิม": of_unit(range(2, 5))},
    ],
)
def test_tabs_that_are_not_surely_parts_are_not_joined(other: dict[str, Rows]) -> None:
    with pytest.raises(SourceTablesAlike):
        bring(Book({"สำนักปลัด": of_unit(range(2)), **other}))


def test_the_newer_draft_is_taken_and_the_tab_to_name_instead_is_said() -> None:
    draft = [["ร่างแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2571"], *official()[2:]]
    old = [["ปีงบประมาณ พ.ศ. 2569"], *official()[2:]]

    plan = bring(Book({"2569": old, "2570": official(), "2571 (ร่าง)": draft}))

    assert plan.info[Info.TITLE] == "แผนปฏิบัติการป้องกันการทุจริต"
    assert plan.info[Info.FISCAL_YEAR] == "2571"
    (why,) = [said.facts for said in plan.found if said.code == "because_newer"]
    assert why == {"year": "2571", "other": "2570"}
