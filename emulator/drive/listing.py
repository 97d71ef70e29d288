"""Which files a search gives, and in which order."""

import re
from collections.abc import Callable
from typing import Any

from emulator.drive.access import (
    all_drives,
    app_sees,
    in_shared_drive,
    invalid,
    reaches,
    role,
)
from emulator.drive.query import parse
from emulator.drive.terms import Found
from emulator.web import Request, drive_error
from emulator.world import FOLDER_TYPE, DriveFile, World

CORPORA = ("user", "domain", "drive", "allDrives")


def chosen(world: World, request: Request) -> list[DriveFile]:
    """Return the files that a request lists, in its order."""
    order = _order(request.arg("orderBy") or "")
    text = (request.arg("q") or "").strip()
    question = parse(text) if text else _everything
    found = [
        Found(world, file, request.caller)
        for file in reversed(world.files.values())
        if _in_corpus(world, request, file)
    ]
    found = [f for f in found if question(f)]
    found.sort(key=lambda f: str(f.view["modifiedTime"]), reverse=True)
    for key, descending in reversed(order):
        found.sort(key=key, reverse=descending)
    return [f.file for f in found]


def _everything(found: Found) -> bool:  # noqa: ARG001
    return True


def _in_corpus(world: World, request: Request, file: DriveFile) -> bool:
    """Whether a file is among those in which the request looks."""
    if not file.resource.get("parents") or not app_sees(request, file):
        return False  # a root is never listed
    corpora = _corpora(request)
    if in_shared_drive(file):
        drive_id = request.arg("driveId") or request.arg("teamDriveId")
        if is_incomplete(world, request) and file.resource["driveId"] in (
            world.unsearched
        ):
            return False
        return (
            _includes_all(request)
            and drive_id in (None, file.resource["driveId"])
            and role(world, request.caller, file.id) is not None
        )
    return corpora != "drive" and is_known_to(world, request.caller, file)


def is_incomplete(world: World, request: Request) -> bool:
    """Whether a request does not look everywhere it was asked to."""
    return bool(world.unsearched) and _corpora(request) == "allDrives"


def _includes_all(request: Request) -> bool:
    included = request.flag("includeItemsFromAllDrives") or request.flag(
        "includeTeamDriveItems"
    )
    return included and all_drives(request)


def _corpora(request: Request) -> str:
    drive_id = request.arg("driveId") or request.arg("teamDriveId")
    corpora = request.arg("corpora") or ("drive" if drive_id else "user")
    corpora = {"teamDrive": "drive", "allTeamDrives": "allDrives"}.get(corpora, corpora)
    if corpora not in (*CORPORA, "default"):
        raise invalid("corpora")
    if corpora == "drive" and not drive_id:
        message = (
            "The driveId parameter must be specified if and only if corpora is "
            "set to drive."
        )
        raise invalid("driveId", message)
    if corpora in ("drive", "allDrives") and not _includes_all(request):
        message = (
            "The includeItemsFromAllDrives parameter must be set to true when "
            f"corpora is set to {corpora}."
        )
        raise drive_error(
            403,
            "teamDriveIncludeItemsRequired",
            message,
            location_type="parameter",
            location="includeItemsFromAllDrives",
        )
    return corpora


def is_known_to(world: World, caller: str, file: DriveFile) -> bool:
    """Whether a person's search finds a file.

    A link that opens for anyone does not make a file findable; a share does, be it of
    a folder above.
    """
    waiting = [file]
    while waiting:
        current = waiting.pop()
        for permission in current.permissions:
            findable = permission["type"] in ("user", "group") or permission.get(
                "allowFileDiscovery"
            )
            if findable and reaches(world, permission, caller):
                return True
        above = current.resource.get("parents", ())
        waiting += [world.files[name] for name in above if name in world.files]
    return False


Key = Callable[[Found], Any]


def _field(name: str) -> Key:
    return lambda found: str(found.view.get(name, ""))


def _natural(found: Found) -> list[tuple[int, int, str]]:
    """Order names as people do: file 9 before file 10."""
    parts = re.findall(r"\d+|\D+", found.view["name"].casefold())
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts]


def _name(found: Found) -> str:
    return str(found.view["name"]).casefold()


ORDERS: dict[str, Key] = {
    "createdTime": _field("createdTime"),
    "modifiedTime": _field("modifiedTime"),
    "modifiedByMeTime": _field("modifiedByMeTime"),
    "viewedByMeTime": _field("viewedByMeTime"),
    "sharedWithMeTime": _field("sharedWithMeTime"),
    "recency": _field("modifiedTime"),
    "name": _name,
    "name_natural": _natural,
    "folder": lambda found: found.view["mimeType"] != FOLDER_TYPE,
    "starred": lambda found: not found.view["starred"],
    "quotaBytesUsed": lambda found: int(found.view["quotaBytesUsed"]),
    # what v2 calls them
    "createdDate": _field("createdTime"),
    "modifiedDate": _field("modifiedTime"),
    "modifiedByMeDate": _field("modifiedByMeTime"),
    "lastViewedByMeDate": _field("viewedByMeTime"),
    "sharedWithMeDate": _field("sharedWithMeTime"),
    "title": _name,
    "title_natural": _natural,
}


def _order(text: str) -> list[tuple[Key, bool]]:
    keys = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, direction = part.partition(" ")
        if name not in ORDERS or direction.strip() not in ("", "asc", "desc"):
            raise invalid("orderBy")
        keys.append((ORDERS[name], direction.strip() == "desc"))
    return keys
