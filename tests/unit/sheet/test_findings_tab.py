from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.messages import load_words
from sync.model.cells import CellEdit, EmptyResult, Tab, Value
from sync.model.findings import Confirmed, Finding, Severity
from sync.model.plan import Called
from sync.sheet.findings_tab import Verdict, findings_tab_edits, read_findings_tab
from tests.sheets import HEADERS, PROJECTS, place

WORDS = load_words("th")
TITLE = "ผลการตรวจสอบ"
NUMBER, ACCEPTED, REASON, CONFIRMATION, KEY = 4, 9, 10, 11, 12


def finding(key: str, row: int = 3, *, confirmable: bool = True) -> Finding:
    cell = place(f"{PROJECTS}!C{row}")
    return Finding(
        rule="DIM001",
        severity=Severity.ERROR,
        cell=cell,
        project=1,
        field="มิติ",
        found="",
        message=f"ข้อความ {key}",
        suggestion="",
        key=key,
        called=Called("1.2", "", 7),
        confirmable=confirmable,
    )


def verdict(tab: Tab, *findings: Finding) -> Verdict:
    return read_findings_tab(tab, HEADERS).verdict(findings)


def update(tab: Tab, *findings: Finding, today: str = "วันนี้") -> Tab:
    return apply(tab, edits_for(tab, findings, today))


def edits_for(
    tab: Tab, findings: Sequence[Finding], today: str = "วันนี้"
) -> list[CellEdit]:
    present = read_findings_tab(tab, HEADERS)
    return list(findings_tab_edits(present, findings, today, HEADERS, WORDS))


def apply(tab: Tab, edits: Sequence[CellEdit]) -> Tab:
    grid = [list(row) for row in tab.rows]
    for edit in edits:
        _put(grid, edit.cell.row, edit.cell.column, edit.new)
    return Tab(tab.title, tuple(map(tuple, grid)))


def type_in(tab: Tab, row: int, column: int, value: Value) -> Tab:
    grid = [list(cells) for cells in tab.rows]
    _put(grid, row, column, value)
    return Tab(tab.title, tuple(map(tuple, grid)))


def _put(grid: list[list[Value]], row: int, column: int, value: Value) -> None:
    grid += [[] for _ in range(row - len(grid))]
    grid[row - 1] += [None] * (column - len(grid[row - 1]))
    grid[row - 1][column - 1] = value


def keys(tab: Tab) -> dict[int, Value]:
    return {
        row: tab.value(row, KEY)
        for row in range(2, len(tab.rows) + 1)
        if tab.value(row, KEY)
    }


EMPTY = Tab(TITLE)


def test_every_finding_gets_a_row_in_order_of_importance() -> None:
    tab = update(EMPTY, finding("a"), finding("b"))

    assert tab.rows[0][:3] == ("ระดับ", "รหัสข้อ", "ตำแหน่ง")
    assert keys(tab) == {2: "a", 3: "b"}
    assert tab.value(2, 1) == "ต้องแก้ไข"
    assert tab.value(2, 8) == "วันนี้"


def test_a_tab_that_is_right_needs_no_edit() -> None:
    tab = update(EMPTY, finding("a"), finding("b"))

    assert edits_for(tab, [finding("a"), finding("b")], "พรุ่งนี้") == []


def test_a_place_begins_with_its_cell_for_lines_are_cut() -> None:
    a = finding("a")

    assert str(update(EMPTY, a).value(2, 3)).startswith(f"{a.cell} · ")


def test_the_place_leads_to_the_cell() -> None:
    links = [edit.link for edit in edits_for(EMPTY, [finding("a")]) if edit.link]

    assert links == [place(f"{PROJECTS}!C3")]


def test_a_finding_keeps_its_row_while_others_come_and_go() -> None:
    tab = update(EMPTY, finding("a"), finding("b"), finding("c"))

    tab = update(tab, finding("new"), finding("c"))

    assert keys(tab) == {4: "c", 5: "new"}


