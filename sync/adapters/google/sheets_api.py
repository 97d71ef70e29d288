"""The two requests that a spreadsheet takes: see all of it, change some of it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import gspread
from gspread.http_client import ParamsType
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests import Response

from sync.adapters.google.answers import understanding
from sync.adapters.google.grid import GoogleSheet
from sync.adapters.google.reading import FIELDS, read_grid
from sync.adapters.google.session import GoogleSession


class SheetsApi:
    """One spreadsheet through gspread; ``known`` are its tabs' ids by title.

    ``remember`` is told them when there are others.
    """

    def __init__(
        self,
        session: GoogleSession,
        spreadsheet_id: str,
        known: Mapping[str, int],
        remember: Callable[[Mapping[str, int]], None],
    ) -> None:
        self.session = session
        self._remember = remember
        self.known = dict(known)
        self.id = spreadsheet_id
        self._client = gspread.Client(session.credentials, session).http_client

    def fetch(self) -> GoogleSheet:
        """Return everything as it is now."""
        url = SPREADSHEET_URL % self.id
        answer = self._client.request("get", url, params=_asking(FIELDS))
        return self._grid(answer, _parsed)

    def update(self, requests: Sequence[Mapping[str, Any]]) -> GoogleSheet:
        """Carry the requests out together; give everything as it is then."""
        answer = self._client.request(
            "post",
            SPREADSHEET_BATCH_UPDATE_URL % self.id,
            params=_asking(f"updatedSpreadsheet({FIELDS})"),
            json={
                "requests": requests,
                "includeSpreadsheetInResponse": True,
                "responseIncludeGridData": True,
            },
        )
        return self._grid(answer, lambda it: _parsed(it)["updatedSpreadsheet"])

    def _grid(
        self, answer: Response, resource: Callable[[Response], Mapping[str, Any]]
    ) -> GoogleSheet:
        with understanding(answer.url):
            grid = read_grid(resource(answer), self.known)
        if not grid.ids.items() <= self.known.items():
            self.known |= grid.ids
            self._remember(self.known)
        return grid


def _asking(fields: str) -> ParamsType:
    """Ask for some fields, without the indentation that is most of a large answer."""
    return {"fields": fields, "prettyPrint": "false"}


def _parsed(answer: Response) -> dict[str, Any]:
    """Read an answer with its numbers exactly as Google wrote them."""
    content: dict[str, Any] = answer.json(parse_float=Decimal)
    return content
