"""A plan as its document prints it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.documents.lines import LineView
from sync.documents.view import (
    BLANK,
    DimensionView,
    PlanView,
    RowView,
    view_plan,
)
from sync.model.plan import Heading, Info, Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from tests.unit.fictional import (
    DIMENSIONS,
    INFO,
    PLAN,
    PROJECT,
    TEXTS,
    detail,
    plan_of,
)


def view(
    plan: Plan, *, errors: int = 0, settings: DocumentSettings | None = None
) -> PlanView:
    return view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=date(2026, 11, 16),
        errors=errors,
        content_code="",
        settings=settings or DocumentSettings(),
    )


def text(lines: Sequence[LineView]) -> list[tuple[str, str]]:
    return [(line.mark, line.text) for line in lines]


def test_the_cover_is_finished() -> None:
    shown = view(PLAN)

    assert (shown.title, shown.fiscal_year, shown.period) == (
        "แผนปฏิบัติการป้องกันการทุจริต",
        "๒๕๗๐",
        "พ.ศ. ๒๕๖๖ - ๒๕๗๐",
    )
    assert shown.english_title == ("Action Plan", "For an Honest & Open Office")
    assert (shown.amphoe, shown.province) == ("ตัวอย่าง", "แบบแผน")
    assert shown.errors == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("(พ.ศ.๒๕๖๖ - ๒๕๗๐)", "พ.ศ.๒๕๖๖ - ๒๕๗๐"),
        ("2566-2570", "พ.ศ. ๒๕๖๖-๒๕๗๐"),
        ("ระยะ 5 ปี (2566-2570)", "ระยะ ๕ ปี (๒๕๖๖-๒๕๗๐)"),
        ("", ""),
    ],
)
def test_the_period_is_shown_as_it_was_meant(typed: str, shown: str) -> None:
    info = replace(INFO, texts={Info.PERIOD: typed})

    assert view(replace(PLAN, info=info)).period == shown


def test_the_table_has_a_row_for_every_project() -> None:
    table = view(PLAN).table

    assert table.rows == (
        RowView(
            *("1", PROJECT.name, "1", "30,000.00"),
            *("", "☑", "", "", ""),
            quarters="๒",
            budget_words="๓๐,๐๐๐.๐๐ บาท (สามหมื่นบาทถ้วน)",
        ),
        RowView(
            *("2", "มาตรการ No Gift Policy", "2", "0.00"),
            *("☑", "", "", "☑", "ประกาศก่อนปีใหม่"),
            quarters="๑, ๔",
            budget_words="ไม่ใช้งบประมาณ",
        ),
    )
    assert (table.fiscal_year, table.as_of) == ("๒๕๗๐", "๑๖ พฤศจิกายน ๒๕๖๙")
    assert (table.budget, table.quarter_1, table.quarter_2) == ("30,000.00", "1", "1")
    assert (table.quarter_3, table.quarter_4) == ("0", "1")
    assert table.dimensions[3] == DimensionView("4", "การยกระดับกลไกการตรวจสอบ")


def test_digits_follow_the_settings() -> None:
    shown = view(
        PLAN,
        errors=12,
        settings=DocumentSettings(text_digits="arabic", table_digits="thai"),
    )

    assert (shown.fiscal_year, shown.period) == ("2570", "พ.ศ. 2566 - 2570")
    assert (shown.errors, shown.thai_digits) == ("12", False)
    assert shown.table.rows[0].budget == "๓๐,๐๐๐.๐๐"
    assert shown.table.as_of == "16 พฤศจิกายน 2569"
    assert shown.projects[0].number == "1"
    assert text(shown.projects[0].objectives)[0] == ("1)", "เพื่อสร้างจิตสำนึก")


def test_lines_keep_their_own_marks() -> None:
    project = view(PLAN).projects[0]

    assert text(project.rationale) == [
        ("", "งานท้องถิ่นใกล้ชิดประชาชน"),
        ("", "จึงเห็นควรจัดโครงการ E-Service 4.0"),
    ]
    assert text(project.method) == [
        ("- ๑)", "ประชุม"),
        ("- ๒)", "อบรม"),
        ("•", "สรุปผล"),
    ]
    assert text(project.target_group) == [("", "บุคลากร จำนวน ๕๐ คน")]


def test_a_detail_is_found_however_its_name_is_typed() -> None:
    plan = replace(PLAN, details=(detail(" โครงการ\nอบรมเเยกแยะ\u200bผลประโยชน์"),))

    assert [project.has_detail for project in view(plan).projects] == [True, False]


def test_the_first_of_two_details_of_one_name_is_shown() -> None:
    other = detail(PROJECT.name, {Heading.PERIOD: "ไม่พิมพ์"}, row=3)
    plan = replace(PLAN, details=(detail(PROJECT.name), other))

    assert text(view(plan).projects[0].period) == [("", "ปีงบประมาณ พ.ศ. ๒๕๗๐")]


def test_an_empty_detail_is_none_and_an_empty_heading_a_dash() -> None:
    some = replace(PLAN, details=(detail(PROJECT.name, {Heading.PERIOD: "ปีนี้"}),))
    none = replace(PLAN, details=(detail(PROJECT.name, {Heading.PERIOD: " \u200b"}),))

    assert text(view(some).projects[0].method) == [("", "-")]
    assert text(view(some).projects[0].period) == [("", "ปีนี้")]
    assert not view(none).projects[0].has_detail


def test_a_nameless_project_gets_no_detail() -> None:
    plan = replace(
        PLAN, projects=(replace(PROJECT, name=""),), details=(detail("", TEXTS),)
    )

    assert view(plan).projects[0].name == BLANK
    assert not view(plan).projects[0].has_detail


def test_what_is_missing_is_a_dash_or_dots() -> None:
    project = replace(
        PROJECT, number="", dimension=None, budget=None, quarters=frozenset()
    )
    shown = view(
        replace(
            PLAN, info=replace(INFO, texts={}, fiscal_year=None), projects=(project,)
        )
    )

    assert shown.table.rows == (
        RowView("1", project.name, "-", "-", "", "", "", "", "", "", "-"),
    )
    assert (shown.title, shown.period, shown.issuer_position) == ("", "", "")
    assert {
        shown.fiscal_year,
        shown.office,
        shown.prepared_by[0],
        shown.amphoe,
        shown.province,
        shown.issuer,
        shown.approver,
        shown.approver_position,
        shown.table.office,
        shown.table.fiscal_year,
    } == {BLANK}


def test_contents_are_listed_for_more_than_ten_projects() -> None:
    assert view(plan_of(10)).contents == ()
    assert [entry.number for entry in view(plan_of(11)).contents][-2:] == ["๑๐", "๑๑"]


def test_beside_the_total_stands_how_many_budgets_are_not_in_it() -> None:
    unread = replace(PROJECT, budget=None)

    table = view(replace(PLAN, projects=(PROJECT, unread, unread))).table

    assert table.budget_note == "ยังไม่รวม ๒ โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้"
    assert view(PLAN).table.budget_note == ""


def test_a_plan_without_money_adds_up_to_nothing_and_not_to_a_word_for_a_project() -> (
    None
):
    free = replace(PROJECT, budget=Decimal(0))

    assert view(replace(PLAN, projects=(free,))).table.budget_words == (
        "๐.๐๐ บาท (ศูนย์บาทถ้วน)"
    )
    assert view(replace(PLAN, projects=())).table.budget_words == (
        "๐.๐๐ บาท (ศูนย์บาทถ้วน)"
    )
