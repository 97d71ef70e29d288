"""Gmail v1: sending, drafts, and finding what was sent."""

import base64
import binascii
import re
import secrets
from dataclasses import replace
from email.utils import format_datetime, getaddresses

from emulator.drive.multipart import split
from emulator.mail_search import answers
from emulator.mail_view import parsed, resource_of
from emulator.sheets.fields import MalformedMask, select
from emulator.web import JSON, ApiError, Reply, Request, Routes
from emulator.world import SentMail, World

ROUTES = Routes()

_SENT = "SENT"
_DRAFT = "DRAFT"
_MESSAGE_ID = re.compile(
    rb"^message-id:.*(?:\r?\n[ \t].*)*\r?\n", re.IGNORECASE | re.MULTILINE
)
_PARTS = ["application/json", "message/rfc822"]
_NO_RAW = "'raw' RFC822 payload message string or uploading message via /upload/* URL required"


@ROUTES.add("POST", "/gmail/v1/users/{user_id}/messages/send")
def send(world: World, request: Request, user_id: str) -> JSON:
    """Send the message that the body holds as base64url."""
    body = _body(request)
    return _accept(world, request, user_id, _decoded(str(body.get("raw", ""))), body)


@ROUTES.add("POST", "/upload/gmail/v1/users/{user_id}/messages/send")
def upload(world: World, request: Request, user_id: str) -> JSON:
    """Send the message that is uploaded, alone or after a part of JSON."""
    if request.arg("uploadType") != "multipart":
        return _accept(world, request, user_id, request.body, {})
    parts = split(request.body, request.headers.get("content-type", ""))
    if [kind.partition(";")[0] for kind, _ in parts] != _PARTS:
        raise _refused(400, "badContent", "Bad content")
    body = _body(replace(request, body=parts[0][1]))
    return _accept(world, request, user_id, parts[1][1], body)


@ROUTES.add("GET", "/gmail/v1/users/{user_id}/messages")
def messages_list(world: World, request: Request, user_id: str) -> JSON:
    """List the messages sent and not sent yet, the newest first."""
    owner = _mailbox(world, request, user_id)
    query, labels = request.arg("q") or "", set(request.args("labelIds"))
    found = [
        {"id": mail.id, "threadId": mail.thread_id}
        for mail, label in reversed(_mails(world, owner))
        if labels <= {label} and answers(mail, parsed(mail.raw), label, query)
    ]
    return _paged(request, "messages", found)


@ROUTES.add("GET", "/gmail/v1/users/{user_id}/messages/{message_id}")
def get(world: World, request: Request, user_id: str, message_id: str) -> JSON:
    """Return a message, in one of four forms."""
    owner = _mailbox(world, request, user_id)
    for mail, label in _mails(world, owner):
        if mail.id == message_id:
            return _masked(request, resource_of(mail, request, label))
    raise _refused(404, "notFound", "Requested entity was not found.", "NOT_FOUND")


@ROUTES.add("POST", "/gmail/v1/users/{user_id}/drafts")
def drafts_create(world: World, request: Request, user_id: str) -> JSON:
    """Keep a message to be sent later; it need not be whole yet."""
    owner = _mailbox(world, request, user_id)
    return _kept(world, request, owner, f"r{secrets.randbits(62)}")


@ROUTES.add("PUT", "/gmail/v1/users/{user_id}/drafts/{draft_id}")
def drafts_update(world: World, request: Request, user_id: str, draft_id: str) -> JSON:
    """Keep another message in place of the one that a draft was."""
    owner = _mailbox(world, request, user_id)
    _draft(world, owner, draft_id)
    return _kept(world, request, owner, draft_id)


@ROUTES.add("GET", "/gmail/v1/users/{user_id}/drafts")
def drafts_list(world: World, request: Request, user_id: str) -> JSON:
    """List the drafts, the newest first."""
    owner = _mailbox(world, request, user_id)
    found = [
        _draft_named(draft_id, mail)
        for draft_id, mail in reversed(world.drafts.items())
        if mail.sender == owner
        and answers(mail, parsed(mail.raw), _DRAFT, request.arg("q") or "")
    ]
    return _paged(request, "drafts", found)


