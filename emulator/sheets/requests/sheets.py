"""Requests about whole tabs, and about the spreadsheet itself."""

from emulator.copying import copied
from emulator.sheets import defaults
from emulator.sheets.batch import Actions, Batch, Refused, mask
from emulator.sheets.fields import apply
from emulator.sheets.formulas import rename_tab
from emulator.sheets.grid import frozen_name, resize, shift_lists
from emulator.sheets.places import retargeted
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

_IDS = (
    ("protected", "protectedRangeId"),
    ("charts", "chartId"),
    ("filter_views", "filterViewId"),
    ("banded", "bandedRangeId"),
    ("slicers", "slicerId"),
)


def add_sheet(batch: Batch, request: JSON) -> JSON:
    """Add a tab."""
    asked = request.get("properties", {})
    if asked.get("sheetType", "GRID") != "GRID":
        raise Refused("Only GRID sheets can be added.")
    tabs = batch.spreadsheet.tabs
    title = asked.get("title") or _numbered(batch.spreadsheet, "Sheet", len(tabs) + 1)
    _check_title(batch.spreadsheet, title)
    made = defaults.tab(_sheet_id(batch, asked.get("sheetId")), title, 0)
    properties = {**made.properties, **asked, "title": title, "sheetId": made.id}
    grid = {**made.properties["gridProperties"], **asked.get("gridProperties", {})}
    made.properties = {**properties, "gridProperties": grid}
    _insert(batch.spreadsheet, made, asked.get("index", len(tabs)))
    batch.check_size()
    return {"properties": made.properties}


def delete_sheet(batch: Batch, request: JSON) -> None:
    """Delete a tab, with the names and notes of its cells."""
    tab = batch.tab(request.get("sheetId", 0), "sheet")
    _guard_tab(batch, tab)
    rest = [other for other in batch.spreadsheet.tabs if other is not tab]
    if not rest:
        raise Refused("You can't remove all the sheets in a document.")
    if all(other.properties.get("hidden") for other in rest):
        raise Refused("You can't remove all the visible sheets in a document.")
    batch.spreadsheet.tabs = rest
    _reindex(batch.spreadsheet)
    batch.spreadsheet.named_ranges = [
        named
        for named in batch.spreadsheet.named_ranges
        if named["range"].get("sheetId", 0) != tab.id
    ]
    batch.spreadsheet.developer_metadata = [
        noted
        for noted in batch.spreadsheet.developer_metadata
        if noted["location"]["locationType"] == "SPREADSHEET"
        or _metadata_tab(noted["location"]) != tab.id
    ]


def duplicate_sheet(batch: Batch, request: JSON) -> JSON:
    """Add a tab that is like another."""
    source = batch.tab(request.get("sourceSheetId", 0), "sheet")
    made = adopt(
        batch,
        source,
        title=request.get("newSheetName", ""),
        index=request.get("insertSheetIndex", 0),
        sheet_id=request.get("newSheetId"),
    )
    return {"properties": made.properties}


def adopt(
    batch: Batch,
    source: SheetTab,
    *,
    title: str = "",
    index: int | None = None,
    sheet_id: int | None = None,
) -> SheetTab:
    """Add a copy of a tab of this or another spreadsheet."""
    spreadsheet = batch.spreadsheet
    if title:
        _check_title(spreadsheet, title)
    made = copied(source)
    made.properties["sheetId"] = new = _sheet_id(batch, sheet_id)
    made.properties["title"] = title or _copied(spreadsheet, source.title)
    made.properties.pop("hidden", None)
    shift_lists(made, lambda place: _moved(place, source.id, new))
    made.charts = [retargeted(chart, source.id, new) for chart in made.charts]
    if made.basic_filter:
        made.basic_filter = retargeted(made.basic_filter, source.id, new)
    for attribute, key in _IDS:
        taken = [
            item.get(key, 0)
            for tab in spreadsheet.tabs
            for item in getattr(tab, attribute)
        ]
        for item in getattr(made, attribute):
            item[key] = batch.new_id(taken)
    _insert(spreadsheet, made, len(spreadsheet.tabs) if index is None else index)
    batch.check_size()
    return made


def update_sheet_properties(batch: Batch, request: JSON) -> None:
    """Change a tab's title, place, size, colour, freezing or hiding."""
    asked = request.get("properties", {})
    tree = mask(request, "SheetProperties")
    tab = batch.tab(asked.get("sheetId", 0), "sheet")
    _guard_tab(batch, tab)
    before = tab.properties
    after = copied(before)
    apply(after, asked, tree)
    if "*" in tree:
        after = {**_required(before), **after}
    if after.get("tabColorStyle") == {}:  # of no kind, so no colour at all
        del after["tabColorStyle"], after["tabColor"]
    after["sheetId"], after["sheetType"] = tab.id, before["sheetType"]
    grid = _grid(before, after)
    _check_title(batch.spreadsheet, after.get("title", ""), tab)
    if after["title"] != before["title"]:
        rename_tab(batch.spreadsheet, before["title"], after["title"])
    tab.properties = {**after, "gridProperties": {**grid, **_counts(before)}}
    _resize(batch, tab, grid)
    if all(each.properties.get("hidden") for each in batch.spreadsheet.tabs):
        raise Refused("You can't hide all the sheets in a document.")
    _move(batch.spreadsheet, tab, after.get("index", len(batch.spreadsheet.tabs)))


