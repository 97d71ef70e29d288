"""The year's turn: last year's plan is kept whole, and the sheet becomes the new year's.

A person asks for it, sees every cell beforehand and says yes. What is kept is kept
first; a turn that is cut off before the sheet is written has changed nothing in it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sync.cycle.services import Services
from sync.cycle.untouched import note_turn, note_untouched
from sync.errors import NoFiscalYear, SheetChanged, YearAhead, YearTurned
from sync.ledger.forms import TURN_CAUTIONED, TURNED
from sync.model.cells import CellEdit, Sheet
from sync.model.progress import Round
from sync.progress.adding import find_new_rows
from sync.progress.edits import find_progress_edits
from sync.progress.read import Progress, read_progress
from sync.progress.rounds import dates_of, is_over, rounds_closed
from sync.rollover.turning import Turning, turn_year
from sync.rollover.usual import Usual, usual_turn
from sync.sheet.own_tabs import writable
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from sync.thai.dates import fiscal_year, long_date

_REPEATED = timedelta(days=90)
"""Who asks again this soon did not hear that it was done: a terminal was closed."""
_HEARD = timedelta(days=7)
"""Who was told this lately that a turn is early, and asks for it, means it."""
_KEPT = ("info", "projects", "details", "findings", "summary", "progress")


def find_turn(services: Services, sheet: Sheet | None = None) -> Turning:
    """Find what the turn would change in the sheet, which is read now or given.

    Raises:
        NoFiscalYear: nobody can tell which year ends.
        YearAhead: the sheet is the next year's already.
        YearTurned: it was made that of the year that is on, not long ago.
    """
    headers = services.reference.headers
    reading = read_plan(sheet or services.spreadsheet.read(), headers)
    year = reading.plan.info.fiscal_year
    if year is None:
        raise NoFiscalYear(headers.tabs["info"])
    now = fiscal_year(services.clock.now().date())
    if year > now:
        raise YearAhead(year, now)
    if year == now:
        _must_not_be_repeated(services, year)
    plan = give_keys(reading.plan, {})
    today = services.clock.now().date()
    closed = rounds_closed(today, (year,), services.settings.reports)
    progress = read_progress(reading.sheet, plan, headers, closed)
    turning = turn_year(reading, year, progress.rows, headers, services.sheet_words)
    rows = tuple(_report_rows(services, reading.sheet, progress, year))
    return replace(turning, report_rows=rows)


def _report_rows(
    services: Services, sheet: Sheet, progress: Progress, year: int
) -> Iterator[CellEdit]:
    """Yield the rows that the year's rounds lack, though some may open only later.

    When they do, the plan in the sheet is the next year's. A round that has closed is
    reported, and about the projects that it was about then.
    """
    settings, today = services.settings.reports, services.clock.now().date()
    every = (dates_of(Round(year, months), settings) for months in settings.rounds)
    rounds = [dates for dates in every if not is_over(dates, today)]
    there = {row.row for row in progress.rows}
    headers = services.reference.headers
    edits = find_progress_edits(
        progress,
        find_new_rows(progress, rounds, {}),
        (),
        today,
        headers,
        services.sheet_words,
    )
    for edit in writable(edits, sheet, headers):
        if edit.cell.row not in there:
            yield edit


def usual_of(services: Services, shown: Turning) -> Usual | None:
    """Return when the turn of a year is usual, if it would be made before that."""
    usual = usual_turn(shown.year)
    return usual if usual.is_early(services.clock.now().date()) else None


def was_told(services: Services, shown: Turning) -> bool:
    """Whether a person was told lately that the turn of a year is early."""
    year, on = services.ledger.notes.read_as(TURN_CAUTIONED)
    since = services.clock.now().date() - on
    return year == shown.year and timedelta(0) <= since < _HEARD


def note_told(services: Services, shown: Turning) -> None:
    """Note that a person is told so."""
    today = services.clock.now().date()
    services.ledger.notes.write_as(TURN_CAUTIONED, (shown.year, today))


def make_turn(services: Services, shown: Turning) -> str:
    """Keep the old year's tabs and write the new year's; return where they are kept.

    Args:
        services: the office's.
        shown: the turn as a person saw it, and said yes to.

    Raises:
        SheetChanged: the sheet is no longer what they saw; nothing was written.
    """
    titles = [services.reference.headers.tabs[name] for name in _KEPT]
    kept = services.spreadsheet.keep(titles, str(shown.year))
    seen = services.spreadsheet.read()
    if find_turn(services, seen) != shown:
        raise SheetChanged(services.reference.headers.tabs["projects"])
    # noted before: a turn of which no word came may have been made
    today = services.clock.now().date()
    services.ledger.notes.write_as(TURNED, (shown.year + 1, today))
    note_turn(services, shown.year + 1)
    services.spreadsheet.write(shown.edits, seen=seen)
    note_untouched(services)
    return kept


def _must_not_be_repeated(services: Services, year: int) -> None:
    """See that the sheet was not turned to this year just now.

    Raises:
        YearTurned: it was.
    """
    turned, on = services.ledger.notes.read_as(TURNED)
    if turned == year and services.clock.now().date() - on < _REPEATED:
        raise YearTurned(year, long_date(on))
