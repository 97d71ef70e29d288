"""Which rows of the table are projects, and whose cells the worker writes beside them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.cells import (
    Area,
    CellEdit,
    CellError,
    EmptyResult,
    Sheet,
    Tab,
    Uncomputed,
    Value,
)
from sync.model.findings import Finding
from sync.plan.totals import compute_totals
from sync.rules.amounts.totals import corrected_totals
from sync.rules.validate import find_hits, phrase
from sync.sheet.lines import RowKind
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import find_edits, give_keys
from sync.thai.total_labels import Label, Sum, read_label
from tests.sheets import HEADERS, PROJECTS, REFERENCE, clean_sheet
from tests.unit.sheet.test_write_back import TEXTS, WORDS, all_edits, apply

Row = tuple[Value, ...]
HEADER: tuple[Row, ...] = clean_sheet().tabs[1].rows[:2]
FIRST = 3
"""The row of the first line below the header."""


def project(number: int, dimension: int = 1, budget: int = 1000) -> Row:
    return (
        *(Decimal(number), f"โครงการที่ {number} ของตำบล", Decimal(dimension)),
        *(Decimal(budget), True, False, False, False, None),
    )


def line(label: str, budget: int | None = None, *counts: int, at: int = 0) -> Row:
    cells: list[Value] = [None] * 9
    cells[at] = label
    cells[3] = None if budget is None else Decimal(budget)
    for column, count in enumerate(counts, 4):
        cells[column] = Decimal(count)
    return tuple(cells)


BLANK: Row = (None, None, None, None, False, False, False, False)


def sheet_of(*rows: Row) -> Sheet:
    tabs = list(clean_sheet().tabs)
    tabs[1] = Tab(PROJECTS, (*HEADER, *rows))
    return Sheet(tuple(tabs), "1")


def read(*rows: Row) -> Reading:
    return read_plan(sheet_of(*rows), HEADERS)


def numbers(*rows: Row) -> list[str]:
    return [project.number for project in read(*rows).plan.projects]


def told(*rows: Row) -> list[Finding]:
    reading = read(*rows)
    totals = compute_totals(reading.plan)
    corrected = corrected_totals(reading.plan, totals, (), ())
    hits = find_hits(reading, totals, corrected, REFERENCE)
    found = phrase(hits, reading.plan, reading.matching, HEADERS, TEXTS)
    return [finding for finding in found if finding.rule.startswith("TOT")]


def written(*rows: Row) -> dict[str, Value]:
    return {edit.cell.a1: edit.new for edit in all_edits(sheet_of(*rows))}


def rows_written(*rows: Row) -> set[int]:
    return {edit.cell.row for edit in all_edits(sheet_of(*rows))}


# --- sub-totals -----------------------------------------------------------------


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


@pytest.mark.parametrize(
    "label", ["มาตรการ", "กิจกรรมที่ 1", "โครงการ 2 ปี", "bd 1", "ไปมา"]
)
def test_what_only_holds_a_piece_of_a_label_is_none(label: str) -> None:
    assert read_label(label) is None


@pytest.mark.parametrize(
    "label",
    ["ทั้งสิ้น", "เบ็ดเสร็จ", "จำนวนโครงการทั้งหมด", "จำนวนทั้งสิ้น 2 โครงการ", "รวมเบ็ดเสร็จ"],
)
def test_the_plans_total_need_not_say_that_it_adds_up(label: str) -> None:
    assert read_label(label) == Label(Sum.ALL)


def test_a_label_of_many_pieces_takes_no_time() -> None:
    started = monotonic()

    assert read_label("รวม" + "ยอดเงิน" * 27 + "ฮ") is None
    assert monotonic() - started < 1


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


# --- headings, headers, notes ---------------------------------------------------


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("text", ["มิติที่ 2 การบริหารราชการ", "ส่วนที่ ๑ แผนงานเดิม"])
def test_a_heading_of_a_section_is_no_project(text: str, at: int) -> None:
    rows = (line(text, at=at), project(1), line("รวมทั้งสิ้น", 1000, 1, 0, 0, 0))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {4}


SIGNATURE = (
    line("ลงชื่อ ........................ ผู้จัดทำ", at=1),
    line("(นางสาวสมมุติ ใจซื่อ)", at=1),
    line("นักวิเคราะห์นโยบายและแผน", at=1),
)


def test_notes_and_signatures_below_the_total_are_no_projects() -> None:
    notes = (line("หมายเหตุ: งบประมาณตามข้อบัญญัติ", at=1), line("คงเหลือ", 500, at=1))
    rows = (project(1), line("รวม", 1000, 1, 0, 0, 0), BLANK, *notes, *SIGNATURE)

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    "typed",
    [
        line("อบรมคุณธรรม", 700, at=1),
        (None, "อบรมคุณธรรม", Decimal(2)),
        (None, "อบรมคุณธรรม", None, None, True),
        (Decimal(2), "อบรมคุณธรรม"),
        (None, "โครงการอบรมคุณธรรม"),
        ("2", "อบรมคุณธรรม", "มิติที่ 2", "๗๐๐"),
    ],
)
def test_whatever_is_begun_below_the_total_is_said_and_no_total_written(
    typed: Row,
) -> None:
    rows = (project(1), line("รวม", 5), typed, *SIGNATURE)

    assert [finding.rule for finding in told(*rows)] == ["TOT007"]
    assert FIRST + 1 not in rows_written(*rows)
    assert [p.name for p in read(*rows).plan.projects][1:] == [typed[1]]


@pytest.mark.parametrize("label", ["คงเหลือ", "หัก ส่วนลด", "งบประมาณที่ตั้งไว้", "ร้อยละ"])
def test_what_is_reckoned_below_the_total_is_a_note(label: str) -> None:
    rows = (project(1), line("รวม", 5), line(label, 700, at=1), *SIGNATURE)

    assert numbers(*rows) == ["1"]
    assert written(*rows)["D4"] == Decimal(1000)


def test_without_a_total_it_is_made_below_the_table_and_above_the_notes() -> None:
    rows = (project(1), project(2), BLANK, BLANK, *SIGNATURE)

    assert numbers(*rows) == ["1", "2"]
    assert written(*rows)["A5"] == "รวมทั้งสิ้น"
    assert rows_written(*rows) == {3, 4, 5}


def test_a_total_is_made_below_rows_numbered_beforehand_and_below_subtotals() -> None:
    numbered = ((Decimal(2), None, None, None, False, False, False, False),)

    assert written(project(1), *numbered)["A5"] == "รวมทั้งสิ้น"
    assert written(project(1), line("รวมมิติที่ 1", 1000))["A5"] == "รวมทั้งสิ้น"


def test_a_total_is_never_made_over_what_staff_have_typed() -> None:
    rows = (project(1), *SIGNATURE)

    assert [finding.rule for finding in told(*rows)] == ["TOT009"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    "value", [CellError("#REF!"), Uncomputed("=SUM(D3:D3)"), "x", Decimal(0), True]
)
def test_a_total_is_made_in_an_empty_row_only(value: Value) -> None:
    rows = (project(1), (*[None] * 12, value))

    assert [finding.rule for finding in told(*rows)] == ["TOT009"]
    assert rows_written(*rows) == {3}


def test_a_total_is_not_made_within_a_merged_cell() -> None:
    sheet = sheet_of(project(1))
    tabs = [
        replace(tab, merged=(Area(3, 4, 9, 4),)) if tab.title == PROJECTS else tab
        for tab in sheet.tabs
    ]

    reading = read_plan(Sheet(tuple(tabs), "1"), HEADERS)

    assert reading.rows.place is None
    assert [hit.rule for hit in reading.rows.hits] == ["TOT009"]


def test_a_table_of_no_projects_gets_no_total() -> None:
    assert rows_written() == set()
    assert rows_written(*SIGNATURE) == set()


# --- where it is not certain ----------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((project(1), line("รวมทั้งสิ้น", 5), line("รวมทั้งสิ้น", 6)), "TOT006"),
        ((project(1), line("รวมทั้งสิ้น", 5), line("รวม", 6)), "TOT006"),
        ((project(1), line("รวม", 1000), project(2), line("รวม", 1000)), "TOT006"),
        ((project(1), line("รวมทั้งสิ้น", 5), project(2)), "TOT007"),
        ((project(1), line("รวม", 5), project(2)), "TOT007"),
        ((project(1), line("รวมทั้งสิ้น", 1000), *HEADER, project(2)), "TOT008"),
        ((project(1), (HEADER[0][1], *HEADER[0][:1], *HEADER[0][2:])), "TOT008"),
    ],
)
def test_where_the_total_is_uncertain_none_is_written(
    rows: Sequence[Row], code: str
) -> None:
    kept = [
        place for place, row in enumerate(rows, FIRST) if "โครงการที่" not in str(row)
    ]

    assert [finding.rule for finding in told(*rows)] == [code]
    assert rows_written(*rows).isdisjoint(kept)
    assert "รวมทั้งสิ้น" not in written(*rows).values()


def test_rows_of_another_table_are_left_alone() -> None:
    rows = (project(1), line("รวมทั้งสิ้น", 1000), BLANK, *HEADER, project(9))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


# --- marks ----------------------------------------------------------------------


def test_what_staff_type_in_our_columns_beside_other_rows_stays() -> None:
    typed = ("ผ่าน", "ตรวจแล้วโดยพี่แดง", "ดู")
    rows = (
        project(1),
        (*line("รวมมิติที่ 1", 1000), *typed),
        (*line("รวมทั้งสิ้น", 1000, 1, 0, 0, 0), *typed),
        (*SIGNATURE[0], *typed),
    )

    assert rows_written(*rows) == {3}


def test_marks_that_an_older_worker_left_beside_a_subtotal_go() -> None:
    ours = ("ต้องแก้ไข 12 จุด", "• ยังไม่ได้เลือกมิติ", "N4WXR")
    rows = (project(1), (*line("รวมมิติที่ 1", 1000), *ours), line("รวมทั้งสิ้น", 1000))

    edits = written(*rows)

    assert [edits[cell] for cell in ("J4", "K4", "L4")] == [None, None, None]


# --- whatever stands in the table -----------------------------------------------


def edits_of(sheet: Sheet) -> tuple[CellEdit, ...]:
    reading = read_plan(sheet, HEADERS)
    totals, plan = compute_totals(reading.plan), give_keys(reading.plan, {})
    return find_edits(reading, plan, totals, (), HEADERS, WORDS)


LINES: st.SearchStrategy[Row] = st.one_of(
    st.builds(project, st.integers(1, 99), st.integers(1, 4), st.integers(0, 9999)),
    st.builds(
        lambda label, budget, at, mark: (*line(label, budget, at=at), mark),
        st.sampled_from(
            [
                *("รวม", "รวมทั้งสิ้น", "รวมมิติที่ 1", "ยอดยกไป", "มิติที่ 2 ก", "รวมย่อย"),
                *("ลงชื่อ", "(นายก)", "หมายเหตุ: ก", "Total", "รวมหน้านี้"),
            ]
        ),
        st.one_of(st.none(), st.integers(0, 9999)),
        st.integers(0, 1),
        st.sampled_from([None, "ผ่าน", "ของพี่แดง"]),
    ),
    st.sampled_from([BLANK, (), *HEADER]),
)


@given(st.lists(LINES, max_size=12))
def test_whatever_stands_in_the_table_only_our_cells_are_written(
    rows: list[Row],
) -> None:
    reading = read(*rows)
    projects = {project.row for project in reading.plan.projects}
    total = reading.rows.total or reading.rows.place
    edits = edits_of(sheet_of(*rows))

    for edit in edits:
        assert edit.cell.row == total or edit.cell.row in projects
        assert edit.cell.column >= 10 or edit.cell.row == total
    named = [row for row in reading.plan.projects if row.name.startswith("โครงการที่")]
    assert len(named) == len(reading.plan.projects)
    if reading.rows.place:
        assert _overwritten(edits, reading.rows.place) == []


def _overwritten(edits: Sequence[CellEdit], row: int) -> list[CellEdit]:
    return [e for e in edits if e.cell.row == row and e.expected not in {None, False}]


@given(st.lists(LINES, max_size=12))
def test_the_sum_is_that_of_the_projects_and_a_second_look_writes_nothing(
    rows: list[Row],
) -> None:
    sheet = sheet_of(*rows)
    plan = read_plan(sheet, HEADERS).plan
    budgets = {place: row[3] for place, row in enumerate(rows, FIRST) if len(row) > 3}

    summed = sum(budgets[project.row] for project in plan.projects)  # type: ignore[misc]

    assert compute_totals(plan).budget == summed
    assert edits_of(apply(sheet, edits_of(sheet))) == ()


# --- sums that no word tells ------------------------------------------------------


def rules(*rows: Row) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell.a1) for finding in told(*rows)]


BEGUN: Row = (None, None, None, Decimal(5000), False, False, False, False, None)


def figures(budget: int, *counts: int) -> Row:
    ticks: list[Value] = [Decimal(count) for count in counts] or [False] * 4
    return (None, None, None, Decimal(budget), *ticks, None)


@pytest.mark.parametrize("between", [(), (BLANK,), ((), ())])
@pytest.mark.parametrize("budget", [2000, 1900])
@pytest.mark.parametrize("counts", [(), (2, 0, 0, 0)])
def test_last_row_with_nothing_but_figures_is_no_project(
    between: tuple[Row, ...], budget: int, counts: tuple[int, ...]
) -> None:
    rows = (project(1), project(2), *between, figures(budget, *counts))
    at = f"D{FIRST + 2 + len(between)}"
    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == [("TOT010", at)]
    assert rows_written(*rows) <= {1, FIRST, FIRST + 1}


def test_a_figure_alone_is_said_with_its_cell_and_both_ways_out() -> None:
    (finding,) = told(project(1), project(2), figures(2000))
    assert finding.message.startswith("D5 มีแต่ตัวเลข 2,000.00 ")
    assert "โครงการทั้งหมดรวมได้ 2,000.00 บาท" in finding.message
    assert "“รวมทั้งสิ้น”" in finding.suggestion
    assert "พิมพ์ชื่อโครงการ" in finding.suggestion


def test_notes_below_a_figure_alone_do_not_make_it_a_project() -> None:
    rows = (project(1), project(2), figures(1900), line("ลงชื่อ ........ ผู้จัดทำ", at=1))
    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == [("TOT010", "D5")]


def test_a_row_begun_with_its_budget_between_projects_is_counted() -> None:
    reading = read(project(1), project(2), BEGUN, project(3))
    assert [p.row for p in reading.plan.projects] == [3, 4, 5, 6]
    assert compute_totals(reading.plan).budget == 8000
    assert not rules(project(1), project(2), BEGUN, project(3))


def test_a_row_begun_above_the_total_is_counted() -> None:
    rows = (project(1), project(2), BEGUN, line("รวมทั้งสิ้น", 7000))
    assert len(read(*rows).plan.projects) == 3
    assert not rules(*rows)


def test_rows_begun_one_after_the_other_are_counted() -> None:
    rows = (project(1), project(2), BEGUN, BEGUN)
    assert compute_totals(read(*rows).plan).budget == 12000


def test_budgets_alone_are_a_plan_just_begun() -> None:
    assert len(read(BEGUN, figures(700)).plan.projects) == 2
    assert len(read(BEGUN).plan.projects) == 1


def test_a_sum_without_words_between_projects_is_not_added() -> None:
    rows = (project(1), project(2), figures(2000), project(3))
    assert compute_totals(read(*rows).plan).budget == 3000
    assert rules(*rows) == [("TOT010", "D5")]
    assert written(*rows)["D7"] == 3000


def test_a_figure_below_the_total_is_no_project_and_is_said() -> None:
    rows = (project(1), project(2), line("รวมทั้งสิ้น", 1), BLANK, figures(2000))
    assert numbers(*rows) == ["1", "2"]
    assert ("TOT010", "D7") in rules(*rows)
    assert written(*rows)["D5"] == 2000


def test_a_row_with_a_name_in_merged_cells_is_not_a_figure_alone() -> None:
    tabs = list(sheet_of(project(1), project(2), figures(500)).tabs)
    tabs[1] = replace(tabs[1], merged=(Area(4, 2, 5, 2),))
    reading = read_plan(Sheet(tuple(tabs), "1"), HEADERS)
    assert [p.row for p in reading.plan.projects] == [3, 4, 5]


def test_a_stale_total_that_is_not_written_is_said_with_the_sum() -> None:
    second = ("ลำดับ", "ชื่อโครงการ", "งบประมาณ", "หมายเหตุ")
    rows = (project(1), project(2), line("รวมทั้งสิ้น", 1900), BLANK, second)
    found = {finding.rule: finding for finding in told(*rows)}
    assert list(found) == ["TOT008", "TOT011"]
    assert found["TOT011"].cell.a1 == "D5"
    assert "1,900.00" in found["TOT011"].message
    assert "2,000.00" in found["TOT011"].message


@pytest.mark.parametrize(
    "rows",
    [
        (project(1), line("รวมทั้งสิ้น", 5), line("รวมทั้งสิ้น", 6), project(2)),
        (project(1), line("รวมทั้งสิ้น", 5), project(2)),
        (project(1), project(2), *SIGNATURE),
    ],
)
def test_where_no_total_is_written_the_sum_is_said(rows: Sequence[Row]) -> None:
    (finding,) = told(*rows)
    assert "รวมได้ 2,000.00 บาท" in finding.message


@pytest.mark.parametrize("column", [0, 3, 8])
def test_a_formula_that_shows_nothing_is_not_written_over_with_totals(
    column: int,
) -> None:
    below: list[Value] = [None] * 9
    below[column] = EmptyResult()
    rows = (project(1), project(2), tuple(below))

    assert 5 not in rows_written(*rows)
    assert [finding.rule for finding in told(*rows)] == ["TOT009"]


@pytest.mark.parametrize("name", ["กองคลัง", "ข้อมูล ณ วันที่จัดทำ"])
def test_a_lone_text_right_below_the_total_is_no_project(name: str) -> None:
    rows = (project(1), line("รวม", 1000, 1, 0, 0, 0), line(name, at=1))

    assert numbers(*rows) == ["1"]
    assert rows_written(*rows) == {3}


@pytest.mark.parametrize(
    ("quarters", "is_header"), [((1, 2, 3, 4), True), ((2, 3, 4, 5), False)]
)
def test_only_one_to_four_below_a_header_are_the_numbers_of_quarters(
    quarters: tuple[int, ...], is_header: bool
) -> None:
    reading = read(line("", None, *quarters), project(1))

    assert (RowKind.HEADER in reading.rows.kinds.values()) is is_header
