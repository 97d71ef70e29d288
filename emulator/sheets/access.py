"""Who may open a spreadsheet, who may change which cells, and making a new one."""

from collections.abc import Iterator

from emulator.drive.access import SCOPE, app_sees, at_least, role
from emulator.drive.files import new_file
from emulator.drive.locks import is_locked
from emulator.sheets import defaults
from emulator.sheets.a1 import GridRange
from emulator.web import JSON, ApiError, Request, sheets_error
from emulator.world import SHEET_TYPE, SheetTab, Spreadsheet, World, new_id

PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet "
    "owner to remove protection if you need to edit."
)
_SHEETS_SCOPES = frozenset({SCOPE + "spreadsheets", SCOPE + "spreadsheets.readonly"})


def open_spreadsheet(
    world: World, request: Request, spreadsheet_id: str, *, write: bool
) -> Spreadsheet:
    """Return the spreadsheet that a request is about.

    Raises:
        ApiError: there is none (404), it is none (400), or it is not the caller's, or
            not to be written as it is locked (403).
    """
    file = world.files.get(spreadsheet_id)
    if file is None or not _app_sees(world, request, spreadsheet_id):
        raise sheets_error(404, "NOT_FOUND", "Requested entity was not found.")
    held = role(world, request.caller, spreadsheet_id)
    if not at_least(held, "writer" if write else "reader"):
        raise forbidden()
    if write and is_locked(file):
        raise forbidden()
    if spreadsheet_id not in world.spreadsheets:
        message = "This operation is not supported for this document"
        raise sheets_error(400, "FAILED_PRECONDITION", message)
    return world.spreadsheets[spreadsheet_id]


def forbidden() -> ApiError:
    """Refuse a caller, whatever the reason: Sheets does not give it."""
    message = "The caller does not have permission"
    return sheets_error(403, "PERMISSION_DENIED", message)


def new_spreadsheet(
    world: World, owner: str, properties: JSON, resource: JSON | None = None
) -> Spreadsheet:
    """Make an empty spreadsheet and its file.

    ``properties`` are those of the spreadsheet; ``resource`` is what else is asked of
    the file: its folder, its marks.
    """
    asked = {"id": new_id(), "name": properties.get("title"), **(resource or {})}
    title = asked["name"] or "Untitled spreadsheet"
    file = new_file(world, owner, {**asked, "name": title, "mimeType": SHEET_TYPE})
    made = defaults.spreadsheet(file.id, title)
    made.properties.update({**properties, "title": title})
    world.spreadsheets[made.id] = made
    return made


def check_unprotected(
    world: World,
    request: Request,
    spreadsheet: Spreadsheet,
    tab: SheetTab,
    rng: GridRange,
    prefix: str = "",
) -> None:
    """Refuse a change of cells that are protected from the caller.

    Raises:
        ApiError: some of them are (400, as Google has it).
    """
    if is_protected(world, request.caller, spreadsheet, tab, rng):
        raise sheets_error(400, "INVALID_ARGUMENT", prefix + PROTECTED)


def is_protected(
    world: World, caller: str, spreadsheet: Spreadsheet, tab: SheetTab, rng: GridRange
) -> bool:
    """Whether any of these cells is protected from somebody."""
    return any(
        not _is_open(protection, tab, rng)
        for protection in _protections(spreadsheet, tab)
        if not may_edit(world, caller, spreadsheet.id, protection)
        and _overlap(_bounds(tab, protection["range"]), _clipped(tab, rng))
    )


def may_edit(world: World, caller: str, file_id: str, protection: JSON) -> bool:
    """Whether somebody may edit what is protected."""
    if protection.get("warningOnly"):
        return True
    held = role(world, caller, file_id)
    if at_least(held, "organizer"):
        return True
    editors = protection.get("editors", {})
    listed = [*editors.get("users", ()), *editors.get("groups", ())]
    domain = editors.get("domainUsersCanEdit") and not caller.endswith(
        ".gserviceaccount.com"
    )
    return at_least(held, "writer") and (
        bool(domain) or caller.lower() in (name.lower() for name in listed)
    )


_Bounds = tuple[int, int, int, int]


def _protections(spreadsheet: Spreadsheet, tab: SheetTab) -> Iterator[JSON]:
    names = {named["namedRangeId"]: named for named in spreadsheet.named_ranges}
    for other in spreadsheet.tabs:
        for protection in other.protected:
            backing = names.get(protection.get("namedRangeId", ""), protection)
            place = backing.get("range", {})
            if place.get("sheetId", 0) == tab.id:
                yield {**protection, "range": place}


def _is_open(protection: JSON, tab: SheetTab, rng: GridRange) -> bool:
    top, bottom, left, right = _clipped(tab, rng)
    openings = [
        _bounds(tab, opening) for opening in protection.get("unprotectedRanges", ())
    ]
    return bool(openings) and all(
        any(_overlap(opening, (row, row + 1, col, col + 1)) for opening in openings)
        for row in range(top, bottom)
        for col in range(left, right)
    )


def _bounds(tab: SheetTab, rng: JSON) -> _Bounds:
    return (
        rng.get("startRowIndex", 0),
        rng.get("endRowIndex", tab.row_count),
        rng.get("startColumnIndex", 0),
        rng.get("endColumnIndex", tab.column_count),
    )


def _clipped(tab: SheetTab, rng: GridRange) -> _Bounds:
    # a range may reach beyond the grid: what is written there makes the grid grow
    return (
        rng.start_row or 0,
        tab.row_count if rng.end_row is None else rng.end_row,
        rng.start_column or 0,
        tab.column_count if rng.end_column is None else rng.end_column,
    )


def _overlap(one: _Bounds, other: _Bounds) -> bool:
    return (
        one[0] < other[1]
        and other[0] < one[1]
        and one[2] < other[3]
        and other[2] < one[3]
    )


def _app_sees(world: World, request: Request, file_id: str) -> bool:
    if request.scopes is not None and request.scopes & _SHEETS_SCOPES:
        return True
    return app_sees(request, world.files[file_id])
