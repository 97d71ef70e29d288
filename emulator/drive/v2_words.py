"""Drive v2's words for what v3 does: ``title``, ``labels``, ``items``, etags."""

import hashlib
import json
from collections.abc import Iterator

from emulator.drive.access import role
from emulator.drive.answer import masked
from emulator.drive.files import NATIVE
from emulator.drive.formats import IMPORTS, plain
from emulator.drive.roots import root_id
from emulator.drive.view import shown
from emulator.web import JSON, Request
from emulator.world import DriveFile, World

API = "https://www.googleapis.com/drive/v2/"

NEW_NAMES = {
    "title": "name",
    "createdDate": "createdTime",
    "modifiedDate": "modifiedTime",
    "lastViewedByMeDate": "viewedByMeTime",
    "sharedWithMeDate": "sharedWithMeTime",
    "modifiedByMeDate": "modifiedByMeTime",
    "trashedDate": "trashedTime",
    "fileSize": "size",
    "alternateLink": "webViewLink",
    "writersCanShare": "writersCanShare",
}
"""What v3 calls what v2 has."""
SAME = (
    "id",
    "mimeType",
    "description",
    "version",
    "md5Checksum",
    "sha1Checksum",
    "sha256Checksum",
    "originalFilename",
    "fileExtension",
    "fullFileExtension",
    "quotaBytesUsed",
    "iconLink",
    "shared",
    "ownedByMe",
    "explicitlyTrashed",
    "spaces",
    "capabilities",
    "exportLinks",
    "headRevisionId",
    "driveId",
    "teamDriveId",
    "folderColorRgb",
    "webContentLink",
    "hasAugmentedPermissions",
    "permissionIds",
    "thumbnailVersion",
    "copyRequiresWriterPermission",
)
SETTABLE = ("id", "mimeType", "description", "originalFilename", "folderColorRgb")


def to_v3(request: Request, old: JSON, uploaded: str = "") -> JSON:
    """Return a request's metadata in v3's words.

    ``convert=true`` asks for whatever type of Google's the upload can become.
    """
    new: JSON = {name: old[name] for name in SETTABLE if name in old}
    for name, new_name in NEW_NAMES.items():
        if name in ("title", "writersCanShare") and name in old:
            new[new_name] = old[name]
    if "parents" in old:
        new["parents"] = [p["id"] if isinstance(p, dict) else p for p in old["parents"]]
    if request.flag("setModifiedDate") and "modifiedDate" in old:
        new["modifiedTime"] = old["modifiedDate"]
    for name, value in (old.get("labels") or {}).items():
        if name in ("starred", "trashed"):
            new[name] = value
    new |= _properties_to_v3(old)
    kind = plain(uploaded) or old.get("mimeType", "")
    if request.flag("convert") and kind in IMPORTS:
        new["mimeType"] = IMPORTS[kind][0]
    return new


def _properties_to_v3(old: JSON) -> JSON:
    new: JSON = {}
    for item in old.get("properties", ()):
        public = item.get("visibility", "PRIVATE").upper() == "PUBLIC"
        kind = "properties" if public else "appProperties"
        new.setdefault(kind, {})[item["key"]] = item.get("value")
    return new


def reply(world: World, request: Request, file: DriveFile) -> JSON:
    """Answer with a file."""
    full = old_file(world, file, request.caller)
    return masked(request, full, "*", "File", "drive.v2")


