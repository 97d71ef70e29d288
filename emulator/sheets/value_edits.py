"""What the requests for values share: guarding, clearing, and how they are answered."""

from emulator.sheets.a1 import (
    GridRange,
    closed,
    format_range,
    on_grid,
    parse_range,
    tab_of,
)
from emulator.sheets.access import check_unprotected
from emulator.sheets.fields import checked, pick
from emulator.sheets.formulas import calculated
from emulator.sheets.options import response_rendering, value_body
from emulator.sheets.reading import Rendering, value_range
from emulator.sheets.writing import Write, erase, summary
from emulator.web import JSON, Request, sheets_error
from emulator.world import Spreadsheet, World


def body_for(request: Request, spreadsheet: Spreadsheet, text: str) -> JSON:
    """Return the body, whose range must be the one that the path names."""
    body = value_body(request.json(), "data", "ValueRange")
    named = body.get("range", text)
    same = named == text or (
        parse_range(spreadsheet, named) == parse_range(spreadsheet, text)
    )
    if not same:
        message = f"Request range[{text}] does not match value's range[{named}]"
        raise sheets_error(400, "INVALID_ARGUMENT", message)
    return body


def reply(
    world: World, request: Request, spreadsheet: Spreadsheet, write: Write, body: JSON
) -> JSON:
    """Return what a reply says of a write that was carried out."""
    options = response_rendering(request)
    made = {"spreadsheetId": spreadsheet.id, **summary(write)}
    with calculated(spreadsheet, world.now()):
        return with_data(spreadsheet, write, made, options, body)


def with_data(
    spreadsheet: Spreadsheet, write: Write, made: JSON, options: JSON, body: JSON
) -> JSON:
    """Add to a reply the values as they are now, if the options ask for them."""
    if not options.get("includeValuesInResponse"):
        return made
    rendering = Rendering(
        options.get("responseValueRenderOption", "FORMATTED_VALUE"),
        options.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
        body.get("majorDimension", "ROWS"),
    )
    return {**made, "updatedData": value_range(spreadsheet, write.shown, rendering)}


def guard(
    world: World, request: Request, spreadsheet: Spreadsheet, write: Write
) -> None:
    """Refuse a write into cells that are protected from the caller."""
    if any(True for _ in write.places()):
        check_unprotected(world, request, spreadsheet, write.tab, write.area)


def clearable(
    world: World, request: Request, spreadsheet: Spreadsheet, rng: GridRange
) -> GridRange:
    """Return the part of a range that is on the grid, if it may be cleared."""
    tab = tab_of(spreadsheet, rng)
    area = closed(tab, on_grid(tab, rng))
    check_unprotected(world, request, spreadsheet, tab, area)
    return area


def clear_all(
    world: World, request: Request, spreadsheet: Spreadsheet, areas: list[GridRange]
) -> list[str]:
    """Take the values out of areas; give their names."""
    for area in areas:
        erase(tab_of(spreadsheet, area), area)
    world.edit(spreadsheet.id, request.caller)
    return [format_range(tab_of(spreadsheet, area), area) for area in areas]


def masked(request: Request, made: JSON, schema: str) -> JSON:
    """Return of a reply what the request asks to see."""
    mask = request.arg("fields")
    return dict(pick(made, checked(mask, schema))) if mask else made
