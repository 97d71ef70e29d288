"""Somebody's spreadsheet at Google, read once to bring a plan in; never written to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from gspread.urls import SPREADSHEET_URL

from sync.adapters.google.answers import understanding
from sync.adapters.google.reading import FIELDS, known_titles, read_grid
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sheets_api import open_spreadsheet
from sync.model.cells import Sheet
from sync.model.imports import Hidden

_Json: TypeAlias = Mapping[str, Any]
_FIELDS = (
    f"{FIELDS},sheets(properties/hidden,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter),"
    "columnMetadata(hiddenByUser,hiddenByFilter)))"
)


def read_source_sheet(
    session: GoogleSession, spreadsheet_id: str
) -> tuple[Sheet, Hidden]:
    """Return a whole spreadsheet, and what of it is out of sight, in one request.

    Raises:
        GoogleError: it cannot be read.
    """
    spreadsheet = open_spreadsheet(session, spreadsheet_id)
    resource = spreadsheet.fetch_sheet_metadata({"fields": _FIELDS})
    with understanding(SPREADSHEET_URL % spreadsheet_id):
        return read_grid(resource, {}).sheet, _hidden(resource.get("sheets", ()))


def _hidden(sheets: Sequence[_Json]) -> Hidden:
    titles = known_titles([sheet["properties"] for sheet in sheets], {})
    tabs = list(zip(titles, sheets, strict=True))
    return Hidden(
        tabs=frozenset(t for t, sheet in tabs if sheet["properties"].get("hidden")),
        rows={t: frozenset(_out_of_sight(sheet, "rowMetadata")) for t, sheet in tabs},
        columns={
            t: frozenset(_out_of_sight(sheet, "columnMetadata")) for t, sheet in tabs
        },
    )


def _out_of_sight(sheet: _Json, kind: str) -> Iterator[int]:
    for data in sheet.get("data", ()):
        for number, metadata in enumerate(data.get(kind, ()), 1):
            if metadata.get("hiddenByUser") or metadata.get("hiddenByFilter"):
                yield number
