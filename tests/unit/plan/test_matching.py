from sync.model.cells import Cell
from sync.model.plan import Called, Detail, Plan, PlanInfo, Project
from sync.plan.matching import NameIndex, match_details
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

    assert index.near("อื่น") == [1, 2, 3]


def test_a_detail_is_called_as_its_project_or_by_its_name() -> None:
    plan = plan_of(["โครงการหนึ่ง", "โครงการสอง"], ["โครงการสอง", "ไม่มีในตาราง"])

    matching = match_details(plan)

    assert [matching.called_of(detail) for detail in plan.details] == [
        Called("2", "โครงการสอง", 2),
        Called("", "ไม่มีในตาราง", 0),
    ]


def test_a_detail_nearest_to_two_projects_alike_is_given_to_none() -> None:
    plan = plan_of(
        ["โครงการอบรมคุณธรรม รุ่น ก", "โครงการอบรมคุณธรรม รุ่น ข"],
        ["โครงการอบรมคุณธรรม รุ่น ค"],
    )

    matching = match_details(plan)

    assert matching.drifted == {}
    assert matching.described == {}
    assert [p.row for p in matching.unsure[1]] == [1, 2]
    assert [p.row for p in matching.without] == [1, 2]


def test_the_nearer_of_two_like_names_is_meant_where_it_is_clearly_nearer() -> None:
    plan = plan_of(
        ["โครงการอบรมคุณธรรม รุ่น ก", "โครงการอบรมคุณธรรม ผู้บริหาร"],
        ["โครงการอบรมคุณธรรม รุ่น ก", "โครงการอบรมคุณธรรมม ผู้บริหาร"],
    )

    assert match_details(plan).described == {1: 1, 2: 2}


def test_of_two_names_that_are_like_it_one_must_be_twice_as_near() -> None:
    plan = plan_of(
        ["โครงการอบรมคุณธรรมจริยธรรมผู้บริหาร", "โครงการอบรมคุณธรรมจริยธรรมพนักงาน"],
        ["โครงการอบรมคุณธรรมจริยธรรมผู้บริหารร", "โครงการอบรมคุณธรรมจริยธรรมผู้งาน"],
    )

    matching = match_details(plan)

    assert {row: p.row for row, p in matching.drifted.items()} == {1: 1}
    assert [p.row for p in matching.unsure[2]] == [1, 2]


def test_a_figure_that_differs_is_no_slip() -> None:
    plan = plan_of(["โครงการอบรมคุณธรรม รุ่นที่ 1"], ["โครงการอบรมคุณธรรม รุ่นที่ 2"])

    matching = match_details(plan)

    assert matching.drifted == {}
    assert [p.row for p in matching.unsure[1]] == [1]


def test_two_details_slipped_alike_from_one_name_are_given_to_none() -> None:
    plan = plan_of(["โครงการอบรมคุณธรรม"], ["โครงการอบรมคุณธรร", "โครงการอบรมคุณธรม"])

    matching = match_details(plan)

    assert matching.described == {}
    assert set(matching.unsure) == {1, 2}


def test_a_slipped_copy_of_a_detail_that_is_there_is_no_other_project_s() -> None:
    plan = plan_of(
        ["โครงการอบรมคุณธรรม เช้า", "โครงการอบรมคุณธรรม บ่าย"],
        ["โครงการอบรมคุณธรรม เช้า", "โครงการอบรมคุณธรรม เช้า."],
    )

    matching = match_details(plan)

    assert matching.described == {1: 1}
    assert [p.row for p in matching.without] == [2]


def test_a_number_before_a_details_name_is_no_part_of_it() -> None:
    names = ["โครงการอบรมคุณธรรม", "กิจกรรมประกาศเจตนารมณ์", "มาตรการงดรับของขวัญ"]
    typed = [f"1. {names[0]}", f"(๒) {names[1]}", f"3 {names[2]}"]

    matching = match_details(plan_of(names, typed))

    assert {row: own.row for row, own in matching.exact.items()} == {1: 1, 2: 2, 3: 3}
    assert (matching.drifted, matching.unsure, matching.without) == ({}, {}, ())


def test_a_number_that_tells_projects_apart_is_part_of_their_names() -> None:
    names = ["1. โครงการอบรมคุณธรรม", "2. โครงการอบรมคุณธรรม"]

    matching = match_details(plan_of(names, [names[1], "โครงการอบรมคุณธรรม"]))

    assert {row: own.row for row, own in matching.exact.items()} == {1: 2}


def test_of_two_details_with_numbers_before_one_name_neither_is_chosen() -> None:
    typed = ["1. โครงการอบรมคุณธรรม", "2. โครงการอบรมคุณธรรม"]

    matching = match_details(plan_of(["โครงการอบรมคุณธรรม"], typed))

    assert matching.exact == {}
