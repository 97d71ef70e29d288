"""A file as Drive v3 shows it to one caller."""

from typing import Any

from emulator.drive.access import (
    at_least,
    in_shared_drive,
    is_service_account,
    marks,
    reaches,
    role,
)
from emulator.drive.files import NATIVE, is_trashed
from emulator.drive.formats import EXPORTS, EXTENSIONS
from emulator.drive.grants import effective
from emulator.drive.locks import is_locked
from emulator.web import JSON
from emulator.world import FOLDER_TYPE, DriveFile, World

DOCS = "https://docs.google.com/"
STORED = (
    "id",
    "name",
    "mimeType",
    "description",
    "properties",
    "createdTime",
    "modifiedTime",
    "version",
    "driveId",
    "size",
    "md5Checksum",
    "sha1Checksum",
    "sha256Checksum",
    "originalFilename",
    "headRevisionId",
    "trashedTime",
    "folderColorRgb",
    "shortcutDetails",
    "contentRestrictions",
    "viewedByMeTime",
)
"""Fields that everybody sees as they are kept."""


def shown(world: World, file: DriveFile, caller: str) -> JSON:
    """Return the whole ``File`` resource, as this caller sees it."""
    kept = file.resource
    view: JSON = {"kind": "drive#file"}
    view |= {name: kept[name] for name in STORED if name in kept}
    view.setdefault("createdTime", kept.get("modifiedTime"))
    trashed = is_trashed(world, file)
    view |= {
        "spaces": ["drive"],
        "trashed": trashed,
        "explicitlyTrashed": bool(kept.get("trashed")),
        "hasThumbnail": False,
        "thumbnailVersion": "0",
        "isAppAuthorized": marks(file).get("createdBy") == caller,
        "viewersCanCopyContent": kept.get("viewersCanCopyContent", True),
        "copyRequiresWriterPermission": kept.get("copyRequiresWriterPermission", False),
        "writersCanShare": kept.get("writersCanShare", True),
        "iconLink": icon(kept["mimeType"]),
        "webViewLink": web_link(file),
    }
    view["shared"] = is_shared(world, file)
    view |= _of_caller(file, caller)
    view |= _people(world, file, caller)
    view |= _content(file)
    view["capabilities"] = capabilities(world, file, caller)
    parents = [p for p in kept.get("parents", ()) if role(world, caller, p)]
    if parents:
        view["parents"] = parents
    if "driveId" in view:
        view["teamDriveId"] = view["driveId"]
    return view


def is_shared(world: World, file: DriveFile) -> bool:
    """Whether others than the owner have access to a file."""
    return in_shared_drive(file) or len(effective(world, file)) > 1


def _of_caller(file: DriveFile, caller: str) -> JSON:
    noted: dict[str, Any] = marks(file)
    view: JSON = {
        "starred": noted.get("starred", {}).get(caller, {}).get("value", False),
        "viewedByMe": "viewedByMeTime" in file.resource,
    }
    own = noted.get("appProperties", {}).get(caller)
    if own:
        view["appProperties"] = own
    shared = noted.get("sharedWith", {}).get(caller)
    if shared:
        view |= {"sharedWithMeTime": shared["time"], "sharingUser": shared["by"]}
    return view


def _people(world: World, file: DriveFile, caller: str) -> JSON:
    kept = file.resource
    last = as_seen(kept.get("lastModifyingUser", {}), caller)
    view: JSON = {"modifiedByMe": last.get("me", False)}
    if last:
        view["lastModifyingUser"] = last
    if view["modifiedByMe"]:
        view["modifiedByMeTime"] = kept.get("modifiedTime")
    if "trashingUser" in kept:
        view["trashingUser"] = as_seen(kept["trashingUser"], caller)
    if in_shared_drive(file):
        view["hasAugmentedPermissions"] = bool(file.permissions)
    else:
        owners = [as_seen(owner, caller) for owner in kept.get("owners", ())]
        view["owners"] = owners
        view["ownedByMe"] = any(owner["me"] for owner in owners)
    if at_least(role(world, caller, file.id), "writer"):
        granted = effective(world, file)
        view["permissionIds"] = [permission["id"] for permission in granted]
        if not in_shared_drive(file):
            view["permissions"] = granted
    return view


def as_seen(user: JSON, caller: str) -> JSON:
    """Return a ``User`` with ``me`` told."""
    return {**user, "me": user["emailAddress"] == caller} if user else {}


