"""The worker's rows of progress: added when a round opens, kept up to date, no cell more."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.cells import (
    Area,
    Cell,
    CellError,
    EmptyResult,
    Sheet,
    Tab,
    Uncomputed,
    Value,
)
from sync.model.findings import Finding, Severity
from sync.model.progress import Checked, Copied, Reported
from sync.progress.table import COLUMNS
from sync.sheet.tables import read_text
from tests.progressing import (
    HEADER,
    KEYS,
    SIX,
    TAB,
    TWELVE,
    keyed_sheet,
    line,
    owned,
    read,
    sheet_with,
)
from tests.sheets import NAMES, type_in
from tests.unit.progress.rows import FIRST, SECOND, WORDS, edits, new_row, rows, written


def test_when_a_round_opens_every_project_gets_a_row() -> None:
    made = edits(keyed_sheet())

    after = written(keyed_sheet(), made)
    tab = after.tab(TAB)
    assert tab
    assert tab.rows[0] == HEADER
    assert rows(after) == [new_row(1), new_row(2), new_row(3)]
    assert edits(after) == []


def test_without_an_open_round_there_is_no_tab_and_no_row() -> None:
    assert edits(keyed_sheet(), rounds=()) == []
    assert edits(sheet_with(), rounds=()) == []


def test_the_second_round_s_rows_stand_below_the_first_s() -> None:
    half_year = written(keyed_sheet(), edits(keyed_sheet()))

    after = written(half_year, edits(half_year, (FIRST, SECOND)))

    assert rows(after)[3:] == [new_row(number, TWELVE) for number in (1, 2, 3)]


def test_a_project_added_later_is_given_its_row_below_all_that_stands_there() -> None:
    sheet = sheet_with(owned(2), {}, owned(1))
    noted = type_in(sheet, {f"{TAB}!B9": "โน้ตของกอง", f"{TAB}!AC11": "ไกลออกไป"})

    made = [edit for edit in edits(noted) if edit.cell.row > 4]

    assert {edit.cell.row for edit in made} == {12}
    assert {edit.new for edit in made} >= {"CCCCC", NAMES[2]}
    assert all(edit.expected is None for edit in made)


@pytest.mark.parametrize(
    ("merged", "row"),
    [
        ((Area(3, 1, 6, 2),), 7),
        ((Area(4, 1, 4, 30),), 3),
        ((Area(3, 3, 1_048_576, 3),), None),
    ],
)
def test_no_row_is_begun_in_merged_cells(
    merged: tuple[Area, ...], row: int | None
) -> None:
    *others, tab = sheet_with(owned(1)).tabs
    sheet = Sheet((*others, replace(tab, merged=merged)), "1")

    placed = [edit.cell.row for edit in edits(sheet) if edit.new == KEYS[1]]

    assert placed == ([] if row is None else [row])


def test_a_slip_far_below_does_not_take_new_rows_there() -> None:
    far = Tab(TAB, (*sheet_with(owned(1)).tabs[-1].rows, *[()] * 30_000, ("x",)))
    sheet = Sheet((*keyed_sheet().tabs, far), "1")

    assert [e.cell.row for e in edits(sheet) if e.new in KEYS[1:]] == [3, 4]


def test_what_the_plan_says_is_copied_anew_when_it_changes() -> None:
    filled = written(keyed_sheet(), edits(keyed_sheet()))
    changed = type_in(filled, {"โครงการ!D3": 21000, "โครงการ!B4": "ชื่อใหม่"})

    made = edits(changed)

    assert {(edit.cell.a1, edit.expected, edit.new) for edit in made} == {
        ("E2", Decimal(20000), Decimal(21000)),
        ("C3", NAMES[1], "ชื่อใหม่"),
    }


def test_rows_sorted_and_filled_in_stay_whose_they_are() -> None:
    sheet = sheet_with(
        {**new_row(3), Reported.STATE: "ดำเนินการแล้วเสร็จ"}, {**new_row(1)}, new_row(2)
    )

    made = edits(sheet)

    assert {(edit.cell.a1, edit.new) for edit in made} == {("U2", "ผ่าน")}


def test_a_project_struck_from_the_plan_keeps_its_row_marked() -> None:
    gone = {**new_row(1), Copied.KEY: "ZZZZZ", Copied.NAME: "โครงการที่ถูกตัด"}
    sheet = sheet_with(gone, new_row(1), new_row(2), new_row(3))

    made = edits(sheet)

    assert [(edit.cell.a1, edit.new) for edit in made] == [("U2", "ไม่อยู่ในแผนแล้ว")]


def test_rows_of_another_year_are_left_as_that_year_s_plan_left_them() -> None:
    last = {
        **new_row(1, "12 เดือน 2569"),
        Copied.NAME: "ชื่อของปีก่อน",
        Copied.PLANNED: Decimal(1),
    }

    assert edits(sheet_with(last), rounds=()) == []


def test_done_at_six_months_the_row_of_twelve_need_not_be_filled_in() -> None:
    done = {**new_row(1), Reported.STATE: "ดำเนินการแล้วเสร็จ"}
    half_year = sheet_with(done, new_row(2), new_row(3))

    after = written(half_year, edits(half_year, (FIRST, SECOND)))

    said = [row[Checked.STATUS] for row in rows(after)]
    assert said == [
        *("ผ่าน", "รอรายงานผล", "รอรายงานผล"),
        *("แล้วเสร็จในรอบ 6 เดือนแล้ว ไม่ต้องกรอก", "รอรายงานผล", "รอรายงานผล"),
    ]


def test_rows_that_stand_twice_are_written_in_neither() -> None:
    sheet = sheet_with(owned(1), owned(1), new_row(2), new_row(3))

    assert edits(sheet) == []


@pytest.mark.parametrize("which", ["", "ไตรมาส 2"])
def test_a_project_whose_row_lost_its_round_is_given_no_other(which: str) -> None:
    sheet = sheet_with(owned(1, which, result="อบรมแล้ว"), new_row(2), new_row(3))

    assert edits(sheet) == []


def test_a_key_that_was_lost_is_given_again() -> None:
    lost = {k: v for k, v in new_row(2).items() if k != Copied.KEY}

    made = edits(sheet_with(new_row(1), lost, new_row(3)))

    assert [(edit.cell.a1, edit.new) for edit in made] == [("A3", KEYS[1])]


def test_columns_that_staff_took_out_come_back_on_the_right() -> None:
    without = [name for name in COLUMNS if name not in {"remark", "to_correct"}]
    header = tuple(HEADER[COLUMNS.index(name)] for name in without)
    body = [
        tuple(new_row(number).get(name) for name in without) for number in (1, 2, 3)
    ]
    sheet = Sheet((*keyed_sheet().tabs, Tab(TAB, (header, *body))), "1")

    made = edits(sheet)

    assert [(edit.cell.a1, edit.new) for edit in made] == [
        ("V1", "หมายเหตุ"),
        ("W1", "ข้อควรแก้ไข"),
    ]


@pytest.mark.parametrize("formula", [Uncomputed("=E3"), EmptyResult()])
def test_a_formula_in_a_cell_of_ours_is_no_reason_to_write_each_night(
    formula: Value,
) -> None:
    right = {**new_row(1), Checked.TO_CORRECT: EmptyResult()}
    wrong = {**new_row(2), Copied.PLANNED: formula}

    made = edits(sheet_with(right, wrong, new_row(3)))

    shown = [(edit.cell.a1, edit.expected, edit.new) for edit in made]
    expected = [] if isinstance(formula, Uncomputed) else [("E3", formula, Decimal(0))]
    assert shown == expected


def finding(row: int, severity: Severity, column: str = Reported.PAID) -> Finding:
    cell = Cell(TAB, row, COLUMNS.index(column) + 1)
    label = f"{HEADER[COLUMNS.index(column)]} ({SIX})"
    return Finding(
        "PRG003", severity, cell, 1, label, "?", "อ่านไม่ได้", "", of_report=True
    )


def test_what_is_wrong_in_a_row_is_said_beside_it() -> None:
    sheet = sheet_with(new_row(1), new_row(2), new_row(3))
    found = (
        finding(2, Severity.ERROR),
        finding(2, Severity.WARNING, Reported.EVIDENCE),
        replace(finding(3, Severity.ERROR), cell=Cell("โครงการ", 3, 15)),
    )

    made = edits(sheet, findings=found)

    assert {edit.cell.a1: edit.new for edit in made} == {
        "U2": "ต้องแก้ไข 1 จุด · ควรตรวจสอบ 1 จุด",
        "V2": "• เบิกจ่ายจริง (บาท): อ่านไม่ได้\n• (ควรตรวจสอบ) หลักฐาน (ลิงก์): อ่านไม่ได้",
    }


CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(
        [
            *KEYS,
            *NAMES,
            *HEADER,
            SIX,
            TWELVE,
            "6 เดือน 2569",
            "ZZZZZ",
            "ไม่อยู่ในแผนแล้ว",
            "รอรายงานผล",
            "ดำเนินการแล้วเสร็จ",
            "",
            " ",
            "=1+1",
        ]
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.builds(EmptyResult),
    st.builds(CellError, st.just("#REF!")),
    st.builds(Uncomputed, st.just("=A1")),
)
OWN = {WORDS.say("status.passed"), WORDS.say("progress.waiting")}
"""What the worker says of the rows that stand in these tabs."""
LINES = st.one_of(
    st.lists(CELLS, max_size=26).map(tuple),
    st.sampled_from([line(new_row(number)) for number in (1, 2, 3)]),
    st.sampled_from([line(new_row(number, TWELVE)) for number in (1, 2, 3)]),
    st.just(HEADER),
    st.just(()),
)


@given(
    lines=st.lists(LINES, max_size=8),
    header=st.permutations(HEADER),
    above=st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=2),
    areas=st.lists(
        st.tuples(*[st.integers(1, 12)] * 4).map(
            lambda at: Area(min(at[0], at[2]), at[1], max(at[0], at[2]), at[1] + at[3])
        ),
        max_size=2,
    ),
)
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_the_tab_no_cell_of_staff_s_is_written(
    lines: list[tuple[Value, ...]],
    header: list[Value],
    above: list[tuple[Value, ...]],
    areas: list[Area],
) -> None:
    tab = Tab(TAB, (*above, tuple(header), *lines), merged=tuple(areas))
    sheet = Sheet((*keyed_sheet().tabs, tab), "1")
    progress = read(sheet)
    table = progress.table
    ours = {table.columns[name] for name in (*Copied, *Checked)}
    owned_rows = set(progress.owners.owned.values())

    made = edits(sheet, (FIRST, SECOND))

    for edit in made:
        place = edit.cell
        present = table.tab.value(place.row, place.column)
        if place.row == table.top:
            assert place.column > len(header) or table.tab is not tab or present is None
        else:
            assert place.column in ours
            row = table.tab.rows[place.row - 1 : place.row]
            beside = read_text(table.value(place.row, Checked.STATUS))
            taken_back = beside in OWN and place.row in progress.owners.unsure
            assert (
                taken_back
                or place.row in owned_rows
                or not any(
                    value not in (None, False, "", " ") for value in (row or [()])[0]
                )
            )
        assert edit.expected == present
    assert len({edit.cell for edit in made}) == len(made)
