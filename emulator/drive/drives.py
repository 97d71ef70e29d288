"""Drive v3: shared drives."""

from emulator.drive.access import (
    at_least,
    forbidden,
    is_service_account,
    marks,
    required,
    role,
)
from emulator.drive.answer import masked, page
from emulator.drive.files import below, delete
from emulator.drive.roots import user_permission
from emulator.drive.v3 import body
from emulator.web import JSON, Reply, Request, Routes, drive_error
from emulator.world import FOLDER_TYPE, DriveFile, World, new_id, timestamp

ROUTES = Routes()
DRIVES = "/drive/v3/drives"
DRIVE = DRIVES + "/{drive_id}"
DEFAULT = "kind,id,name"


def new_drive(world: World, organizer: str, name: str) -> JSON:
    """Make a shared drive; its root folder has the same id."""
    drive_id = "0A" + new_id(15) + "PVA"
    now = timestamp(world.now())
    drive: JSON = {"kind": "drive#drive", "id": drive_id, "name": name}
    drive |= {"createdTime": now, "hidden": False, "colorRgb": "#0f9d58"}
    world.drives[drive_id] = drive
    root = {
        "id": drive_id,
        "name": name,
        "mimeType": FOLDER_TYPE,
        "driveId": drive_id,
        "createdTime": now,
        "modifiedTime": now,
        "version": "1",
    }
    members = [user_permission(world, organizer, "organizer")]
    world.files[drive_id] = DriveFile(root, permissions=members)
    return drive


def shown(world: World, drive: JSON, caller: str) -> JSON:
    """Return the whole ``Drive`` resource, as this caller sees it."""
    held = role(world, caller, drive["id"])
    manages, edits = at_least(held, "organizer"), at_least(held, "writer")
    return {
        **drive,
        "capabilities": {
            "canAddChildren": edits,
            "canComment": at_least(held, "commenter"),
            "canCopy": True,
            "canDeleteDrive": manages,
            "canDownload": True,
            "canEdit": edits,
            "canListChildren": True,
            "canManageMembers": manages,
            "canReadRevisions": edits,
            "canRename": edits,
            "canRenameDrive": manages,
            "canShare": edits,
        },
        "restrictions": {
            "adminManagedRestrictions": False,
            "copyRequiresWriterPermission": False,
            "domainUsersOnly": False,
            "driveMembersOnly": False,
        },
    }


@ROUTES.add("GET", DRIVES)
def list_drives(world: World, request: Request) -> JSON:
    """List the shared drives that the caller is in."""
    mine = [d for name, d in world.drives.items() if role(world, request.caller, name)]
    now, further = page(request, mine, "pageSize", 10, 100)
    drives = [shown(world, drive, request.caller) for drive in now]
    full = {**further, "kind": "drive#driveList", "drives": drives}
    default = f"nextPageToken,kind,drives({DEFAULT})"
    return masked(request, full, default, "DriveList")


@ROUTES.add("POST", DRIVES)
def create_drive(world: World, request: Request) -> JSON:
    """Make a shared drive, once for each ``requestId``."""
    request_id = request.arg("requestId")
    if not request_id:
        raise required("requestId")
    if is_service_account(world, request.caller):
        message = "The user cannot create shared drives."
        raise drive_error(403, "userCannotCreateTeamDrives", message)
    if any(marks(world.files[d]).get("requestId") == request_id for d in world.drives):
        message = "A shared drive already exists with the given requestId."
        raise drive_error(409, "duplicate", message)
    drive = new_drive(world, request.caller, body(request).get("name") or "Untitled")
    marks(world.files[drive["id"]])["requestId"] = request_id
    full = shown(world, drive, request.caller)
    return masked(request, full, DEFAULT, "Drive")


@ROUTES.add("GET", DRIVE)
def get_drive(world: World, request: Request, drive_id: str) -> JSON:
    """Return one shared drive."""
    drive = _drive(world, request, drive_id, "reader")
    return masked(request, shown(world, drive, request.caller), DEFAULT, "Drive")


@ROUTES.add("PATCH", DRIVE)
def update_drive(world: World, request: Request, drive_id: str) -> JSON:
    """Rename or recolour a shared drive."""
    drive = _drive(world, request, drive_id, "organizer")
    changes = body(request)
    drive |= {k: changes[k] for k in ("name", "colorRgb") if k in changes}
    world.files[drive_id].resource["name"] = drive["name"]
    return masked(request, shown(world, drive, request.caller), DEFAULT, "Drive")


@ROUTES.add("DELETE", DRIVE)
def delete_drive(world: World, request: Request, drive_id: str) -> Reply:
    """Delete a shared drive, which must be empty."""
    _drive(world, request, drive_id, "organizer")
    if any(below(world, drive_id)):
        message = "Only empty shared drives can be deleted."
        raise drive_error(403, "cannotDeleteResourceWithChildren", message)
    delete(world, world.files[drive_id])
    del world.drives[drive_id]
    return Reply(204)


def _drive(world: World, request: Request, drive_id: str, needed: str) -> JSON:
    drive = world.drives.get(drive_id)
    held = role(world, request.caller, drive_id)
    if drive is None or held is None:
        raise drive_error(
            404,
            "notFound",
            f"Shared drive not found: {drive_id}",
            location_type="parameter",
            location="driveId",
        )
    if not at_least(held, needed):
        raise forbidden()
    return drive
