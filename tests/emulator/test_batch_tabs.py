"""Requests of a batch about whole tabs."""

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Sheet, rng


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_add_sheet(sheet: Sheet) -> None:
    asked = {
        "title": "ใหม่",
        "sheetId": 9,
        "index": 0,
        "gridProperties": {"rowCount": 5, "frozenRowCount": 1},
        "tabColor": {"red": 0.5},
        "hidden": False,
    }

    made, unnamed = sheet.batch({"addSheet": {"properties": asked}}, {"addSheet": {}})

    red = {"red": 0.49803922}
    assert made["addSheet"]["properties"] == {
        "sheetId": 9,
        "title": "ใหม่",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 5, "columnCount": 26, "frozenRowCount": 1},
        "tabColor": red,
        "tabColorStyle": {"rgbColor": red},
    }
    assert unnamed["addSheet"]["properties"]["title"] == "Sheet3"
    titles = [one["properties"]["title"] for one in sheet.get()["sheets"]]
    assert titles == ["ใหม่", "Sheet1", "Sheet3"]


def test_add_sheet_needs_a_free_id_and_room(sheet: Sheet) -> None:
    taken = sheet.refusal({"addSheet": {"properties": {"sheetId": 0}}})
    huge = {"rowCount": 1_000_000, "columnCount": 10}

    assert taken.startswith("Invalid requests[0].addSheet: ")
    assert sheet.refusal({"addSheet": {"properties": {"gridProperties": huge}}}) == (
        "Invalid requests[0].addSheet: This action would increase the number of cells in "
        "the workbook above the limit of 10000000 cells."
    )


def test_delete_sheet(sheet: Sheet) -> None:
    sheet.batch({"addSheet": {"properties": {"title": "B", "sheetId": 7}}})
    named = {"name": "here", "range": rng(0, 1, 0, 1)}
    sheet.batch({"addNamedRange": {"namedRange": named}})

    assert sheet.batch({"deleteSheet": {"sheetId": 0}}) == [{}]

    left = sheet.get()
    assert [one["properties"]["index"] for one in left["sheets"]] == [0]
    assert "namedRanges" not in left
    assert sheet.refusal({"deleteSheet": {"sheetId": 7}}) == (
        "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."
    )
    assert sheet.refusal({"deleteSheet": {"sheetId": 8}}) == (
        "Invalid requests[0].deleteSheet: No sheet with id: 8"
    )


def test_the_last_visible_tab_stays(sheet: Sheet) -> None:
    sheet.batch({"addSheet": {"properties": {"title": "B", "hidden": True}}})
    hide = {"properties": {"sheetId": 0, "hidden": True}, "fields": "hidden"}

    assert sheet.refusal({"updateSheetProperties": hide}) == (
        "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a "
        "document."
    )
    assert sheet.refusal({"deleteSheet": {"sheetId": 0}}) == (
        "Invalid requests[0].deleteSheet: You can't remove all the visible sheets in a "
        "document."
    )


def test_duplicate_sheet(sheet: Sheet) -> None:
    sheet.fill(["x"])
    sheet.batch(
        {"mergeCells": {"range": rng(2, 4, 0, 1)}},
        {"addProtectedRange": {"protectedRange": {"range": rng(0, 1, 0, 1)}}},
    )

    asked = {"sourceSheetId": 0, "newSheetId": 4, "newSheetName": "C"}
    (made,) = sheet.batch({"duplicateSheet": {**asked, "insertSheetIndex": 1}})

    assert made["duplicateSheet"]["properties"]["index"] == 1
    assert sheet.values("C") == [["x"]]
    assert sheet.tab("merges", 4) == [rng(2, 4, 0, 1, sheet=4)]
    copied, original = sheet.tab("protectedRanges", 4), sheet.tab("protectedRanges")
    assert copied[0]["range"] == rng(0, 1, 0, 1, sheet=4)
    assert copied[0]["protectedRangeId"] != original[0]["protectedRangeId"]


def test_update_sheet_properties_renames_and_formulas_follow(sheet: Sheet) -> None:
    sheet.fill(["=Sheet1!B1"])

    renamed = {"properties": {"sheetId": 0, "title": "แผน ปี"}, "fields": "title"}
    sheet.batch({"updateSheetProperties": renamed})

    assert sheet.values("'แผน ปี'") == [["='แผน ปี'!B1"]]


def test_a_smaller_grid_loses_what_is_beyond(sheet: Sheet) -> None:
    sheet.fill([1, 2, 3], [4, 5, 6])
    sheet.batch({"mergeCells": {"range": rng(4, 6, 0, 2)}})

    small = {"sheetId": 0, "gridProperties": {"rowCount": 1, "columnCount": 2}}
    fields = "gridProperties.rowCount,gridProperties.columnCount"
    sheet.batch({"updateSheetProperties": {"properties": small, "fields": fields}})

    assert sheet.values() == [[1, 2]]
    assert sheet.tab("merges") is None


def test_freezing_everything_is_refused(sheet: Sheet) -> None:
    freeze = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1000}}
    asked = {"properties": freeze, "fields": "gridProperties.frozenRowCount"}

    assert sheet.refusal({"updateSheetProperties": asked}) == (
        "Invalid requests[0].updateSheetProperties: You can't freeze all visible rows on "
        "the sheet."
    )


@pytest.mark.parametrize(
    ("index", "order"),
    [(0, "CAB"), (1, "ACB"), (2, "ABC"), (3, "ABC")],
)
def test_a_tab_moves_by_indexes_from_before(
    sheet: Sheet, index: int, order: str
) -> None:
    sheet.batch(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "A"},
                "fields": "title",
            }
        },
        {"addSheet": {"properties": {"title": "B", "sheetId": 1}}},
        {"addSheet": {"properties": {"title": "C", "sheetId": 2}}},
    )

    move = {"properties": {"sheetId": 2, "index": index}, "fields": "index"}
    sheet.batch({"updateSheetProperties": move})

    titles = [one["properties"]["title"] for one in sheet.get()["sheets"]]
    assert "".join(titles) == order


def test_moving_right_counts_the_place_it_leaves(sheet: Sheet) -> None:
    sheet.batch({"addSheet": {"properties": {"title": "B"}}})

    move = {"properties": {"sheetId": 0, "index": 2}, "fields": "index"}
    sheet.batch({"updateSheetProperties": move})

    titles = [one["properties"]["title"] for one in sheet.get()["sheets"]]
    assert titles == ["B", "Sheet1"]


def test_a_property_that_is_none_is_refused(sheet: Sheet) -> None:
    asked = {"properties": {"sheetId": 0, "title": "x"}}

    assert sheet.refusal({"updateSheetProperties": {**asked, "fields": "name"}}) == (
        "Invalid requests[0].updateSheetProperties: Invalid field: name"
    )
    assert sheet.refusal({"updateSheetProperties": asked}) == (
        "Invalid requests[0].updateSheetProperties: At least one field must be listed in "
        "'fields'. (Use '*' to indicate all fields.)"
    )
