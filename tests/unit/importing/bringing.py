"""A workbook of the tests, brought in as an office's own, and what came of it."""

import re
from pathlib import Path

from sync.importing.workbook import import_workbook
from sync.model.imports import Hidden, ImportedPlan
from sync.model.plan import QUARTERS, Field
from sync.thai.digits import to_arabic
from sync.thai.folding import key
from sync.thai.money import parse_baht
from sync.thai.ticks import parse_ticks
from sync.wiring.bringing import read_source
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import Book, books

BOOKS = dict(books())


def read(book: Book, folder: Path, tab: str | None = None) -> ImportedPlan:
    return read_source(str(book.save(folder / "ของเรา.xlsx")), tab, folder)


def projects_of(plan: ImportedPlan) -> list[tuple[str, int, int, frozenset[int]]]:
    found = []
    for row in plan.projects:
        dimension = re.search("[1-4]", to_arabic(row[Field.DIMENSION]))
        amount = parse_baht(row[Field.BUDGET])
        assert dimension
        assert amount
        ticks = parse_ticks([row[quarter] for quarter in QUARTERS])
        assert None not in ticks
        quarters = frozenset(n for n, tick in enumerate(ticks, 1) if tick)
        found.append(
            (key(row[Field.NAME]), int(dimension[0]), int(amount.baht), quarters)
        )
    return found


def bring(
    book: Book, tab: str | None = None, hidden: Hidden | None = None
) -> ImportedPlan:
    hidden = hidden or Hidden(tabs=frozenset(book.hidden_tabs))
    sheet = book.sheet()
    return import_workbook(
        sheet, "ของเรา.xlsx", HEADERS, DIMENSIONS, hidden=hidden, asked=tab
    )


def codes(plan: ImportedPlan) -> set[str]:
    return {each.code for each in (*plan.found, *plan.left)}
