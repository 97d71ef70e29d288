"""Drive v3: comments on files, and replies to them."""

import html

from emulator.drive.access import at_least, find_anywhere, forbidden, required, role
from emulator.drive.answer import masked, page
from emulator.drive.locks import refuse_locked
from emulator.drive.v3 import body, fields_required
from emulator.drive.view import as_seen
from emulator.web import JSON, ApiError, Reply, Request, Routes, drive_error
from emulator.world import DriveFile, World, new_id, timestamp

ROUTES = Routes()
COMMENTS = "/drive/v3/files/{file_id}/comments"
COMMENT = COMMENTS + "/{comment_id}"
REPLIES = COMMENT + "/replies"
REPLY = REPLIES + "/{reply_id}"


def _open(world: World, request: Request, file_id: str, needed: str) -> DriveFile:
    """Return a file; comments know nothing of ``supportsAllDrives``.

    A locked file takes no comment, nor a change of one.
    """
    if not request.arg("fields") and request.method != "DELETE":
        raise fields_required()
    file = find_anywhere(world, request, file_id, needed)
    if request.method != "GET":
        refuse_locked(file)
    return file


def _one(found: list[JSON], name: str, what: str) -> JSON:
    for item in found:
        if item["id"] == name:
            return item
    raise _missing(what, name)


def _missing(what: str, name: str) -> ApiError:
    return drive_error(
        404,
        "notFound",
        f"{what} not found: {name}.",
        location_type="parameter",
        location=f"{what.lower()}Id",
    )


def _made(world: World, request: Request, kind: str, content: str) -> JSON:
    now = timestamp(world.now())
    return {
        "kind": kind,
        "id": "AAAA" + new_id(7),
        "createdTime": now,
        "modifiedTime": now,
        "author": world.user(request.caller),
        "content": content,
        "htmlContent": html.escape(content),
        "deleted": False,
    }


def _seen(item: JSON, caller: str) -> JSON:
    """Show a comment or a reply: whose it is, and what is left of a deleted one."""
    author = as_seen(item["author"], caller)
    seen = {**item, "author": {k: v for k, v in author.items() if k != "emailAddress"}}
    if "replies" in item:
        seen["replies"] = [_seen(reply, caller) for reply in item["replies"]]
    if item["deleted"]:
        seen = {k: v for k, v in seen.items() if k not in ("content", "htmlContent")}
    return seen


def _visible(request: Request, items: list[JSON]) -> list[JSON]:
    deleted = request.flag("includeDeleted")
    return [item for item in items if deleted or not item["deleted"]]


@ROUTES.add("GET", COMMENTS)
def list_comments(world: World, request: Request, file_id: str) -> JSON:
    """List the comments of a file, the latest first."""
    file = _open(world, request, file_id, "reader")
    since = request.arg("startModifiedTime") or ""
    found = [c for c in _visible(request, file.comments) if c["modifiedTime"] >= since]
    found.sort(key=lambda comment: str(comment["modifiedTime"]), reverse=True)
    now, further = page(request, found, "pageSize", 20, 100)
    comments = [_seen(comment, request.caller) for comment in now]
    full = {**further, "kind": "drive#commentList", "comments": comments}
    return masked(request, full, "*", "CommentList")


@ROUTES.add("POST", COMMENTS)
def create_comment(world: World, request: Request, file_id: str) -> JSON:
    """Comment on a file."""
    file = _open(world, request, file_id, "commenter")
    asked = body(request)
    if not asked.get("content"):
        raise required("content")
    comment = _made(world, request, "drive#comment", asked["content"])
    comment |= {"resolved": False, "replies": []}
    comment |= {k: asked[k] for k in ("anchor", "quotedFileContent") if k in asked}
    file.comments.append(comment)
    return masked(request, _seen(comment, request.caller), "*", "Comment")


@ROUTES.add("GET", COMMENT)
def get_comment(world: World, request: Request, file_id: str, comment_id: str) -> JSON:
    """Return one comment with its replies."""
    file = _open(world, request, file_id, "reader")
    comment = _one(_visible(request, file.comments), comment_id, "Comment")
    return masked(request, _seen(comment, request.caller), "*", "Comment")


