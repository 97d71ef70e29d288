"""An office's own workbook is brought in whole, whatever its habits."""

from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.errors import SourceTablesAlike
from sync.model.imports import ImportedPlan
from sync.model.plan import Info
from sync.thai.digits import to_arabic
from sync.thai.folding import key
from tests.unit.importing.bringing import BOOKS, bring, projects_of, read
from tests.unit.importing.workbooks import (
    DETAILS,
    OFFICE,
    PROJECTS,
    TITLE,
    Book,
    with_own_columns,
)


@pytest.mark.parametrize("name", BOOKS)
def test_the_plan_comes_in_whole(name: str, tmp_path: Path) -> None:
    book = BOOKS[name]

    plan = read(book, tmp_path)

    assert projects_of(plan) == [(key(own), *rest) for own, *rest in PROJECTS]
    assert plan.info[Info.TITLE] == TITLE
    assert plan.info[Info.OFFICE] == OFFICE
    assert to_arabic(plan.info[Info.FISCAL_YEAR]) == "2570"
    expected = DETAILS if book.whole else {}
    assert {detail.name: dict(detail.texts) for detail in plan.details} == expected


def said(plan: ImportedPlan) -> str:
    details = [text for detail in plan.details for text in detail.texts.values()]
    cells = [text for row in (*plan.projects, plan.totals) for text in row.values()]
    left = [text for each in plan.left for text in each.facts.values()]
    return "\n".join(
        [
            *(detail.name for detail in plan.details),
            *(*details, *cells, *plan.info.values(), *plan.unplaced, *left),
        ]
    )


WHOLE_ROWS = {"left_tab", "left_year", "left_table", "left_rows", "left_sums"}


def is_left(plan: ImportedPlan, tab: str) -> bool:
    return any(
        each.code in WHOLE_ROWS and each.facts["tab"] == tab for each in plan.left
    )


HABITS = {**BOOKS, "columns in own words": Book({"แผน": with_own_columns()})}


@settings(max_examples=120)
@given(
    name=st.sampled_from([name for name in HABITS if name != "merged cells"]),
    place=st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 12)),
    own_row=st.booleans(),
)
def test_a_text_typed_anywhere_is_brought_in_or_said_to_be_left(
    name: str, place: tuple[float, float, int], *, own_row: bool
) -> None:
    book = deepcopy(HABITS[name])
    tab = list(book.tabs)[round(place[0] * (len(book.tabs) - 1))]
    rows, column = book.tabs[tab], place[2]
    at = round(place[1] * len(rows))
    if own_row or at == len(rows):
        rows.insert(at, [])
    row = rows[at] = [*rows[at], *[None] * (13 - len(rows[at]))]
    assume(row[column] is None)
    row[column] = "ฮฮคำที่พิมพ์ไว้ฮฮ"

    try:
        plan = bring(book)
    except SourceTablesAlike:
        return  # it was a copy, and is one no more: then nothing is written

    assert "ฮฮคำที่พิมพ์ไว้ฮฮ" in said(plan) or is_left(plan, tab)
