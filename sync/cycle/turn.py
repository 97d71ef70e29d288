"""The year's turn: last year's plan is kept whole, and the sheet becomes the new year's.

A person asks for it, sees every cell beforehand and says yes. What is kept is kept
first; a turn that is cut off before the sheet is written has changed nothing in it.
"""

from sync.cycle.services import Services
from sync.errors import NoFiscalYear, SheetChanged, YearAhead
from sync.model.cells import Sheet
from sync.progress.read import read_progress
from sync.rollover.turning import Turning, turn_year
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from sync.thai.dates import fiscal_year

_KEPT = ("info", "projects", "details", "findings", "summary", "progress")


def find_turn(services: Services, sheet: Sheet | None = None) -> Turning:
    """Find what the turn would change in the sheet, which is read now or given.

    Raises:
        NoFiscalYear: nobody can tell which year ends.
        YearAhead: the sheet is the next year's already.
    """
    headers = services.reference.headers
    reading = read_plan(sheet or services.spreadsheet.read(), headers)
    year = reading.plan.info.fiscal_year
    if year is None:
        raise NoFiscalYear(headers.tabs["info"])
    now = fiscal_year(services.clock.now().date())
    if year > now:
        raise YearAhead(year, now)
    plan = give_keys(reading.plan, {})
    progress = read_progress(reading.sheet, plan, headers).rows
    return turn_year(reading, year, progress, headers, services.sheet_words)


def make_turn(services: Services, shown: Turning) -> str:
    """Keep the old year's tabs and write the new year's; return where they are kept.

    Args:
        services: the office's.
        shown: the turn as a person saw it, and said yes to.

    Raises:
        SheetChanged: the sheet is no longer what they saw; nothing was written.
    """
    titles = [
        services.reference.headers.tabs[name]
        for name in _KEPT
        if name in services.reference.headers.tabs
    ]
    kept = services.spreadsheet.keep(titles, str(shown.year))
    seen = services.spreadsheet.read()
    if find_turn(services, seen) != shown:
        raise SheetChanged(services.reference.headers.tabs["projects"])
    services.spreadsheet.write(shown.edits, seen=seen)
    return kept
