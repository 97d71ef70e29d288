"""A sum within the table is no project: it is checked, and never written."""

from decimal import Decimal

import pytest

from sync.plan.totals import compute_totals
from tests.sheets import PROJECTS
from tests.unit.sheet.plan_rows import (
    BLANK,
    FIRST,
    HEADER,
    line,
    numbers,
    project,
    read,
    rows_written,
    told,
    written,
)


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize(
    "label",
    [
        *(
            "รวม",
            "รวมมิติที่ ๑",
            "ร ว ม ย่อย",
            "ยอดยกไป",
            "รวมหน้านี้",
            "(รวม) :",
            "รวมแต่ละหน้า",
        ),
        *(
            "b/f",
            "C/F",
            "Brought forward",
            "งบประมาณยกมา",
            "ยอดยกมา",
            "รวมมาตรการ",
            "รวมค่าใช้จ่าย",
        ),
    ],
)
def test_a_subtotal_is_no_project_and_is_never_written(label: str, at: int) -> None:
    rows = (
        project(1),
        project(2),
        line(label, 2000, 2, 0, 0, 0, at=at),
        project(3, 2, 500),
        line("รวมทั้งสิ้น", 7),
    )

    assert numbers(*rows) == ["1", "2", "3"]
    assert compute_totals(read(*rows).plan).budget == Decimal(2500)
    assert FIRST + 2 not in rows_written(*rows)
    assert written(*rows)["D7"] == Decimal(2500)
    assert [finding.rule for finding in told(*rows)] == ["TOT001"]


@pytest.mark.parametrize("at", [0, 1])
def test_a_sum_of_a_unit_is_known_by_its_figure(at: int) -> None:
    rows = (project(1), project(2), line("รวมกองคลัง", 2000, at=at), project(3, 2, 500))

    assert numbers(*rows) == ["1", "2", "3"]


@pytest.mark.parametrize("more", [0, 1])
def test_a_title_right_above_a_header_that_is_there_again_is_no_project(
    more: int,
) -> None:
    title = line("ตารางสรุปของกองช่าง", at=1)
    rows = (*(project(1), project(2))[: 1 + more], title, *HEADER, project(3, 2))

    names = [each.name for each in read(*rows).plan.projects]

    assert title[1] not in names
    assert len(names) == 2 + more


@pytest.mark.parametrize("word", ["มิติ", "กลยุทธ์"])
def test_a_heading_with_a_figure_is_of_the_projects_below_it(word: str) -> None:
    rows = (
        line(f"{word}ที่ 1 การสร้างวัฒนธรรมสุจริต", 2000, at=1),
        *(project(1), project(2)),
        line(f"{word}ที่ 2 การบริหารราชการด้วยความโปร่งใส", 900, at=1),
        project(3, 2, 500),
        line("รวมทั้งสิ้น", 2500, 3, 0, 0, 0),
    )

    ((_, message),) = [(f.rule, f.message) for f in told(*rows)]
    assert "900.00" in message
    assert "500.00" in message


def test_a_sum_in_words_of_its_own_is_of_the_projects_since_the_last_sum() -> None:
    label = "รวมงานของกองคลังที่ทำร่วมกับกองช่าง"
    rows = (
        *(project(1), BLANK, project(2)),
        line(label, 2000, at=1),
        *(project(3, 2, 300), project(4, 2, 200)),
        line(label, 500, at=1),
        *(project(5, 2, 300), project(6, 2, 200)),
        line(label, 2500, at=1),
    )

    # the last is no sum of its part: it may be a project whose name begins so
    assert numbers(*rows)[:6] == ["1", "2", "3", "4", "5", "6"]
    budget = compute_totals(read(*rows).plan).budget
    assert budget == Decimal(2000 + 500 + 500 + 2500)


def test_the_last_of_several_bare_totals_is_the_plans_when_it_stands_by_itself() -> (
    None
):
    rows = (
        project(1),
        line("รวม", 1000),
        project(2, 2),
        line("รวม", 1000),
        line("รวม", 9),
    )

    assert written(*rows)["D7"] == Decimal(2000)
    assert {4, 6}.isdisjoint(rows_written(*rows))


