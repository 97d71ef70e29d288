"""Spreadsheets as a whole: made, shown, copied, and who may open them."""

import pytest

from emulator.server import WorkspaceServer
from emulator.world import DOCUMENT_TYPE, OWNER, DriveFile
from tests.emulator.sheeting import SPREADSHEETS, STAFF, Json, Sheet, cell, rng, rows

WHITE = {"red": 1, "green": 1, "blue": 1}
FORMAT = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_a_new_spreadsheet_is_as_google_makes_it(sheet: Sheet) -> None:
    made = sheet.made

    theme = made["properties"].pop("spreadsheetTheme")
    assert theme["primaryFontFamily"] == "Arial"
    assert [one["colorType"] for one in theme["themeColors"]][:2] == [
        "TEXT",
        "BACKGROUND",
    ]
    assert made == {
        "spreadsheetId": sheet.id,
        "properties": {
            "title": "แผน",
            "locale": "en_US",
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": FORMAT,
        },
        "sheets": [
            {
                "properties": {
                    "sheetId": 0,
                    "title": "Sheet1",
                    "index": 0,
                    "sheetType": "GRID",
                    "gridProperties": {"rowCount": 1000, "columnCount": 26},
                }
            }
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{sheet.id}/edit",
    }
    assert len(sheet.id) == 44


def test_a_spreadsheet_is_made_as_described(workspace: WorkspaceServer) -> None:
    sheet = Sheet(
        workspace,
        properties={"locale": "th_TH", "timeZone": "Asia/Bangkok"},
        sheets=[
            {
                "properties": {"title": "หนึ่ง", "gridProperties": {"rowCount": 3}},
                "data": [{"startRow": 1, "rowData": [{"values": [cell(7)]}]}],
                "merges": [rng(0, 1, 0, 2)],
            },
            {"properties": {"title": "สอง", "sheetId": 5, "hidden": True}},
        ],
        namedRanges=[{"name": "งบ", "range": rng(1, 2, 0, 1)}],
    )

    shown = sheet.get()
    assert shown["properties"]["title"] == "Untitled spreadsheet"
    assert shown["properties"]["locale"] == "th_TH"
    assert [tab["properties"] for tab in shown["sheets"]] == [
        {
            "sheetId": shown["sheets"][0]["properties"]["sheetId"],
            "title": "หนึ่ง",
            "index": 0,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": 3, "columnCount": 26},
        },
        {
            "sheetId": 5,
            "title": "สอง",
            "index": 1,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": 1000, "columnCount": 26},
            "hidden": True,
        },
    ]
    assert [named["name"] for named in shown["namedRanges"]] == ["งบ"]
    assert sheet.values("หนึ่ง") == [[], [7]]


def test_no_spreadsheet_is_left_of_a_refused_description(
    workspace: WorkspaceServer,
) -> None:
    sheet = Sheet(workspace)
    twice = [{"properties": {"title": "A"}}, {"properties": {"title": "a"}}]

    reply = sheet.call("POST", SPREADSHEETS, {"sheets": twice})

    assert reply.status_code == 400
    assert list(workspace.world.spreadsheets) == [sheet.id]


def test_cells_are_shown_only_if_asked_for(sheet: Sheet) -> None:
    sheet.fill([1])

    assert "data" not in sheet.get()["sheets"][0]
    assert "data" in sheet.get(includeGridData="true")["sheets"][0]
    by_mask = sheet.get("sheets.data.rowData.values.formattedValue")
    assert by_mask == {
        "sheets": [{"data": [{"rowData": [{"values": [{"formattedValue": "1"}]}]}]}]
    }
    without = sheet.get("sheets.properties.title", includeGridData="true")
    assert without == {"sheets": [{"properties": {"title": "Sheet1"}}]}


def test_grid_data_begins_at_its_range_and_ends_at_its_last_cell(sheet: Sheet) -> None:
    sheet.fill(["a", None, "c"], [], ["d"], row=2, column=1)

    first, second = sheet.get(ranges=["Sheet1!A1:B4", "Sheet1!C3:E9"], fields="sheets")[
        "sheets"
    ][0]["data"]

    assert "startRow" not in first
    assert "startColumn" not in first
    assert [len(row.get("values", [])) for row in first["rowData"]] == [0, 0, 2]
    assert first["rowData"][0] == {}
    assert first["rowMetadata"] == [{"pixelSize": 21}] * 4
    assert first["columnMetadata"] == [{"pixelSize": 100}] * 2
    assert (second["startRow"], second["startColumn"]) == (2, 2)
    assert len(second["rowData"]) == 1
    assert second["rowData"][0]["values"][0] == {}
    assert second["rowData"][0]["values"][1]["formattedValue"] == "c"


def test_a_cell_is_shown_with_what_follows_from_it(sheet: Sheet) -> None:
    sheet.batch(
        {
            "updateCells": {
                "start": {"sheetId": 0},
                "rows": [
                    {
                        "values": [
                            {
                                "userEnteredValue": {"numberValue": 2},
                                "userEnteredFormat": {
                                    "textFormat": {"bold": True},
                                    "backgroundColor": {"red": 0.5, "green": 1},
                                },
                                "note": "ok",
                            },
                            cell("=A1*3"),
                        ]
                    }
                ],
                "fields": "*",
            }
        }
    )

    row = sheet.get(ranges="Sheet1", includeGridData="true")["sheets"][0]["data"][0]
    bold, product = row["rowData"][0]["values"]
    green = {"red": 0.49803922, "green": 1}
    assert bold["userEnteredFormat"] == {
        "textFormat": {"bold": True},
        "backgroundColor": green,
        "backgroundColorStyle": {"rgbColor": green},
    }
    effective = bold["effectiveFormat"]
    assert effective["textFormat"]["bold"] is True
    assert effective["textFormat"]["fontFamily"] == "Arial"
    assert effective["backgroundColor"] == green
    assert effective["horizontalAlignment"] == "RIGHT"
    assert effective["hyperlinkDisplayType"] == "PLAIN_TEXT"
    assert (bold["note"], bold["formattedValue"]) == ("ok", "2")
    assert product["userEnteredValue"] == {"formulaValue": "=A1*3"}
    assert product["effectiveValue"] == {"numberValue": 6}
    assert product["formattedValue"] == "6"


def test_a_range_shows_only_its_own_tab(sheet: Sheet) -> None:
    sheet.batch({"addSheet": {"properties": {"title": "B"}}})

    shown = sheet.get("sheets.properties.title", ranges="B!A1")

    assert shown == {"sheets": [{"properties": {"title": "B"}}]}


def test_an_unknown_field_is_refused(sheet: Sheet) -> None:
    reply = sheet.call("GET", "", fields="sheets.sheetProperties")

    assert reply.status_code == 400
    words = (
        "Error expanding 'fields' parameter. Cannot find matching fields for path "
        "'sheets.sheetProperties'."
    )
    assert reply.json() == {
        "error": {
            "code": 400,
            "message": "Request contains an invalid argument.",
            "status": "INVALID_ARGUMENT",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [
                        {"field": "sheets.sheetProperties", "description": words}
                    ],
                }
            ],
        }
    }


