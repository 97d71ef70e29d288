"""Whatever stands in the table, only the worker's own cells are written."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sync.model.cells import CellEdit, Sheet
from sync.plan.totals import compute_totals
from sync.sheet.read import read_plan
from sync.sheet.write_back import find_edits, give_keys
from tests.sheets import HEADERS
from tests.unit.sheet.plan_rows import (
    BLANK,
    FIRST,
    HEADER,
    Row,
    line,
    project,
    read,
    sheet_of,
)
from tests.unit.sheet.test_write_back import WORDS, apply


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
