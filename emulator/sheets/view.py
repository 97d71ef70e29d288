"""A spreadsheet as a reply shows it: ``Spreadsheet`` and the ``Sheet``s in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emulator.drive.files import owner_of
from emulator.sheets import defaults
from emulator.sheets.access import may_edit
from emulator.sheets.batch import Area
from emulator.sheets.cells import cell_data
from emulator.sheets.formulas import calculated
from emulator.sheets.metadata import at, on_dimension
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet, World

_LISTS: Mapping[str, str] = {
    "merges": "merges",
    "conditionalFormats": "conditional_formats",
    "filterViews": "filter_views",
    "charts": "charts",
    "bandedRanges": "banded",
    "rowGroups": "row_groups",
    "columnGroups": "column_groups",
    "slicers": "slicers",
    "tables": "tables",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at which parts.

    ``areas`` are the ranges asked for, in the order asked; without any the whole of
    every tab. ``grid`` says whether cells are shown.
    """

    world: World
    caller: str
    areas: Sequence[Area] = ()
    grid: bool = False


def spreadsheet_json(spreadsheet: Spreadsheet, look: Look) -> JSON:
    """Return the ``Spreadsheet`` resource."""
    title = look.world.files[spreadsheet.id].resource["name"]
    with calculated(spreadsheet, look.world.now()):
        sheets = [
            _sheet_json(spreadsheet, tab, look)
            for tab in spreadsheet.tabs
            if not look.areas or any(area.tab is tab for area in look.areas)
        ]
    made: JSON = {
        "spreadsheetId": spreadsheet.id,
        "properties": {**spreadsheet.properties, "title": title},
        "sheets": sheets,
    }
    if spreadsheet.named_ranges:
        made["namedRanges"] = spreadsheet.named_ranges
    made["spreadsheetUrl"] = url(spreadsheet.id)
    if noted := at(spreadsheet, "SPREADSHEET"):
        made["developerMetadata"] = noted
    return made


def url(spreadsheet_id: str) -> str:
    """Return the address at which people open a spreadsheet."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet_id}/edit"


def _sheet_json(spreadsheet: Spreadsheet, tab: SheetTab, look: Look) -> JSON:
    made: JSON = {"properties": _properties(tab)}
    if look.grid and tab.properties["sheetType"] == "GRID":
        areas = [area for area in look.areas if area.tab is tab] or [whole(tab)]
        made["data"] = [_grid_data(spreadsheet, area) for area in areas]
    for name, attribute in _LISTS.items():
        if items := getattr(tab, attribute):
            made[name] = items
    if tab.protected:
        made["protectedRanges"] = [
            protection_json(look, spreadsheet, protection)
            for protection in tab.protected
        ]
    if tab.basic_filter:
        made["basicFilter"] = tab.basic_filter
    if noted := at(spreadsheet, "SHEET", tab.id):
        made["developerMetadata"] = noted
    return made


def _properties(tab: SheetTab) -> JSON:
    if tab.properties["sheetType"] == "GRID":
        return tab.properties
    return {k: v for k, v in tab.properties.items() if k != "gridProperties"}


def whole(tab: SheetTab) -> Area:
    """Return all of a tab's cells."""
    return Area(tab, 0, tab.row_count, 0, tab.column_count)


def protection_json(look: Look, spreadsheet: Spreadsheet, protection: JSON) -> JSON:
    """Return a protected range as the caller sees it: editors only if they are one."""
    made = {name: value for name, value in protection.items() if name != "editors"}
    if not may_edit(look.world, look.caller, spreadsheet.id, protection):
        return made
    made["requestingUserCanEdit"] = True
    if not protection.get("warningOnly"):
        editors = dict(protection.get("editors", {}))
        owner = owner_of(look.world.files[spreadsheet.id])
        users = list(editors.get("users", ()))
        if owner and owner not in users:
            users.insert(0, owner)
        if users:
            editors["users"] = users
        made["editors"] = editors
    return made


def _grid_data(spreadsheet: Spreadsheet, area: Area) -> JSON:
    made: JSON = {}
    if area.top:
        made["startRow"] = area.top
    if area.left:
        made["startColumn"] = area.left
    rows = _row_data(spreadsheet, area)
    if rows:
        made["rowData"] = rows
    made["rowMetadata"] = _metadata(spreadsheet, area.tab, "ROWS", area.rows)
    made["columnMetadata"] = _metadata(spreadsheet, area.tab, "COLUMNS", area.columns)
    return made


def _row_data(spreadsheet: Spreadsheet, area: Area) -> list[JSON]:
    last: dict[int, int] = {}
    dressed: dict[tuple[int, str], JSON] = {}
    for row, column in area.tab.cells:
        if area.holds(row, column):
            last[row] = max(column, last.get(row, column))
    return [
        {
            "values": [
                cell_data(spreadsheet, area.tab, row, column, dressed)
                for column in range(area.left, last[row] + 1)
            ]
        }
        if row in last
        else {}
        for row in range(area.top, max(last, default=area.top - 1) + 1)
    ]


def _metadata(
    spreadsheet: Spreadsheet, tab: SheetTab, dimension: str, places: range
) -> list[JSON]:
    rows = dimension == "ROWS"
    kept = tab.rows if rows else tab.columns
    size = defaults.ROW_HEIGHT if rows else defaults.COLUMN_WIDTH
    noted = on_dimension(spreadsheet, tab.id, dimension)
    made: list[JSON] = [{"pixelSize": size}] * len(places)  # as nearly all are
    for place in (kept.keys() | noted.keys()) & set(places):
        one = {"pixelSize": size, **kept.get(place, {})}
        if place in noted:
            one["developerMetadata"] = noted[place]
        made[place - places.start] = one
    return made