@ROUTES.add("GET", "/gmail/v1/users/{user_id}/drafts/{draft_id}")
def drafts_get(world: World, request: Request, user_id: str, draft_id: str) -> JSON:
    """Return a draft, in one of four forms."""
    mail = _draft(world, _mailbox(world, request, user_id), draft_id)
    resource = resource_of(mail, request, _DRAFT)
    return _masked(request, {"id": draft_id, "message": resource})


@ROUTES.add("DELETE", "/gmail/v1/users/{user_id}/drafts/{draft_id}")
def drafts_delete(world: World, request: Request, user_id: str, draft_id: str) -> Reply:
    """Delete a draft for good."""
    _draft(world, _mailbox(world, request, user_id), draft_id)
    del world.drafts[draft_id]
    return Reply(204, b"")


@ROUTES.add("POST", "/gmail/v1/users/{user_id}/drafts/send")
def drafts_send(world: World, request: Request, user_id: str) -> JSON:
    """Send a draft, which is one no longer."""
    owner = _mailbox(world, request, user_id)
    draft_id = str(_body(request).get("id", ""))
    mail = _draft(world, owner, draft_id)
    sent = _accept(world, request, user_id, mail.raw, {"threadId": mail.thread_id})
    del world.drafts[draft_id]
    return sent


@ROUTES.add("GET", "/gmail/v1/users/{user_id}/profile")
def profile(world: World, request: Request, user_id: str) -> JSON:
    """Return whose mailbox it is."""
    owner = _mailbox(world, request, user_id)
    mails = [mail for mail, _ in _mails(world, owner)]
    resource = {
        "emailAddress": owner,
        "messagesTotal": len(mails),
        "threadsTotal": len({mail.thread_id for mail in mails}),
        "historyId": str(1000 + len(world.mail)),
    }
    return _masked(request, resource)


def _mailbox(world: World, request: Request, user_id: str) -> str:
    account = world.accounts.get(request.caller)
    if account is not None and account.kind == "service_account":
        raise _refused(
            400,
            "failedPrecondition",
            "Precondition check failed.",
            "FAILED_PRECONDITION",
        )
    if user_id not in {"me", request.caller}:
        message = f"Delegation denied for {request.caller}"
        raise _refused(403, "forbidden", message, "PERMISSION_DENIED")
    return request.caller


def _accept(
    world: World, request: Request, user_id: str, raw: bytes, body: JSON
) -> JSON:
    sender = _mailbox(world, request, user_id)
    message = parsed(raw)
    if not raw.strip():
        raise _refused(400, "invalidArgument", _NO_RAW)
    recipients = [
        address
        for name in ("To", "Cc", "Bcc")
        for _, address in getaddresses([str(v) for v in message.get_all(name, [])])
    ]
    if not recipients:
        raise _refused(400, "invalidArgument", "Recipient address required")
    if not all(_is_address(address) for address in recipients):
        raise _refused(400, "invalidArgument", "Invalid To header")
    mail_id = secrets.token_hex(8)
    mail = SentMail(
        mail_id,
        str(body.get("threadId") or mail_id),
        sender,
        _completed(world, sender, raw),
        world.now(),
    )
    world.mail.append(mail)
    sent = {"id": mail.id, "threadId": mail.thread_id, "labelIds": [_SENT]}
    return _masked(request, sent)


def _kept(world: World, request: Request, owner: str, draft_id: str) -> JSON:
    message = _body(request).get("message") or {}
    if not isinstance(message, dict):
        raise _refused(400, "invalidArgument", "Invalid value at 'draft.message'")
    raw = _decoded(str(message.get("raw", "")))
    if not raw.strip():
        raise _refused(400, "invalidArgument", _NO_RAW)
    mail_id = secrets.token_hex(8)
    thread = str(message.get("threadId") or mail_id)
    mail = SentMail(mail_id, thread, owner, _renamed(world, raw), world.now())
    world.drafts[draft_id] = mail
    return _masked(request, _draft_named(draft_id, mail, labels=True))


