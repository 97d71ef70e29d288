"""The log of what changed: who finds which change in it, and when.

Each account has one log, each shared drive another. Of a shared drive's files only those
are in an account's log that were given to it without a membership; a member finds them
in the drive's (https://developers.google.com/workspace/drive/api/guides/about-changes).
"""

from typing import Any

from emulator.drive.access import app_sees, in_shared_drive, marks, role
from emulator.drive.listing import is_known_to
from emulator.web import Request
from emulator.world import DriveFile, World


def count(world: World) -> int:
    """Number what changed since the last count; give the number of the next change.

    A file changed if its version rose. The next change of a file that is to be left
    out gets no number, and so is in no log.
    """
    following = world.following_change
    for file in world.files.values():
        note: Any = marks(file)
        version = file.resource.get("version")
        if note.get("countedVersion") == version:
            continue
        note["countedVersion"] = version
        world.files.note(file.id)
        if file.id in world.skipped_changes:
            world.skipped_changes.remove(file.id)
            continue
        note["change"] = following
        following += 1
    for gone in world.removed:
        if "change" not in gone:
            gone["change"] = following
            following += 1
    world.following_change = following
    return following


def changed(world: World, request: Request, since: int) -> list[DriveFile]:
    """Return the files in the caller's log, or in that of a shared drive."""
    return [
        file
        for file in world.files.values()
        if number_of(file) >= since and _is_logged(world, request, file)
    ]


def number_of(file: DriveFile) -> int:
    """Return the number of a file's last change; 0 where none was counted."""
    note: Any = marks(file)
    return int(note.get("change", 0))


def removed(world: World, request: Request, since: int) -> list[dict[str, Any]]:
    """Return what was deleted of what the caller knew."""
    if not request.flag("includeRemoved", default=True):
        return []
    wanted = drive_of(request)
    return [
        gone
        for gone in world.removed
        if gone["change"] >= since
        and request.caller in gone["readers"]
        and gone["driveId"] == (wanted or gone["driveId"])
        and bool(wanted) == (request.caller in gone["members"])
    ]


def drive_of(request: Request) -> str | None:
    """Return the shared drive whose log is asked for."""
    return request.arg("driveId") or request.arg("teamDriveId")


def _is_logged(world: World, request: Request, file: DriveFile) -> bool:
    if not file.resource.get("parents") or not app_sees(request, file):
        return False  # a root is in no log
    wanted, caller = drive_of(request), request.caller
    if wanted:
        return file.resource.get("driveId") == wanted and bool(
            role(world, caller, file.id)
        )
    if not is_known_to(world, caller, file):
        return False
    if in_shared_drive(file):
        everywhere = request.flag("includeItemsFromAllDrives")
        return everywhere and role(world, caller, file.resource["driveId"]) is None
    owners = [owner["emailAddress"] for owner in file.resource.get("owners", ())]
    return not request.flag("restrictToMyDrive") or caller in owners