def test_who_may_open_a_spreadsheet(sheet: Sheet) -> None:
    world = sheet.server.world
    world.files["doc"] = DriveFile(
        {"id": "doc", "mimeType": DOCUMENT_TYPE},
        permissions=[{"type": "user", "role": "owner", "emailAddress": OWNER}],
    )

    missing = sheet.call("GET", f"{SPREADSHEETS}/missing")
    hidden = sheet.call("GET", "", by=STAFF)
    no_spreadsheet = sheet.call("GET", f"{SPREADSHEETS}/doc")

    assert missing.status_code == 404
    assert missing.json() == {
        "error": {
            "code": 404,
            "message": "Requested entity was not found.",
            "status": "NOT_FOUND",
        }
    }
    assert hidden.status_code == 403
    assert hidden.json() == {
        "error": {
            "code": 403,
            "message": "The caller does not have permission",
            "status": "PERMISSION_DENIED",
        }
    }
    assert no_spreadsheet.status_code == 400
    assert no_spreadsheet.json()["error"]["status"] == "FAILED_PRECONDITION"


def test_a_reader_may_look_but_not_write(sheet: Sheet) -> None:
    sheet.share(STAFF, "reader")

    assert sheet.call("GET", "", by=STAFF).status_code == 200
    body: Json = {"requests": [{"addSheet": {}}]}
    assert sheet.call("POST", ":batchUpdate", body, by=STAFF).status_code == 403


def test_a_change_makes_a_new_version_of_the_file(sheet: Sheet) -> None:
    file = sheet.server.world.files[sheet.id]
    version = int(file.resource["version"])

    sheet.batch(
        {
            "updateSpreadsheetProperties": {
                "properties": {"title": "ใหม่"},
                "fields": "title",
            }
        }
    )

    assert int(file.resource["version"]) == version + 1
    assert file.resource["name"] == "ใหม่"
    assert sheet.get("properties.title") == {"properties": {"title": "ใหม่"}}