@ROUTES.add("PATCH", COMMENT)
def update_comment(
    world: World, request: Request, file_id: str, comment_id: str
) -> JSON:
    """Say a comment of one's own otherwise."""
    file = _open(world, request, file_id, "commenter")
    comment = _one(file.comments, comment_id, "Comment")
    _reword(world, request, comment)
    return masked(request, _seen(comment, request.caller), "*", "Comment")


def _reword(world: World, request: Request, item: JSON) -> None:
    if item["author"]["emailAddress"] != request.caller:
        raise forbidden()
    content = str(body(request).get("content", item["content"]))
    item |= {
        "content": content,
        "htmlContent": html.escape(content),
        "modifiedTime": timestamp(world.now()),
    }


@ROUTES.add("DELETE", COMMENT)
def delete_comment(
    world: World, request: Request, file_id: str, comment_id: str
) -> Reply:
    """Delete a comment; its place stays for those who ask for deleted ones."""
    file = _open(world, request, file_id, "commenter")
    comment = _one(file.comments, comment_id, "Comment")
    _delete(world, request, file, comment)
    return Reply(204)


def _delete(world: World, request: Request, file: DriveFile, item: JSON) -> None:
    own = item["author"]["emailAddress"] == request.caller
    if not own and not at_least(role(world, request.caller, file.id), "owner"):
        raise forbidden()
    item |= {"deleted": True, "modifiedTime": timestamp(world.now())}


@ROUTES.add("GET", REPLIES)
def list_replies(world: World, request: Request, file_id: str, comment_id: str) -> JSON:
    """List the replies to a comment."""
    file = _open(world, request, file_id, "reader")
    comment = _one(file.comments, comment_id, "Comment")
    found = _visible(request, comment["replies"])
    now, further = page(request, found, "pageSize", 20, 100)
    replies = [_seen(reply, request.caller) for reply in now]
    full = {**further, "kind": "drive#replyList", "replies": replies}
    return masked(request, full, "*", "ReplyList")


@ROUTES.add("POST", REPLIES)
def create_reply(world: World, request: Request, file_id: str, comment_id: str) -> JSON:
    """Reply to a comment, or resolve or reopen it."""
    file = _open(world, request, file_id, "commenter")
    comment = _one(file.comments, comment_id, "Comment")
    asked = body(request)
    action = asked.get("action")
    if not asked.get("content") and action not in ("resolve", "reopen"):
        raise required("content")
    reply = _made(world, request, "drive#reply", asked.get("content") or "")
    if action:
        reply["action"] = action
        comment["resolved"] = action == "resolve"
    comment["modifiedTime"] = reply["modifiedTime"]
    comment["replies"].append(reply)
    return masked(request, _seen(reply, request.caller), "*", "Reply")


@ROUTES.add("GET", REPLY)
def get_reply(
    world: World, request: Request, file_id: str, comment_id: str, reply_id: str
) -> JSON:
    """Return one reply."""
    file = _open(world, request, file_id, "reader")
    replies = _one(file.comments, comment_id, "Comment")["replies"]
    reply = _one(_visible(request, replies), reply_id, "Reply")
    return masked(request, _seen(reply, request.caller), "*", "Reply")


@ROUTES.add("PATCH", REPLY)
def update_reply(
    world: World, request: Request, file_id: str, comment_id: str, reply_id: str
) -> JSON:
    """Say a reply of one's own otherwise."""
    file = _open(world, request, file_id, "commenter")
    reply = _one(
        _one(file.comments, comment_id, "Comment")["replies"], reply_id, "Reply"
    )
    _reword(world, request, reply)
    return masked(request, _seen(reply, request.caller), "*", "Reply")


@ROUTES.add("DELETE", REPLY)
def delete_reply(
    world: World, request: Request, file_id: str, comment_id: str, reply_id: str
) -> Reply:
    """Delete a reply."""
    file = _open(world, request, file_id, "commenter")
    reply = _one(
        _one(file.comments, comment_id, "Comment")["replies"], reply_id, "Reply"
    )
    _delete(world, request, file, reply)
    return Reply(204)
