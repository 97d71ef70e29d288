"""Drive v2: the parents, children and permissions of a file."""

from emulator.drive.access import find, forbidden
from emulator.drive.answer import masked, page
from emulator.drive.grants import effective
from emulator.drive.permissions import one, open_for, remove
from emulator.drive.placing import move
from emulator.drive.sharing import add, change
from emulator.drive.v2_words import (
    API,
    etag,
    old_file,
    old_permission,
    parent,
    permission_to_v3,
)
from emulator.drive.v3 import body
from emulator.web import JSON, Reply, Request, Routes
from emulator.world import FOLDER_TYPE, World

ROUTES = Routes()
FILE = "/drive/v2/files/{file_id}"
PARENTS = FILE + "/parents"
CHILDREN = FILE + "/children"
PERMISSIONS = FILE + "/permissions"


def _listed(kind: str, path: str, items: list[JSON]) -> JSON:
    return {
        "kind": f"drive#{kind}List",
        "etag": etag(repr(items)),
        "selfLink": API + path,
        "items": items,
    }


@ROUTES.add("GET", PARENTS)
def list_parents(world: World, request: Request, file_id: str) -> JSON:
    """List the folder a file is in."""
    file = find(world, request, file_id)
    items = old_file(world, file, request.caller)["parents"]
    full = _listed("parent", f"files/{file_id}/parents", items)
    return masked(request, full, "*", "ParentList", "drive.v2")


@ROUTES.add("POST", PARENTS)
def insert_parent(world: World, request: Request, file_id: str) -> JSON:
    """Move a file into a folder."""
    file = find(world, request, file_id, "writer")
    wanted = body(request).get("id", "")
    move(world, request, file, wanted, ",".join(file.resource.get("parents", ())))
    world.touch(file.id, request.caller, content=False)
    full = parent(file.id, file.resource["parents"][0], request.caller)
    return masked(request, full, "*", "ParentReference", "drive.v2")


@ROUTES.add("DELETE", PARENTS + "/{parent_id}")
def delete_parent(
    world: World, request: Request, file_id: str, parent_id: str
) -> Reply:
    """Take a file out of a folder, into My Drive."""
    file = find(world, request, file_id, "writer")
    move(world, request, file, "", parent_id)
    world.touch(file.id, request.caller, content=False)
    return Reply(204)


@ROUTES.add("GET", CHILDREN)
def list_children(world: World, request: Request, file_id: str) -> JSON:
    """List what is in a folder."""
    folder = find(world, request, file_id)
    if folder.resource["mimeType"] != FOLDER_TYPE:
        raise forbidden()
    found = [
        f for f in world.files.values() if folder.id in f.resource.get("parents", ())
    ]
    now, further = page(request, found, "maxResults", 100, 1000)
    items = [
        {
            "kind": "drive#childReference",
            "id": file.id,
            "selfLink": f"{API}files/{folder.id}/children/{file.id}",
            "childLink": f"{API}files/{file.id}",
        }
        for file in now
    ]
    full = {**further, **_listed("child", f"files/{folder.id}/children", items)}
    return masked(request, full, "*", "ChildList", "drive.v2")


@ROUTES.add("GET", PERMISSIONS)
def list_permissions(world: World, request: Request, file_id: str) -> JSON:
    """List who has access."""
    file = open_for(world, request, file_id)
    items = [old_permission(file.id, new) for new in effective(world, file)]
    full = _listed("permission", f"files/{file.id}/permissions", items)
    return masked(request, full, "*", "PermissionList", "drive.v2")


@ROUTES.add("POST", PERMISSIONS)
def insert_permission(world: World, request: Request, file_id: str) -> JSON:
    """Share a file."""
    file = find(world, request, file_id)
    made = add(world, request, file, permission_to_v3(body(request)))
    full = old_permission(file.id, made)
    return masked(request, full, "*", "Permission", "drive.v2")


@ROUTES.add("GET", PERMISSIONS + "/{permission_id}")
def get_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> JSON:
    """Return one permission."""
    file = open_for(world, request, file_id)
    full = old_permission(file.id, one(world, file, permission_id))
    return masked(request, full, "*", "Permission", "drive.v2")


@ROUTES.add("PUT", PERMISSIONS + "/{permission_id}")
@ROUTES.add("PATCH", PERMISSIONS + "/{permission_id}")
def update_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> JSON:
    """Return somebody another role."""
    file = find(world, request, file_id)
    held = one(world, file, permission_id)
    changed = change(world, request, file, held, permission_to_v3(body(request)))
    full = old_permission(file.id, changed)
    return masked(request, full, "*", "Permission", "drive.v2")


@ROUTES.add("DELETE", PERMISSIONS + "/{permission_id}")
def delete_permission(
    world: World, request: Request, file_id: str, permission_id: str
) -> Reply:
    """Stop sharing with somebody."""
    remove(world, request, find(world, request, file_id), permission_id)
    return Reply(204)


@ROUTES.add("GET", "/drive/v2/permissionIds/{email}")
def permission_id_of(world: World, request: Request, email: str) -> JSON:
    """Return the id that somebody's permissions have everywhere."""
    full = {"kind": "drive#permissionId", "id": world.user(email)["permissionId"]}
    return masked(request, full, "*", "PermissionId", "drive.v2")
