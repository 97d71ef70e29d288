"""Cells whose Thai a PDF broke are put right, and named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.importing.mending import mend_sheet
from sync.importing.workbook import import_workbook
from sync.model.cells import CellError, Uncomputed
from sync.thai.spaces import even_spaces
from tests.unit.importing.bringing import BOOKS, bring
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.test_damaged import DAMAGES
from tests.unit.importing.workbooks import Book, official

DAMAGED = [
    *("sara am in two", "tone within it", "tone before it", "space for nikhahit"),
    *("private marks", "symbol font's marks", "circles before marks", "zero width"),
    *("no-break spaces", "tone before vowel", "doubled marks", "two sara e"),
    *("lines broken before marks", "zero width before marks"),
]


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("name", ["official form", "columns"])
def test_cells_that_came_out_of_a_pdf_are_put_right(name: str, damage: str) -> None:
    book = BOOKS[name]
    damaged = with_texts(book, DAMAGES[damage])

    plan = import_workbook(damaged.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)

    whole = import_workbook(book.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)
    assert plan.projects == whole.projects
    assert plan.details == whole.details
    assert plan.info == whole.info
    assert (whole.repairs, whole.lost_am) == ((), False)
    # what cannot be seen is gone as well, and no Thai that was put right
    is_seen = with_texts(damaged, even_spaces) != with_texts(book, even_spaces)
    assert bool(plan.repairs) == is_seen


def test_cells_that_were_put_right_are_named() -> None:
    rows = official()
    rows[8][1], rows[10][1] = "มาตรการจัดท\u0e4dาแผน", "โครงการส\u0e4dารวจความเห็น"

    assert bring(Book({"แผน ๑": rows})).repairs == ("แผน ๑!B9", "แผน ๑!B11")


def with_texts(book: Book, change: Callable[[str], str]) -> Book:
    """Return a workbook with its texts changed."""
    tabs = {
        title: [
            [change(it) if isinstance(it, str) else it for it in row] for row in rows
        ]
        for title, rows in book.tabs.items()
    }
    return replace(book, tabs=tabs)


def test_in_a_workbook_that_lost_its_sara_am_only_certain_words_are_put_right() -> None:
    lost = with_texts(BOOKS["official form"], lambda text: text.replace("ำ", "า"))

    plan = import_workbook(lost.sheet(), "ของเรา.xlsx", HEADERS, DIMENSIONS)

    assert plan.lost_am
    assert plan.repairs


def test_what_formulas_give_is_no_text_to_put_right() -> None:
    book = BOOKS["official form"].sheet()
    rows = [list(row) for row in book.tabs[0].rows]
    error, formula = CellError("#N/A"), Uncomputed("ส\u0e4d\u0e32")
    rows.append([error, formula])
    sheet = replace(book, tabs=(replace(book.tabs[0], rows=tuple(map(tuple, rows))),))

    assert mend_sheet(sheet).sheet == sheet
