"""Drive v3: files and about."""

import re

from emulator.contract_methods import find as method
from emulator.drive.access import (
    at_least,
    bad_request,
    find,
    find_anywhere,
    forbidden,
    in_shared_drive,
    required,
    role,
)
from emulator.drive.answer import masked, page, page_size
from emulator.drive.convert import export
from emulator.drive.files import NATIVE, delete, is_trashed, owner_of, used_by
from emulator.drive.formats import EXPORTS, IMPORTS
from emulator.drive.listing import chosen, is_incomplete
from emulator.drive.making import copy, create, update
from emulator.drive.reading import read
from emulator.drive.view import shown
from emulator.web import (
    JSON,
    ApiError,
    Reply,
    Request,
    Routes,
    drive_error,
    read_json,
)
from emulator.world import DriveFile, World, new_id

ROUTES = Routes()
FILES = "/drive/v3/files"
FILE = FILES + "/{file_id}"
DEFAULT = "kind,id,name,mimeType"
DEFAULT_SHARED = DEFAULT + ",teamDriveId,driveId"
MAX_EXPORT = 10 * 2**20
_RANGE = re.compile(r"bytes=(?=-?[0-9])([0-9]*)-([0-9]*)")
"""One part of a content; several at once are not given."""


def reply(world: World, request: Request, file: DriveFile) -> JSON:
    """Answer with a file."""
    default = DEFAULT_SHARED if in_shared_drive(file) else DEFAULT
    return masked(request, shown(world, file, request.caller), default, "File")


def body(request: Request) -> JSON:
    """Return the metadata that a request brings, as far as its method knows them."""
    try:
        found = read_json(request.body or b"{}")
    except ValueError as error:
        raise drive_error(400, "parseError", "Parse Error") from error
    called = method(request.method, request.path)
    spec = called[0].request if called else None
    if not isinstance(found, dict) or not called or spec is None:
        raise drive_error(400, "parseError", "Parse Error")
    taken: JSON = read(spec, found, called[0].api)
    return taken


@ROUTES.add("GET", FILES)
def list_files(world: World, request: Request) -> JSON:
    """List what the caller can find."""
    found = chosen(world, request)
    shown_now, further = page(request, found, "pageSize", 100, 1000)
    files = [shown(world, file, request.caller) for file in shown_now]
    full = {
        **further,
        "kind": "drive#fileList",
        "incompleteSearch": is_incomplete(world, request),
        "files": files,
    }
    item = DEFAULT_SHARED if request.flag("includeItemsFromAllDrives") else DEFAULT
    default = f"nextPageToken,kind,incompleteSearch,files({item})"
    return masked(request, full, default, "FileList")


@ROUTES.add("POST", FILES)
def create_file(world: World, request: Request) -> JSON:
    """Create a file without content."""
    return reply(world, request, create(world, request, body(request)))


@ROUTES.add("GET", FILES + "/generateIds")
def generate_ids(_: World, request: Request) -> JSON:
    """Return ids for files to be made."""
    return masked(request, ids(request, "count"), "*", "GeneratedIds")


def ids(request: Request, count_name: str) -> JSON:
    """Return as many ids as a parameter says."""
    count = page_size(request, count_name, 10, 1000)
    return {
        "kind": "drive#generatedIds",
        "space": request.arg("space", "drive"),
        "ids": [new_id(33) for _ in range(count)],
    }


@ROUTES.add("DELETE", FILES + "/trash")
def empty_trash(world: World, request: Request) -> Reply:
    """Delete the caller's trash for good."""
    drive_id = request.arg("driveId")
    for file in list(world.files.values()):
        where = file.resource.get("driveId")
        mine = where == drive_id if drive_id else owner_of(file) == request.caller
        manages = at_least(role(world, request.caller, file.id), "organizer")
        if mine and manages and is_trashed(world, file):
            delete(world, file)
    return Reply(204)


@ROUTES.add("GET", FILE)
def get_file(world: World, request: Request, file_id: str) -> Reply | JSON:
    """Return a file's metadata, or with ``alt=media`` its bytes."""
    file = find(world, request, file_id)
    if request.arg("alt") == "media":
        return download(request, file)
    return reply(world, request, file)


def download(request: Request, file: DriveFile) -> Reply:
    """Answer with the bytes of a file, or the part of them that is asked for."""
    refuse_native(file)
    return ranged(request, file.content, file.resource["mimeType"])


