"""Drive v3: what changed since a token was given, and being told that something did."""

from emulator.drive.access import invalid, not_found, required, role
from emulator.drive.answer import masked, page_size
from emulator.drive.channels import opened
from emulator.drive.log import changed, count, drive_of, number_of, removed
from emulator.drive.v3 import body
from emulator.drive.view import shown
from emulator.web import JSON, Request, Routes, drive_error
from emulator.world import World

ROUTES = Routes()
CHANGES = "/drive/v3/changes"
FILE_DEFAULT = "kind,id,name,mimeType"


@ROUTES.add("GET", CHANGES + "/startPageToken")
def start(world: World, request: Request) -> JSON:
    """Return the token from which the next changes count."""
    _check_drive(world, request)
    token = {"kind": "drive#startPageToken", "startPageToken": str(count(world))}
    return masked(request, token, "*", "StartPageToken")


@ROUTES.add("GET", CHANGES)
def list_changes(world: World, request: Request) -> JSON:
    """List what the caller can see of the changes, each file once."""
    since = _since(world, request)
    following = count(world)
    found = [
        (number_of(file), _shown(world, request, file.id))
        for file in changed(world, request, since)
    ]
    found += [
        (gone["change"], _change(gone["id"], gone["time"], removed=True))
        for gone in removed(world, request, since)
    ]
    found.sort(key=lambda item: item[0])
    size = page_size(request, "pageSize", 100, 1000)
    now, later = found[:size], found[size:]
    name = "nextPageToken" if later else "newStartPageToken"
    full = {
        "kind": "drive#changeList",
        name: str(later[0][0] if later else following),
        "changes": [change for _, change in now],
    }
    default = (
        "kind,nextPageToken,newStartPageToken,"
        f"changes(kind,changeType,type,time,removed,fileId,file({FILE_DEFAULT}))"
    )
    return masked(request, full, default, "ChangeList")


@ROUTES.add("POST", CHANGES + "/watch")
def watch(world: World, request: Request) -> JSON:
    """Have a program on this machine be told of each change in the caller's log."""
    since = _since(world, request)
    channel = opened(world, request, body(request), f"changes?pageToken={since}")
    channel["seen"] = count(world)
    return masked(request, channel["resource"], "*", "Channel")


def _since(world: World, request: Request) -> int:
    """Return the number that a request's token stands for.

    Raises:
        ApiError: there is none, it is no token, or too old a one (410).
    """
    _check_drive(world, request)
    token = request.arg("pageToken")
    if token is None:
        raise required("pageToken")
    if not token.isdigit():
        raise invalid("pageToken")
    if int(token) < world.oldest_token:
        message = "The page token is too old. Start again from a new one."
        raise drive_error(410, "gone", message)
    return int(token)


def _check_drive(world: World, request: Request) -> None:
    drive_id = drive_of(request)
    if not drive_id:
        return
    if role(world, request.caller, drive_id) is None or drive_id not in world.drives:
        raise not_found(drive_id)


def _shown(world: World, request: Request, file_id: str) -> JSON:
    file = world.files[file_id]
    change = _change(file_id, file.resource.get("modifiedTime", ""), removed=False)
    return {**change, "file": shown(world, file, request.caller)}


def _change(file_id: str, time: str, *, removed: bool) -> JSON:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": time,
        "removed": removed,
        "fileId": file_id,
    }
