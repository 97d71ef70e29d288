"""Plans of any size, of the shape that real ones have: the example's, again and again.

Some 1,700 letters and sixteen lines a project, and four findings among every sixteen:
a plan without any would leave the worker nothing to write.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from sync.adapters.workbook_layout.new_workbook import lay_out
from sync.adapters.xlsx.reading import read_workbook
from sync.importing.example import load_example
from sync.model.cells import Sheet, Tab, Value
from sync.model.plan import Heading
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.thai.digits import to_thai

HEADERS = load_headers()
OFFICE = 16
"""How many projects an office has."""

_PROJECTS, _DETAILS = HEADERS.tabs["projects"], HEADERS.tabs["details"]
_ABOVE = {_PROJECTS: 2, _DETAILS: 1}
"""How many rows of headers each tab has."""

_COLUMN = {heading: place for place, heading in enumerate(Heading, 1)}
_RATIONALE = _COLUMN[Heading.RATIONALE]
_OWN_WORDS = (_RATIONALE, _COLUMN[Heading.OUTPUTS], _COLUMN[Heading.OUTCOMES])
"""Columns in which no two projects may be alike: a rule would find it in each."""

Row = tuple[Value, ...]


def sheet_of(count: int, *, brief: bool = False) -> Sheet:
    """Return a plan of so many projects as a spreadsheet no worker has seen yet.

    With ``brief`` the rationales are cut to their first line.
    """
    grown = replace(
        _example(), tabs=tuple(_grown(tab, count) for tab in _example().tabs)
    )
    return _without_long_texts(grown) if brief else grown


def _without_long_texts(sheet: Sheet) -> Sheet:
    def cut(tab: Tab) -> Tab:
        if tab.title != _DETAILS:
            return tab
        rows = [
            (
                *row[:_RATIONALE],
                str(row[_RATIONALE]).split("\n")[0],
                *row[_RATIONALE + 1 :],
            )
            for row in tab.rows
        ]
        return replace(tab, rows=tuple(rows))

    return replace(sheet, tabs=tuple(map(cut, sheet.tabs)))


@cache
def _example() -> Sheet:
    plan = load_example(HEADERS, load_frames()[0].dimensions)
    saved = BytesIO()
    lay_out(plan, HEADERS).save(saved)
    return read_workbook(saved.getvalue(), Path("plan.xlsx"))


def _grown(tab: Tab, count: int) -> Tab:
    if tab.title not in _ABOVE:
        return tab
    above = _ABOVE[tab.title]
    rows = tab.rows[above : above + OFFICE]
    repeated = _projects(rows) if tab.title == _PROJECTS else _details(rows)
    grown = (row for row, _ in zip(repeated, range(count), strict=False))
    return replace(tab, rows=(*tab.rows[:above], *grown))


def _projects(rows: Sequence[Row]) -> Iterator[Row]:
    for number, (row, mark) in enumerate(_again_and_again(rows), 1):
        yield Decimal(number), f"{row[1]}{mark}", *row[2:]


def _details(rows: Sequence[Row]) -> Iterator[Row]:
    for row, mark in _again_and_again(rows):
        cells = list(row)
        cells[0] = f"{row[0]}{mark}"
        for place in _OWN_WORDS:
            lines = str(row[place]).splitlines()
            cells[place] = "\n".join(line + mark for line in lines)
        yield tuple(cells)


def _again_and_again(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Yield the rows without end, and what sets those of each round apart."""
    mark, round_ = "", 1
    while True:
        yield from ((row, mark) for row in rows)
        round_ += 1
        mark = f" ครั้งที่ {to_thai(str(round_))}"
