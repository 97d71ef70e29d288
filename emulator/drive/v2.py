"""Drive v2: files, as older clients ask for them."""

from dataclasses import replace

from emulator.drive import v3
from emulator.drive.access import find, forbidden
from emulator.drive.answer import masked, page
from emulator.drive.files import NATIVE, note_change
from emulator.drive.listing import chosen, is_incomplete
from emulator.drive.making import copy, create, update
from emulator.drive.placing import may_trash
from emulator.drive.roots import root_id
from emulator.drive.v2_words import API, etag, old_file, old_user, reply, to_v3
from emulator.drive.v3 import body, ids
from emulator.web import JSON, Reply, Request, Routes
from emulator.world import World, timestamp

ROUTES = Routes()
FILES = "/drive/v2/files"
FILE = FILES + "/{file_id}"


@ROUTES.add("GET", FILES)
def list_files(world: World, request: Request) -> JSON:
    """List what the caller can find."""
    found = chosen(world, request)
    now, further = page(request, found, "maxResults", 100, 1000)
    items = [old_file(world, file, request.caller) for file in now]
    full: JSON = {
        "kind": "drive#fileList",
        "etag": etag("".join(item["etag"] for item in items)),
        "selfLink": f"{API}files",
        "incompleteSearch": is_incomplete(world, request),
        **further,
        "items": items,
    }
    if further:
        full["nextLink"] = f"{API}files?pageToken={further['nextPageToken']}"
    return masked(request, full, "*", "FileList", "drive.v2")


@ROUTES.add("POST", FILES)
def insert_file(world: World, request: Request) -> JSON:
    """Create a file without content."""
    metadata = to_v3(request, body(request))
    return reply(world, request, create(world, request, metadata))


@ROUTES.add("GET", FILES + "/generateIds")
def generate_ids(_: World, request: Request) -> JSON:
    """Return ids for files to be made."""
    return masked(request, ids(request, "maxResults"), "*", "GeneratedIds", "drive.v2")


ROUTES.add("DELETE", FILES + "/trash")(v3.empty_trash)
ROUTES.add("DELETE", FILE)(v3.delete_file)
ROUTES.add("GET", FILE + "/export")(v3.export_file)


@ROUTES.add("GET", FILE)
def get_file(world: World, request: Request, file_id: str) -> Reply | JSON:
    """Return a file's metadata, or with ``alt=media`` its bytes."""
    file = find(world, request, file_id)
    if request.arg("alt") == "media":
        return v3.download(request, file)
    if request.flag("updateViewedDate"):
        file.resource["viewedByMeTime"] = timestamp(world.now())
    return reply(world, request, file)


@ROUTES.add("PUT", FILE)
@ROUTES.add("PATCH", FILE)
def change_file(world: World, request: Request, file_id: str) -> JSON:
    """Change a file's metadata or place; a list of parents says where it is to be."""
    metadata = to_v3(request, body(request))
    metadata.pop("id", None)
    wanted = metadata.pop("parents", None)
    if wanted:
        file = find(world, request, file_id)
        held = file.resource.get("parents", [])
        query = {
            **request.query,
            "addParents": [",".join(p for p in wanted if p not in held)],
            "removeParents": [",".join(p for p in held if p not in wanted)],
        }
        request = replace(request, query=query)
    return reply(world, request, update(world, request, file_id, metadata))


@ROUTES.add("POST", FILE + "/copy")
def copy_file(world: World, request: Request, file_id: str) -> JSON:
    """Copy a file; ``convert`` makes it one of Google's."""
    held = find(world, request, file_id).resource["mimeType"]
    metadata = to_v3(request, body(request), "" if held.startswith(NATIVE) else held)
    return reply(world, request, copy(world, request, file_id, metadata))


@ROUTES.add("POST", FILE + "/trash")
def trash_file(world: World, request: Request, file_id: str) -> JSON:
    """Move a file to the trash."""
    return _trash(world, request, file_id, trashed=True)


@ROUTES.add("POST", FILE + "/untrash")
def untrash_file(world: World, request: Request, file_id: str) -> JSON:
    """Take a file out of the trash."""
    return _trash(world, request, file_id, trashed=False)


def _trash(world: World, request: Request, file_id: str, *, trashed: bool) -> JSON:
    file = find(world, request, file_id)
    if not may_trash(world, file, request.caller):
        raise forbidden()
    return reply(world, request, update(world, request, file_id, {"trashed": trashed}))


@ROUTES.add("POST", FILE + "/touch")
def touch_file(world: World, request: Request, file_id: str) -> JSON:
    """Say that a file was modified just now."""
    file = find(world, request, file_id, "writer")
    note_change(world, file, request.caller)
    file.resource["modifiedTime"] = timestamp(world.now())
    return reply(world, request, file)


@ROUTES.add("GET", "/drive/v2/about")
def about(world: World, request: Request) -> JSON:
    """Return who the caller is, what is used and what can be converted."""
    new = v3.about_of(world, request)
    quota, user = new["storageQuota"], old_user(new["user"])
    full = {
        "kind": "drive#about",
        "etag": etag(quota["usage"]),
        "selfLink": f"{API}about",
        "name": user["displayName"],
        "user": user,
        "permissionId": user["permissionId"],
        "quotaBytesTotal": quota["limit"],
        "quotaBytesUsed": quota["usage"],
        "quotaBytesUsedAggregate": quota["usage"],
        "quotaBytesUsedInTrash": quota["usageInDriveTrash"],
        "quotaType": "LIMITED",
        "rootFolderId": root_id(request.caller),
        "importFormats": _formats(new["importFormats"]),
        "exportFormats": _formats(new["exportFormats"]),
        "maxUploadSizes": [{"type": "*", "size": new["maxUploadSize"]}],
        "isCurrentAppInstalled": False,
        "languageCode": "en",
        "domainSharingPolicy": "allowed",
        "canCreateDrives": new["canCreateDrives"],
        "canCreateTeamDrives": new["canCreateTeamDrives"],
    }
    return masked(request, full, "*", "About", "drive.v2")


def _formats(formats: dict[str, list[str]]) -> list[JSON]:
    return [{"source": kind, "targets": to} for kind, to in formats.items()]
