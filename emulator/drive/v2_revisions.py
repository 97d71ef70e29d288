"""Drive v2: what a file was before."""

from emulator.drive import revisions
from emulator.drive.access import find_anywhere
from emulator.drive.answer import masked, page
from emulator.drive.v2_words import API, etag, old_user
from emulator.drive.v3 import body
from emulator.drive.view import as_seen
from emulator.web import JSON, Request, Routes
from emulator.world import World

ROUTES = Routes()
REVISIONS = "/drive/v2/files/{file_id}/revisions"
REVISION = REVISIONS + "/{revision_id}"
_SAME = (
    "id",
    "mimeType",
    "exportLinks",
    "published",
    "publishAuto",
    "publishedOutsideDomain",
    "originalFilename",
    "md5Checksum",
)


@ROUTES.add("GET", REVISIONS)
def list_revisions(world: World, request: Request, file_id: str) -> JSON:
    """List the revisions, the oldest first."""
    file = find_anywhere(world, request, file_id, "writer")
    now, further = page(request, file.revisions, "maxResults", 200, 1000)
    items = [_old(file.id, revision, request.caller) for revision in now]
    full = {
        "kind": "drive#revisionList",
        "etag": etag(repr(items)),
        "selfLink": f"{API}files/{file.id}/revisions",
        "items": items,
        **further,
    }
    return masked(request, full, "*", "RevisionList", "drive.v2")


@ROUTES.add("GET", REVISION)
def get_revision(
    world: World, request: Request, file_id: str, revision_id: str
) -> JSON:
    """Return one revision."""
    file = find_anywhere(world, request, file_id, "writer")
    revision = revisions.one(file, revision_id)
    full = _old(file.id, revision, request.caller)
    return masked(request, full, "*", "Revision", "drive.v2")


@ROUTES.add("PUT", REVISION)
@ROUTES.add("PATCH", REVISION)
def update_revision(
    world: World, request: Request, file_id: str, revision_id: str
) -> JSON:
    """Keep a revision for ever ("pinned" here), or publish it."""
    file = find_anywhere(world, request, file_id, "writer")
    revision = revisions.one(file, revision_id)
    asked = body(request)
    if "pinned" in asked:
        asked["keepForever"] = asked.pop("pinned")
    revisions.change(revision, asked)
    full = _old(file.id, revision, request.caller)
    return masked(request, full, "*", "Revision", "drive.v2")


ROUTES.add("DELETE", REVISION)(revisions.delete_revision)


def _old(file_id: str, new: JSON, caller: str) -> JSON:
    """Return a v2 ``Revision``."""
    link = f"{API}files/{file_id}/revisions/{new['id']}"
    user = old_user(as_seen(new["lastModifyingUser"], caller))
    old: JSON = {
        "kind": "drive#revision",
        "etag": etag(f"{new['id']} {new.get('keepForever')} {new['published']}"),
        "selfLink": link,
        **{name: new[name] for name in _SAME if name in new},
        "modifiedDate": new["modifiedTime"],
        "lastModifyingUser": user,
        "lastModifyingUserName": user["displayName"],
        "pinned": new.get("keepForever", False),
    }
    if "size" in new:
        old |= {"fileSize": new["size"], "downloadUrl": f"{link}?alt=media"}
    return old
