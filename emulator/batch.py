"""Several calls in one ``multipart/mixed`` request, as Drive and Gmail take them."""

import secrets
from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from urllib.parse import parse_qs, urlsplit

from emulator.refusals import STATUSES, refusal
from emulator.web import Reply, Request

_MOST = 100


def answer(request: Request, exchange: Callable[[Request], Reply]) -> Reply:
    """Answer each call of a batch in turn, by itself."""
    try:
        calls = [(name, _call(request, part)) for name, part in _parts(request)]
    except ValueError:
        calls = []
    if not calls or len(calls) > _MOST:
        return refusal(request.path, 400)
    boundary = f"batch_{secrets.token_urlsafe(24)}"
    parts = [_part(name, exchange(call), boundary) for name, call in calls]
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    kind = {"Content-Type": f"multipart/mixed; boundary={boundary}"}
    return Reply(200, body, kind)


def _parts(request: Request) -> list[tuple[str, bytes]]:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/mixed"):
        return []
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message: Message = BytesParser().parsebytes(head + request.body)
    parts = message.get_payload()
    if not isinstance(parts, list):
        return []
    return [
        (str(part["Content-ID"] or ""), content)
        for part in parts
        if isinstance(part, Message)
        and isinstance(content := part.get_payload(decode=True), bytes)
    ]


def _call(outer: Request, content: bytes) -> Request:
    """Read one call; where it brings no sign-in of its own, the batch's is taken.

    Raises:
        ValueError: it is none.
    """
    line, _, rest = content.lstrip().partition(b"\n")
    method, target = line.decode().split()[:2]
    headed = BytesParser().parsebytes(rest)
    headers = {name.lower(): str(value) for name, value in headed.items()}
    if "authorization" in outer.headers:
        headers.setdefault("authorization", outer.headers["authorization"])
    _, _, body = rest.replace(b"\r\n", b"\n").partition(b"\n\n")
    url = urlsplit(target)
    query = parse_qs(url.query, keep_blank_values=True)
    return Request(method, url.path, query, headers, body)


def _part(name: str, reply: Reply, boundary: str) -> bytes:
    words = {200: "OK", 201: "Created", 204: "No Content"}
    phrase = words.get(reply.status) or STATUSES.get(reply.status, ("ERROR",))[0]
    lines = [f"--{boundary}", "Content-Type: application/http"]
    if name:
        lines.append(f"Content-ID: <response-{name.lstrip('<')}")
    lines += ["", f"HTTP/1.1 {reply.status} {phrase}"]
    lines += [f"{key}: {value}" for key, value in reply.headers.items()]
    lines += [f"Content-Length: {len(reply.body)}", "", ""]
    return "\r\n".join(lines).encode() + reply.body + b"\r\n"
