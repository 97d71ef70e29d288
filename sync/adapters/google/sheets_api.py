"""The two requests that a spreadsheet takes: see all of it, change some of it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import gspread
from gspread.http_client import ParamsType
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from sync.adapters.google.answers import understanding
from sync.adapters.google.grid import GoogleSheet
from sync.adapters.google.reading import FIELDS, read_grid
from sync.adapters.google.session import GoogleSession


class ExactClient(gspread.HTTPClient):
    """gspread's own, for looks that are one request and numbers that are exact.

    Opening a spreadsheet asks nothing. No answer is indented, which is most of a large
    one, and its numbers are as Google wrote them.
    """

    def fetch_sheet_metadata(
        self,
        id: str,  # noqa: A002  gspread's name
        params: ParamsType | None = None,
    ) -> Mapping[str, Any]:
        """Return what ``params`` ask for; nothing where they ask for nothing."""
        if params is None:  # on opening, for a title that nobody uses here
            return {"properties": {}}
        return self._ask("get", SPREADSHEET_URL % id, params)

    def batch_update(
        self,
        id: str,  # noqa: A002
        body: Mapping[str, Any] | None,
    ) -> Mapping[str, Any]:
        """Carry requests out together; of the spreadsheet after them give ``FIELDS``."""
        params: ParamsType = {}
        if body and body.get("includeSpreadsheetInResponse"):
            params["fields"] = f"updatedSpreadsheet({FIELDS})"
        return self._ask("post", SPREADSHEET_BATCH_UPDATE_URL % id, params, body)

    def _ask(
        self,
        method: str,
        url: str,
        params: ParamsType,
        body: Mapping[str, Any] | None = None,
    ) -> Mapping[str, Any]:
        asked: ParamsType = {**params, "prettyPrint": "false"}
        answer = self.request(method, url, params=asked, json=body)
        with understanding(answer.url):
            content: Mapping[str, Any] = answer.json(parse_float=Decimal)
        return content


def open_spreadsheet(
    session: GoogleSession, spreadsheet_id: str
) -> gspread.Spreadsheet:
    """Open a spreadsheet by its id; nothing is asked of Google yet."""
    client = gspread.Client(session.credentials, session, ExactClient)
    return client.open_by_key(spreadsheet_id)


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
        self.spreadsheet = open_spreadsheet(session, spreadsheet_id)

    def fetch(self) -> GoogleSheet:
        """Return everything as it is now."""
        resource = self.spreadsheet.fetch_sheet_metadata({"fields": FIELDS})
        with understanding(self._url):
            grid = read_grid(resource, self.known)
        return self._noted(grid)

    def update(self, requests: Sequence[Mapping[str, Any]]) -> GoogleSheet:
        """Carry the requests out together, and return everything as it is then."""
        body = {
            "requests": requests,
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
        }
        done = self.spreadsheet.batch_update(body)
        with understanding(self._url):
            grid = read_grid(done["updatedSpreadsheet"], self.known)
        return self._noted(grid)

    @property
    def _url(self) -> str:
        return SPREADSHEET_URL % self.spreadsheet.id

    def _noted(self, grid: GoogleSheet) -> GoogleSheet:
        if not grid.ids.items() <= self.known.items():
            self.known |= grid.ids
            self._remember(self.known)
        return grid