def update_spreadsheet_properties(batch: Batch, request: JSON) -> None:
    """Change the title, locale, time zone and the like."""
    tree = mask(request, "SpreadsheetProperties")
    properties = batch.spreadsheet.properties
    before = copied(properties)
    asked = request.get("properties", {})
    if ("title" in tree or "*" in tree) and not asked.get("title"):
        raise Refused("The title of a spreadsheet can't be empty.")
    apply(properties, asked, tree)
    if "*" in tree:
        batch.spreadsheet.properties = {**before, **properties}


def _metadata_tab(location: JSON) -> int:
    return int(location.get("dimensionRange", location).get("sheetId", 0))


def _moved(place: JSON, old: int, new: int) -> JSON:
    made: JSON = retargeted(place, old, new) if place else {"sheetId": new}
    return made


def _required(properties: JSON) -> JSON:
    return {name: properties[name] for name in ("title", "index", "gridProperties")}


def _counts(properties: JSON) -> JSON:
    grid = properties["gridProperties"]
    return {name: grid[name] for name in ("rowCount", "columnCount")}


def _grid(before: JSON, after: JSON) -> JSON:
    grid = {**_counts(before), **after.get("gridProperties", {})}
    for dimension, count in (("ROWS", "rowCount"), ("COLUMNS", "columnCount")):
        frozen = grid.get(frozen_name(dimension), 0)
        if grid[count] < 1:
            raise Refused(f"You can't delete all the {dimension.lower()} on the sheet.")
        if frozen and frozen >= grid[count]:
            raise Refused(
                f"You can't freeze all visible {dimension.lower()} on the sheet."
            )
    return grid


def _resize(batch: Batch, tab: SheetTab, grid: JSON) -> None:
    for dimension, name in (("ROWS", "rowCount"), ("COLUMNS", "columnCount")):
        resize(batch.spreadsheet, tab, dimension, grid[name])
    batch.check_size()


def _guard_tab(batch: Batch, tab: SheetTab) -> None:
    if any("Index" not in str(rule.get("range", {})) for rule in tab.protected):
        whole = {"sheetId": tab.id} if tab.id else {}
        batch.guard(batch.area(whole))


def _sheet_id(batch: Batch, asked: int | None) -> int:
    taken = [tab.id for tab in batch.spreadsheet.tabs]
    if asked is None:
        return batch.new_id(taken)
    if asked in taken:
        raise Refused(
            f"The sheet ID {asked} is already used by another sheet in this document."
        )
    if asked < 0:
        raise Refused(f"The sheet ID must not be negative: {asked}")
    return asked


def _check_title(
    spreadsheet: Spreadsheet, title: str, itself: SheetTab | None = None
) -> None:
    if not title:
        raise Refused("Sheet name cannot be empty.")
    for tab in spreadsheet.tabs:
        if tab is not itself and tab.title.lower() == title.lower():
            raise Refused(
                f'A sheet with the name "{title}" already exists. '
                "Please enter another name."
            )


def _numbered(spreadsheet: Spreadsheet, stem: str, number: int) -> str:
    taken = {tab.title.lower() for tab in spreadsheet.tabs}
    while f"{stem}{number}".lower() in taken:
        number += 1
    return f"{stem}{number}"


def _copied(spreadsheet: Spreadsheet, title: str) -> str:
    name = f"Copy of {title}"
    if name.lower() in {tab.title.lower() for tab in spreadsheet.tabs}:
        return _numbered(spreadsheet, f"{name} ", 1)
    return name


def _insert(spreadsheet: Spreadsheet, tab: SheetTab, index: int) -> None:
    spreadsheet.tabs.insert(index, tab)
    _reindex(spreadsheet)


def _move(spreadsheet: Spreadsheet, tab: SheetTab, index: int) -> None:
    # counted before the tab leaves its place, as Google does
    now = spreadsheet.tabs.index(tab)
    spreadsheet.tabs.remove(tab)
    spreadsheet.tabs.insert(index - 1 if index > now else index, tab)
    _reindex(spreadsheet)


def _reindex(spreadsheet: Spreadsheet) -> None:
    for index, tab in enumerate(spreadsheet.tabs):
        tab.properties["index"] = index


ACTIONS: Actions = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
