"""Creating, changing and copying files, with or without an upload."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from emulator.copying import copied
from emulator.drive.access import at_least, find, forbidden, invalid, marks, role
from emulator.drive.convert import duplicate, make, take_in
from emulator.drive.files import NATIVE, describe, fill, guess_type, note_change
from emulator.drive.formats import IMPORTS, plain
from emulator.drive.locks import refuse_locked
from emulator.drive.placing import may_trash, move, parent_for
from emulator.drive.roots import root_of
from emulator.sheets.schema import schemas
from emulator.web import JSON, ApiError, Request, drive_error
from emulator.world import FOLDER_TYPE, DriveFile, World

PRIVATE = frozenset({"starred", "appProperties", "viewedByMeTime"})
"""Changing these alone is no modification of the file that others would see."""


@dataclass(frozen=True, slots=True)
class Media:
    """Bytes that were uploaded; ``kind`` is their type as sent, perhaps ""."""

    content: bytes
    kind: str = ""


def create(
    world: World, request: Request, metadata: JSON, media: Media | None = None
) -> DriveFile:
    """Make a file out of metadata and an upload, which may be converted."""
    refuse_read_only(metadata)
    parent = parent_for(world, request, metadata.get("parents") or [])
    uploaded = _type_of(media, metadata.get("name") or "")
    kind = metadata.get("mimeType") or uploaded or "application/octet-stream"
    _check_id(world, metadata.get("id"), kind)
    if media and kind.startswith(NATIVE):
        _check_conversion(uploaded, kind)
    wanted = {**metadata, "mimeType": kind, "parents": [parent.id]}
    file = make(world, request.caller, wanted)
    if media:
        file.revisions.clear()  # the content is its first
        try:
            _receive(world, file, media.content, uploaded, request.caller)
        except ApiError:
            world.files.pop(file.id)
            world.spreadsheets.pop(file.id, None)
            raise
    return file


def update(
    world: World,
    request: Request,
    file_id: str,
    metadata: JSON,
    media: Media | None = None,
) -> DriveFile:
    """Change a file's metadata, its place and its content, as far as asked for.

    A native file stays native, and takes in what is uploaded, unless the metadata
    name another type.
    """
    refuse_read_only(metadata)
    own_matter = not media and metadata and metadata.keys() <= PRIVATE
    file = find(world, request, file_id, "reader" if own_matter else "writer")
    if "trashed" in metadata and not may_trash(world, file, request.caller):
        raise forbidden()
    if media or "name" in metadata:
        refuse_locked(file)
    held = file.resource["mimeType"]
    uploaded = _type_of(media, file.resource["name"]) or held if media else ""
    kind = metadata.get("mimeType") or (held if held.startswith(NATIVE) else uploaded)
    if media and kind.startswith(NATIVE):
        _check_conversion(uploaded, kind)
    elif not media and kind and kind.startswith(NATIVE) != held.startswith(NATIVE):
        raise invalid("mimeType")
    with all_or_nothing(file):
        added, removed = request.arg("addParents"), request.arg("removeParents")
        move(world, request, file, added or "", removed or "")
        describe(world, file, metadata, request.caller)
        file.resource["mimeType"] = kind or held
        if media:
            _receive(world, file, media.content, uploaded, request.caller)
    if own_matter:
        note_change(world, file, request.caller)
    else:
        world.touch(file.id, request.caller, content=media is not None)
    if "modifiedTime" in metadata:
        file.resource["modifiedTime"] = metadata["modifiedTime"]
    return file


@contextmanager
def all_or_nothing(file: DriveFile) -> Iterator[None]:
    """Leave a file as it was when something is refused half-way."""
    resource, permissions = copied(file.resource), copied(file.permissions)
    try:
        yield
    except ApiError:
        file.resource, file.permissions = resource, permissions
        raise


def copy(world: World, request: Request, file_id: str, metadata: JSON) -> DriveFile:
    """Copy a file, with its content but not with its sharing."""
    refuse_read_only(metadata)
    metadata = {k: v for k, v in metadata.items() if v is not None}  # null is unset
    source = find(world, request, file_id)
    if source.resource["mimeType"] == FOLDER_TYPE:
        message = "This file cannot be copied by the user."
        raise drive_error(403, "cannotCopyFile", message)
    held = source.resource["mimeType"]
    kind = metadata.get("mimeType") or held
    resource = {
        "name": f"Copy of {source.resource['name']}",
        "description": source.resource.get("description"),
        "properties": source.resource.get("properties"),
        **{k: v for k, v in metadata.items() if k not in ("id", "parents")},
        "mimeType": kind,
        "parents": [_copy_parent(world, request, source, metadata)],
    }
    noted: Any = marks(source).get("appProperties", {})
    own = {**noted.get(request.caller, {}), **(metadata.get("appProperties") or {})}
    if own:
        resource["appProperties"] = own
    if kind == held and held.startswith(NATIVE):
        return duplicate(world, request.caller, source, resource)
    if kind.startswith(NATIVE):
        _check_conversion(held, kind)
    file = make(world, request.caller, resource)
    file.revisions.clear()
    _receive(world, file, source.content, held, request.caller)
    return file


def _copy_parent(
    world: World, request: Request, source: DriveFile, metadata: JSON
) -> str:
    """A copy goes where asked for, else beside the original, else to My Drive."""
    if metadata.get("parents"):
        return parent_for(world, request, metadata["parents"]).id
    for parent in source.resource.get("parents", ()):
        if at_least(role(world, request.caller, parent), "writer"):
            return str(parent)
    return root_of(world, request.caller).id


def refuse_read_only(metadata: JSON) -> None:
    """Refuse a body that sets what only Drive sets."""
    if {name for name, value in metadata.items() if value is not None} & output_only():
        message = "The resource body includes fields which are not directly writable."
        raise drive_error(403, "fieldNotWritable", message)


@cache
def output_only() -> frozenset[str]:
    """Return the fields of a file that Google's document calls "Output only".

    ``kind`` is passed over: whoever sends a resource back sends it along.
    """
    fields = schemas("drive.v3")["File"]["properties"]
    return frozenset(
        name
        for name, spec in fields.items()
        if spec.get("description", "").startswith("Output only.") and name != "kind"
    )


def _check_id(world: World, wanted: str | None, kind: str) -> None:
    if wanted is None:
        return
    if wanted in world.files:
        message = "A file already exists with the provided ID."
        raise drive_error(409, "fileIdInUse", message)
    if kind.startswith(NATIVE) and kind != FOLDER_TYPE:
        raise invalid("file.id", "The provided file ID is not usable.")


def _check_conversion(uploaded: str, kind: str) -> None:
    if kind != uploaded and kind not in IMPORTS.get(uploaded, ()):
        message = (
            "Conversion of the uploaded content to the requested output type is not "
            "supported."
        )
        raise drive_error(400, "conversionUnsupportedConversionPath", message)


def _type_of(media: Media | None, name: str) -> str:
    if media is None:
        return ""
    return plain(media.kind) or (guess_type(name) if name else "")


def _receive(
    world: World, file: DriveFile, content: bytes, uploaded: str, caller: str
) -> None:
    if file.resource["mimeType"].startswith(NATIVE):
        take_in(world, file, content, uploaded)
        fill(world, file, file.content, caller)
    else:
        world.spreadsheets.pop(file.id, None)
        fill(world, file, content, caller)
