"""A message as Gmail shows it: whole, raw, by its headers or hardly at all."""

import base64
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from emulator.web import JSON, Request
from emulator.world import SentMail


def encoded(content: bytes) -> str:
    """Write bytes as Gmail does: base64url."""
    return base64.urlsafe_b64encode(content).decode()


def parsed(raw: bytes) -> EmailMessage:
    """Read a message."""
    return message_from_bytes(raw, _class=EmailMessage, policy=policy.default)


def text_of(message: EmailMessage) -> str:
    """Return the text that people read first, or its source."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except LookupError:  # a character set that nobody knows
        return cast(bytes, body.get_payload(decode=True)).decode(errors="replace")


def resource_of(mail: SentMail, request: Request, label: str) -> JSON:
    """Return the ``Message`` resource, in the form that a request asks for."""
    form = (request.arg("format") or "full").lower()
    message = parsed(mail.raw)
    resource: JSON = {
        "id": mail.id,
        "threadId": mail.thread_id,
        "labelIds": [label],
        "snippet": _snippet(message),
        "sizeEstimate": len(mail.raw),
        "historyId": "1000",
        "internalDate": str(int(mail.at.timestamp() * 1000)),
    }
    if form == "raw":
        resource["raw"] = encoded(mail.raw)
    elif form == "metadata":
        headers = _headers(message, request.args("metadataHeaders"))
        resource["payload"] = {
            "mimeType": message.get_content_type(),
            "headers": headers,
        }
    elif form == "full":
        resource["payload"] = _part(message, "")
    return resource


def _snippet(message: EmailMessage) -> str:
    return " ".join(text_of(message).split())[:200]


def _part(part: EmailMessage, number: str) -> JSON:
    resource: JSON = {
        "partId": number,
        "mimeType": part.get_content_type(),
        "filename": part.get_filename() or "",
        "headers": _headers(part),
    }
    if not part.is_multipart():
        content = cast(bytes, part.get_payload(decode=True))
        data = {"data": encoded(content)} if content else {}
        return {**resource, "body": {"size": len(content), **data}}
    parts = [
        _part(cast(EmailMessage, inner), f"{number}.{place}".lstrip("."))
        for place, inner in enumerate(part.iter_parts())
    ]
    return {**resource, "body": {"size": 0}, "parts": parts}


def _headers(message: EmailMessage, wanted: Iterable[str] = ()) -> list[JSON]:
    names = {name.lower() for name in wanted}
    return [
        {"name": name, "value": str(value)}
        for name, value in message.items()
        if not names or name.lower() in names
    ]