def test_filters_choose_what_is_shown(sheet: Sheet) -> None:
    sheet.fill(["a", "b"], ["c", "d"])
    place = {"dimensionRange": rows(1, 2)}
    note = {"metadataKey": "k", "visibility": "DOCUMENT", "location": place}
    sheet.batch({"createDeveloperMetadata": {"developerMetadata": note}})
    filters = [
        {"gridRange": rng(0, 1, 1, 2)},
        {"a1Range": "Sheet1!A1"},
        {"developerMetadataLookup": {"metadataKey": "k"}},
    ]

    body: Json = {"dataFilters": filters, "includeGridData": True}
    shown = sheet.json("POST", ":getByDataFilter", body)

    texts = [
        [
            [value.get("formattedValue") for value in row["values"]]
            for row in data["rowData"]
        ]
        for data in shown["sheets"][0]["data"]
    ]
    assert texts == [[["b"]], [["a"]], [["c", "d"]]]


def test_a_tab_is_copied_into_another_spreadsheet(sheet: Sheet) -> None:
    sheet.fill(["x"])
    other = Sheet(sheet.server)
    body = {"destinationSpreadsheetId": other.id}

    first = sheet.json("POST", "/sheets/0:copyTo", body)
    again = sheet.json("POST", "/sheets/0:copyTo", body)

    assert first == {
        "sheetId": first["sheetId"],
        "title": "Copy of Sheet1",
        "index": 1,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 1000, "columnCount": 26},
    }
    assert again["title"] == "Copy of Sheet1 1"
    assert other.values("Copy of Sheet1") == [["x"]]


def test_developer_metadata_is_found(sheet: Sheet) -> None:
    def note(key: str, **location: object) -> int:
        asked = {"metadataKey": key, "visibility": "DOCUMENT", "location": location}
        reply = sheet.batch({"createDeveloperMetadata": {"developerMetadata": asked}})
        number: int = reply[0]["createDeveloperMetadata"]["developerMetadata"][
            "metadataId"
        ]
        return number

    whole = note("a", spreadsheet=True)
    tab = note("b", sheetId=0)
    row = note("a", dimensionRange=rows(4, 5))

    def found(**lookup: object) -> list[int]:
        body: Json = {"dataFilters": [{"developerMetadataLookup": lookup}]}
        matched = sheet.json("POST", "/developerMetadata:search", body)
        return [
            one["developerMetadata"]["metadataId"]
            for one in matched.get("matchedDeveloperMetadata", [])
        ]

    assert found(metadataKey="a") == [whole, row]
    assert found(locationType="SHEET") == [tab]
    assert found(metadataLocation={"sheetId": 0}) == [tab, row]
    exact = {"locationMatchingStrategy": "EXACT_LOCATION"}
    assert found(metadataLocation={"sheetId": 0}, **exact) == [tab]
    assert found(metadataKey="z") == []
    assert sheet.json("GET", f"/developerMetadata/{row}") == {
        "metadataId": row,
        "metadataKey": "a",
        "visibility": "DOCUMENT",
        "location": {"locationType": "ROW", "dimensionRange": {
            "dimension": "ROWS", "startIndex": 4, "endIndex": 5,
        }},
    }  # fmt: skip
    assert sheet.call("GET", "/developerMetadata/1").status_code == 404


def test_groups_and_where_their_handles_are_are_made_and_read_back(
    workspace: WorkspaceServer,
) -> None:
    """Fields of ``Sheet`` in sheets.v4's discovery document (revision 20261019)."""
    grid = {"rowCount": 9, "columnCount": 9, "rowGroupControlAfter": True}
    group = {"dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    rule = {
        "ranges": [{"startRowIndex": 0, "endRowIndex": 5}],
        "booleanRule": {
            "condition": {"type": "BLANK"},
            "format": {"textFormat": {"bold": True}},
        },
    }
    tab = {
        "properties": {"title": "A", "gridProperties": grid},
        "rowGroups": [{"range": group, "depth": 1}],
        "conditionalFormats": [rule],
    }

    (made,) = Sheet(workspace, sheets=[tab]).get()["sheets"]

    assert made["properties"]["gridProperties"] == grid
    assert made["rowGroups"] == [{"range": group, "depth": 1}]
    assert made["conditionalFormats"] == [rule]