def test_a_subtotal_that_is_not_the_sum_of_its_part_is_told_of_and_left() -> None:
    rows = (
        project(1),
        line("มิติที่ 2 การบริหารราชการด้วยความโปร่งใส", at=1),
        project(2, 2, 300),
        project(3, 2, 200),
        line("รวม", 600, 2, 1, 0, 0),
        line("ยอดยกไป", 1500),
        line("รวมทั้งสิ้น", 1500),
    )

    assert [(f.rule, str(f.cell), f.found, f.message) for f in told(*rows)] == [
        (
            "TOT004",
            f"{PROJECTS}!D7",
            "600.00",
            "ยอดรวมย่อยพิมพ์ไว้ 600.00 บาท แต่ 2 โครงการของส่วนนี้รวมได้ 500.00 บาท",
        ),
        (
            "TOT005",
            f"{PROJECTS}!F7",
            "1",
            "ยอดรวมย่อยของไตรมาส 2 พิมพ์ไว้ 1 แต่ในส่วนนี้นับได้ 0",
        ),
    ]
    assert 7 not in rows_written(*rows)


def test_a_subtotal_of_a_dimension_counts_that_dimension_wherever_it_stands() -> None:
    summary = (line("รวมมิติที่ 1", 3000), line("รวมมิติที่ 2", 999))
    rows = (
        *(project(1), project(2, 2), project(3), project(4)),
        line("รวมทั้งสิ้น", 4000, 4, 0, 0, 0),
        *summary,
    )

    (finding,) = told(*rows)

    assert (finding.rule, finding.cell.a1) == ("TOT004", "D9")


def test_a_line_carried_forward_holds_everything_above_it() -> None:
    rows = (
        *(project(1), project(2), line("ยอดยกไป", 2000), *HEADER),
        *(line("ยอดยกมา", 1999), project(3), line("รวมทั้งสิ้น", 3000)),
    )

    (finding,) = told(*rows)

    assert numbers(*rows) == ["1", "2", "3"]
    assert (finding.rule, finding.cell.a1) == ("TOT004", "D8")
    assert written(*rows)["E10"] == Decimal(3)


@pytest.mark.parametrize(("carried", "rules"), [(2000, 0), (3000, 0), (2500, 1)])
def test_a_line_of_this_page_carried_forward_may_hold_either(
    carried: int, rules: int
) -> None:
    rows = (
        *(project(1), line("รวมหน้านี้/ยกไป", 1000), line("ยอดยกมา", 1000)),
        *(project(2), project(3), line("รวมหน้านี้/ยกไป", carried)),
        *(line("ยอดยกมา", 3000), project(4), line("รวมทั้งสิ้น", 4000)),
    )

    assert numbers(*rows) == ["1", "2", "3", "4"]
    assert [finding.rule for finding in told(*rows)] == ["TOT004"] * rules
    assert {4, 5, 8, 9}.isdisjoint(rows_written(*rows))


def test_a_page_total_holds_the_page() -> None:
    rows = (
        *(project(1), line("รวมหน้านี้", 1000), project(2), project(3)),
        *(line("รวมหน้านี้", 2000), line("รวมทั้งสิ้น", 3000)),
    )

    assert told(*rows) == []


def test_a_subtotal_in_words_of_its_own_is_known_by_its_figure() -> None:
    rows = (
        *(project(1), project(2)),
        line("รวมงานของสำนักปลัด", 2000, at=1),
        *(project(3), line("รวมทั้งสิ้น", 3000)),
    )

    assert numbers(*rows) == ["1", "2", "3"]
    assert 5 not in rows_written(*rows)


def test_a_project_whose_name_begins_with_a_total_stays_one() -> None:
    named = [
        (*project(number)[:1], name, *project(number)[2:])
        for number, name in enumerate(("รวมพลังต้านโกง", "รวมใจภักดิ์ รักษ์สุจริต"), 1)
    ]

    assert numbers(*named, line("รวม", 2000)) == ["1", "2"]
