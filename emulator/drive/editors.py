"""Exports at the addresses of the editors themselves, docs.google.com."""

from urllib.parse import quote

from emulator.drive.access import bad_request, find_anywhere
from emulator.drive.convert import export
from emulator.drive.formats import EXPORTS, EXTENSIONS
from emulator.web import Reply, Request, Routes
from emulator.world import DriveFile, SheetTab, World

ROUTES = Routes()


@ROUTES.add("GET", "/spreadsheets/d/{file_id}/export")
@ROUTES.add("GET", "/document/d/{file_id}/export")
def export_file(world: World, request: Request, file_id: str) -> Reply:
    """Return a native file, or with ``gid`` one tab of it, to be saved."""
    return _exported(world, request, file_id)


@ROUTES.add("GET", "/spreadsheets/export")
@ROUTES.add("GET", "/document/export")
def export_by_link(world: World, request: Request) -> Reply:
    """Return a native file by one of its ``exportLinks``."""
    return _exported(world, request, request.arg("id") or "")


def _exported(world: World, request: Request, file_id: str) -> Reply:
    file = find_anywhere(world, request, file_id)
    forms = EXPORTS.get(file.resource["mimeType"], ())
    wanted = (request.arg("format") or request.arg("exportFormat") or "").lower()
    by_extension = {EXTENSIONS[form]: form for form in forms}
    if wanted not in by_extension:
        raise bad_request("The requested conversion is not supported.")
    form = by_extension[wanted]
    content = export(world, file, form, _tab(world, request, file))
    name = quote(f"{file.resource['name']}.{wanted}")
    saved = f"attachment; filename*=UTF-8''{name}"
    return Reply(200, content, {"Content-Type": form, "Content-Disposition": saved})


def _tab(world: World, request: Request, file: DriveFile) -> SheetTab | None:
    gid = request.arg("gid")
    if gid is None or file.id not in world.spreadsheets:
        return None
    for tab in world.spreadsheets[file.id].tabs:
        if str(tab.id) == gid:
            return tab
    raise bad_request()
