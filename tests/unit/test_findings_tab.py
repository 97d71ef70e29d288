from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sync.model import CellEdit, Finding, Severity, Tab, Value
from sync.stages.findings_tab import findings_tab_edits, read_findings_tab
from sync.words import load_words
from tests.sheets import HEADERS, PROJECTS, place

WORDS = load_words("th")
TITLE = "ผลการตรวจสอบ"
ACCEPTED, REASON, KEY = 9, 10, 11


def finding(key: str, row: int = 3) -> Finding:
    cell = place(f"{PROJECTS}!C{row}")
    return Finding(
        "DIM001", Severity.ERROR, cell, 1, "มิติ", "", f"ข้อความ {key}", "", key
    )


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

    assert tab.value(2, 3) == f"{PROJECTS}!C9"
    assert read_findings_tab(tab, HEADERS).accepted == {"a"}


def test_a_tick_given_while_the_worker_writes_lands_on_no_other_finding() -> None:
    tab = update(EMPTY, finding("a"))
    edits = edits_for(tab, [finding("b")])

    after = apply(type_in(tab, 2, ACCEPTED, True), edits)

    assert keys(after) == {3: "b"}
    assert read_findings_tab(after, HEADERS).accepted == frozenset()
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
