"""Calling the emulated Sheets about one spreadsheet."""

from typing import Any, TypeAlias

import requests

from emulator.scopes import ALL
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.world import Account

SPREADSHEETS = "/v4/spreadsheets"
STAFF = "staff@example.com"

Json: TypeAlias = Any
"""JSON of whatever shape."""


class Sheet:
    """One spreadsheet, called as its owner unless said otherwise."""

    def __init__(self, server: WorkspaceServer, **body: Json) -> None:
        self.server = server
        self.path = ""
        body = body or {"properties": {"title": "แผน"}}
        self.made = self.json("POST", SPREADSHEETS, body)
        self.id = self.made["spreadsheetId"]
        self.path = f"{SPREADSHEETS}/{self.id}"

    def call(
        self, method: str, path: str, body: Json = None, by: str = "", **query: Json
    ) -> requests.Response:
        """Make one call, whatever comes of it."""
        headers = {}
        if by:
            self.server.world.accounts.setdefault(by, Account(by))
            token = issue(self.server.world, by, ALL)
            headers = {"Authorization": f"Bearer {token}"}
        return requests.request(
            method,
            self.server.address
            + (path if path.startswith("/v4") else self.path + path),
            json=body,
            params=query,
            headers=headers,
            timeout=60,
        )

    def json(self, method: str, path: str, body: Json = None, **more: Json) -> Json:
        """Make a call that is to succeed; give its answer."""
        reply = self.call(method, path, body, **more)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def batch(self, *asked: dict[str, Any], by: str = "") -> list[dict[str, Any]]:
        """Do requests; give their replies."""
        body = {"requests": list(asked)}
        replies: list[dict[str, Any]] = self.json("POST", ":batchUpdate", body, by=by)[
            "replies"
        ]
        return replies

    def refusal(self, *asked: dict[str, Any], by: str = "") -> str:
        """Return the words in which requests are refused."""
        reply = self.call("POST", ":batchUpdate", {"requests": list(asked)}, by=by)
        assert reply.status_code == 400, reply.text
        error = reply.json()["error"]
        assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
        return str(error["message"])

    def get(self, fields: str = "", **query: Json) -> Json:
        """Show the spreadsheet."""
        if fields:
            query["fields"] = fields
        return self.json("GET", "", **query)

    def tab(self, name: str, sheet_id: int = 0) -> Json:
        """Return one of the things that the ``Sheet`` resource of a tab has."""
        for sheet in self.get()["sheets"]:
            if sheet["properties"]["sheetId"] == sheet_id:
                return sheet.get(name)
        raise LookupError(sheet_id)

    def cells(self, fields: str, ranges: str = "Sheet1") -> list[list[Any]]:
        """Return one part of each cell, row by row, ``None`` where it is not."""
        mask = f"sheets.data.rowData.values.{fields}"
        shown = self.get(mask, ranges=ranges)
        data = shown["sheets"][0]["data"][0]
        return [
            [cell.get(fields.partition(".")[0]) for cell in row.get("values", [])]
            for row in data.get("rowData", [])
        ]

    def values(self, ranges: str = "Sheet1") -> list[list[Any]]:
        """Return what was entered into the cells."""
        return [
            [next(iter(value.values())) if value else None for value in row]
            for row in self.cells("userEnteredValue", ranges)
        ]

    def fill(self, *rows: list[Any], row: int = 0, column: int = 0) -> None:
        """Write plain values into the first tab."""
        start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
        self.batch(
            {
                "updateCells": {
                    "rows": [{"values": [cell(v) for v in values]} for values in rows],
                    "start": start,
                    "fields": "userEnteredValue",
                }
            }
        )

    def share(self, email: str, role: str = "writer") -> None:
        """Let somebody see or edit the spreadsheet."""
        self.server.world.accounts.setdefault(email, Account(email))
        self.server.world.files[self.id].permissions.append(
            {"id": email, "type": "user", "role": role, "emailAddress": email}
        )


def cell(value: Json) -> dict[str, Any]:
    """Return the ``CellData`` of a value; a text with ``=`` is a formula."""
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": value}}
    name = "formulaValue" if value.startswith("=") else "stringValue"
    return {"userEnteredValue": {name: value}}


def rng(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> dict[str, int]:
    """Return a ``GridRange`` as clients send it."""
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def shown(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    """Return a ``GridRange`` of the first tab as Google shows it: without the id 0."""
    return {k: v for k, v in rng(top, bottom, left, right).items() if k != "sheetId"}


def rows(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    """Return a ``DimensionRange`` of the first tab."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}
