"""Make a Google spreadsheet ready for staff: what is missing is added, nothing else.

One look and at most one ``batchUpdate``, which Google makes whole or not at all. What
is there already is known by its title, name or description; so doing it twice is
doing it once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gspread.urls import SPREADSHEET_URL
from gspread.utils import a1_range_to_grid_range
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.google.answers import hold_to, understanding
from sync.adapters.google.completing import completing, names_area
from sync.adapters.google.deciding import guarding_decisions
from sync.adapters.google.guards import guarded_areas
from sync.adapters.google.present import Present, PresentTab, read_present
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import Changed
from sync.adapters.google.sheets_api import open_spreadsheet
from sync.adapters.google.translating import (
    Json,
    charting,
    colouring,
    laying_out,
    properties_of,
)
from sync.adapters.workbook_layout.new_workbook import NAMES, charts, lay_out
from sync.errors import TabOccupied
from sync.model.imports import EMPTY_PLAN, ImportedPlan
from sync.plan.labels import Headers

_STAFFS = ("info", "projects", "details", "recipients")
_NEW_LOCALE, _NEW_ZONE = "en_US", "Etc/GMT"
_PARTS = (
    "properties(locale,timeZone),namedRanges(name,namedRangeId),sheets("
    "properties(sheetId,title,index,gridProperties(rowCount,columnCount)),"
    "charts(spec/title),protectedRanges(protectedRangeId,description),"
    "data(rowData(values(userEnteredValue,note))))"
)


def set_up(
    session: GoogleSession,
    spreadsheet_id: str,
    headers: Headers,
    plan: ImportedPlan = EMPTY_PLAN,
    known: Mapping[str, int] | None = None,
    approvers: Sequence[str] = (),
) -> int:
    """Make a spreadsheet ready, with a plan in it.

    In tabs that staff have typed in, only columns that are missing are added, on the
    right.

    Args:
        session: signed in as who may edit it.
        spreadsheet_id: which.
        headers: what tabs and columns are called.
        plan: what to bring in.
        known: ids that tabs had once, by title: staff may have renamed them.
        approvers: who alone may choose decisions, by their addresses; none: anybody.

    Returns:
        How many things were done; 0 where it was ready.

    Raises:
        TabOccupied: there is a plan to bring in, and staff have typed already.
        GoogleError: Google did not do it.
    """
    url = SPREADSHEET_URL % spreadsheet_id
    spreadsheet = open_spreadsheet(session, spreadsheet_id)
    parts = spreadsheet.fetch_sheet_metadata({"fields": _PARTS})
    with understanding(url):
        present = read_present(parts, known or {})
    requests = list(_requests(present, plan, headers, approvers))
    if requests:
        hold_to(Changed, spreadsheet.batch_update({"requests": requests}), url)
    return len(requests)


def _requests(
    present: Present, plan: ImportedPlan, headers: Headers, approvers: Sequence[str]
) -> Iterator[Json]:
    wanted = lay_out(plan, headers)
    ids = present.ids_for(headers.tabs.values())
    if plan != EMPTY_PLAN:
        _refuse_when_used(present, headers)
    if present.is_new:
        yield from _localizing(present)
    new, foreign = [], present.foreign(headers)
    for index, (name, title) in enumerate(headers.tabs.items()):
        tab, sheet = present.tabs.get(title), wanted[title]
        if tab is None or tab.is_bare:
            yield from _laying_out(sheet, tab, ids[title], index, present)
            new.append(title)
        elif plan != EMPTY_PLAN and name in _STAFFS:
            yield from _filling(sheet, tab)
            new.append(title)
        elif title not in foreign:
            yield from completing(name, tab, headers)
    yield from _naming(wanted, present, ids, new, headers)
    yield from _guarding(wanted, present, ids, new, headers)
    yield from guarding_decisions(wanted, present, ids, headers, approvers)
    if headers.tabs["summary"] not in present.foreign(headers):
        yield from _charting(present, ids, headers.tabs["summary"])


def _refuse_when_used(present: Present, headers: Headers) -> None:
    blank = lay_out(EMPTY_PLAN, headers)
    for title in (headers.tabs[name] for name in _STAFFS):
        if present.is_used(title, blank[title]):
            raise TabOccupied(title)


def _charting(present: Present, ids: Mapping[str, int], summary: str) -> Iterator[Json]:
    tab = present.tabs.get(summary)
    for chart in charts():
        if tab is None or chart.title not in tab.charts:
            yield charting(chart, ids[summary])


def _localizing(present: Present) -> Iterator[Json]:
    """Set what a new spreadsheet has from its maker, if nobody chose it."""
    properties: Json = {}
    if present.locale == _NEW_LOCALE:
        properties["locale"] = "th_TH"
    if present.zone == _NEW_ZONE:
        properties["timeZone"] = "Asia/Bangkok"
    if properties:
        fields = ",".join(sorted(properties))
        update = {"properties": properties, "fields": fields}
        yield {"updateSpreadsheetProperties": update}


def _laying_out(
    sheet: Worksheet,
    tab: PresentTab | None,
    sheet_id: int,
    index: int,
    present: Present,
) -> Iterator[Json]:
    # never smaller than it is: something may stand far below
    size = (tab.rows, tab.columns) if tab else present.spare_size(sheet_id)
    properties = properties_of(sheet, sheet_id, index, size)
    if tab is None and sheet_id != present.spare:
        yield {"addSheet": {"properties": properties}}
    else:
        fields = (
            "title,index,gridProperties(rowCount,columnCount,frozenRowCount,"
            "frozenColumnCount,hideGridlines),tabColorStyle"
        )
        update = {"properties": properties, "fields": fields}
        yield {"updateSheetProperties": update}
    yield from laying_out(sheet, sheet_id)
    yield from colouring(sheet, sheet_id)


def _filling(sheet: Worksheet, tab: PresentTab) -> Iterator[Json]:
    """Put a plan into a tab that was laid out for one and stands empty."""
    missing = sheet.max_row - tab.rows
    if missing > 0:
        length = {"sheetId": tab.sheet_id, "dimension": "ROWS", "length": missing}
        yield {"appendDimension": length}
    # rows that were merged for an empty plan may be others now
    area = a1_range_to_grid_range(sheet.dimensions, tab.sheet_id)
    yield {"unmergeCells": {"range": {**area, "endRowIndex": tab.rows}}}
    yield from laying_out(sheet, tab.sheet_id)


def _naming(
    wanted: Workbook,
    present: Present,
    ids: Mapping[str, int],
    new: list[str],
    headers: Headers,
) -> Iterator[Json]:
    there, title = present.names.get(NAMES), headers.tabs["projects"]
    if there and title not in new:
        return
    if there:
        yield {"deleteNamedRange": {"namedRangeId": there}}
    _, area = next(iter(wanted.defined_names[NAMES].destinations))
    place: Json | None = a1_range_to_grid_range(area.replace("$", ""), ids[title])
    if title not in new:
        place = names_area(present.tabs[title], headers)
    if place:
        yield {"addNamedRange": {"namedRange": {"name": NAMES, "range": place}}}


def _guarding(
    wanted: Workbook,
    present: Present,
    ids: Mapping[str, int],
    new: list[str],
    headers: Headers,
) -> Iterator[Json]:
    """Warn whoever types into a cell of the worker's; it is no more than a warning."""
    foreign = present.foreign(headers)
    for title in (title for title in headers.tabs.values() if title not in foreign):
        tab = present.tabs.get(title)
        there: Mapping[str, Any] = tab.guards if tab else {}
        sheet = wanted[title] if title in new or tab is None else None
        for description, area in guarded_areas(title, ids[title], sheet, tab, headers):
            if description in there and title not in new:
                continue
            if description in there:
                yield {"deleteProtectedRange": {"protectedRangeId": there[description]}}
            guard = {"range": area, "description": description, "warningOnly": True}
            yield {"addProtectedRange": {"protectedRange": guard}}
