"""Drive v3: what a file was before."""

from emulator.drive.access import find_anywhere
from emulator.drive.answer import masked, page
from emulator.drive.v3 import body, ranged, refuse_native
from emulator.drive.view import as_seen
from emulator.web import JSON, Reply, Request, Routes, drive_error
from emulator.world import DriveFile, World

ROUTES = Routes()
REVISIONS = "/drive/v3/files/{file_id}/revisions"
REVISION = REVISIONS + "/{revision_id}"
DEFAULT = "kind,id,mimeType,modifiedTime"


def _seen(revision: JSON, caller: str) -> JSON:
    """Show a revision, without its bytes."""
    user = as_seen(revision["lastModifyingUser"], caller)
    shown = {name: value for name, value in revision.items() if name != "content"}
    return {**shown, "lastModifyingUser": user}


def one(file: DriveFile, revision_id: str) -> JSON:
    """Return a revision of a file; ``head`` is the last.

    Raises:
        ApiError: there is none of that id.
    """
    wanted = file.revisions[-1]["id"] if revision_id == "head" else revision_id
    for revision in file.revisions:
        if revision["id"] == wanted:
            return revision
    raise drive_error(
        404,
        "notFound",
        f"Revision not found: {revision_id}.",
        location_type="parameter",
        location="revisionId",
    )


@ROUTES.add("GET", REVISIONS)
def list_revisions(world: World, request: Request, file_id: str) -> JSON:
    """List the revisions, the oldest first."""
    file = find_anywhere(world, request, file_id, "writer")
    now, further = page(request, file.revisions, "pageSize", 200, 1000)
    revisions = [_seen(revision, request.caller) for revision in now]
    full = {**further, "kind": "drive#revisionList", "revisions": revisions}
    default = f"nextPageToken,kind,revisions({DEFAULT})"
    return masked(request, full, default, "RevisionList")


@ROUTES.add("GET", REVISION)
def get_revision(
    world: World, request: Request, file_id: str, revision_id: str
) -> Reply | JSON:
    """Return one revision, or with ``alt=media`` its bytes."""
    file = find_anywhere(world, request, file_id, "writer")
    revision = one(file, revision_id)
    if request.arg("alt") == "media":
        refuse_native(file)
        return ranged(request, revision["content"], revision["mimeType"])
    return masked(request, _seen(revision, request.caller), DEFAULT, "Revision")


@ROUTES.add("PATCH", REVISION)
def update_revision(
    world: World, request: Request, file_id: str, revision_id: str
) -> JSON:
    """Keep a revision for ever, or publish it."""
    revision = one(find_anywhere(world, request, file_id, "writer"), revision_id)
    change(revision, body(request))
    return masked(request, _seen(revision, request.caller), DEFAULT, "Revision")


def change(revision: JSON, asked: JSON) -> None:
    """Set what of a revision can be set."""
    allowed = ("keepForever", "publishAuto", "published", "publishedOutsideDomain")
    revision |= {name: value for name, value in asked.items() if name in allowed}


@ROUTES.add("DELETE", REVISION)
def delete_revision(
    world: World, request: Request, file_id: str, revision_id: str
) -> Reply:
    """Forget a revision of a file that is not native, but never the last."""
    file = find_anywhere(world, request, file_id, "writer")
    revision = one(file, revision_id)
    if "size" not in revision or len(file.revisions) == 1:
        message = "The revision cannot be deleted."
        raise drive_error(403, "revisionDeletionNotSupported", message)
    file.revisions.remove(revision)
    return Reply(204)
