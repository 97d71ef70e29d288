"""What a tab that staff have typed in lacks: columns, added on its right."""

from collections.abc import Iterator

from sync.adapters.google.present import PresentTab
from sync.adapters.google.translating import Json
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import COLUMNS, HEADER_ROWS, Headers, missing_headings

_BOXES = {*QUARTERS, "wants"}


def completing(section: str, tab: PresentTab, headers: Headers) -> Iterator[Json]:
    """Add the headers that are missing, with check boxes where they belong.

    A tab in which no header is found at all is something else, and left alone.
    """
    if section == "info":
        yield from _adding_headings(tab, headers)
        return
    columns = COLUMNS.get(section, ())
    found = {name: _place(tab, section, name, headers) for name in columns}
    places = [place for place in found.values() if place]
    missing = [name for name, place in found.items() if place is None]
    if not places or not missing:
        return
    row, last = places[0][0], max(column for _, column in tab.cells)
    lacking = last + len(missing) - tab.columns
    if lacking > 0:
        length = {"dimension": "COLUMNS", "length": lacking}
        yield {"appendDimension": {"sheetId": tab.sheet_id, **length}}
    start = {"sheetId": tab.sheet_id, "rowIndex": row - 1, "columnIndex": last}
    values = [_header(headers.write_alone(section, name)) for name in missing]
    fields = "userEnteredValue,userEnteredFormat.textFormat.bold"
    rows = [{"values": values}]
    yield {"updateCells": {"start": start, "rows": rows, "fields": fields}}
    for column, name in enumerate(missing, last):
        if name in _BOXES:
            area = {"sheetId": tab.sheet_id, "startRowIndex": row}
            area |= {"startColumnIndex": column, "endColumnIndex": column + 1}
            rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
            yield {"setDataValidation": {"range": area, "rule": rule}}


def _adding_headings(tab: PresentTab, headers: Headers) -> Iterator[Json]:
    there = {
        row: str(value) for (row, column), value in tab.cells.items() if column == 1
    }
    missing = missing_headings(there.values(), headers)
    if not missing:
        return
    last = max(row for row, _ in tab.cells)
    lacking = last + len(missing) - tab.rows
    if lacking > 0:
        length = {"dimension": "ROWS", "length": lacking}
        yield {"appendDimension": {"sheetId": tab.sheet_id, **length}}
    start = {"sheetId": tab.sheet_id, "rowIndex": last, "columnIndex": 0}
    fields = "userEnteredValue,userEnteredFormat.textFormat.bold"
    rows = [{"values": [_header(headers.label(info))]} for info in missing]
    yield {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def names_area(tab: PresentTab, headers: Headers) -> Json | None:
    """Return where the projects' names stand, below their header."""
    place = _place(tab, "projects", Field.NAME, headers)
    if place is None:
        return None
    row, column = place
    return {
        "sheetId": tab.sheet_id,
        "startRowIndex": row,
        "startColumnIndex": column - 1,
        "endColumnIndex": column,
    }


def _place(
    tab: PresentTab, section: str, name: str, headers: Headers
) -> tuple[int, int] | None:
    spelled = headers.spellings[section][name]
    if name in QUARTERS:
        # a bare “1” is a quarter only below their common header
        above = tab.find(headers.spellings[section]["quarters"], HEADER_ROWS)
        return above or tab.find(spelled[1:], HEADER_ROWS)
    return tab.find(spelled, HEADER_ROWS)


def _header(text: str) -> Json:
    bold = {"textFormat": {"bold": True}}
    return {"userEnteredValue": {"stringValue": text}, "userEnteredFormat": bold}
