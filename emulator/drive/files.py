"""What can be done to files, whoever asks: make, fill, move, delete.

Handlers (v3, v2, uploads) check who asks and shape the answer; this is what happens.
"""

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from emulator.content import Content
from emulator.drive.access import (
    in_shared_drive,
    is_service_account,
    marks,
    no_storage,
    permissions_on,
)
from emulator.drive.locks import restrict
from emulator.drive.properties import own_mark, set_properties
from emulator.drive.roots import root_of, user_permission
from emulator.web import JSON
from emulator.world import FOLDER_TYPE, DriveFile, World, hash_of, new_id, timestamp

NATIVE = "application/vnd.google-apps."
PLAIN = frozenset(
    {
        "contentHints",
        "copyRequiresWriterPermission",
        "description",
        "folderColorRgb",
        "name",
        "originalFilename",
        "shortcutDetails",
        "viewedByMeTime",
        "viewersCanCopyContent",
        "writersCanShare",
    }
)
"""Fields that a request sets as they are; of others in a body only those below count."""


MOST_REVISIONS = 100
MOST_REMOVED = 1000
"""So many files that are gone are still told of to those who ask for changes."""


def new_file(world: World, owner: str, resource: Mapping[str, Any]) -> DriveFile:
    """Make a file for somebody, or in the shared drive of its parent folder.

    Raises:
        ApiError: the owner would be a service account, which has no storage.
    """
    parents = resource.get("parents") or [root_of(world, owner).id]
    parent = world.files[parents[0]]
    drive_id = parent.resource.get("driveId")
    if drive_id is None and is_service_account(world, owner):
        raise no_storage(world, owner)
    now = timestamp(world.now())
    made: JSON = {
        "id": resource.get("id") or new_id(33),
        "name": resource.get("name") or "Untitled",
        "mimeType": resource.get("mimeType") or "application/octet-stream",
        "parents": list(parents),
        "createdTime": resource.get("createdTime") or now,
        "modifiedTime": resource.get("modifiedTime") or now,
        "version": "1",
        "lastModifyingUser": world.user(owner),
    }
    file = DriveFile(made)
    if drive_id is None:
        made["owners"] = [world.user(owner)]
        file.permissions.append(user_permission(world, owner, "owner"))
    else:
        made["driveId"] = drive_id
    marks(file)["createdBy"] = owner
    describe(world, file, resource, owner)
    world.files[file.id] = file
    if not made["mimeType"].startswith(NATIVE):
        fill(world, file, b"", owner)
    elif made["mimeType"] != FOLDER_TYPE:
        add_revision(world, file, owner)
    return file


def describe(
    world: World, file: DriveFile, changes: Mapping[str, Any], caller: str
) -> None:
    """Set the fields of a file that a request may set.

    ``None`` removes a field, and a property within ``properties``. App properties and
    stars are kept apart for each caller, as nobody sees those of others.
    """
    for name in PLAIN & changes.keys():
        if changes[name] is None:
            file.resource.pop(name, None)
        else:
            file.resource[name] = changes[name]
    set_properties(file, changes, caller)
    if "contentRestrictions" in changes:
        restrict(world, file, changes["contentRestrictions"], caller)
    if "starred" in changes:
        own_mark(file, "starred", caller)["value"] = bool(changes["starred"])
    if "trashed" in changes:
        trash(world, file, caller, trashed=bool(changes["trashed"]))
    if changes.get("name") and file.id in world.spreadsheets:
        world.spreadsheets[file.id].properties["title"] = changes["name"]


def trash(world: World, file: DriveFile, caller: str, *, trashed: bool) -> None:
    """Move a file to the trash, or out of it."""
    file.resource["trashed"] = trashed
    if trashed:
        file.resource["trashedTime"] = timestamp(world.now())
        file.resource["trashingUser"] = world.user(caller)
    else:
        file.resource.pop("trashedTime", None)
        file.resource.pop("trashingUser", None)


def fill(world: World, file: DriveFile, content: bytes, caller: str) -> None:
    """Give a file new bytes, and with them a new revision.

    Raises:
        ApiError: the owner's storage would overflow.
    """
    owner = owner_of(file)
    account = world.accounts.get(owner)
    if account and used_by(world, owner, file) + len(content) > account.storage_limit:
        raise no_storage(world, owner)
    file.content = held = Content(content)
    if not file.resource["mimeType"].startswith(NATIVE):
        file.resource |= {
            "size": str(len(content)),
            "md5Checksum": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            "sha1Checksum": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            "sha256Checksum": held.sha256,
        }
        file.resource.setdefault("originalFilename", file.resource["name"])
    add_revision(world, file, caller)


