"""Rows typed below the header of a clean sheet, and what the worker makes of them."""

from decimal import Decimal

from sync.model.cells import Sheet, Tab, Value
from sync.model.findings import Finding
from sync.plan.totals import compute_totals
from sync.rules.amounts.totals import corrected_totals
from sync.rules.validate import find_hits, phrase
from sync.sheet.read import Reading, read_plan
from tests.sheets import HEADERS, PROJECTS, REFERENCE, clean_sheet
from tests.unit.sheet.test_write_back import TEXTS, all_edits

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


SIGNATURE = (
    line("ลงชื่อ ........................ ผู้จัดทำ", at=1),
    line("(นางสาวสมมุติ ใจซื่อ)", at=1),
    line("นักวิเคราะห์นโยบายและแผน", at=1),
)


def rules(*rows: Row) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell.a1) for finding in told(*rows)]
