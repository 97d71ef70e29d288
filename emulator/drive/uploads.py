"""Uploads: simple, multipart and resumable, for v3 and v2."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from emulator.drive import v2_words, v3
from emulator.drive.access import find
from emulator.drive.making import Media, create, update
from emulator.drive.multipart import split
from emulator.drive.placing import parent_for
from emulator.web import JSON, Reply, Request, Routes, drive_error
from emulator.world import World, new_id

ROUTES = Routes()
ENDED_KEPT = 20
LARGEST_AT_ONCE = 5 * 2**20
RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")


def upload(world: World, request: Request, file_id: str | None = None) -> Reply | JSON:
    """Take an upload for a new file, or for one that is there."""
    if request.arg("upload_id"):
        return proceed(world, request)
    kind = request.headers.get("content-type", "")
    way = request.arg("uploadType")
    if way == "resumable":
        return begin(world, request, file_id)
    if len(request.body) > LARGEST_AT_ONCE:
        raise drive_error(413, "uploadTooLarge", "Request Too Large")
    if way == "multipart" or (way is None and kind.startswith("multipart/")):
        metadata, media = _parts(request, kind)
    else:
        metadata, media = {}, Media(request.body, kind)
    return _finish(world, request, file_id, metadata, media)


def _parts(request: Request, kind: str) -> tuple[JSON, Media]:
    parts = split(request.body, kind)
    if len(parts) != 2:
        raise drive_error(400, "badContent", "Malformed multipart body.")
    (_, first), (second_kind, second) = parts
    return v3.body(replace(request, body=first)), Media(second, second_kind)


def _finish(
    world: World, request: Request, file_id: str | None, metadata: JSON, media: Media
) -> JSON:
    old = _is_v2(request)
    if old:
        metadata = v2_words.to_v3(request, metadata, media.kind)
    elif file_id is not None:
        v3.refuse_fixed(metadata)
    if file_id is None:
        file = create(world, request, metadata, media)
    else:
        file = update(world, request, file_id, metadata, media)
    reply = v2_words.reply if old else v3.reply
    return reply(world, request, file)


def _is_v2(request: Request) -> bool:
    return "/drive/v2/" in request.path


def begin(world: World, request: Request, file_id: str | None) -> Reply:
    """Open a session to which the content comes in pieces."""
    metadata = v3.body(request)
    if file_id is not None:
        find(world, request, file_id, "writer")
    elif not _is_v2(request):
        parent_for(world, request, metadata.get("parents") or [])
    session_id = new_id(60)
    _forget_ended(world)
    query = {**request.query, "upload_id": [session_id]}
    world.uploads[session_id] = {
        "file_id": file_id,
        "metadata": metadata,
        "kind": request.headers.get("x-upload-content-type", ""),
        "caller": request.caller,
        "scopes": request.scopes,
        "pieces": [],
        "size": 0,
        "done": None,
    }
    host = request.headers.get("host", "www.googleapis.com")
    address = f"http://{host}{request.path}?{urlencode(query, doseq=True)}"
    return Reply(200, b"", {"Location": address, "X-GUploader-UploadID": session_id})


def _forget_ended(world: World) -> None:
    """Keep the last few sessions that ended: some client may still ask for its answer."""
    ended = [name for name, each in world.uploads.items() if each["done"] is not None]
    for name in ended[:-ENDED_KEPT]:
        del world.uploads[name]


def proceed(world: World, request: Request) -> Reply | JSON:
    """Take the next piece, or tell how much there is already."""
    session = world.uploads.get(request.arg("upload_id") or "")
    if session is None:
        return Reply(404, b"Not Found", {"Content-Type": "text/plain"})
    if session["done"] is not None:
        answer: JSON = session["done"]
        return answer
    start, total = _announced(request, session)
    if start is not None:
        _keep(session, request.body, start)
    if total is None or session["size"] < total:
        return _incomplete(session)
    content = b"".join(session["pieces"])
    asking = _as_begun(request, session)
    media = Media(content, session["kind"])
    answer = _finish(world, asking, session["file_id"], session["metadata"], media)
    session |= {"pieces": [], "done": answer}
    return answer


def _as_begun(request: Request, session: JSON) -> Request:
    """Return the request as from whoever began: the session's address is enough."""
    return replace(request, caller=session["caller"], scopes=session["scopes"])


def _announced(request: Request, session: JSON) -> tuple[int | None, int | None]:
    """Read where the piece begins (``None``: there is none) and how long all will be."""
    header = request.headers.get("content-range")
    if header is None:
        return session["size"], session["size"] + len(request.body)
    match = RANGE.fullmatch(header.strip())
    if match is None:
        raise drive_error(400, "badRequest", "Failed to parse Content-Range header.")
    first, _, total = match.groups()
    start = int(first) if first else None
    return start, None if total == "*" else int(total)


def _keep(session: JSON, piece: bytes, start: int) -> None:
    """Add what is new of a piece; after a break some of it may come twice."""
    if start > session["size"]:
        message = (
            "Invalid request.  The content range does not match what was received."
        )
        raise drive_error(400, "badRequest", message)
    fresh = piece[session["size"] - start :]
    session["pieces"].append(fresh)
    session["size"] += len(fresh)


def _incomplete(session: JSON) -> Reply:
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if session["size"]:
        headers["Range"] = f"bytes=0-{session['size'] - 1}"
    return Reply(308, b"", headers)


def give_up(world: World, request: Request, file_id: str | None = None) -> Reply:  # noqa: ARG001
    """Forget a session."""
    known = world.uploads.pop(request.arg("upload_id") or "", None)
    return Reply(404 if known is None else 499)


for _prefix in ("/upload", "/resumable/upload"):
    for _version in ("v2", "v3"):
        _files = f"{_prefix}/drive/{_version}/files"
        for _method in ("POST", "PUT", "PATCH"):
            ROUTES.add(_method, _files)(upload)
            ROUTES.add(_method, _files + "/{file_id}")(upload)
        ROUTES.add("DELETE", _files)(give_up)
        ROUTES.add("DELETE", _files + "/{file_id}")(give_up)