def refuse_native(file: DriveFile) -> None:
    """Refuse to give the bytes of a file that has none of its own."""
    if file.resource["mimeType"].startswith(NATIVE):
        message = (
            "Only files with binary content can be downloaded. "
            "Use Export with Docs Editors files."
        )
        raise drive_error(
            403,
            "fileNotDownloadable",
            message,
            location_type="parameter",
            location="alt",
        )


def ranged(request: Request, content: bytes, kind: str) -> Reply:
    """Answer a request for bytes, in whole or by a ``Range``."""
    headers = {"Content-Type": kind}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or (asked[1] and asked[2] and int(asked[1]) > int(asked[2])):
        return Reply(200, content, headers)
    first, last = asked.groups()
    size = len(content)
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if start >= size:
        return Reply(416, b"", {**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Reply(206, content[start:end], headers)


@ROUTES.add("PATCH", FILE)
def update_file(world: World, request: Request, file_id: str) -> JSON:
    """Change a file's metadata or place."""
    metadata = body(request)
    refuse_fixed(metadata)
    return reply(world, request, update(world, request, file_id, metadata))


def refuse_fixed(metadata: JSON) -> None:
    """Refuse an update of what can only be set when a file is made, or not at all."""
    if "parents" in metadata:
        message = (
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead."
        )
        raise drive_error(403, "fieldNotWritable", message)
    if metadata.keys() & {"id", "createdTime"}:
        message = "The resource body includes fields which are not directly writable."
        raise drive_error(403, "fieldNotWritable", message)


@ROUTES.add("DELETE", FILE)
def delete_file(world: World, request: Request, file_id: str) -> Reply:
    """Delete a file for good, past the trash."""
    file = find(world, request, file_id)
    needed = "organizer" if in_shared_drive(file) else "owner"
    held = role(world, request.caller, file.id)
    if not file.resource.get("parents") or not at_least(held, needed):
        raise forbidden()
    delete(world, file)
    return Reply(204)


@ROUTES.add("POST", FILE + "/copy")
def copy_file(world: World, request: Request, file_id: str) -> JSON:
    """Copy a file."""
    return reply(world, request, copy(world, request, file_id, body(request)))


@ROUTES.add("GET", FILE + "/export")
def export_file(world: World, request: Request, file_id: str) -> Reply:
    """Return a native file in another form."""
    form = request.arg("mimeType")
    if form is None:
        raise required("mimeType")
    file = find_anywhere(world, request, file_id)
    kind = file.resource["mimeType"]
    if kind not in EXPORTS:
        message = "Export only supports Docs Editors files."
        raise drive_error(403, "fileNotExportable", message)
    if form.lower() not in EXPORTS[kind]:
        raise bad_request("The requested conversion is not supported.")
    content = export(world, file, form.lower())
    if len(content) > MAX_EXPORT:
        message = "This file is too large to be exported."
        raise drive_error(403, "exportSizeLimitExceeded", message)
    return Reply(200, content, {"Content-Type": form})


@ROUTES.add("GET", "/drive/v3/about")
def about(world: World, request: Request) -> JSON:
    """Return who the caller is, what is used and what can be converted."""
    if not request.arg("fields"):
        raise fields_required()
    return masked(request, about_of(world, request), "*", "About")


def fields_required() -> ApiError:
    """Refuse a method that gives nothing unless told what."""
    message = "The 'fields' parameter is required for this method."
    return drive_error(
        400, "required", message, location_type="parameter", location="fields"
    )


def about_of(world: World, request: Request) -> JSON:
    """Return the whole ``About`` resource."""
    account = world.accounts.get(request.caller)
    person = account is None or account.kind == "user"
    limit = (account.storage_limit if account else 15 * 2**30) if person else 0
    used = str(used_by(world, request.caller))
    return {
        "kind": "drive#about",
        "user": {**world.user(request.caller), "me": True},
        "storageQuota": {
            "limit": str(limit),
            "usage": used,
            "usageInDrive": used,
            "usageInDriveTrash": "0",
        },
        "importFormats": {kind: list(to) for kind, to in IMPORTS.items()},
        "exportFormats": {kind: list(to) for kind, to in EXPORTS.items()},
        "maxImportSizes": {
            NATIVE + "document": "52428800",
            NATIVE + "spreadsheet": "104857600",
        },
        "maxUploadSize": "5242880000000",
        "appInstalled": False,
        "folderColorPalette": ["#ac725e", "#d06b64", "#f83a22"],
        "driveThemes": [],
        "canCreateDrives": person,
        "canCreateTeamDrives": person,
        "teamDriveThemes": [],
    }
