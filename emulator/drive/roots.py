"""My Drive: the folder in which everything of a person's begins."""

import hashlib

from emulator.web import JSON
from emulator.world import FOLDER_TYPE, DriveFile, World, timestamp


def root_id(email: str) -> str:
    """Return the id of somebody's My Drive, the same at every call."""
    return f"0A{hashlib.sha256(email.encode()).hexdigest()[:14]}PVA"


def root_of(world: World, email: str) -> DriveFile:
    """Return somebody's My Drive, which is there as soon as anybody asks for it."""
    name = root_id(email)
    if name not in world.files:
        now = timestamp(world.now())
        resource = {
            "id": name,
            "name": "My Drive",
            "mimeType": FOLDER_TYPE,
            "createdTime": now,
            "modifiedTime": now,
            "version": "1",
            "owners": [world.user(email)],
            "lastModifyingUser": world.user(email),
        }
        root = DriveFile(resource, permissions=[user_permission(world, email, "owner")])
        world.files[name] = root
    return world.files[name]


def user_permission(world: World, email: str, role: str) -> JSON:
    """Return the ``Permission`` resource of one person."""
    user = world.user(email)
    return {
        "kind": "drive#permission",
        "id": user["permissionId"],
        "type": "user",
        "role": role,
        "emailAddress": email,
        "displayName": user["displayName"],
        "deleted": False,
        "pendingOwner": False,
    }
