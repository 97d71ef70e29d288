"""What the year's turn changes in a sheet, and what it leaves to a person."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sync.messages import load_words
from sync.model.cells import Cell, EmptyResult, Sheet, Value
from sync.model.progress import ProgressRow, Round, State
from sync.rollover.turning import Turning, turn_year
from sync.sheet.read import read_plan
from tests.sheets import DETAILS, HEADERS, INFO, PROJECTS, clean_sheet, merge, type_in
from tests.unit.progress.test_figures import row

KEY = "ABCDE"


def turn(sheet: Sheet, progress: tuple[ProgressRow, ...] = ()) -> Turning:
    return turn_year(
        read_plan(sheet, HEADERS), 2570, progress, HEADERS, load_words("th")
    )


def typed(**cells: Any) -> Sheet:  # noqa: ANN401  whatever staff type
    return type_in(
        clean_sheet(), {place.replace("_", "!"): v for place, v in cells.items()}
    )


def after(turning: Turning) -> Mapping[Cell, Value]:
    return {change.cell: change.after for change in turning.changes}


def test_every_change_expects_what_stands_there() -> None:
    sheet = clean_sheet()

    for edit in turn(sheet).edits:
        tab = sheet.tab(edit.cell.tab)
        assert tab is not None
        assert tab.value(edit.cell.row, edit.cell.column) == edit.expected


def test_the_year_moves_and_the_day_and_the_links_are_emptied() -> None:
    changed = after(turn(clean_sheet()))

    info = {cell.row: value for cell, value in changed.items() if cell.tab == INFO}
    # the year in row 8, the day in row 10; there is no link
    assert info == {8: "2571", 10: None}


def test_a_year_turns_beside_a_second_remark() -> None:
    sheet = typed(โครงการ_M1="หมายเหตุ", โครงการ_M3="ก", โครงการ_I3="ข")

    assert after(turn(sheet))[Cell(INFO, 8, 2)] == "2571"


def test_of_two_rows_that_differ_the_upper_one_turns() -> None:
    years = {"A20": "ปีงบประมาณ พ.ศ.", "B20": "2569"}
    sheet = type_in(clean_sheet(), {f"{INFO}!{at}": it for at, it in years.items()})

    changed = after(turn(sheet))

    assert {cell.a1 for cell in changed if cell.tab == INFO} == {"B8", "B10"}


@pytest.mark.parametrize(
    ("year", "next_year"),
    [
        ("๒๕๗๐", "๒๕๗๑"),
        ("พ.ศ. 2570", "พ.ศ. 2571"),
        (2570, Decimal(2571)),
        ("70", "2571"),
    ],
)
def test_the_year_keeps_the_form_it_was_typed_in(year: Value, next_year: Value) -> None:
    changed = after(turn(typed(**{f"{INFO}_B8": year})))

    assert changed[Cell(INFO, 8, 2)] == next_year


def test_ticks_are_emptied_and_boxes_stay_boxes() -> None:
    changed = after(turn(typed(**{f"{PROJECTS}_F3": "✓"})))

    assert changed[Cell(PROJECTS, 3, 5)] is False
    assert changed[Cell(PROJECTS, 3, 6)] is None
    assert Cell(PROJECTS, 3, 7) not in changed  # an empty box stays one


def test_counts_of_ticks_are_emptied_with_them_and_the_budget_stays() -> None:
    changed = after(turn(clean_sheet()))

    assert [changed.get(Cell(PROJECTS, 6, column), "") for column in range(4, 9)] == [
        *("", None, None, None, None)
    ]


def test_periods_move_in_details_and_stories_are_left_to_a_person() -> None:
    story = "ผลการประเมินปี ๒๕๗๐ ลดลง"
    turning = turn(typed(**{f"{DETAILS}_B2": story}))

    assert after(turning)[Cell(DETAILS, 2, 6)] == (
        "ไตรมาสที่ ๑ (ตุลาคม - ธันวาคม ๒๕๗๐) ปีงบประมาณ พ.ศ. ๒๕๗๑"
    )
    assert Cell(DETAILS, 2, 2) not in after(turning)
    assert (Cell(DETAILS, 2, 2), story) in [
        (each.cell, each.text) for each in turning.left
    ]


def test_a_name_moves_alike_in_the_table_and_in_the_details() -> None:
    name = "โครงการอบรม ประจำปีงบประมาณ ๒๕๗๐"
    changed = after(turn(typed(**{f"{PROJECTS}_B3": name, f"{DETAILS}_A2": name})))

    moved = "โครงการอบรม ประจำปีงบประมาณ ๒๕๗๑"
    assert changed[Cell(PROJECTS, 3, 2)] == changed[Cell(DETAILS, 2, 1)] == moved


def test_titles_above_the_table_move() -> None:
    rows = clean_sheet().tabs[1].rows
    title = ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",)
    sheet = clean_sheet()
    moved_down = replace(sheet.tabs[1], rows=(title, *rows))
    sheet = replace(sheet, tabs=(sheet.tabs[0], moved_down, *sheet.tabs[2:]))

    changed = after(turn(sheet))

    assert changed[Cell(PROJECTS, 1, 1)] == "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๗๑"


def test_the_last_year_of_a_frame_asks_for_the_next_frame() -> None:
    left = {each.cell: each.text for each in turn(clean_sheet()).left}

    assert left[Cell(INFO, 9, 2)] == "พ.ศ. ๒๕๖๖ - ๒๕๗๐"


def test_formulas_and_merged_cells_are_left_alone() -> None:
    sheet = merge(typed(**{f"{PROJECTS}_E4": EmptyResult()}), f"{PROJECTS}!E3:F3")

    changed = after(turn(sheet))

    assert Cell(PROJECTS, 4, 5) not in changed
    assert Cell(PROJECTS, 3, 6) not in changed


@pytest.mark.parametrize(
    ("state", "is_marked"),
    [(State.DONE, False), (State.ONGOING, True), (State.CANNOT, True), (None, False)],
)
def test_what_was_reported_and_not_done_is_marked(
    state: State | None, is_marked: bool
) -> None:
    sheet = typed(**{f"{PROJECTS}_L3": KEY, f"{PROJECTS}_I3": "เดิม"})
    reported = row(KEY, round=Round(2570, 12), state=state)

    turning = turn(sheet, (reported,))

    note = "เดิม\nยกมาจากปีงบประมาณ 2570 (ยังไม่แล้วเสร็จ)"
    assert after(turning).get(Cell(PROJECTS, 3, 9)) == (note if is_marked else None)
    assert turning.unfinished == (("โครงการอบรมคุณธรรม",) if is_marked else ())


def test_what_was_done_by_twelve_months_is_not_marked() -> None:
    sheet = typed(**{f"{PROJECTS}_L3": KEY})
    six = row(KEY, round=Round(2570, 6), state=State.ONGOING)
    twelve = row(KEY, round=Round(2570, 12), state=State.DONE)

    assert turn(sheet, (six, twelve)).unfinished == ()


def test_confirmations_are_of_the_old_year() -> None:
    tab = HEADERS.tabs["findings"]
    names = list(HEADERS.spellings["findings"])
    header = {
        f"{tab}!{chr(64 + place)}1": HEADERS.write("findings", name)
        for place, name in enumerate(names, 1)
    }
    at = {name: chr(64 + place) for place, name in enumerate(names, 1)}
    sheet = type_in(
        clean_sheet(),
        {
            **header,
            f"{tab}!{at['rule']}2": "SPL001",
            f"{tab}!{at['key']}2": "0123456789",
            f"{tab}!{at['accepted']}2": True,
            f"{tab}!{at['reason']}2": "เป็นชื่อเฉพาะ",
        },
    )

    changed = {c.a1: v for c, v in after(turn(sheet)).items() if c.tab == tab}

    assert changed == {f"{at['accepted']}2": False, f"{at['reason']}2": None}
