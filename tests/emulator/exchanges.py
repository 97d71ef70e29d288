"""Requests and replies made up, to be held to Google's documents."""

import json
from collections.abc import Mapping
from typing import TypeAlias

from emulator.contract import violations
from emulator.web import Reply, Request

Json: TypeAlias = object
"""JSON of whatever shape."""

Query: TypeAlias = Mapping[str, list[str]]

SPREADSHEET = "/v4/spreadsheets/1abc"
FILES = "/drive/v3/files"
UPLOAD = "/upload/drive/v3/files"
SENT = "/gmail/v1/users/me/messages/send"


def asked(
    method: str, path: str, query: Query | None = None, body: Json = None
) -> Request:
    sent = b"" if body is None else json.dumps(body).encode()
    return Request(method, path, query or {}, body=sent)


def wrong(request: Request, answer: Json = None, status: int = 200) -> list[str]:
    reply = Reply(status) if answer is None else Reply.of_json(answer, status)
    return violations(request, reply)
