"""How a row stands, by what people typed in it and what was noted before."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sync.approval.adding import Board, find_outdated
from sync.approval.edits import find_approval_edits
from sync.approval.words import decision_in, standing_of
from sync.messages import load_words
from sync.model.approvals import Decision, Standing, Strength
from sync.model.cells import Area, Guard, Sheet, Tab, Value
from tests.approving import (
    APPROVED,
    FIRST,
    HEADER,
    REPORT,
    SECOND,
    TAB,
    TODAY,
    board_of,
    decided,
    line,
    named,
    read,
    sheet_with,
)
from tests.sheets import HEADERS

WORDS = load_words("th")
ANNOUNCED = {
    **APPROVED,
    "announcement": "12/2570",
    "announced_on": "๖ เม.ย. ๗๐",
    "signed": "https://example.go.th/12.pdf",
}


def without(typed: dict[str, Value], *names: str) -> dict[str, Value]:
    return {name: value for name, value in typed.items() if name not in names}


@pytest.mark.parametrize(
    ("typed", "noted", "standing"),
    [
        ({}, (), Standing.DRAFT),
        ({"proposed": False}, (), Standing.DRAFT),
        ({"proposer": "ก"}, (), Standing.DRAFT),
        ({"proposed": True}, (), Standing.PROPOSED),
        (APPROVED, (), Standing.APPROVED),
        ({**APPROVED, "result": "ส่งกลับแก้ไข"}, (), Standing.RETURNED),
        ({**APPROVED, "result": "ยกเลิก"}, (), Standing.CANCELLED),
        (ANNOUNCED, (), Standing.ANNOUNCED),
        (without(ANNOUNCED, "announcement"), (), Standing.APPROVED),
        (without(ANNOUNCED, "announced_on"), (), Standing.APPROVED),
        (without(ANNOUNCED, "signed"), (), Standing.APPROVED),
        ({**ANNOUNCED, "signed": "ในตู้"}, (), Standing.APPROVED),
        ({**ANNOUNCED, "announced_on": "เมื่อวาน"}, (), Standing.PROPOSED),
        (without(dict(APPROVED), "proposed"), (), Standing.DRAFT),
        (without(dict(APPROVED), "name"), (), Standing.PROPOSED),
        ({**APPROVED, "name": "(............)"}, (), Standing.PROPOSED),
        ({**ANNOUNCED, "announcement": "-"}, (), Standing.APPROVED),
        (without(dict(APPROVED), "decided_on"), (), Standing.PROPOSED),
        ({**APPROVED, "decided_on": "๑๑ เม.ย. ๒๕๗๐"}, (), Standing.PROPOSED),
        ({**ANNOUNCED, "announced_on": "๑๑ เม.ย. ๒๕๗๐"}, (), Standing.APPROVED),
        ({**APPROVED, "result": "โอเค"}, (), Standing.PROPOSED),
        ({**APPROVED, "proposed": "พรุ่งนี้"}, (), Standing.DRAFT),
        (APPROVED, (decided(FIRST),), Standing.CHANGED),
        (APPROVED, (decided(FIRST), decided(SECOND)), Standing.APPROVED),
    ],
)
def test_a_row_stands_by_all_that_is_typed_in_it(
    typed: dict[str, Value], noted: tuple[Decision, ...], standing: Standing
) -> None:
    version = FIRST if noted else SECOND
    board = board_of(sheet_with({**named(version), **typed}), *noted)

    (row,) = board.proposals.rows
    assert standing_of(row, board.approvals) is standing
    is_decided = standing not in {Standing.DRAFT, Standing.PROPOSED}
    assert (decision_in(row) is not None) is is_decided


@pytest.mark.parametrize(
    ("typed", "editors", "strength"),
    [
        (APPROVED, (), Strength.NOTED),
        (APPROVED, ("nayok@example.go.th",), Strength.GUARDED),
        (ANNOUNCED, ("nayok@example.go.th",), Strength.SIGNED),
        ({**APPROVED, "signed": "https://example.go.th/x"}, (), Strength.SIGNED),
    ],
)
def test_no_more_is_claimed_than_is_known(
    typed: dict[str, Value], editors: tuple[str, ...], strength: Strength
) -> None:
    (row,) = read(sheet_with({**named(), **typed}, editors=editors)).rows

    decision = decision_in(row)
    assert decision is not None
    assert (decision.strength, decision.editors) == (strength, len(editors))


def guarded(*guards: Guard) -> Sheet:
    tab = Tab(TAB, (HEADER, line({**named(), **APPROVED})), guards=guards)
    return Sheet((tab,), "")


AT = list(HEADERS.spellings["approvals"]).index("result") + 1


@pytest.mark.parametrize(
    ("guards", "editors", "hidden"),
    [
        ((), (), False),
        (
            (Guard(Area(1, AT, 99, AT), ("b@x.th", "a@x.th")),),
            ("a@x.th", "b@x.th"),
            False,
        ),
        ((Guard(Area(1, AT + 1, 99, AT + 1), ("a@x.th",)),), (), False),
        ((Guard(Area(3, AT, 99, AT), ("a@x.th",)),), (), False),
        ((Guard(Area(1, AT, 99, AT), (), known=False),), (), True),
        (
            (
                Guard(Area(1, AT, 99, AT), ("a@x.th",)),
                Guard(Area(1, 1, 99, 99), ("b@x.th",)),
            ),
            ("a@x.th", "b@x.th"),
            False,
        ),
        (
            (Guard(Area(1, 1, 99, 99), ("a@x.th",), open=(Area(2, 7, 9, 17),)),),
            (),
            False,
        ),
    ],
    ids=["none", "one", "beside", "below", "hidden", "two", "open"],
)
def test_who_may_edit_a_decision_is_read_of_the_guards_over_its_cell(
    guards: tuple[Guard, ...], editors: tuple[str, ...], *, hidden: bool
) -> None:
    (row,) = read(guarded(*guards)).rows

    assert (row.editors, row.hidden) == (editors, hidden)


def edits_of(board: Board) -> dict[tuple[int, str], Value]:
    """Return what is put where, by row and heading; ``FIRST`` is no longer now."""
    found = find_approval_edits(board, {}, (), TODAY, HEADERS, WORDS)
    table = board.proposals.table
    assert table is not None
    names = {at: name for name, at in table.columns.items()}
    return {(each.cell.row, str(names[each.cell.column])): each.new for each in found}


def test_a_version_that_lacks_a_row_gets_one_below_and_is_named_in_it() -> None:
    edits = edits_of(board_of(sheet_with({**named(FIRST), **APPROVED})))

    assert {
        name: edits[3, name] for name in ("document", "year", "version", "key")
    } == named(SECOND)
    assert edits[4, "key"] == REPORT.code
    assert edits[4, "version"] == Decimal(1)
    assert edits[4, "found_on"] == "10 เมษายน 2570"
    theirs = {"proposed", "result", "name", "comment", "signed"}
    assert not theirs.intersection(name for _, name in edits)


def test_the_row_of_an_older_version_is_taken_back_if_nobody_touched_it() -> None:
    untouched = board_of(sheet_with(named(FIRST), named(REPORT), named(SECOND)))
    assert [row.version for row in find_outdated(untouched.proposals)] == [FIRST]
    emptied = {name for (row, name), new in edits_of(untouched).items() if row == 2}
    assert emptied == {"document", "year", "version", "key"}

    for typed in ({"proposed": True}, {"comment": "ดูอยู่"}, {"result": "โอเค"}):
        rows = ({**named(FIRST), **typed}, named(REPORT), named(SECOND))
        touched = board_of(sheet_with(*rows))
        assert find_outdated(touched.proposals) == ()
        assert all(new is not None for new in edits_of(touched).values() if new)


def test_a_row_emptied_just_now_is_used_only_the_time_after() -> None:
    board = board_of(sheet_with(named(FIRST), named(REPORT)))

    assert [(each.version, each.row) for each in board.new] == [(SECOND, 4)]
    again = board_of(sheet_with({}, named(REPORT)))
    assert [(each.version, each.row) for each in again.new] == [(SECOND, 2)]


@pytest.mark.parametrize(
    "rows",
    [
        ({**named(), "year": Decimal(2571), **APPROVED},),
        ({**named(), "key": "", **APPROVED},),
        ({**named(), **APPROVED}, {**named(), "proposed": True}),
        ({**named(), "key": "0" * 12, "version": Decimal(9), **APPROVED},),
    ],
    ids=["altered", "without its code", "twice", "unknown"],
)
def test_nothing_follows_from_a_row_of_which_nobody_is_sure(
    rows: tuple[dict[str, Value], ...],
) -> None:
    board = board_of(sheet_with(*rows))

    assert board.proposals.rows == ()
    assert board.proposals.hits
    touched = {row for row, _ in edits_of(board)} if board.new else set()
    assert not touched.intersection(range(2, 2 + len(rows)))


def test_sorted_rows_and_moved_columns_change_nothing() -> None:
    rows = ({**named(FIRST), **APPROVED}, named(REPORT), {**named(), "proposed": True})
    plain = board_of(sheet_with(*rows), decided(FIRST))
    order = [*range(5, len(HEADER)), *range(5)]
    lines = [HEADER, *map(line, reversed(rows))]
    turned = Tab(TAB, tuple(tuple(each[at] for at in order) for each in lines))

    board = board_of(Sheet((turned,), ""), decided(FIRST))

    def stands(board: Board) -> set[tuple[int, str]]:
        rows = board.proposals.rows
        return {(r.version.version, standing_of(r, board.approvals)) for r in rows}

    assert stands(board) == stands(plain)
    assert board.new == ()


def test_a_column_that_people_took_out_comes_back_on_the_right() -> None:
    kept = [at for at, text in enumerate(HEADER) if text != "ความเห็น"]
    lines = [HEADER, line({**named(), **APPROVED})]
    tab = Tab(TAB, tuple(tuple(each[at] for at in kept) for each in lines))

    board = board_of(Sheet((tab,), ""))

    assert standing_of(board.proposals.rows[0], board.approvals) is Standing.APPROVED
    assert edits_of(board)[1, "comment"] == "ความเห็น"


def test_an_offices_own_tab_of_that_name_is_left_alone() -> None:
    own = Tab(TAB, (("ลำดับ", "เรื่อง", "ผู้อนุมัติ"), ("1", "จัดซื้อ", "ปลัด")))

    board = board_of(Sheet((own,), ""))

    assert (board.proposals.table, board.new) == (None, ())


def test_what_says_the_same_as_the_approved_version_needs_no_other_approval() -> None:
    same = replace(decided(FIRST), content=SECOND.content)
    board = board_of(sheet_with({**named(FIRST), **APPROVED}, named(REPORT)), same)

    assert board.new == ()


def test_a_row_is_not_said_to_be_of_a_version_that_has_its_own() -> None:
    over = {**named(FIRST), "version": Decimal(2), "key": "ffff", **APPROVED}
    board = board_of(sheet_with(over, named(SECOND)), decided(FIRST))

    assert [(hit.rule, hit.cell.row) for hit in board.proposals.hits] == [("APV006", 2)]


@pytest.mark.parametrize(
    ("typed", "awaits"),
    [
        ({}, False),
        (ANNOUNCED, False),
        ({**APPROVED, "decided_on": "๑๐ เม.ย. ๒๕๗๐"}, False),
        ({**APPROVED, "decided_on": "๑๑ เม.ย. ๒๕๗๐"}, True),
        ({**ANNOUNCED, "announced_on": "๑ พ.ค. ๒๕๗๐"}, True),
        ({"proposed_on": "๑๑ เม.ย. ๒๕๗๐"}, True),
    ],
)
def test_a_day_that_is_still_to_come_is_waited_for(
    typed: dict[str, Value], *, awaits: bool
) -> None:
    board = board_of(sheet_with({**named(), **typed}))

    assert board.awaits_a_day is awaits