def test_a_finding_whose_cell_moved_keeps_its_row_and_its_tick() -> None:
    tab = type_in(update(EMPTY, finding("a", row=3)), 2, ACCEPTED, True)

    tab = update(tab, finding("a", row=9))

    assert tab.value(2, 3) == f"{PROJECTS}!C9 · มิติ · ลำดับที่ 1.2"
    assert tab.value(2, ACCEPTED) is True
    assert keys(tab) == {2: "a"}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("7", Decimal(7)),
        ("1.2", "1.2"),
        ("๑.๒", "๑.๒"),
        ("๗", "๗"),
        ("", "แถวที่ 7"),
    ],
)
def test_the_column_of_numbers_says_what_stands_in_the_projects_row(
    number: str, said: Value
) -> None:
    tab = update(EMPTY, replace(finding("a"), called=Called(number, "ก", 7)))

    assert tab.value(2, NUMBER) == said


def test_a_tick_given_while_the_worker_writes_lands_on_no_other_finding() -> None:
    tab = update(EMPTY, finding("a"))
    edits = edits_for(tab, [finding("b")])

    after = apply(type_in(tab, 2, ACCEPTED, True), edits)

    assert keys(after) == {3: "b"}
    assert verdict(after, finding("b")).refused == 0
    assert keys(update(after, finding("b"), finding("c"))) == {3: "b", 4: "c"}


def test_an_emptied_row_is_used_again_the_time_after() -> None:
    tab = update(update(EMPTY, finding("a"), finding("b")), finding("b"))

    assert keys(update(tab, finding("b"), finding("c"))) == {2: "c", 3: "b"}


def test_what_staff_said_stays_and_is_found_again_with_the_finding() -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, REASON, "ตามมติสภา")

    gone = update(tab)
    again = update(gone, finding("a"))

    assert gone.value(2, 1) == "ไม่พบแล้ว"
    assert gone.value(2, REASON) == "ตามมติสภา"
    assert again.value(2, 1) == "ต้องแก้ไข"


def test_a_row_with_a_reason_is_never_given_to_another_finding() -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, REASON, "ตามมติสภา")

    assert keys(update(tab, finding("b"))) == {2: "a", 3: "b"}


@pytest.mark.parametrize(
    "reason",
    ["", " ", "-", ".", "…", "\u200b\u200b", "\u00a0", "\u3164\u3164", "123", "/"],
)
def test_a_tick_whose_reason_says_nothing_does_not_count(reason: str) -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, ACCEPTED, True)
    tab = update(type_in(tab, 2, REASON, reason), finding("a"))

    assert verdict(tab, finding("a")) == Verdict((finding("a"),), (), (finding("a"),))
    assert tab.value(2, CONFIRMATION) == (
        "ยังไม่นับ เพราะยังไม่มีเหตุผล: พิมพ์เหตุผลในช่อง “เหตุผล” ของแถวนี้"
    )


def test_a_tick_with_its_reason_counts() -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, ACCEPTED, True)
    tab = update(type_in(tab, 2, REASON, " ตามมติสภา "), finding("a"))

    confirmed = (Confirmed(finding("a"), "ตามมติสภา"),)
    assert verdict(tab, finding("a")) == Verdict((), confirmed)
    assert tab.value(2, CONFIRMATION) == "ยืนยันแล้ว ไม่นับเป็นข้อสังเกต"


@pytest.mark.parametrize("typed", ["ไม่แน่ใจ", "?", "FALSE", False, ""])
def test_what_is_no_tick_confirms_nothing(typed: Value) -> None:
    tab = update(EMPTY, finding("a"))
    tab = type_in(type_in(tab, 2, ACCEPTED, typed), 2, REASON, "มติสภา")

    found = verdict(tab, finding("a"))

    assert (found.standing, found.confirmed) == ((finding("a"),), ())


def test_a_reason_without_its_tick_does_not_count() -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, REASON, "ตามมติสภา")
    tab = update(tab, finding("a"))

    assert verdict(tab, finding("a")).standing == (finding("a"),)
    assert tab.value(2, CONFIRMATION) == (
        "ยังไม่นับ: เลือก TRUE ในช่อง “ยืนยันว่าถูกต้อง” ของแถวนี้ด้วย"
    )


