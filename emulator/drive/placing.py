"""Where files are: the one folder of each, and moving between folders and drives."""

from emulator.drive.access import (
    at_least,
    find,
    in_shared_drive,
    is_service_account,
    no_storage,
    resolve_for,
    role,
)
from emulator.drive.files import below, shared_drive_of
from emulator.drive.roots import root_of, user_permission
from emulator.web import ApiError, Request, drive_error
from emulator.world import FOLDER_TYPE, DriveFile, World


def parent_for(world: World, request: Request, wanted: list[str]) -> DriveFile:
    """Return the folder in which a request wants a new file: by default, My Drive."""
    if not wanted:
        return root_of(world, request.caller)
    if len(wanted) > 1:
        raise too_many_parents()
    return folder(world, request, wanted[0])


def folder(world: World, request: Request, folder_id: str) -> DriveFile:
    """Return a folder in which the caller may put something."""
    found = find(world, request, folder_id)
    if found.resource["mimeType"] != FOLDER_TYPE:
        message = "The specified parent is not a folder."
        raise drive_error(403, "parentNotAFolder", message)
    if not at_least(role(world, request.caller, found.id), "writer"):
        message = "Insufficient permissions for the specified parent."
        raise drive_error(403, "insufficientParentPermissions", message)
    return found


def move(
    world: World, request: Request, file: DriveFile, added: str, removed: str
) -> None:
    """Put a file elsewhere: ``addParents`` and ``removeParents``, with commas.

    Raises:
        ApiError: the file would be in two folders, or the caller may not do it.
    """
    held = list(file.resource.get("parents", ()))
    gone = {resolve_for(request.caller, name) for name in _names(removed)}
    come = [folder(world, request, name) for name in _names(added)]
    kept = [name for name in held if name not in gone]
    after = kept + [parent.id for parent in come if parent.id not in kept]
    if len(after) > max(1, len(held)):
        raise too_many_parents()
    if not after:
        after = [root_of(world, request.caller).id]
    if after == held:
        return
    file.resource["parents"] = after
    target = shared_drive_of(world.files[after[0]])
    if target != shared_drive_of(file):
        for moved in [*below(world, file.id), file]:
            _change_hands(world, moved, request.caller, target)


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _change_hands(
    world: World, file: DriveFile, caller: str, drive_id: str | None
) -> None:
    """Let a shared drive own a file, or the caller instead of a shared drive."""
    world.files.note(file.id)
    file.permissions = [p for p in file.permissions if p["role"] != "owner"]
    if drive_id is not None:
        file.resource.pop("owners", None)
        file.resource["driveId"] = drive_id
        return
    if is_service_account(world, caller):
        raise no_storage(world, caller)
    file.resource.pop("driveId", None)
    file.resource["owners"] = [world.user(caller)]
    file.permissions.insert(0, user_permission(world, caller, "owner"))


def may_trash(world: World, file: DriveFile, caller: str) -> bool:
    """Whether somebody may move a file to the trash."""
    needed = "writer" if in_shared_drive(file) else "owner"
    return at_least(role(world, caller, file.id), needed)


def too_many_parents() -> ApiError:
    """Refuse because a file is in exactly one folder."""
    message = "Increasing the number of parents is not allowed"
    return drive_error(403, "cannotAddParent", message)
