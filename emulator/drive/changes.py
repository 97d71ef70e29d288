"""Drive v3: what changed since a token was given."""

from typing import Any

from emulator.drive.access import app_sees, invalid, marks, required
from emulator.drive.answer import masked, page_size
from emulator.drive.listing import is_known_to
from emulator.drive.roots import root_id
from emulator.drive.view import shown
from emulator.web import JSON, Request, Routes
from emulator.world import World

ROUTES = Routes()
CHANGES = "/drive/v3/changes"
FILE_DEFAULT = "kind,id,name,mimeType"


def count(world: World) -> int:
    """Number what changed since the last count; give the number of the next change.

    A file changed if its version rose; what is gone was noted where it was.
    """
    notes: list[Any] = [marks(file) for file in world.files.values()]
    removed = [gone for note in notes for gone in note.get("removed", ())]
    numbers = [item.get("change", 0) for item in [*notes, *removed]]
    following = max(numbers, default=0) + 1
    for file, note in zip(world.files.values(), notes, strict=True):
        if note.get("countedVersion") != file.resource.get("version"):
            note |= {
                "change": following,
                "countedVersion": file.resource.get("version"),
            }
            following += 1
    for gone in removed:
        if "change" not in gone:
            gone["change"] = following
            following += 1
    return following


@ROUTES.add("GET", CHANGES + "/startPageToken")
def start(world: World, request: Request) -> JSON:
    """Return the token from which the next changes count."""
    token = {"kind": "drive#startPageToken", "startPageToken": str(count(world))}
    return masked(request, token, "*", "StartPageToken")


@ROUTES.add("GET", CHANGES)
def list_changes(world: World, request: Request) -> JSON:
    """List what the caller can see of the changes, each file once."""
    token = request.arg("pageToken")
    if token is None:
        raise required("pageToken")
    if not token.isdigit():
        raise invalid("pageToken")
    following = count(world)
    found = sorted(
        (
            item
            for item in [*_changed(world, request), *_removed(world, request)]
            if item[0] >= int(token)
        ),
        key=lambda item: item[0],
    )
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


def _changed(world: World, request: Request) -> list[tuple[int, JSON]]:
    found = []
    for file in world.files.values():
        if is_known_to(world, request.caller, file) and app_sees(request, file):
            note: Any = marks(file)
            time = file.resource.get("modifiedTime", "")
            change = _change(file.id, time, removed=False)
            change["file"] = shown(world, file, request.caller)
            found.append((note["change"], change))
    return found


def _removed(world: World, request: Request) -> list[tuple[int, JSON]]:
    if not request.flag("includeRemoved", default=True):
        return []
    root = world.files.get(root_id(request.caller))
    note: Any = marks(root) if root else {}
    return [
        (gone["change"], _change(gone["id"], gone["time"], removed=True))
        for gone in note.get("removed", ())
    ]


def _change(file_id: str, time: str, *, removed: bool) -> JSON:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": time,
        "removed": removed,
        "fileId": file_id,
    }
