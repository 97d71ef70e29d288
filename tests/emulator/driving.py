"""Calling the emulated Drive as different people."""

import io
import json
from typing import Any

import docx
import requests

from emulator.scopes import ALL
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.web import JSON
from emulator.world import OWNER, Account

FILES = "/drive/v3/files"
UPLOAD = "/upload/drive/v3/files"
STAFF = "staff@example.com"
ROBOT = "worker@plan-example.iam.gserviceaccount.com"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Drive:
    """A client that says each time who it is; the owner unless said otherwise."""

    def __init__(self, server: WorkspaceServer) -> None:
        self.address = server.address
        self.world = server.world
        self._tokens = {OWNER: issue(self.world, OWNER, ALL)}
        for email, kind in ((STAFF, "user"), (ROBOT, "service_account")):
            self.world.accounts[email] = Account(email, kind=kind)  # type: ignore[arg-type]
            self._tokens[email] = issue(self.world, email, ALL)

    def sign_in(self, email: str, *scopes: str) -> None:
        """Let somebody's further calls be made with these scopes only."""
        self._tokens[email] = issue(self.world, email, frozenset(scopes))

    def call(
        self,
        method: str,
        path: str,
        body: JSON | bytes | None = None,
        *,
        by: str = OWNER,
        headers: dict[str, str] | None = None,
        **query: str | int,
    ) -> requests.Response:
        """Make one call, whatever comes of it."""
        sent = {"Authorization": f"Bearer {self._tokens[by]}"}
        if isinstance(body, dict):
            sent["Content-Type"] = "application/json; charset=UTF-8"
            body = json.dumps(body).encode()
        return requests.request(
            method,
            path if path.startswith("http") else self.address + path,
            params=query,
            data=body,
            headers={**sent, **(headers or {})},
            timeout=120,
            allow_redirects=False,
        )

    def json(
        self,
        method: str,
        path: str,
        body: JSON | bytes | None = None,
        *,
        by: str = OWNER,
        headers: dict[str, str] | None = None,
        **query: str | int,
    ) -> JSON:
        """Make a call that is to succeed; give its answer."""
        query.setdefault("prettyPrint", "false")  # nobody reads it, and it takes long
        response = self.call(method, path, body, by=by, headers=headers, **query)
        assert response.status_code == 200, response.text
        answer: JSON = response.json()
        return answer

    def make(self, name: str = "file", **resource: object) -> str:
        """Make a file without content; give its id."""
        answer = self.json("POST", FILES, {"name": name, **resource})
        return str(answer["id"])

    def share(self, file_id: str, email: str, role: str) -> str:
        """Share a file in silence; give the permission's id."""
        body = {"type": "user", "role": role, "emailAddress": email}
        path = f"{FILES}/{file_id}/permissions"
        query: dict[str, Any] = {
            "sendNotificationEmail": "false",
            "supportsAllDrives": "true",
        }
        return str(self.json("POST", path, body, **query)["id"])

    def put(self, content: bytes, kind: str, **metadata: object) -> str:
        """Upload a new file in one request; give its id."""
        body, content_type = related(metadata, content, kind)
        answer = self.json(
            "POST",
            UPLOAD,
            body,
            headers={"Content-Type": content_type},
            uploadType="multipart",
        )
        return str(answer["id"])


def related(metadata: JSON, content: bytes, kind: str) -> tuple[bytes, str]:
    """Return a multipart/related body and its type."""
    head = (
        "--frontier\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
        f"{json.dumps(metadata)}\r\n--frontier\r\nContent-Type: {kind}\r\n\r\n"
    )
    body = head.encode() + content + b"\r\n--frontier--"
    return body, "multipart/related; boundary=frontier"


def reason(response: requests.Response) -> tuple[int, str]:
    """Return the status and the reason of a refusal."""
    return response.status_code, response.json()["error"]["errors"][0]["reason"]


def word_file(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """Return a .docx with these paragraphs, then a table."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