def test_what_makes_the_paper_wrong_is_not_confirmed_away() -> None:
    wrong = finding("a", confirmable=False)
    tab = update(EMPTY, wrong)
    offered = tab.value(2, CONFIRMATION)
    tab = type_in(type_in(tab, 2, ACCEPTED, True), 2, REASON, "ตามมติสภา")
    tab = update(tab, wrong)

    assert offered == "จุดนี้ยืนยันแทนการแก้ไม่ได้ ต้องแก้ที่ช่องตามตำแหน่ง"
    assert verdict(tab, wrong) == Verdict((wrong,), (), (wrong,))
    assert tab.value(2, CONFIRMATION) == (
        "ไม่นับการยืนยัน เพราะจุดนี้ทำให้เอกสารผิดหรือไม่ครบ ต้องแก้ที่ช่องตามตำแหน่ง"
    )


def test_ticks_that_do_not_count_are_the_plans_or_the_reports() -> None:
    plan, report = finding("a"), replace(finding("b"), of_report=True)
    tab = update(EMPTY, plan, report)
    for row in (2, 3):
        tab = type_in(tab, row, ACCEPTED, True)

    every = verdict(tab, plan, report)

    assert (every.refused, every.of_plan().refused) == (2, 1)
    assert every.of_plan().unheard == (plan,)


def test_what_is_said_of_a_tick_goes_with_its_finding() -> None:
    tab = type_in(update(EMPTY, finding("a")), 2, ACCEPTED, True)
    gone = update(update(tab, finding("a")))

    assert gone.value(2, 1) == "ไม่พบแล้ว"
    assert gone.value(2, CONFIRMATION) is None


def test_a_tab_of_an_older_version_gets_the_column_and_an_explanation() -> None:
    old = update(EMPTY, finding("a"))
    rows = tuple(row[: CONFIRMATION - 1] + row[CONFIRMATION:] for row in old.rows)
    tab = type_in(Tab(TITLE, rows), 2, ACCEPTED, True)

    tab = update(tab, finding("a"))

    assert tab.rows[0][-1] == "ผลการยืนยัน"
    assert str(tab.rows[1][-1]).startswith("ยังไม่นับ เพราะยังไม่มีเหตุผล")
    assert tab.value(2, 11) == "a"


@given(
    st.lists(
        st.tuples(
            st.frozensets(st.sampled_from("abcdef")),
            st.sets(st.integers(2, 9)),
        ),
        max_size=8,
    )
)
def test_whatever_comes_and_goes_no_tick_ever_changes_its_finding(
    nights: list[tuple[frozenset[str], set[int]]],
) -> None:
    tab = EMPTY
    said: dict[int, Value] = {}
    for standing, ticks in nights:
        tab = update(tab, *(finding(key) for key in sorted(standing)))
        for row, key in said.items():
            assert tab.value(row, KEY) == key
            assert tab.value(row, ACCEPTED) is True
        for row in ticks & set(keys(tab)):
            tab = type_in(tab, row, ACCEPTED, True)
            said[row] = tab.value(row, KEY)
        assert set(keys(tab).values()) >= standing


@pytest.mark.parametrize("typed", ["แจ้งกองช่างแล้ว", EmptyResult()])
def test_what_staff_put_below_the_findings_is_not_written_over(typed: Value) -> None:
    before = update(Tab(TITLE), finding("ก"))
    tab = type_in(before, 3, 5, typed)

    after = update(tab, finding("ก"), finding("ข"))

    assert after.value(3, 5) == typed
    assert after.value(3, KEY) is None
    assert after.value(4, KEY) == "ข"


@pytest.mark.parametrize("at", [0, 5, 12])
def test_a_column_of_staffs_with_one_of_our_titles_is_not_written_over(at: int) -> None:
    tab = update(Tab(TITLE), finding("ก"))
    own: tuple[Value, ...] = ("ข้อเสนอแนะ", "ถามกองคลัง", "จดไว้")
    rows = zip((*tab.rows, (None,) * 12), own, strict=True)
    wider = tuple((*row[:at], typed, *row[at:]) for row, typed in rows)

    after = update(Tab(TITLE, wider), finding("ข"))

    assert [after.value(row, at + 1) for row in (1, 2, 3)] == list(own)
    (row,) = (row for row, key in keys_at(after, 12 if at == 12 else 13) if key == "ข")
    assert after.value(row, 5 if at > 4 else 6) == "ข้อความ ข"


def keys_at(tab: Tab, column: int) -> list[tuple[int, Value]]:
    return [(row, tab.value(row, column)) for row in range(2, len(tab.rows) + 1)]