def old_file(world: World, file: DriveFile, caller: str) -> JSON:
    """Return the whole v2 ``File`` resource, as this caller sees it."""
    new = shown(world, file, caller)
    self_link = f"{API}files/{file.id}"
    old: JSON = {"kind": "drive#file", "selfLink": self_link}
    old |= {name: new[name] for name in SAME if name in new}
    old |= {a: new[b] for a, b in NEW_NAMES.items() if b in new}
    for name in ("trashingUser", "sharingUser"):
        if name in new:
            old[name] = old_user(new[name])
    old |= {
        "etag": etag(new["version"]),
        "labels": {
            "starred": new["starred"],
            "hidden": False,
            "trashed": new["trashed"],
            "restricted": new["copyRequiresWriterPermission"],
            "viewed": new["viewedByMe"],
        },
        "parents": [parent(file.id, name, caller) for name in new.get("parents", ())],
        "editable": new["capabilities"]["canEdit"],
        "copyable": new["capabilities"]["canCopy"],
        "appDataContents": False,
        "embedLink": new["webViewLink"].replace("edit?usp=drivesdk", "preview"),
        "userPermission": _user_permission(world, new, file, caller),
        "markedViewedByMeDate": "1970-01-01T00:00:00.000Z",
    }
    for name in ("canChangeViewersCanCopyContent", "canStartApproval"):
        del old["capabilities"][name]  # not words of v2's
    if "lastModifyingUser" in new:
        old["lastModifyingUser"] = old_user(new["lastModifyingUser"])
        old["lastModifyingUserName"] = new["lastModifyingUser"]["displayName"]
    if "owners" in new:
        old["owners"] = [old_user(owner) for owner in new["owners"]]
        old["ownerNames"] = [owner["displayName"] for owner in new["owners"]]
    if "permissions" in new:
        old["permissions"] = [old_permission(file.id, p) for p in new["permissions"]]
    if not new["mimeType"].startswith(NATIVE):
        old["downloadUrl"] = f"{self_link}?alt=media&source=downloadUrl"
    properties = list(_properties(new))
    return old | ({"properties": properties} if properties else {})


def _properties(new: JSON) -> Iterator[JSON]:
    for kind, visibility in (("properties", "PUBLIC"), ("appProperties", "PRIVATE")):
        for key, value in new.get(kind, {}).items():
            yield {
                "kind": "drive#property",
                "key": key,
                "value": value,
                "visibility": visibility,
            }


def _user_permission(world: World, new: JSON, file: DriveFile, caller: str) -> JSON:
    held = role(world, caller, file.id)
    mine = {"id": "me", "type": "user", "role": held, "kind": "drive#permission"}
    return old_permission(new["id"], mine)


def etag(version: str) -> str:
    """Return the etag of a version; v2 has one on every resource."""
    return f'"{hashlib.sha256(version.encode()).hexdigest()[:27]}"'


def old_user(user: JSON) -> JSON:
    """Return a v2 ``User``."""
    names = ("kind", "displayName", "emailAddress", "permissionId")
    old = {name: user[name] for name in names if name in user}
    return old | {"isAuthenticatedUser": user.get("me", False)}


def parent(file_id: str, parent_id: str, caller: str) -> JSON:
    """Return a v2 ``ParentReference``."""
    return {
        "kind": "drive#parentReference",
        "id": parent_id,
        "selfLink": f"{API}files/{file_id}/parents/{parent_id}",
        "parentLink": f"{API}files/{parent_id}",
        "isRoot": parent_id == root_id(caller),
    }


def old_permission(file_id: str, new: JSON) -> JSON:
    """Return a v2 ``Permission``: a commenter is a reader with an additional role."""
    old: JSON = {
        "kind": "drive#permission",
        "etag": etag(json.dumps(new, sort_keys=True)),
        "id": new["id"],
        "selfLink": f"{API}files/{file_id}/permissions/{new['id']}",
        "type": new["type"],
        "role": new["role"],
    }
    if new["role"] == "commenter":
        old |= {"role": "reader", "additionalRoles": ["commenter"]}
    names = ("emailAddress", "domain", "deleted", "pendingOwner", "expirationDate")
    old |= {name: new[name] for name in names if name in new}
    if "displayName" in new:
        old["name"] = new["displayName"]
    if new["type"] in ("anyone", "domain"):
        old["withLink"] = not new.get("allowFileDiscovery", False)
    return old


def permission_to_v3(old: JSON) -> JSON:
    """Return a v2 request's permission in v3's words."""
    new: JSON = {name: old[name] for name in ("type", "role") if name in old}
    if "commenter" in old.get("additionalRoles", ()):
        new["role"] = "commenter"
    value = old.get("value") or old.get("emailAddress") or old.get("domain")
    if value:
        new["domain" if old.get("type") == "domain" else "emailAddress"] = value
    if old.get("type") in ("anyone", "domain"):
        new["allowFileDiscovery"] = not old.get("withLink", False)
    if "expirationDate" in old:
        new["expirationTime"] = old["expirationDate"]
    return new
