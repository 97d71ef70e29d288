"""A spreadsheet at Google as staff keep it, and an office that works with it."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from emulator.server import WorkspaceServer
from sync.model.cells import Cell, Sheet, Value
from tests.emulator.driving import DOCX, ROBOT, UPLOAD, Drive, word_file

SHEETS = "/v4/spreadsheets"
DOC = "application/vnd.google-apps.document"

_SETTINGS = """
[google]
spreadsheet = "https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"
address = "{address}"
{more}
[document]
also = ["summary", "web"]
"""


class Staff:
    """The people of an office, who share their spreadsheet with the worker."""

    def __init__(self, drive: Drive, sheet: Sheet) -> None:
        self.drive = drive
        body = {
            "properties": {"title": "แผน", "locale": "th_TH"},
            "sheets": [
                {
                    "properties": {"title": tab.title},
                    "data": [{"rowData": list(map(_row, tab.rows))}],
                }
                for tab in sheet.tabs
            ],
        }
        self.id = str(drive.json("POST", SHEETS, body)["spreadsheetId"])
        drive.share(self.id, ROBOT, "writer")

    def batch(self, *requests: dict[str, Any]) -> dict[str, Any]:
        """Change the spreadsheet in Google's own words."""
        body = {"requests": list(requests)}
        return dict(self.drive.json("POST", f"{SHEETS}/{self.id}:batchUpdate", body))

    def type_in(self, place: str, value: object) -> None:
        """Type into a cell, as a person does."""
        self.drive.json(
            "PUT",
            f"{SHEETS}/{self.id}/values/{place}",
            {"values": [[value]]},
            valueInputOption="USER_ENTERED",
        )

    def put(self, cell: Cell, value: Value) -> None:
        """Put a value of ours into a cell."""
        self._update(cell, cell_data(value), "userEnteredValue")

    def note_on(self, cell: Cell, text: str) -> None:
        """Hang a note on a cell."""
        self._update(cell, {"note": text}, "note")

    def _update(self, cell: Cell, data: dict[str, Any], fields: str) -> None:
        start = {
            "sheetId": self.tabs()[cell.tab],
            "rowIndex": cell.row - 1,
            "columnIndex": cell.column - 1,
        }
        rows = [{"values": [data]}]
        self.batch({"updateCells": {"start": start, "rows": rows, "fields": fields}})

    def read(self, place: str) -> list[list[Any]]:
        """Return values, without format."""
        answer = self.drive.json(
            "GET",
            f"{SHEETS}/{self.id}/values/{place}",
            valueRenderOption="UNFORMATTED_VALUE",
        )
        return list(answer.get("values", []))

    def tabs(self) -> dict[str, int]:
        """Return the tabs' ids by title."""
        answer = self.drive.json(
            "GET", f"{SHEETS}/{self.id}", fields="sheets.properties(sheetId,title)"
        )
        return {
            sheet["properties"]["title"]: int(sheet["properties"]["sheetId"])
            for sheet in answer["sheets"]
        }

    def write_into(self, file_id: str, text: str) -> None:
        """Type over what is in a document, as a person does."""
        self.drive.json(
            "PATCH",
            f"{UPLOAD}/{file_id}",
            word_file(*filter(None, [text])),
            headers={"Content-Type": DOCX},
            uploadType="media",
        )

    def add_recipient(self, name: str, email: str, role: str) -> None:
        """Put one more row below those who get mail."""
        row = len(self.read("ผู้รับอีเมล!A1:B50")) + 1
        for column, text in zip("ABCD", (name, email, role, True), strict=True):
            self.type_in(f"ผู้รับอีเมล!{column}{row}", text)

    def make_document(self) -> str:
        """Make a blank document, share it with the worker; give its id."""
        file_id = self.drive.make("แผน", mimeType=DOC)
        self.drive.share(file_id, ROBOT, "writer")
        return file_id


def make_office(
    folder: Path, workspace: WorkspaceServer, staff: Staff, more: str = ""
) -> Path:
    """Make the folder of an office at Google, with the worker's key."""
    folder.mkdir(exist_ok=True)
    settings = _SETTINGS.format(
        spreadsheet=staff.id, address=workspace.address, more=more
    )
    (folder / "office.toml").write_text(settings, "utf-8")
    key = folder / "google-key.json"
    key.write_text(json.dumps(workspace.service_account(ROBOT)))
    key.chmod(0o600)
    return folder


def _row(values: Iterable[Value]) -> dict[str, Any]:
    return {"values": [cell_data(value) for value in values]}


def cell_data(value: Value) -> dict[str, Any]:
    """Return a value as Google's ``CellData`` that puts it in."""
    match value:
        case None:
            return {}
        case bool():
            return {"userEnteredValue": {"boolValue": value}}
        case Decimal():
            return {"userEnteredValue": {"numberValue": float(value)}}
        case date():
            day = (value - date(1899, 12, 30)).days
            return {
                "userEnteredValue": {"numberValue": day},
                "userEnteredFormat": {"numberFormat": {"type": "DATE"}},
            }
        case _:
            return {"userEnteredValue": {"stringValue": value}}
