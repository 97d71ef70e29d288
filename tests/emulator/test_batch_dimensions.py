"""Requests of a batch about rows and columns."""

from typing import Any

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Sheet, rng, rows, shown


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_insert_dimension_moves_all_that_follows(sheet: Sheet) -> None:
    sheet.fill([1, "=A1+A3"], [2], [3])
    where = {"dimensionRange": rows(2, 3)}
    sheet.batch(
        {"mergeCells": {"range": rng(2, 4, 0, 1)}},
        {"addNamedRange": {"namedRange": {"name": "n", "range": rng(0, 3, 0, 1)}}},
        {"addProtectedRange": {"protectedRange": {"range": rng(2, 3, 0, 1)}}},
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataKey": "k",
                    "visibility": "DOCUMENT",
                    "location": where,
                }
            }
        },
    )

    sheet.batch({"insertDimension": {"range": rows(1, 3)}})

    assert sheet.values() == [[1, "=A1+A5"], [], [], [2], [3]]
    assert sheet.tab("merges") == [shown(4, 6, 0, 1)]
    assert sheet.get()["namedRanges"][0]["range"] == shown(0, 5, 0, 1)
    assert sheet.tab("protectedRanges")[0]["range"] == shown(4, 5, 0, 1)
    noted = sheet.get("sheets.data.rowMetadata.developerMetadata")
    metadata = noted["sheets"][0]["data"][0]["rowMetadata"]
    assert [bool(one) for one in metadata[:6]] == [False] * 4 + [True, False]
    assert sheet.tab("properties")["gridProperties"]["rowCount"] == 1002


@pytest.mark.parametrize(("before", "bold"), [(True, 0), (False, 2)])
def test_new_rows_look_like_a_neighbour(
    sheet: Sheet, *, before: bool, bold: int
) -> None:
    for index, size in ((0, 20), (1, 30)):
        look = {"userEnteredFormat": {"textFormat": {"fontSize": size}}}
        asked = {"range": rng(index, index + 1, 0, 1), "cell": look}
        sheet.batch({"repeatCell": {**asked, "fields": "userEnteredFormat"}})

    asked = {"range": rows(1, 2), "inheritFromBefore": before}
    sheet.batch({"insertDimension": asked})

    sizes = [
        row[0]["textFormat"]["fontSize"] for row in sheet.cells("userEnteredFormat")
    ]
    assert sizes[1] == sizes[bold]


def test_insert_after_the_end_needs_something_before(sheet: Sheet) -> None:
    asked: dict[str, Any] = {"range": rows(1000, 1001)}

    assert sheet.refusal({"insertDimension": asked}) == (
        "Invalid requests[0].insertDimension: range.startIndex[1000] must be less than "
        "the grid size (1000) if inheritFromBefore is false."
    )
    sheet.batch({"insertDimension": {**asked, "inheritFromBefore": True}})
    assert sheet.tab("properties")["gridProperties"]["rowCount"] == 1001


def test_frozen_rows_grow_and_shrink(sheet: Sheet) -> None:
    freeze = {"sheetId": 0, "gridProperties": {"frozenRowCount": 2}}
    fields = "gridProperties.frozenRowCount"

    def frozen() -> int:
        count: int = sheet.tab("properties")["gridProperties"]["frozenRowCount"]
        return count

    sheet.batch({"updateSheetProperties": {"properties": freeze, "fields": fields}})
    sheet.batch({"insertDimension": {"range": rows(1, 4)}})
    assert frozen() == 5
    sheet.batch({"deleteDimension": {"range": rows(0, 4)}})
    assert frozen() == 1


def test_delete_dimension(sheet: Sheet) -> None:
    sheet.fill([1, 2, "=B1", "=SUM(A1:C1)"], [5, 6, 7])
    sheet.batch({"deleteDimension": {"range": rows(1, 2, "COLUMNS")}})

    assert sheet.values() == [[1, "=#REF!", "=SUM(A1:B1)"], [5, 7]]
    assert sheet.tab("properties")["gridProperties"]["columnCount"] == 25


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (rows(0, 1000), "You can't delete all the rows on the sheet."),
        (
            rows(0, 26, "COLUMNS"),
            "You can't delete all the columns on the sheet.",
        ),
        (
            rows(1000, 1001),
            "Cannot delete a row that doesn't exist. Tried to delete row index 1000 but "
            "there are only 1000 rows.",
        ),
    ],
)
def test_rows_that_cannot_be_deleted(
    sheet: Sheet, span: dict[str, Any], message: str
) -> None:
    assert sheet.refusal({"deleteDimension": {"range": span}}) == (
        f"Invalid requests[0].deleteDimension: {message}"
    )


def test_unfrozen_rows_cannot_all_be_deleted(sheet: Sheet) -> None:
    freeze = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}}
    fields = "gridProperties.frozenRowCount"
    sheet.batch({"updateSheetProperties": {"properties": freeze, "fields": fields}})

    assert sheet.refusal({"deleteDimension": {"range": rows(1, 1000)}}) == (
        "Invalid requests[0].deleteDimension: Sorry, it is not possible to delete all "
        "non-frozen rows."
    )


def test_move_dimension_as_googles_own_example(sheet: Sheet) -> None:
    sheet.fill([0], [1], [2], [3], [4])

    asked = {"source": rows(1, 3), "destinationIndex": 4}
    sheet.batch({"moveDimension": asked})

    assert sheet.values() == [[0], [3], [1], [2], [4]]


def test_append_dimension(sheet: Sheet) -> None:
    asked = {"sheetId": 0, "dimension": "COLUMNS", "length": 2}

    sheet.batch({"appendDimension": asked})

    assert sheet.tab("properties")["gridProperties"]["columnCount"] == 28


def test_update_dimension_properties(sheet: Sheet) -> None:
    wide = {"pixelSize": 300, "hiddenByUser": True}
    asked = {"range": rows(1, 2, "COLUMNS"), "properties": wide}

    sheet.batch({"updateDimensionProperties": {**asked, "fields": "*"}})
    sheet.batch(
        {
            "updateDimensionProperties": {
                "range": rows(1, 2, "COLUMNS"),
                "properties": {"hiddenByUser": False},
                "fields": "hiddenByUser",
            }
        }
    )

    shown_ = sheet.get("sheets.data.columnMetadata", ranges="A1:C1")
    assert shown_["sheets"][0]["data"][0]["columnMetadata"] == [
        {"pixelSize": 100},
        {"pixelSize": 300},
        {"pixelSize": 100},
    ]


def test_auto_resize_dimensions(sheet: Sheet) -> None:
    sheet.fill(["x", "x" * 40])

    sheet.batch({"autoResizeDimensions": {"dimensions": rows(0, 2, "COLUMNS")}})

    shown_ = sheet.get("sheets.data.columnMetadata", ranges="A1:C1")
    narrow, wide, other = shown_["sheets"][0]["data"][0]["columnMetadata"]
    assert narrow["pixelSize"] < other["pixelSize"] == 100 < wide["pixelSize"]


def test_insert_and_delete_range_shift_only_some_cells(sheet: Sheet) -> None:
    sheet.fill([1, 2], [3, 4])

    part = {"range": rng(0, 1, 0, 1)}
    sheet.batch({"insertRange": {**part, "shiftDimension": "ROWS"}})
    assert sheet.values() == [[None, 2], [1, 4], [3]]

    sheet.batch({"deleteRange": {**part, "shiftDimension": "COLUMNS"}})
    assert sheet.values() == [[2], [1, 4], [3]]