def used_by(world: World, owner: str, without: DriveFile | None = None) -> int:
    """Count the bytes that somebody's files take."""
    return sum(
        len(file.content)
        for file in world.files.values()
        if file is not without and owner and owner_of(file) == owner
    )


def owner_of(file: DriveFile) -> str:
    """Return the address of a file's owner; nobody's in a shared drive is ""."""
    owners = file.resource.get("owners") or [{}]
    return str(owners[0].get("emailAddress", ""))


def _next_number(file: DriveFile) -> str:
    numbers = [int(each["id"]) for each in file.revisions if each["id"].isdigit()]
    return str(max(numbers, default=0) + 1)


def add_revision(world: World, file: DriveFile, caller: str) -> None:
    """Note the present content as a revision and as the head."""
    native = file.resource["mimeType"].startswith(NATIVE)
    revision: JSON = {
        "kind": "drive#revision",
        "id": _next_number(file) if native else "0B" + new_id(49),
        "mimeType": file.resource["mimeType"],
        "modifiedTime": timestamp(world.now()),
        "lastModifyingUser": world.user(caller),
        "published": False,
        "content": file.content,
    }
    if native:
        revision["exportLinks"] = {}
    else:
        revision |= {
            "keepForever": False,
            "size": file.resource["size"],
            "md5Checksum": file.resource["md5Checksum"],
            "originalFilename": file.resource["originalFilename"],
        }
        file.resource["headRevisionId"] = revision["id"]
    file.revisions.append(revision)
    _forget_old(file)


def _forget_old(file: DriveFile) -> None:
    """Keep 100 revisions, and those that are to be kept for ever."""
    passing = [each for each in file.revisions if not each.get("keepForever")]
    for old in passing[:-MOST_REVISIONS]:
        file.revisions.remove(old)


def note_change(world: World, file: DriveFile, caller: str) -> None:
    """Raise the version for a change that is no modification to those who read."""
    names = ("modifiedTime", "lastModifyingUser")
    before = {name: file.resource[name] for name in names if name in file.resource}
    world.touch(file.id, caller, content=False)
    file.resource |= before


def is_trashed(world: World, file: DriveFile) -> bool:
    """Whether a file or a folder above it is in the trash."""
    if file.resource.get("trashed"):
        return True
    above = (world.files.get(parent) for parent in file.resource.get("parents", ()))
    return any(is_trashed(world, parent) for parent in above if parent)


def below(world: World, folder_id: str) -> Iterator[DriveFile]:
    """Yield everything in a folder, at any depth."""
    children = [
        f for f in world.files.values() if folder_id in f.resource.get("parents", ())
    ]
    for child in children:
        yield child
        yield from below(world, child.id)


def delete(world: World, file: DriveFile) -> None:
    """Delete a file for good, with everything in it if it is a folder."""
    for gone in [*below(world, file.id), file]:
        world.removed.append(_obituary(world, gone))
    del world.removed[:-MOST_REMOVED]
    for gone in [*below(world, file.id), file]:
        world.files.pop(gone.id, None)
        world.spreadsheets.pop(gone.id, None)


def _obituary(world: World, file: DriveFile) -> JSON:
    """Return what is noted of a file that goes: who knew it, and from where."""
    drive_id = file.resource.get("driveId", "")
    drive = world.files.get(drive_id)
    return {
        "id": file.id,
        "time": timestamp(world.now()),
        "readers": _people(
            permission for permission, _ in permissions_on(world, file.id)
        ),
        "members": _people(drive.permissions if drive else ()),
        "driveId": drive_id,
    }


def _people(permissions: Iterable[JSON]) -> list[str]:
    return [p["emailAddress"] for p in permissions if p.get("emailAddress")]


def guess_type(name: str) -> str:
    """Guess what a file holds by its name, as Drive does for want of better."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def permission_id(kind: str, name: str) -> str:
    """Return the id of a permission, the same for the same person at every file."""
    if kind == "anyone":
        return "anyoneWithLink"
    return str(abs(hash_of(name))) + ("k" if kind == "domain" else "")


def shared_drive_of(file: DriveFile) -> str | None:
    """Return the id of the shared drive that a file is in."""
    return str(file.resource["driveId"]) if in_shared_drive(file) else None
