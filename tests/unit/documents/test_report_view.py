"""A round's report, and the sheet it is keyed in from, as their documents print them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.documents.keyin_view import view_keyin
from sync.documents.report_view import ReportView, bar, squares_of, view_report
from sync.messages import load_words
from sync.model.plan import Info, PlanInfo
from sync.model.progress import ProgressRow, Reason, Reported, Round, State
from sync.progress.figures import add_up, told_in
from sync.settings.values import DocumentSettings
from tests.unit.fictional import DIMENSIONS
from tests.unit.progress.test_figures import SIX, TWELVE, row

INFO = PlanInfo(
    {
        Info.OFFICE: "อบต.ตัวอย่าง",
        Info.AMPHOE: "อำเภอสมมุติ",
        Info.PROVINCE: "จ.สมมุติ",
        Info.ISSUER: "นางสาวสมใจ ตัวอย่าง",
    }
)
DONE = row(
    state=State.DONE,
    planned=Decimal(20_000),
    ordinance=Decimal("18000.50"),
    paid=Decimal("17999.25"),
    in_ordinance=True,
    completed=date(2026, 2, 20),
    evidence=("https://example.com/1",),
    texts={
        Reported.RESULT: "อบรม 45 คน\n\nพึงพอใจร้อยละ 90",
        Reported.PROBLEMS: "ไม่มี",
        Reported.REMARK: "จัดร่วมกับโรงเรียน",
    },
)


def label(word: State | Reason) -> str:
    return f"<{word.value}>"


def view(
    rows: Sequence[ProgressRow], which: Round = SIX, *, errors: int = 0
) -> ReportView:
    told = told_in(rows, which)
    return view_report(
        INFO,
        which,
        told,
        add_up(told),
        dimensions=DIMENSIONS,
        as_of=date(2026, 4, 10),
        errors=errors,
        content_code="",
        settings=DocumentSettings(),
        label=label,
        words=load_words("th"),
    )


def test_the_titles_are_finished() -> None:
    shown = view([DONE])

    assert (shown.fiscal_year, shown.months) == ("๒๕๖๙", "๖")
    assert (shown.begins, shown.ends) == ("๑ ตุลาคม ๒๕๖๘", "๓๑ มีนาคม ๒๕๖๙")
    assert (shown.office, shown.amphoe) == ("อบต.ตัวอย่าง", "สมมุติ")
    assert (shown.province, shown.as_of) == ("สมมุติ", "๑๐ เมษายน ๒๕๖๙")


def test_a_round_of_twelve_months_ends_with_its_year() -> None:
    shown = view([row(round=TWELVE)], TWELVE)

    assert (shown.begins, shown.ends) == ("๑ ตุลาคม ๒๕๖๘", "๓๐ กันยายน ๒๕๖๙")


def test_a_whole_report_is_no_draft() -> None:
    assert view([DONE]).draft == ""


@pytest.mark.parametrize(
    ("rows", "errors", "said"),
    [
        ([row()], 0, "ร่าง – ยังไม่รายงานผล ๑ โครงการ"),
        ([DONE], 2, "ร่าง – ต้องแก้ไข ๒ จุด"),
        ([row()], 2, "ร่าง – ยังไม่รายงานผล ๑ โครงการ ต้องแก้ไข ๒ จุด"),
    ],
)
def test_a_draft_says_what_is_missing(
    rows: Sequence[ProgressRow], errors: int, said: str
) -> None:
    assert view(rows, errors=errors).draft == said


def test_states_are_counted_with_those_that_wait() -> None:
    rows = [DONE, row("k2"), row("k3"), row("k4", state=State.CANNOT)]

    shown = view(rows)

    assert [(s.name, s.projects, s.share) for s in shown.states] == [
        ("<done>", "1", "25.00"),
        ("<ongoing>", "0", "0.00"),
        ("<cannot>", "1", "25.00"),
        ("รอรายงานผล", "2", "50.00"),
    ]
    assert shown.all_projects == "4"


def test_money_is_by_dimension_and_in_all() -> None:
    shown = view([DONE, row("k2", dimension=2, planned=Decimal(500))])

    assert [(m.number, m.planned, m.paid, m.share) for m in shown.money] == [
        ("1", "20,000.00", "17,999.25", "99.99"),
        ("2", "500.00", "0.00", "-"),
        ("3", "0.00", "0.00", "-"),
        ("4", "0.00", "0.00", "-"),
    ]
    assert (shown.total.planned, shown.total.paid) == ("20,500.00", "17,999.25")


def test_what_has_no_dimension_is_money_too() -> None:
    shown = view([row(dimension=None, planned=Decimal(500))])

    assert shown.money[-1].name == "ไม่ระบุมิติ"
    assert shown.money[-1].planned == shown.total.planned == "500.00"


def test_a_sum_says_of_how_many_projects_the_budget_is_not_in_it() -> None:
    unread = [replace(DONE, key=key, planned=None) for key in ("k2", "k3")]

    assert view([DONE]).budget_note == ""
    assert view([DONE, *unread]).total.planned == "20,000.00"
    assert view([DONE, *unread]).budget_note == (
        "ยอดงบตามแผนยังไม่รวม ๒ โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้"
    )


def test_a_project_is_told_line_by_line() -> None:
    [shown] = view([DONE]).projects

    assert (shown.state, shown.completed) == ("<done>", "๒๐ กุมภาพันธ์ ๒๕๖๙")
    assert shown.result == ("อบรม ๔๕ คน", "พึงพอใจร้อยละ ๙๐")
    assert (shown.planned, shown.ordinance, shown.paid) == (
        "20,000.00",
        "18,000.50",
        "17,999.25",
    )
    assert (shown.carried, shown.struck) == ("", "")


def test_a_project_without_budget_says_so_and_shows_no_money() -> None:
    [shown] = view([row(planned=Decimal(0))]).projects

    assert (shown.planned, shown.ordinance, shown.paid) == ("ไม่ใช้งบประมาณ", "", "")


def test_money_in_a_project_without_budget_is_shown() -> None:
    [shown] = view([row(planned=Decimal(0), paid=Decimal(5))]).projects

    assert shown.paid == "5.00"


def test_another_reason_is_told_in_the_words_of_staff() -> None:
    rows = [
        row(
            state=State.CANNOT,
            reason=Reason.OTHER,
            texts={Reported.REASON: "อื่นๆ ผู้รับจ้างทิ้งงาน"},
        )
    ]

    [shown] = view(rows).projects
    [entry] = view_keyin(view(rows), told_in(rows, SIX), label=label).projects

    assert shown.reason == entry.reason == "อื่นๆ ผู้รับจ้างทิ้งงาน"


def test_a_day_is_told_of_what_is_done_alone() -> None:
    [shown] = view([row(state=None, completed=date(2026, 2, 20))]).projects

    assert shown.completed == ""


def test_a_report_of_the_round_before_is_told_as_that() -> None:
    [shown] = view([DONE, row(round=TWELVE)], TWELVE).projects

    assert shown.carried == "ดำเนินการแล้วเสร็จตั้งแต่รอบ ๖ เดือน"
    assert shown.result == ("อบรม ๔๕ คน", "พึงพอใจร้อยละ ๙๐")


def test_a_project_that_was_struck_is_told_as_that() -> None:
    [shown] = view([row(state=State.CANNOT, in_plan=False)]).projects

    assert shown.struck == "นำออกจากแผนแล้ว"


@pytest.mark.parametrize(
    ("share", "squares"),
    [
        (None, ""),
        ("0", "□" * 20),
        ("0.01", "■" + "□" * 19),
        ("25", "■" * 5 + "□" * 15),
        ("99.99", "■" * 19 + "□"),
        ("100", "■" * 20),
        ("250", "■" * 20),
    ],
)
def test_only_nothing_is_empty_and_only_all_is_full(
    share: str | None, squares: str
) -> None:
    assert bar(None if share is None else Decimal(share)) == squares


@pytest.mark.parametrize(
    ("counts", "squares"),
    [
        ([0, 0, 0, 0], [0, 0, 0, 0]),
        ([16, 0, 0, 0], [20, 0, 0, 0]),
        ([11, 3, 2, 0], [14, 4, 2, 0]),
        ([1, 1, 1, 0], [7, 7, 6, 0]),
        ([97, 1, 1, 1], [17, 1, 1, 1]),
    ],
)
def test_parts_of_one_whole_have_all_squares_and_none_is_unseen(
    counts: list[int], squares: list[int]
) -> None:
    assert squares_of(counts) == squares


def test_what_is_keyed_in_are_whole_baht_in_plain_digits() -> None:
    told = told_in([DONE], SIX)

    [entry] = view_keyin(view([DONE]), told, label=label).projects

    assert (entry.planned, entry.ordinance, entry.paid) == ("20000", "18001", "17999")
    assert entry.rounded == "18,000.50, 17,999.25"
    assert (entry.no_budget, entry.in_ordinance) == ("", "☑")
    assert (entry.state, entry.remark) == ("<done>", "จัดร่วมกับโรงเรียน")


def test_a_project_without_budget_is_keyed_in_as_zero() -> None:
    rows = [row(planned=Decimal(0), state=State.CANNOT, reason=Reason.POLICY)]

    [entry] = view_keyin(view(rows), told_in(rows, SIX), label=label).projects

    assert (entry.no_budget, entry.planned, entry.paid) == ("☑", "0", "0")
    assert entry.reason == "<policy>"


def test_money_that_nobody_typed_is_nothing_to_key_in() -> None:
    rows = [row(planned=None)]

    [entry] = view_keyin(view(rows), told_in(rows, SIX), label=label).projects

    assert (entry.planned, entry.ordinance, entry.paid) == ("", "", "")


def test_a_project_that_was_struck_bears_no_number_that_is_another_s_now() -> None:
    rows = [replace(DONE, in_plan=False), row("k2", state=State.ONGOING)]
    told = told_in(rows, SIX)

    report = view(rows)

    assert [project.number for project in report.projects] == ["1", "-"]
    assert [bool(project.struck) for project in report.projects] == [False, True]
    entries = view_keyin(report, told, label=label).projects
    assert [entry.number for entry in entries] == ["1", "-"]
