"""Documents as people make, read and change them in Drive."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from emulator.drive.access import marks
from emulator.server import WorkspaceServer
from sync.model.documents import Document
from tests.emulator.driving import DOCX, FILES, ROBOT, Drive, word_file

DOC = "application/vnd.google-apps.document"
SHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOLDER = "application/vnd.google-apps.folder"
DAY = date(2026, 11, 16)
PERSON = "clerk@office.example"
"""Signed in as a person: whether they or we wrote last, nobody tells us."""


def plan(
    text: str, home: str | None = None, year: str = "2570", *, clean: bool = False
) -> Document:
    table = [["โครงการ", "งบประมาณ"], ["ก่อสร้าง", "20,000.00"]]
    content = word_file("แผนปฏิบัติการ", text, table=table)
    return Document(
        f"แผนปฏิบัติการ-{year or 'ไม่ระบุปี'}",
        "แผนปฏิบัติการ",
        content,
        home=home,
        year=year,
        clean=clean,
        as_of=DAY,
        yearless_key="แผนปฏิบัติการ-ไม่ระบุปี",
    )


def blank(drive: Drive, role: str = "writer") -> str:
    """Make a blank document and share it with the worker; give its id."""
    file_id = drive.make("แผน", mimeType=DOC)
    drive.share(file_id, ROBOT, role)
    return file_id


def noted_on(drive: Drive, file_id: str) -> list[dict[str, str]]:
    """Return what each account noted on a file for itself."""
    noted: Any = marks(drive.world.files[file_id])["appProperties"]
    return list(noted.values())


def shown(drive: Drive, file_id: str) -> str:
    answer = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig")


def type_over(drive: Drive, file_id: str, text: str) -> None:
    """Change what the document says, as a person does."""
    drive.json(
        "PATCH",
        f"/upload{FILES}/{file_id}",
        word_file(text),
        headers={"Content-Type": DOCX},
        uploadType="media",
        supportsAllDrives="true",
    )


def paths(workspace: WorkspaceServer) -> list[str]:
    """Return what the worker asked for, without its tokens."""
    return [
        f"{visit.method} {visit.path}"
        for visit in workspace.visits
        if visit.path != "/token"
    ]


def files_in(drive: Drive, folder: str) -> int:
    found = drive.json(
        "GET",
        FILES,
        q=f"'{folder}' in parents and trashed = false",
        corpora="allDrives",
        includeItemsFromAllDrives="true",
        supportsAllDrives="true",
    )
    return len(found["files"])


def text_of(path: Path) -> bytes:
    return parts_of(path.read_bytes())


def parts_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml")
