"""Something to begin with: a spreadsheet and a document, shared with an account."""

import json
import os
from pathlib import Path
from typing import Any

from emulator.server import WorkspaceServer
from emulator.web import Request
from emulator.world import DOCUMENT_TYPE, OWNER

SERVICE_ACCOUNT = "worker@plan-sync-example.iam.gserviceaccount.com"

_SPREADSHEET = "แผนปฏิบัติการ (ตัวอย่าง)"
_DRIVE = "ไดรฟ์ของสำนักงาน (ตัวอย่าง)"
_DOCUMENT = "เอกสารแผนปฏิบัติการ (ตัวอย่าง)"


def welcome(server: WorkspaceServer, folder: Path, *, first: bool) -> list[str]:
    """Make it at the first start, and give the lines that say where it is."""
    key = folder / "service-account.json"
    if first:
        _write_secret(key, server.service_account(SERVICE_ACCOUNT))
        sheet, drive = _make_files(server)
        _make_office(folder / "office", key, server.address, sheet, drive)
    _point_key_here(key, server)
    lines = [f"address: {server.address}", f"key file: {key.resolve()}"]
    for file in server.world.files.values():
        name = file.resource["name"]
        if name == _SPREADSHEET:
            link = f"https://docs.google.com/spreadsheets/d/{file.id}/edit"
            lines += [f"spreadsheet: {file.id}", f"  {link}"]
        if name == _DOCUMENT:
            link = f"https://docs.google.com/document/d/{file.id}/edit"
            lines += [f"document: {file.id}", f"  {link}"]
    return lines


def _make_office(
    folder: Path, key: Path, address: str, spreadsheet: str, drive: str
) -> None:
    """Write the settings of an office that works with these, for the worker."""
    folder.mkdir(exist_ok=True)
    lines = [
        "[google]",
        f'spreadsheet = "https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"',
        f'folder = "https://drive.google.com/drive/folders/{drive}"',
        f"key_file = {json.dumps(str(key.resolve()), ensure_ascii=False)}",
        f'address = "{address}"',
    ]
    (folder / "office.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _make_files(server: WorkspaceServer) -> tuple[str, str]:
    """Make them; give the ids of the spreadsheet and of a shared drive."""
    sheet = _call(server, "/v4/spreadsheets", {"properties": {"title": _SPREADSHEET}})
    document = {"name": _DOCUMENT, "mimeType": DOCUMENT_TYPE}
    doc = _call(server, "/drive/v3/files", document)
    writer = {"type": "user", "role": "writer", "emailAddress": SERVICE_ACCOUNT}
    for file_id in (sheet["spreadsheetId"], doc["id"]):
        _call(server, f"/drive/v3/files/{file_id}/permissions", writer)
    drive = _call(server, "/drive/v3/drives", {"name": _DRIVE})["id"]
    organizer = {**writer, "role": "fileOrganizer"}
    _call(server, f"/drive/v3/files/{drive}/permissions", organizer)
    return str(sheet["spreadsheetId"]), str(drive)


def _call(server: WorkspaceServer, path: str, body: dict[str, Any]) -> dict[str, Any]:
    query: dict[str, list[str]] = {}
    if path.endswith("/drives"):
        query = {"requestId": ["demo"]}
    if path.endswith("/permissions"):
        query = {"supportsAllDrives": ["true"], "sendNotificationEmail": ["false"]}
    content = json.dumps(body).encode()
    request = Request("POST", path, query, body=content, caller=OWNER)
    reply = server.gateway.call(request)
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status} {reply.body.decode()}")
    answer: dict[str, Any] = json.loads(reply.body)
    return answer


def _point_key_here(key: Path, server: WorkspaceServer) -> None:
    """The port may be another one than last time."""
    content = json.loads(key.read_text(encoding="utf-8"))
    uri = f"{server.address}/token"
    if content["token_uri"] != uri:
        _write_secret(key, {**content, "token_uri": uri})


def _write_secret(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
    fresh.replace(path)
