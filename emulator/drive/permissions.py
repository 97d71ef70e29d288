"""Drive v3: permissions."""

from emulator.drive.access import at_least, find, forbidden, role
from emulator.drive.answer import masked, page
from emulator.drive.grants import effective
from emulator.drive.sharing import add, change, end
from emulator.drive.v3 import body
from emulator.web import JSON, ApiError, Reply, Request, Routes, drive_error
from emulator.world import DriveFile, World

ROUTES = Routes()
PATH = "/drive/v3/files/{file_id}/permissions"
ONE = PATH + "/{permission_id}"
DEFAULT = "kind,id,type,role"


@ROUTES.add("GET", PATH)
def list_permissions(world: World, request: Request, file_id: str) -> JSON:
    """List who has access, to those who may know."""
    file = open_for(world, request, file_id)
    found = effective(world, file)
    full: JSON = {"kind": "drive#permissionList"}
    if request.arg("pageSize"):
        now, further = page(request, found, "pageSize", 100, 100)
        full |= {**further, "permissions": list(now)}
    else:
        full["permissions"] = found
    default = f"nextPageToken,kind,permissions({DEFAULT})"
    return masked(request, full, default, "PermissionList")


@ROUTES.add("POST", PATH)
def create_permission(world: World, request: Request, file_id: str) -> JSON:
    """Share a file."""
    made = add(world, request, find(world, request, file_id), body(request))
    return masked(request, made, DEFAULT, "Permission")


@ROUTES.add("GET", ONE)
def get_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> JSON:
    """Return one permission."""
    file = open_for(world, request, file_id)
    return masked(request, one(world, file, permission_id), DEFAULT, "Permission")


@ROUTES.add("PATCH", ONE)
def update_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> JSON:
    """Return somebody another role."""
    file = find(world, request, file_id)
    held = one(world, file, permission_id)
    changed = change(world, request, file, held, body(request))
    return masked(request, changed, DEFAULT, "Permission")


@ROUTES.add("DELETE", ONE)
def delete_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> Reply:
    """Stop sharing with somebody."""
    file = find(world, request, file_id)
    remove(world, request, file, permission_id)
    return Reply(204)


def remove(world: World, request: Request, file: DriveFile, permission_id: str) -> None:
    """End the permission of this id on a file."""
    held = one(world, file, permission_id)
    own = [p for p in file.permissions if p["id"] == permission_id]
    end(world, request, file, own[0] if own else held)


def open_for(world: World, request: Request, file_id: str) -> DriveFile:
    """Return a file to somebody who may know whom it is shared with."""
    file = find(world, request, file_id)
    if not at_least(role(world, request.caller, file.id), "writer"):
        raise forbidden()
    return file


def one(world: World, file: DriveFile, permission_id: str) -> JSON:
    """Return a permission by its id."""
    for permission in effective(world, file):
        if permission["id"] == permission_id:
            return permission
    raise missing(permission_id)


def missing(permission_id: str) -> ApiError:
    """Refuse because there is no such permission."""
    return drive_error(
        404,
        "notFound",
        f"Permission not found: {permission_id}.",
        location_type="parameter",
        location="permissionId",
    )