def _draft(world: World, owner: str, draft_id: str) -> SentMail:
    mail = world.drafts.get(draft_id)
    if mail is None or mail.sender != owner:
        raise _refused(404, "notFound", "Requested entity was not found.", "NOT_FOUND")
    return mail


def _draft_named(draft_id: str, mail: SentMail, *, labels: bool = False) -> JSON:
    message: JSON = {"id": mail.id, "threadId": mail.thread_id}
    if labels:
        message["labelIds"] = [_DRAFT]
    return {"id": draft_id, "message": message}


def _paged(request: Request, name: str, found: list[JSON]) -> JSON:
    token = request.arg("pageToken") or "0"
    if not token.isdecimal():
        raise _refused(400, "invalidArgument", "Invalid pageToken")
    start = int(token)
    most = request.arg("maxResults") or "100"
    if not most.isdecimal():
        message = f"Invalid value at 'max_results' (TYPE_UINT32), \"{most}\""
        raise _refused(400, "invalidArgument", message)
    end = start + int(most)
    reply: JSON = {name: found[start:end]} if found[start:end] else {}
    if end < len(found):
        reply["nextPageToken"] = str(end)
    return _masked(request, {**reply, "resultSizeEstimate": len(found)})


def _renamed(world: World, raw: bytes) -> bytes:
    """Take a message's own id from it, unless it is to keep it."""
    if world.keeps_message_ids:
        return raw
    end = re.search(rb"\r?\n\r?\n", raw)
    head = raw[: end.end()] if end else raw
    return _MESSAGE_ID.sub(b"", head) + raw[len(head) :]


def _masked(request: Request, resource: JSON) -> JSON:
    """Return what the query parameter ``fields`` asks for."""
    try:
        shown: JSON = select(resource, request.arg("fields"))
    except MalformedMask as error:
        message = f"Invalid field selection {error}"
        raise _refused(400, "invalidParameter", message) from error
    return shown


def _completed(world: World, sender: str, raw: bytes) -> bytes:
    """Return a message an id of Gmail's own, and the headers that it lacks."""
    raw = _renamed(world, raw)
    message = parsed(raw)
    lacking = {
        "From": sender,
        "Date": format_datetime(world.now()),
        "Message-ID": f"<{secrets.token_urlsafe(24)}@mail.gmail.com>",
    }
    added = "".join(f"{n}: {v}\r\n" for n, v in lacking.items() if n not in message)
    return added.encode() + raw


def _is_address(address: str) -> bool:
    local, at, domain = address.rpartition("@")
    return bool(local and at and domain) and not any(c.isspace() for c in address)


def _decoded(raw: str) -> bytes:
    try:
        text = raw.replace("+", "-").replace("/", "_").rstrip("=")
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        message = "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed"
        raise _refused(400, "invalidArgument", message) from error


def _mails(world: World, owner: str) -> list[tuple[SentMail, str]]:
    """Return somebody's messages, each with its label, the oldest first."""
    mails = [(mail, _SENT) for mail in world.mail]
    mails += [(mail, _DRAFT) for mail in world.drafts.values()]
    mine = [(mail, label) for mail, label in mails if mail.sender == owner]
    return sorted(mine, key=lambda each: each[0].at)


def _body(request: Request) -> JSON:
    try:
        return request.json()
    except ApiError as error:
        message = error.body["error"]["message"]
        raise _refused(400, "badRequest", message) from error


def _refused(
    code: int, reason: str, message: str, status: str = "INVALID_ARGUMENT"
) -> ApiError:
    item = {"message": message, "domain": "global", "reason": reason}
    error = {"code": code, "message": message, "errors": [item], "status": status}
    return ApiError(code, {"error": error})
