"""Spreadsheets as a whole: make, show, change in batches, copy tabs, find metadata."""

from typing import Any

from emulator.copying import copied
from emulator.sheets import a1, metadata
from emulator.sheets.access import forbidden, new_spreadsheet, open_spreadsheet
from emulator.sheets.batch import Area, Batch, Refused
from emulator.sheets.fields import Tree, checked, pick
from emulator.sheets.requests import ACTIONS
from emulator.sheets.requests.creation import fill
from emulator.sheets.requests.sheets import adopt
from emulator.sheets.schema import bad_request, read
from emulator.sheets.view import Look, spreadsheet_json
from emulator.web import JSON, ApiError, Request, Routes, sheets_error
from emulator.world import Spreadsheet, World

ROUTES = Routes()


@ROUTES.add("POST", "/v4/spreadsheets")
def create(world: World, request: Request) -> JSON:
    """Make a spreadsheet as described."""
    body = read("Spreadsheet", request.json())
    try:
        spreadsheet = new_spreadsheet(world, request.caller, body.get("properties", {}))
    except ApiError as error:  # Drive would say why: an account without storage
        raise forbidden() from error
    try:
        fill(Batch(world, request.caller, spreadsheet), body)
    except Refused as error:
        del world.files[spreadsheet.id], world.spreadsheets[spreadsheet.id]
        raise _invalid(str(error)) from error
    shown = spreadsheet_json(spreadsheet, Look(world, request.caller))
    return _masked(request, shown)


@ROUTES.add("GET", "/v4/spreadsheets/{spreadsheet_id}")
def get(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Show a spreadsheet, or the ranges asked for."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    ranges = [text for text in request.args("ranges") if text]
    areas = [_area(spreadsheet, a1.parse_range(spreadsheet, text)) for text in ranges]
    grid = _shows_grid(request, default=request.flag("includeGridData"))
    shown = spreadsheet_json(spreadsheet, Look(world, request.caller, areas, grid))
    return _masked(request, shown)


@ROUTES.add("POST", "/v4/spreadsheets/{spreadsheet_id}:getByDataFilter")
def get_by_data_filter(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Show the parts of a spreadsheet that filters choose."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    body = read("GetSpreadsheetByDataFilterRequest", request.json())
    areas = [
        _area(spreadsheet, rng)
        for data_filter in body.get("dataFilters", ())
        for rng in metadata.ranges(spreadsheet, data_filter)
    ]
    grid = _shows_grid(request, default=body.get("includeGridData", False))
    shown = spreadsheet_json(spreadsheet, Look(world, request.caller, areas, grid))
    return _masked(request, shown)


@ROUTES.add("POST", "/v4/spreadsheets/{spreadsheet_id}:batchUpdate")
def batch_update(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Do all the requests, in their order, or none of them."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    body = read("BatchUpdateSpreadsheetRequest", request.json())
    if not body.get("requests"):
        raise _invalid("Must specify at least one request.")
    batch = Batch(world, request.caller, copied(spreadsheet))
    replies = [
        _done(batch, number, each) for number, each in enumerate(body["requests"])
    ]
    changed = batch.spreadsheet
    world.spreadsheets[spreadsheet_id] = changed
    world.files[spreadsheet_id].resource["name"] = changed.properties["title"]
    world.edit(spreadsheet_id, request.caller)
    made: JSON = {"spreadsheetId": spreadsheet_id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        texts = body.get("responseRanges", ())
        areas = [_area(changed, a1.parse_range(changed, text)) for text in texts]
        grid = body.get("responseIncludeGridData", False)
        look = Look(world, request.caller, areas, grid)
        made["updatedSpreadsheet"] = spreadsheet_json(changed, look)
    return _masked(request, made, "BatchUpdateSpreadsheetResponse")


@ROUTES.add("POST", "/v4/spreadsheets/{spreadsheet_id}/sheets/{sheet_id}:copyTo")
def copy_to(world: World, request: Request, spreadsheet_id: str, sheet_id: str) -> JSON:
    """Copy a tab into a spreadsheet, behind its last tab."""
    source = open_spreadsheet(world, request, spreadsheet_id, write=False)
    body = read("CopySheetToAnotherSpreadsheetRequest", request.json())
    target_id = body.get("destinationSpreadsheetId", "")
    target = open_spreadsheet(world, request, target_id, write=True)
    try:
        tab = Batch(world, request.caller, source).tab(int(sheet_id), "sheet")
        made = adopt(Batch(world, request.caller, target), tab)
    except Refused as error:
        raise _invalid(str(error)) from error
    world.edit(target_id, request.caller)
    return _masked(request, made.properties, "SheetProperties")


@ROUTES.add("GET", "/v4/spreadsheets/{spreadsheet_id}/developerMetadata/{metadata_id}")
def metadata_get(
    world: World, request: Request, spreadsheet_id: str, metadata_id: str
) -> JSON:
    """Show one entry of developer metadata."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    for noted in spreadsheet.developer_metadata:
        if str(noted["metadataId"]) == metadata_id:
            return _masked(request, noted, "DeveloperMetadata")
    message = f"No developer metadata with id {metadata_id}"
    raise sheets_error(404, "NOT_FOUND", message)


@ROUTES.add("POST", "/v4/spreadsheets/{spreadsheet_id}/developerMetadata:search")
def metadata_search(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Find developer metadata by filters."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    body = read("SearchDeveloperMetadataRequest", request.json())
    made = metadata.search(spreadsheet, body.get("dataFilters", []))
    return _masked(
        request,
        {"matchedDeveloperMetadata": made} if made else {},
        "SearchDeveloperMetadataResponse",
    )


def _done(batch: Batch, number: int, request: JSON) -> JSON:
    if len(request) > 1:
        second = list(request)[1]
        place = f"requests[{number}]"
        words = (
            f"Invalid value at '{place}' (oneof), oneof field 'kind' is already set. "
            f"Cannot set '{second}'"
        )
        raise bad_request([(place, words)])
    for name, asked in request.items():
        if name not in ACTIONS:
            raise _invalid(f"Invalid requests[{number}].{name}: This is not supported.")
        try:
            reply = ACTIONS[name](batch, asked)
        except Refused as error:
            words = f"Invalid requests[{number}].{name}: {error}"
            raise _invalid(words) from error
        return {name: copied(reply)} if reply is not None else {}
    raise _invalid(f"Invalid requests[{number}]: No request set.")


def _area(spreadsheet: Spreadsheet, rng: a1.GridRange) -> Area:
    tab = a1.tab_of(spreadsheet, rng)
    top, bottom, left, right = a1.clip(tab, a1.on_grid(tab, rng))
    return Area(tab, top, bottom, left, right)


def _shows_grid(request: Request, *, default: bool) -> bool:
    text = request.arg("fields")
    if not text:
        return default
    return _reaches(checked(text, "Spreadsheet"), ("sheets", "data"))


def _reaches(tree: Tree, path: tuple[str, ...]) -> bool:
    if not tree or not path:
        return True
    below = [tree[name] for name in (path[0], "*") if name in tree]
    return any(_reaches(inner, path[1:]) for inner in below)


def _masked(request: Request, made: JSON, schema: str = "Spreadsheet") -> JSON:
    text = request.arg("fields")
    chosen: Any = pick(made, checked(text, schema)) if text else made
    return dict(chosen)


def _invalid(message: str) -> ApiError:
    return sheets_error(400, "INVALID_ARGUMENT", message)
