"""How offices are, in a Google Sheet: only into cells that are surely the worker's."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from sync.adapters.clock import BANGKOK
from sync.adapters.google.drive import file_id_of
from sync.messages import load_words
from sync.model.cells import (
    Area,
    Cell,
    CellEdit,
    CellError,
    Edit,
    NoteEdit,
    Sheet,
    Tab,
    Value,
)
from sync.plan.labels import load_headers
from sync.province.board import Board, beside_list, in_own_tab
from sync.province.registry import Listing, There, read_list
from sync.province.report import Row, overview
from sync.province.values import ProvinceSettings
from sync.province.visits import OfficeState, Standing

NOW = datetime(2027, 5, 3, 9, tzinfo=BANGKOK)
TONGUES = [load_words("th"), load_words("en")]
TH = TONGUES[0]
GOOD = Standing(
    sheet=f"1{'a' * 30}",
    title="อบต.หนึ่ง",
    good_night=NOW - timedelta(hours=8),
    errors=2,
    projects=16,
    budget=Decimal("192000.10"),
    half_year_closes=(NOW - timedelta(days=3)).date(),
    changed=NOW - timedelta(days=5),
)
HEAD = ("ชื่อโฟลเดอร์", "ลิงก์แผ่นงาน", "หมายเหตุของจังหวัด")


def link(letter: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/1{letter * 30}/edit"


def rows_of(*names: str, standing: Standing = GOOD) -> Sequence[Row]:
    states = [OfficeState(name, standing) for name in names]
    return overview(states, ProvinceSettings(), NOW).rows


def sheet_with(*rows: Sequence[Value], head: Sequence[Value] = HEAD) -> Sheet:
    return Sheet((Tab("รายชื่อ", (tuple(head), *map(tuple, rows))),), "r")


def list_in(sheet: Sheet) -> Listing:
    there = There(file_id_of, frozenset(), {})
    return read_list(sheet, load_headers(), there)


def beside(sheet: Sheet, rows: Sequence[Row] | None) -> tuple[Board, Sheet]:
    board = beside_list(list_in(sheet), rows, TONGUES)
    assert sheet.unexpected(board.edits) is None
    return board, sheet.after(board.edits, "r")


def alone(sheet: Sheet, rows: Sequence[Row]) -> tuple[Board, Sheet]:
    board = in_own_tab(sheet, rows, TONGUES)
    assert sheet.unexpected(board.edits) is None
    return board, sheet.after(board.edits, "r")


def heading(name: str) -> str:
    return TH.say("province.board_head", name=TH.say(f"province.board_{name}"))


def column(tab: Tab, name: str, row: int = 1) -> int:
    return tab.rows[row - 1].index(heading(name)) + 1


def under(sheet: Sheet, name: str, row: int, tab: str = "รายชื่อ") -> Value:
    found = sheet.tab(tab)
    assert found
    return found.value(row, column(found, name))


LISTED = sheet_with(("a", link("a"), "ดี"), ("b", link("b")))


def test_beside_a_list_stands_how_each_office_is_and_people_keep_their_columns() -> (
    None
):
    _, after = beside(LISTED, rows_of("a", "b"))

    (tab,) = after.tabs
    assert [row[:3] for row in tab.rows] == [
        HEAD,
        ("a", link("a"), "ดี"),
        ("b", link("b"), None),
    ]
    assert under(after, "title", 2) == "อบต.หนึ่ง"
    assert under(after, "state", 2) == TH.say("province.well")
    assert under(after, "good_night", 2) == "2027-05-03 01:00"
    assert under(after, "errors", 3) == Decimal(2)
    assert under(after, "budget", 3) == Decimal("192000.10")
    assert under(after, "overdue", 2) == TH.say("province.half_year")
    assert under(after, "quiet", 2) == Decimal(5)
    assert column(tab, "note") == 4


def test_what_stands_there_already_is_not_written_again() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))

    board, _ = beside(after, rows_of("a", "b"))

    assert (board.edits, board.problems) == ([], [])


def test_a_row_that_cannot_be_understood_is_told_beside_it_until_it_can() -> None:
    before = sheet_with(("หนองบัว", link("a")), ("b", link("b")))

    _, told = beside(before, None)
    typed = CellEdit(Cell("รายชื่อ", 2, 1), "หนองบัว", "nong-bua")
    _, well = beside(told.after([typed], "r"), None)

    assert "หนองบัว" in str(under(told, "note", 2))
    assert under(told, "note", 3) is None
    assert under(well, "note", 2) is None


def test_columns_are_found_wherever_people_moved_them_and_whatever_they_call_them() -> (
    None
):
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    at = column(tab, "errors")
    renamed = CellEdit(Cell("รายชื่อ", 1, at), heading("errors"), "ข้อผิด")

    worse = rows_of("a", "b", standing=replace(GOOD, errors=9))
    _, now = beside(after.after([renamed], "r"), worse)

    (tab,) = now.tabs
    assert tab.value(1, at) == "ข้อผิด"
    assert (tab.value(2, at), tab.value(3, at)) == (Decimal(9), Decimal(9))
    assert max(map(len, tab.rows)) == max(map(len, after.tabs[0].rows))


def test_a_column_of_peoples_own_under_our_heading_is_let_alone_and_told() -> None:
    head = (*HEAD, heading("state"), heading("errors"))
    before = sheet_with(("a", link("a"), None, "เยี่ยม", None), head=head)

    board, after = beside(before, rows_of("a"))

    assert after.tabs[0].value(2, 4) == "เยี่ยม"
    assert [dict(it.facts)["title"] for it in board.problems] == [heading("state")]
    # an empty one under our heading is taken for ours
    assert after.tabs[0].value(2, 5) == Decimal(2)


def test_of_a_column_that_people_copied_neither_is_written() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    at, end = column(tab, "errors"), max(map(len, tab.rows)) + 1
    note = tab.notes[Cell("รายชื่อ", 1, at)]
    copied: list[Edit] = [
        CellEdit(Cell("รายชื่อ", 1, end), None, heading("errors")),
        NoteEdit(Cell("รายชื่อ", 1, end), None, note),
    ]

    worse = rows_of("a", "b", standing=replace(GOOD, errors=9, warnings=7))
    board, now = beside(after.after(copied, "r"), worse)

    assert now.tabs[0].value(2, at) == Decimal(2)
    assert now.tabs[0].value(2, end) is None
    assert under(now, "warnings", 2) == Decimal(7)
    assert [it.code for it in board.problems] == ["column"]


def test_merged_cells_and_formulas_of_peoples_own_are_let_alone_and_told() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    at, other = column(tab, "errors"), column(tab, "warnings")
    formula = CellEdit(Cell("รายชื่อ", 2, other), Decimal(0), CellError("#REF!"))
    (tab,) = after.after([formula], "r").tabs
    merged = replace(tab, merged=(Area(2, at, 3, at),))

    worse = rows_of("a", "b", standing=replace(GOOD, errors=9, warnings=7))
    board, now = beside(Sheet((merged,), "r"), worse)

    assert [now.tabs[0].value(row, at) for row in (2, 3)] == [Decimal(2)] * 2
    assert now.tabs[0].value(2, other) == "#REF!"
    assert now.tabs[0].value(3, other) == Decimal(7)
    told = [(it.code, dict(it.facts)["cell"]) for it in board.problems]
    first = [Cell("รายชื่อ", 2, it) for it in (at, other)]
    assert told == [("cell", str(cell)) for cell in first]  # the first of each column


def test_people_may_sort_rows_and_add_sums_below() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    width = max(map(len, tab.rows))
    total = ["รวม", *[None] * (width - 1)]
    total[column(tab, "errors") - 1] = Decimal(4)  # type: ignore[call-overload]
    sorted_ = replace(tab, rows=(tab.rows[0], tab.rows[2], tab.rows[1], tuple(total)))

    board, now = beside(Sheet((sorted_,), "r"), rows_of("a", "b"))

    assert (board.edits, board.problems) == ([], [])
    assert under(now, "errors", 4) == Decimal(4)


def test_a_row_whose_name_is_gone_keeps_nothing_that_was_said_of_its_office() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    typed = CellEdit(Cell("รายชื่อ", 3, 1), "b", "c c")

    board, now = beside(after.after([typed], "r"), rows_of("a", "b"))

    assert under(now, "state", 3) is None
    assert under(now, "budget", 3) is None
    assert "c c" in str(under(now, "note", 3))
    assert board.problems == []


def test_what_an_older_version_said_of_an_office_that_is_gone_goes_too() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    said = Cell("รายชื่อ", 3, column(tab, "state"))
    older = TH.say("province.well_before")
    typed = [
        CellEdit(Cell("รายชื่อ", 3, 1), "b", None),
        CellEdit(said, TH.say("province.well"), older),
    ]

    _, now = beside(after.after(typed, "r"), rows_of("a", "b"))

    assert under(now, "state", 3) is None


def test_sums_and_remarks_that_people_put_below_our_columns_stay() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    width = max(map(len, tab.rows))
    own: list[Value] = ["นับดู", *[None] * (width - 1)]
    own[column(tab, "errors") - 1] = Decimal(4)
    changed = replace(tab, rows=(*tab.rows, tuple(own)))

    _, now = beside(Sheet((changed,), "r"), rows_of("a", "b"))

    assert under(now, "errors", 4) == Decimal(4)
    assert "นับดู" in str(under(now, "note", 4))


def test_what_was_told_beside_a_row_goes_when_the_row_does() -> None:
    _, told = beside(sheet_with(("หนองบัว", link("a")), ("b", link("b"))), None)
    emptied = [
        CellEdit(Cell("รายชื่อ", 2, 1), "หนองบัว", None),
        CellEdit(Cell("รายชื่อ", 2, 2), link("a"), None),
    ]

    _, now = beside(told.after(emptied, "r"), None)

    assert under(now, "note", 2) is None


def test_a_column_of_ours_that_people_made_the_lists_own_is_not_written() -> None:
    _, after = beside(LISTED, rows_of("a", "b"))
    (tab,) = after.tabs
    at = column(tab, "title")
    as_name = CellEdit(Cell("รายชื่อ", 1, at), heading("title"), "เปิดใช้")

    board, now = beside(after.after([as_name], "r"), rows_of("a", "b"))

    assert [it.code for it in board.problems] == ["column"]
    assert now.tabs[0].value(2, at) == "อบต.หนึ่ง"


def test_without_a_list_the_tab_is_made_and_new_offices_come_below() -> None:
    title = TH.say("province.board_tab")
    _, made = alone(Sheet((Tab("Sheet1"),), "r"), rows_of("a", "b"))

    _, grown = alone(made, rows_of("0", "a", "b"))
    _, shrunk = alone(grown, rows_of("0", "a"))
    again, _ = alone(shrunk, rows_of("0", "a"))

    names = [under(grown, "office", row, title) for row in (2, 3, 4)]
    assert names == ["a", "b", "0"]
    assert under(made, "sheet", 2, title) == link("a")
    assert under(shrunk, "office", 3, title) == "b"
    assert under(shrunk, "state", 3, title) == TH.say("province.board_gone")
    assert under(shrunk, "budget", 3, title) is None
    assert again.edits == []


def test_a_tab_of_others_under_our_title_is_let_alone_and_told() -> None:
    tab = Tab(TH.say("province.board_tab"), (("x",),))

    board, _ = alone(Sheet((tab,), "r"), rows_of("a"))

    assert board.edits == []
    assert [it.code for it in board.problems] == ["board_taken"]


def test_two_rows_of_one_office_and_two_tables_are_told_and_not_written() -> None:
    title = TH.say("province.board_tab")
    _, made = alone(Sheet((Tab("Sheet1"),), "r"), rows_of("a"))
    tab = made.tab(title)
    assert tab
    twice = replace(tab, rows=(*tab.rows, tab.rows[1]))

    worse = rows_of("a", standing=replace(GOOD, errors=9))
    rows, _ = alone(Sheet((twice,), "r"), worse)
    notes = {Cell("x", *cell[1:]): note for cell, note in tab.notes.items()}
    copy = replace(tab, title="x", notes=notes)
    tables, _ = alone(Sheet((tab, copy), "r"), worse)

    told = [(it.edits, [p.code for p in it.problems]) for it in (rows, tables)]
    assert told == [([], ["row_twice"]), ([], ["board_twice"])]


@pytest.mark.parametrize(("offices", "count"), [(2_000, 1), (7_850, 4)])
def test_two_thousand_offices_are_one_write(offices: int, count: int) -> None:
    names = [f"o{number}" for number in range(offices)]

    board = in_own_tab(Sheet((Tab("x"),), "r"), rows_of(*names), TONGUES)

    writes = list(board.writes())
    assert len(writes) == count
    assert sum(map(len, writes)) == len(board.edits)
    assert writes[0][0].cell.row == 1


def test_every_text_is_plain_and_no_office_writes_into_anothers_cell() -> None:
    evil = replace(GOOD, title='=IMPORTDATA("http://x")')

    board, _ = beside(LISTED, rows_of("a", "b", standing=evil))

    values = [it.new for it in board.edits if isinstance(it, CellEdit)]
    assert '=IMPORTDATA("http://x")' in values
    assert {type(it) for it in values} <= {str, Decimal, type(None)}


@pytest.mark.parametrize("seed", range(20))
def test_whatever_people_do_to_the_tab_their_cells_stay(seed: int) -> None:
    """Columns and rows changed at random: cells without our mark above are never edited."""
    dice = random.Random(seed)  # noqa: S311  no secret
    _, sheet = beside(LISTED, rows_of("a", "b"))
    (tab,) = sheet.tabs
    width = max(map(len, tab.rows))
    rows = [[*row, *[None] * (width - len(row))] for row in tab.rows]
    for _ in range(6):
        at = dice.randrange(width)
        match dice.randrange(3):
            case 0:  # typed over
                rows[dice.randrange(len(rows))][at] = "ของเรา"
            case 1:  # a row of theirs
                rows.insert(
                    dice.randrange(1, len(rows)), ["x", *["ของเรา"] * (width - 1)]
                )
            case _:  # a column taken for themselves
                tab = replace(
                    tab,
                    notes={c: n for c, n in tab.notes.items() if c.column != at + 1},
                )
    changed = Sheet((replace(tab, rows=tuple(map(tuple, rows))),), "r")
    marked = {cell.column for cell, note in tab.notes.items() if "plan-sync:" in note}

    board, _ = beside(changed, rows_of("a", "b"))

    for edit in board.edits:
        present = changed.tabs[0].value(edit.cell.row, edit.cell.column)
        below = [
            row[edit.cell.column - 1] for row in rows[1:] if edit.cell.column <= width
        ]
        mine = edit.cell.column in marked or present is None or not any(below)
        assert mine, edit
