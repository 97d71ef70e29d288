"""A hundred thousand random cells: never an exception, never a silent drop."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from sync.model.cells import Sheet, Tab, Value
from sync.model.plan import QUARTERS, Field
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.table import READING
from sync.rules.validate import find_hits, phrase
from sync.sheet.findings_tab import read_findings_tab
from sync.sheet.lines import RowKind
from sync.sheet.read import Reading, read_plan
from sync.sheet.tables import text_of
from sync.sheet.write_back import give_keys
from sync.thai.money import parse_baht
from sync.thai.periods import quarters_of
from sync.thai.spoken_money import said_twice
from sync.thai.ticks import parse_tick
from tests.sheets import (
    DETAILS,
    HEADERS,
    INFO,
    PROJECTS,
    RECIPIENTS,
    REFERENCE,
    clean_sheet,
)

pytestmark = pytest.mark.slow

SHEETS, ROWS, COLUMNS = 40, 60, 12
CELLS = SHEETS * ROWS * COLUMNS * 4
TEXTS = load_rule_texts()["th"]

PIECES = (
    *("๑) ", "- ", "๓) เพื่อ", "จำนวน ", "๕๐ คน", "ระบุชื่อหน่วยงาน", "ไม่ใช้งบประมาณ"),
    *("๒๐,๐๐๐ บาท", "(สองหมื่นบาทถ้วน)", "ปีงบประมาณ พ.ศ. ๒๕๗๐", "ไตรมาสที่ ๒", "ร้อยละ ๘๐"),
    *(
        "โครงการ",
        "องค์การบริหารส่วนตำบลธารสมมุติ",
        "เทศบาลตำบล",
        "ลดลง",
        "\n",
        " ",
        "“",
        "๑.๑)",
    ),
    *(
        "=1+1",
        "<b>&",
        "{{ x }}",
        "\u200b",
        "ํา",
        "้้",
        "เเ",
        "☑",
        "x",
        "/",
        "รวม",
        "😀",
        "\t",
    ),
)
VALUES: tuple[Value, ...] = (
    *(None, True, False, "", "☑", "✓", "ต.ค.", "-", "5", "มิติ 2", "รวมทั้งสิ้น"),
    *(Decimal(0), Decimal("-1"), Decimal("12.345"), Decimal(10) ** 20, Decimal(2569)),
    *(date(2569, 6, 18), date(2026, 6, 18), "18 มิ.ย. 69", "a@example.com", "ผู้บริหาร"),
)


def random_sheets() -> Iterator[Sheet]:
    chance = random.Random(2569)  # noqa: S311 - the same sheets each time
    for _ in range(SHEETS):
        tabs = []
        for tab in clean_sheet().tabs:
            grid = [list(row) + [None] * (COLUMNS - len(row)) for row in tab.rows]
            grid += [[None] * COLUMNS for _ in range(ROWS - len(grid))]
            for row in grid[2 if tab.title == PROJECTS else 1 :]:
                for column in range(COLUMNS):
                    if chance.random() < 0.6:
                        row[column] = random_value(chance)
            if tab.title == INFO:
                for row, label in zip(grid, tab.rows, strict=False):
                    row[0] = label[0]
            tabs.append(Tab(tab.title, tuple(map(tuple, grid))))
        yield Sheet(tuple(tabs), "")


def random_value(chance: random.Random) -> Value:
    if chance.random() < 0.5:
        return chance.choice(VALUES)
    return "".join(chance.choices(PIECES, k=chance.randint(1, 12)))


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read_plan(sheet, HEADERS) for sheet in random_sheets()]


def test_there_are_a_hundred_thousand_of_them(readings: list[Reading]) -> None:
    tabs = [tab for reading in readings for tab in reading.sheet.tabs]
    cells = sum(len(row) for tab in tabs for row in tab.rows)

    assert cells >= CELLS >= 100_000


def test_no_rule_ever_fails_and_every_finding_has_words(
    readings: list[Reading],
) -> None:
    for reading in readings:
        plan = give_keys(reading.plan, {})
        hits = find_hits(reading, compute_totals(plan), (), REFERENCE)

        findings = phrase(hits, plan, reading.matching, HEADERS, TEXTS)

        assert len(findings) == len(hits)
        assert len({finding.key for finding in findings}) == len(findings)
        assert len({project.key for project in plan.projects}) == len(plan.projects)
        assert {finding.cell.tab for finding in findings} <= {
            *(PROJECTS, DETAILS, INFO, RECIPIENTS)
        }


def test_every_cell_of_the_table_that_is_not_understood_has_a_finding(
    readings: list[Reading],
) -> None:
    for reading in readings:
        told = {hit.cell for hit in reading.hits if hit.rule in READING}
        for project in reading.plan.projects:
            if project.budget is None:
                assert project.cells[Field.BUDGET] in told
            if project.dimension is None:
                assert project.cells[Field.DIMENSION] in told
            for number, quarter in enumerate(QUARTERS, 1):
                cell = project.cells[quarter]
                tab = reading.sheet.tab(PROJECTS)
                assert tab
                text = text_of(tab.value(cell.row, cell.column)).strip()
                # a month of the quarter is a tick as well
                named = quarters_of(text) == frozenset({number})
                ticked = True if named else parse_tick(text)
                assert (ticked is True) == (number in project.quarters)
                assert (ticked is None) == (cell in told)


def test_no_row_with_anything_typed_in_it_is_dropped(readings: list[Reading]) -> None:
    for reading in readings:
        tab = reading.sheet.tab(PROJECTS)
        assert tab
        read = {project.row for project in reading.plan.projects}
        for row in range(3, len(tab.rows) + 1):
            typed = [text_of(tab.value(row, column)).strip() for column in (2, 3, 4, 9)]
            if any(typed):
                kind = reading.rows.kinds[row]
                assert kind is not RowKind.BLANK
                assert (kind is RowKind.PROJECT) == (row in read)


def test_what_was_read_as_money_is_what_was_typed(readings: list[Reading]) -> None:
    for reading in readings:
        tab = reading.sheet.tab(PROJECTS)
        assert tab
        for project in reading.plan.projects:
            cell = project.cells[Field.BUDGET]
            value = tab.value(cell.row, cell.column)
            if project.budget is not None and isinstance(value, str):
                twice = said_twice(value)  # in words as well, before or behind
                read = parse_baht(twice.figures if twice else value)
                assert read
                assert read.baht == project.budget


def test_a_tab_of_findings_filled_with_anything_is_read(
    readings: list[Reading],
) -> None:
    for reading in readings:
        for tab in reading.sheet.tabs:
            read_findings_tab(Tab("ผลการตรวจสอบ", tab.rows), HEADERS)
