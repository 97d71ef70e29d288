from sync.model import Cell, Detail, Plan, PlanInfo, Project
from sync.rules.matching import NameIndex, match_details
from sync.thai.folding import key

PROJECTS = 500


def name(number: int) -> str:
    return f"โครงการอบรมคุณธรรมจริยธรรมและป้องกันการทุจริต หมู่ที่ {number} ตำบลสมมุติ"


def plan_of(projects: list[str], details: list[str]) -> Plan:
    return Plan(
        info=PlanInfo(),
        projects=tuple(
            Project(str(row), typed, 1, None, frozenset({1}), "", "", row, {})
            for row, typed in enumerate(projects, 1)
        ),
        details=tuple(
            Detail(typed, {}, row, Cell("รายละเอียด", row, 1), {})
            for row, typed in enumerate(details, 1)
        ),
        recipients=(),
    )


def test_a_slip_in_every_name_of_a_long_plan_is_matched() -> None:
    names = [name(number) for number in range(PROJECTS)]
    slipped = [typed.replace("จริยธรรม", "จริยะธรรม") for typed in names]

    matching = match_details(plan_of(names, slipped))

    assert {row: project.row for row, project in matching.drifted.items()} == {
        row: row for row in range(1, PROJECTS + 1)
    }
    assert matching.without == ()


def test_details_of_another_plan_altogether_match_nothing() -> None:
    names = [name(number) for number in range(PROJECTS)]

    matching = match_details(plan_of(names, ["กิจกรรมจัดซื้อบัตรคิวอัตโนมัติ"] * PROJECTS))

    assert matching.drifted == {}
    assert len(matching.without) == PROJECTS


def test_a_search_among_many_names_gives_few_of_them() -> None:
    index = NameIndex()
    for number in range(PROJECTS):
        index.add(number, key(name(number)))

    near = index.near(key(name(123)))

    assert near[0] == 123
    assert len(near) == 3


def test_a_search_among_few_names_gives_all_of_them() -> None:
    index = NameIndex()
    for number in (1, 2, 3):
        index.add(number, key(name(number)))
    index.remove(2)

    assert index.near("อื่น") == [1, 3]


def test_a_detail_knows_the_number_of_its_project() -> None:
    plan = plan_of(["โครงการหนึ่ง", "โครงการสอง"], ["โครงการสอง", "ไม่มีในตาราง"])

    matching = match_details(plan)

    assert [matching.number_of(detail) for detail in plan.details] == ["2", ""]
