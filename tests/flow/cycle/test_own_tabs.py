"""Tabs and cells of staff's stay as they are."""

from decimal import Decimal

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.cells import Cell, Value
from tests.flow.cycle.nights import (
    BOOKLET,
    FINDINGS,
    documents_of,
    sheet_of,
    tab_of,
    value,
)
from tests.sheets import PROJECTS


@pytest.mark.parametrize("title", ["สรุป", FINDINGS])
def test_an_offices_own_tab_of_our_title_is_left_alone_and_told_of(
    office: Services, title: str
) -> None:
    own: dict[Cell, Value] = {
        Cell(title, 1, 1): "สรุปการใช้จ่ายของสำนักปลัด",
        Cell(title, 2, 1): "เดือน",
        Cell(title, 2, 2): "จำนวนเงิน",
        Cell(title, 3, 2): Decimal(4500),
    }
    for cell, typed in own.items():
        sheet_of(office).type_in(cell, typed)
    before = tab_of(office, title)

    report = run_cycle(office)

    assert tab_of(office, title) == before
    told = [f for f in report.judgement.open_findings if f.rule == "TAB001"]
    assert [str(finding.cell) for finding in told] == [f"{title}!A1"]
    assert BOOKLET in documents_of(office)
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"


def test_what_staff_keep_beside_and_below_the_summary_stays(office: Services) -> None:
    run_cycle(office)
    last = len(tab_of(office, "สรุป").rows)
    beside, below = Cell("สรุป", 5, 5), Cell("สรุป", last + 2, 1)
    sheet_of(office).type_in(beside, "ดูรายงานเดือนมกราคม")
    sheet_of(office).type_in(below, "ประชุมวันที่ 5")
    sheet_of(office).type_in(Cell(PROJECTS, 4, 4), Decimal(100))

    run_cycle(office)

    tab = tab_of(office, "สรุป")
    assert tab.value(8, 3) == Decimal(25100)
    assert tab.value(beside.row, beside.column) == "ดูรายงานเดือนมกราคม"
    assert tab.value(below.row, below.column) == "ประชุมวันที่ 5"
    assert tab.rows[last : last + 1] == ((),)


def test_a_summary_under_rows_of_staffs_is_kept_where_it_is(office: Services) -> None:
    run_cycle(office)
    rows = tab_of(office, "สรุป").rows
    sheet = sheet_of(office)
    for at, row in enumerate((("ของกองคลัง",), *rows), 1):
        for column in range(1, 4):
            typed = row[column - 1] if column <= len(row) else None
            sheet.type_in(Cell("สรุป", at, column), typed)

    run_cycle(office)

    assert tab_of(office, "สรุป").rows[0] == ("ของกองคลัง",)
    assert tab_of(office, "สรุป").rows[1] == rows[0]
