"""Values of ranges: read, write, append and clear them, one range or many at a time."""

from emulator.sheets import metadata
from emulator.sheets.a1 import GridRange, format_range, parse_range
from emulator.sheets.access import open_spreadsheet
from emulator.sheets.appending import make_room, plan_append
from emulator.sheets.formulas import calculated
from emulator.sheets.options import (
    insert_option,
    query_rendering,
    value_body,
    value_input,
)
from emulator.sheets.reading import Rendering, value_range
from emulator.sheets.schema import read
from emulator.sheets.value_edits import (
    body_for,
    clear_all,
    clearable,
    guard,
    masked,
    reply,
    with_data,
)
from emulator.sheets.writing import (
    Write,
    carry_out,
    plan,
    prefixed,
    rows_of,
    summary,
    totals,
)
from emulator.web import JSON, Request, Routes
from emulator.world import World

ROUTES = Routes()
_HOME = "/v4/spreadsheets/{spreadsheet_id}"


@ROUTES.add("GET", f"{_HOME}/values:batchGet")
def batch_get(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Read several ranges."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    rendering = query_rendering(request)
    ranges = [parse_range(spreadsheet, text) for text in request.args("ranges")]
    made: JSON = {"spreadsheetId": spreadsheet_id}
    with calculated(spreadsheet, world.now()):
        found = [value_range(spreadsheet, rng, rendering) for rng in ranges]
    if found:
        made["valueRanges"] = found
    return masked(request, made, "BatchGetValuesResponse")


@ROUTES.add("POST", f"{_HOME}/values:batchGetByDataFilter")
def batch_get_by_filter(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Read the ranges that filters choose, each once."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    body = read("BatchGetValuesByDataFilterRequest", request.json())
    rendering = Rendering(
        body.get("valueRenderOption", "FORMATTED_VALUE"),
        body.get("dateTimeRenderOption", "SERIAL_NUMBER"),
        body.get("majorDimension", "ROWS"),
    )
    chosen: dict[GridRange, list[JSON]] = {}
    for one in body.get("dataFilters", []):
        for rng in metadata.ranges(spreadsheet, one):
            chosen.setdefault(rng, []).append(one)
    made: JSON = {"spreadsheetId": spreadsheet_id}
    with calculated(spreadsheet, world.now()):
        found = [
            {
                "valueRange": value_range(spreadsheet, rng, rendering),
                "dataFilters": by,
            }
            for rng, by in chosen.items()
        ]
    if found:
        made["valueRanges"] = found
    return masked(request, made, "BatchGetValuesByDataFilterResponse")


@ROUTES.add("POST", f"{_HOME}/values:batchUpdate")
def batch_update(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Write several ranges, all or none."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    body = read("BatchUpdateValuesRequest", request.json())
    option = value_input(body.get("valueInputOption"))
    writes = []
    for number, one in enumerate(body.get("data", [])):
        given = value_body(one, f"data[{number}]")
        with prefixed(f"Invalid data[{number}]: "):
            rng = parse_range(spreadsheet, given.get("range", ""))
            writes.append(plan(spreadsheet, rng, given))
            guard(world, request, spreadsheet, writes[-1])
    for write in writes:
        carry_out(spreadsheet, write, option, world.now())
    world.edit(spreadsheet_id, request.caller)
    replies = []
    with calculated(spreadsheet, world.now()):
        for write, one in zip(writes, body.get("data", []), strict=True):
            made = {"spreadsheetId": spreadsheet_id, **summary(write)}
            replies.append(with_data(spreadsheet, write, made, body, one))
    made = {"spreadsheetId": spreadsheet_id, **totals(writes)}
    if replies:
        made["responses"] = replies
    return masked(request, made, "BatchUpdateValuesResponse")


@ROUTES.add("POST", f"{_HOME}/values:batchUpdateByDataFilter")
def batch_update_by_filter(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Write into the ranges that filters choose, all or none."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    body = read("BatchUpdateValuesByDataFilterRequest", request.json())
    option = value_input(body.get("valueInputOption"))
    writes: list[tuple[Write, JSON]] = []
    for number, one in enumerate(body.get("data", [])):
        given = value_body(one, f"data[{number}]")
        with prefixed(f"Invalid data[{number}]: "):
            for rng in metadata.ranges(spreadsheet, given.get("dataFilter", {})):
                write = plan(spreadsheet, rng, given)
                guard(world, request, spreadsheet, write)
                writes.append((write, one))
    for write, _ in writes:
        carry_out(spreadsheet, write, option, world.now())
    world.edit(spreadsheet_id, request.caller)
    replies = []
    with calculated(spreadsheet, world.now()):
        for write, one in writes:
            made = {**summary(write), "dataFilter": one.get("dataFilter", {})}
            replies.append(with_data(spreadsheet, write, made, body, one))
    made = {
        "spreadsheetId": spreadsheet_id,
        **totals([write for write, _ in writes]),
    }
    if replies:
        made["responses"] = replies
    return masked(request, made, "BatchUpdateValuesByDataFilterResponse")


@ROUTES.add("POST", f"{_HOME}/values:batchClear")
def batch_clear(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Clear several ranges, all or none."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    body = read("BatchClearValuesRequest", request.json())
    ranges = []
    for number, text in enumerate(body.get("ranges", [])):
        with prefixed(f"Invalid range[{number}]: "):
            rng = parse_range(spreadsheet, text)
            ranges.append(clearable(world, request, spreadsheet, rng))
    made = {
        "spreadsheetId": spreadsheet_id,
        "clearedRanges": clear_all(world, request, spreadsheet, ranges),
    }
    return masked(request, made, "BatchClearValuesResponse")


@ROUTES.add("POST", f"{_HOME}/values:batchClearByDataFilter")
def batch_clear_by_filter(world: World, request: Request, spreadsheet_id: str) -> JSON:
    """Clear the ranges that filters choose, all or none."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    body = read("BatchClearValuesByDataFilterRequest", request.json())
    ranges = [
        clearable(world, request, spreadsheet, rng)
        for one in body.get("dataFilters", [])
        for rng in metadata.ranges(spreadsheet, one)
    ]
    made = {
        "spreadsheetId": spreadsheet_id,
        "clearedRanges": clear_all(world, request, spreadsheet, ranges),
    }
    return masked(request, made, "BatchClearValuesByDataFilterResponse")


@ROUTES.add("POST", f"{_HOME}/values/{{text}}:append")
def append(world: World, request: Request, spreadsheet_id: str, text: str) -> JSON:
    """Write rows after a table."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    option = value_input(request.arg("valueInputOption"))
    insert = insert_option(request) == "INSERT_ROWS"
    body = body_for(request, spreadsheet, text)
    rng = parse_range(spreadsheet, text)
    write, table = plan_append(spreadsheet, rng, rows_of(body))
    if not insert:
        guard(world, request, spreadsheet, write)
    make_room(spreadsheet, write, insert=insert)
    carry_out(spreadsheet, write, option, world.now())
    world.edit(spreadsheet_id, request.caller)
    made: JSON = {"spreadsheetId": spreadsheet_id}
    if table is not None:
        made["tableRange"] = format_range(write.tab, table)
    made["updates"] = reply(world, request, spreadsheet, write, body)
    return masked(request, made, "AppendValuesResponse")


@ROUTES.add("POST", f"{_HOME}/values/{{text}}:clear")
def clear(world: World, request: Request, spreadsheet_id: str, text: str) -> JSON:
    """Clear one range."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    rng = parse_range(spreadsheet, text)
    ranges = [clearable(world, request, spreadsheet, rng)]
    cleared = clear_all(world, request, spreadsheet, ranges)
    made = {"spreadsheetId": spreadsheet_id, "clearedRange": cleared[0]}
    return masked(request, made, "ClearValuesResponse")


@ROUTES.add("GET", f"{_HOME}/values/{{text}}")
def get(world: World, request: Request, spreadsheet_id: str, text: str) -> JSON:
    """Read one range."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=False)
    rendering = query_rendering(request)
    rng = parse_range(spreadsheet, text)
    with calculated(spreadsheet, world.now()):
        made = value_range(spreadsheet, rng, rendering)
    return masked(request, made, "ValueRange")


@ROUTES.add("PUT", f"{_HOME}/values/{{text}}")
def update(world: World, request: Request, spreadsheet_id: str, text: str) -> JSON:
    """Write one range."""
    spreadsheet = open_spreadsheet(world, request, spreadsheet_id, write=True)
    option = value_input(request.arg("valueInputOption"))
    body = body_for(request, spreadsheet, text)
    write = plan(spreadsheet, parse_range(spreadsheet, text), body)
    guard(world, request, spreadsheet, write)
    carry_out(spreadsheet, write, option, world.now())
    world.edit(spreadsheet_id, request.caller)
    made = reply(world, request, spreadsheet, write, body)
    return masked(request, made, "UpdateValuesResponse")