def _content(file: DriveFile) -> JSON:
    kept = file.resource
    kind = kept["mimeType"]
    if kind == FOLDER_TYPE or kind == NATIVE + "shortcut":
        return {"quotaBytesUsed": "0"}
    if kind.startswith(NATIVE):
        size = str(max(1024, len(file.content)))
        links = {form: export_link(file, form) for form in EXPORTS.get(kind, ())}
        view: JSON = {"quotaBytesUsed": size, "size": size}
        return view | ({"exportLinks": links} if links else {})
    name = kept["name"]
    extension = name.rpartition(".")[2] if "." in name else ""
    return {
        "quotaBytesUsed": kept.get("size", "0"),
        "fileExtension": extension,
        "fullFileExtension": extension,
        "webContentLink": f"https://drive.google.com/uc?id={file.id}&export=download",
    }


def export_link(file: DriveFile, form: str) -> str:
    """Return the address of an export, as browsers use it."""
    place = _place(file.resource["mimeType"])
    return f"{DOCS}{place}/export?id={file.id}&exportFormat={EXTENSIONS[form]}"


def _place(kind: str) -> str:
    name = kind.removeprefix(NATIVE)
    return {"spreadsheet": "spreadsheets"}.get(name, name)


def web_link(file: DriveFile) -> str:
    """Return the address at which people open a file."""
    kind = file.resource["mimeType"]
    if kind == FOLDER_TYPE:
        return f"https://drive.google.com/drive/folders/{file.id}"
    if kind in EXPORTS:
        return f"{DOCS}{_place(kind)}/d/{file.id}/edit?usp=drivesdk"
    return f"https://drive.google.com/file/d/{file.id}/view?usp=drivesdk"


def icon(kind: str) -> str:
    """Return the address of a type's icon."""
    return f"https://drive-thirdparty.googleusercontent.com/16/type/{kind}"


def capabilities(world: World, file: DriveFile, caller: str) -> JSON:
    """Return what the caller may do with a file."""
    held = role(world, caller, file.id)
    shared_drive = in_shared_drive(file)
    folder = file.resource["mimeType"] == FOLDER_TYPE
    is_root = not file.resource.get("parents")
    edit = at_least(held, "writer")
    manage = at_least(held, "fileOrganizer" if shared_drive else "owner")
    locked = is_locked(file)
    comment = at_least(held, "commenter") and not locked
    share = edit and (file.resource.get("writersCanShare", True) or manage)
    given = {
        "canAcceptOwnership": _is_pending(world, file, caller),
        "canAddChildren": edit and folder,
        "canAddMyDriveParent": False,
        "canChangeCopyRequiresWriterPermission": edit,
        "canChangeSecurityUpdateEnabled": False,
        "canChangeViewersCanCopyContent": edit,
        "canComment": comment,
        "canCopy": not folder,
        "canDelete": manage and not is_root,
        "canDownload": not folder,
        "canEdit": edit,
        "canListChildren": folder,
        "canModifyContent": edit and not locked,
        "canModifyContentRestriction": edit and not folder,
        "canModifyLabels": False,
        "canMoveChildrenWithinDrive": edit and folder,
        "canMoveItemOutOfDrive": manage and not is_root,
        "canMoveItemWithinDrive": edit and not is_root,
        "canReadLabels": False,
        "canReadRevisions": edit and not folder,
        "canRemoveChildren": edit and folder,
        "canRename": edit and not locked,
        "canShare": share,
        "canStartApproval": can_start_approval(world, file, caller),
        "canTrash": (edit if shared_drive else manage) and not is_root,
        "canUntrash": manage and not is_root,
    }
    if shared_drive:
        given |= {
            "canDeleteChildren": manage and folder,
            "canReadDrive": True,
            "canTrashChildren": edit and folder,
        }
    else:
        given["canRemoveMyDriveParent"] = edit and not is_root
    return given


def can_start_approval(world: World, file: DriveFile, caller: str) -> bool:
    """Whether somebody may ask for the approval of a file.

    It takes a person who can write, and an owner of the same domain; that a service
    account cannot was tried by others. What editions and administrators forbid is not
    emulated.
    """
    owners = file.resource.get("owners", [])
    domains = {owner["emailAddress"].rpartition("@")[2] for owner in owners}
    return (
        file.resource["mimeType"] != FOLDER_TYPE
        and not is_service_account(world, caller)
        and domains <= {caller.rpartition("@")[2]}
        and at_least(role(world, caller, file.id), "writer")
    )


def _is_pending(world: World, file: DriveFile, caller: str) -> bool:
    return any(
        p.get("pendingOwner") and reaches(world, p, caller) for p in file.permissions
    )
