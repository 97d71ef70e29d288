"""The tab of progress as staff have it, and what the worker writes there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sync.messages import load_words
from sync.model.cells import CellEdit, Sheet, Value
from sync.model.findings import Finding
from sync.model.progress import Checked, Copied, Reported, Round, RoundDates
from sync.progress.adding import Ended, find_new_rows
from sync.progress.edits import find_progress_edits
from sync.progress.table import COLUMNS
from tests.progressing import HEADER, KEYS, SIX, TAB, read
from tests.sheets import HEADERS, NAMES, type_in

WORDS = load_words("th")
TODAY = date(2027, 4, 1)
DAY = "1 เมษายน 2570"
FIRST = RoundDates(Round(2570, 6), TODAY, date(2027, 4, 30))
SECOND = RoundDates(Round(2570, 12), date(2027, 10, 1), date(2027, 10, 31))
STAFFS = {HEADER[COLUMNS.index(name)] for name in Reported}


def edits(
    sheet: Sheet,
    rounds: Sequence[RoundDates] = (FIRST,),
    findings: Sequence[Finding] = (),
    ended: Ended | None = None,
) -> list[CellEdit]:
    progress = read(sheet)
    new = find_new_rows(progress, rounds, ended or {})
    return list(find_progress_edits(progress, new, findings, TODAY, HEADERS, WORDS))


def written(sheet: Sheet, made: Sequence[CellEdit]) -> Sheet:
    """Return a sheet with the edits made."""
    return type_in(sheet, {f"{e.cell.tab}!{e.cell.a1}": e.new for e in made})


def rows(sheet: Sheet) -> list[dict[str, Value]]:
    """Return the rows below the header, without what is empty."""
    tab = sheet.tab(TAB)
    assert tab
    return [
        {
            name: value
            for name, value in zip(COLUMNS, values, strict=False)
            if value is not None
        }
        for values in tab.rows[1:]
    ]


def new_row(number: int, which: str = SIX) -> dict[str, Value]:
    """Return the row that a project of the clean plan is given."""
    budget = (Decimal(20000), Decimal(0), Decimal(5000))[number - 1]
    return {
        Copied.KEY: KEYS[number - 1],
        Copied.NUMBER: Decimal(number),
        Copied.NAME: NAMES[number - 1],
        Copied.DIMENSION: Decimal(number),
        Copied.PLANNED: budget,
        Copied.ROUND: which,
        Checked.STATUS: "รอรายงานผล",
        Checked.UPDATED: DAY,
    }
