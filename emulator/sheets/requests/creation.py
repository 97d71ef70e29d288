"""What a new spreadsheet is asked to hold, put there by the requests that also could."""

from emulator.sheets.batch import Batch
from emulator.sheets.cells import ENTERED, put
from emulator.sheets.requests import ACTIONS
from emulator.web import JSON
from emulator.world import SheetTab

_PARTS = {
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "filterViews": ("addFilterView", "filter"),
    "charts": ("addChart", "chart"),
    "bandedRanges": ("addBanding", "bandedRange"),
    "slicers": ("addSlicer", "slicer"),
    "tables": ("addTable", "table"),
    "merges": ("mergeCells", "range"),
    "developerMetadata": ("createDeveloperMetadata", "developerMetadata"),
}


def fill(batch: Batch, body: JSON) -> None:
    """Put into an empty spreadsheet what a ``Spreadsheet`` resource describes."""
    sheets = body.get("sheets", [])
    if sheets:
        batch.spreadsheet.tabs.clear()
    for sheet in _numbered(sheets):
        _add(batch, sheet)
    for named in body.get("namedRanges", ()):
        ACTIONS["addNamedRange"](batch, {"namedRange": named})
    for noted in body.get("developerMetadata", ()):
        ACTIONS["createDeveloperMetadata"](batch, {"developerMetadata": noted})


def _numbered(sheets: list[JSON]) -> list[JSON]:
    # the first tab of a new spreadsheet has the id 0, unless the request says otherwise
    given = [sheet.get("properties", {}).get("sheetId") for sheet in sheets]
    if not sheets or given[0] is not None or 0 in given:
        return sheets
    first = {
        **sheets[0],
        "properties": {**sheets[0].get("properties", {}), "sheetId": 0},
    }
    return [first, *sheets[1:]]


def _add(batch: Batch, sheet: JSON) -> None:
    asked = dict(sheet.get("properties", {}))
    asked.pop("index", None)
    ACTIONS["addSheet"](batch, {"properties": asked})
    tab = batch.spreadsheet.tabs[-1]
    for data in sheet.get("data", ()):
        _write(tab, data)
    for rule in reversed(sheet.get("conditionalFormats", ())):
        ACTIONS["addConditionalFormatRule"](batch, {"rule": rule})
    for name, (request, field) in _PARTS.items():
        for part in sheet.get(name, ()):
            ACTIONS[request](batch, {field: part})
    for group in (*sheet.get("rowGroups", ()), *sheet.get("columnGroups", ())):
        place = {**group.get("range", {}), "sheetId": tab.id}
        ACTIONS["addDimensionGroup"](batch, {"range": place})
    if "basicFilter" in sheet:
        ACTIONS["setBasicFilter"](batch, {"filter": sheet["basicFilter"]})


def _write(tab: SheetTab, data: JSON) -> None:
    top, left = data.get("startRow", 0), data.get("startColumn", 0)
    grid = tab.properties["gridProperties"]
    rows = data.get("rowData", [])
    width = max((len(row.get("values", ())) for row in rows), default=0)
    grid["rowCount"] = max(grid["rowCount"], top + len(rows))
    grid["columnCount"] = max(grid["columnCount"], left + width)
    for row, row_data in enumerate(rows, top):
        for column, cell in enumerate(row_data.get("values", ()), left):
            put(tab, row, column, cell, {name: {} for name in ENTERED})
    for kept, first, name in (
        (tab.rows, top, "rowMetadata"),
        (tab.columns, left, "columnMetadata"),
    ):
        for place, properties in enumerate(data.get(name, ()), first):
            if properties:
                kept[place] = properties
