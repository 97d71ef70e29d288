"""Requests of a batch that write or copy cells."""

from typing import Any

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Json, Sheet, cell, rng

RED = {"red": 1}
VALUE = "userEnteredValue"


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_update_cells_clears_what_the_rows_leave_of_a_range(sheet: Sheet) -> None:
    sheet.fill(["a", "b"], ["c", "d"], ["e", "f"])

    rows_ = [{"values": [cell("A")]}, {}]
    asked = {"range": rng(0, 2, 0, 2), "rows": rows_, "fields": VALUE}
    sheet.batch({"updateCells": asked})

    assert sheet.values() == [["A"], [], ["e", "f"]]


def test_update_cells_changes_only_what_its_mask_names(sheet: Sheet) -> None:
    sheet.fill([1])
    note = {"note": "n", **cell(2)}

    asked = {"start": {"sheetId": 0}, "rows": [{"values": [note]}], "fields": "note"}
    sheet.batch({"updateCells": asked})

    assert sheet.values() == [[1]]
    assert sheet.cells("note") == [["n"]]


def test_update_cells_stays_in_its_range(sheet: Sheet) -> None:
    asked = {"range": rng(0, 1, 0, 1), "rows": [{}, {}, {}], "fields": VALUE}

    assert sheet.refusal({"updateCells": asked}) == (
        "Invalid requests[0].updateCells: Attempting to write row: 1, beyond the last "
        "requested row of: 0"
    )


def test_a_range_must_be_on_the_grid(sheet: Sheet) -> None:
    asked = {"range": rng(0, 1001, 0, 1), "cell": {}, "fields": "note"}

    assert sheet.refusal({"repeatCell": asked}) == (
        "Invalid requests[0].repeatCell: GridRange.endRowIndex[1001] is after last row in "
        "grid[1000]"
    )
    nowhere = {"range": rng(0, 1, 0, 1, sheet=3), "cell": {}, "fields": "note"}
    assert sheet.refusal({"repeatCell": nowhere}) == (
        "Invalid requests[0].repeatCell: No grid with id: 3"
    )


def test_a_string_value_is_never_a_formula(sheet: Sheet) -> None:
    text = {VALUE: {"stringValue": "=1+1"}}
    asked = {"start": {"sheetId": 0}, "rows": [{"values": [text]}], "fields": VALUE}

    sheet.batch({"updateCells": asked})

    assert sheet.cells(VALUE) == [[{"stringValue": "=1+1"}]]
    assert sheet.cells("effectiveValue") == [[{"stringValue": "=1+1"}]]


def test_repeat_cell_moves_the_references(sheet: Sheet) -> None:
    asked = {"range": rng(0, 2, 1, 3), "cell": cell("=A1+$A$1"), "fields": VALUE}

    sheet.batch({"repeatCell": asked})

    assert sheet.values() == [
        [None, "=A1+$A$1", "=B1+$A$1"],
        [None, "=A2+$A$1", "=B2+$A$1"],
    ]


def test_repeat_cell_changes_one_part_of_a_format(sheet: Sheet) -> None:
    def repeat(text: dict[str, Any], fields: str) -> None:
        look = {"userEnteredFormat": {"textFormat": text}}
        asked = {"range": rng(0, 1, 0, 1), "cell": look, "fields": fields}
        sheet.batch({"repeatCell": asked})

    repeat({"bold": True, "fontSize": 12}, "userEnteredFormat(textFormat)")
    repeat({"bold": False}, "userEnteredFormat.textFormat.bold")

    assert sheet.cells("userEnteredFormat.textFormat") == [
        [{"textFormat": {"bold": False, "fontSize": 12}}]
    ]


def test_append_cells_goes_below_the_last_value(sheet: Sheet) -> None:
    sheet.fill([1], [], [2])
    small = {"sheetId": 0, "gridProperties": {"rowCount": 3}}
    sheet.batch(
        {
            "updateSheetProperties": {
                "properties": small,
                "fields": "gridProperties.rowCount",
            }
        },
        {
            "appendCells": {
                "sheetId": 0,
                "rows": [{"values": [cell(3)]}, {"values": [cell(4)]}],
                "fields": "*",
            }
        },
    )

    assert sheet.values() == [[1], [], [2], [3], [4]]
    assert sheet.tab("properties")["gridProperties"]["rowCount"] == 5


def test_update_borders(sheet: Sheet) -> None:
    solid = {"style": "SOLID", "color": RED}
    sheet.batch(
        {
            "updateBorders": {
                "range": rng(0, 2, 0, 1),
                "top": solid,
                "innerHorizontal": {"style": "DOUBLE"},
            }
        },
        {"updateBorders": {"range": rng(0, 1, 0, 1), "top": {"style": "NONE"}}},
    )

    black: Json = {"color": {}, "colorStyle": {"rgbColor": {}}}
    double = {"style": "DOUBLE", "width": 3, **black}
    assert sheet.cells("userEnteredFormat.borders") == [
        [{"borders": {"bottom": double}}],
        [{"borders": {"top": double}}],
    ]


def test_copy_paste_repeats_and_moves_references(sheet: Sheet) -> None:
    sheet.fill([1, "=A1"])

    asked = {"source": rng(0, 1, 0, 2), "destination": rng(1, 3, 0, 2)}
    sheet.batch({"copyPaste": {**asked, "pasteType": "PASTE_NORMAL"}})

    assert sheet.values() == [[1, "=A1"], [1, "=A2"], [1, "=A3"]]


@pytest.mark.parametrize(
    ("kind", "value", "bold", "note"),
    [
        ("PASTE_NORMAL", "=A2", True, "n"),
        ("PASTE_VALUES", 1, None, None),
        ("PASTE_FORMULA", "=A2", None, None),
        ("PASTE_FORMAT", None, True, None),
        ("PASTE_NO_BORDERS", "=A2", True, "n"),
    ],
)
def test_what_a_paste_type_pastes(
    sheet: Sheet, kind: str, value: Json, bold: Json, note: Json
) -> None:
    source = {
        **cell("=A1"),
        "note": "n",
        "userEnteredFormat": {"textFormat": {"bold": True}},
    }
    line = {"values": [cell(1), source]}
    first = {"start": {"sheetId": 0}, "rows": [line], "fields": "*"}
    paste = {"source": rng(0, 1, 1, 2), "destination": rng(1, 2, 1, 2)}
    sheet.batch({"updateCells": first}, {"copyPaste": {**paste, "pasteType": kind}})

    pasted = sheet.server.world.spreadsheets[sheet.id].tabs[0].cells[1, 1]
    entered = list(pasted.get(VALUE, {}).values())
    assert entered == ([] if value is None else [value])
    look = pasted.get("userEnteredFormat", {}).get("textFormat", {})
    assert (look.get("bold"), pasted.get("note")) == (bold, note)


def test_copy_paste_transposes(sheet: Sheet) -> None:
    sheet.fill([1, 2, 3])

    asked = {"source": rng(0, 1, 0, 3), "destination": rng(1, 2, 0, 1)}
    sheet.batch({"copyPaste": {**asked, "pasteOrientation": "TRANSPOSE"}})

    assert sheet.values() == [[1, 2, 3], [1], [2], [3]]


def test_cut_paste_leaves_nothing_behind(sheet: Sheet) -> None:
    sheet.fill([1, "=A1"])
    place = {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}

    asked = {"source": rng(0, 1, 0, 2), "destination": place}
    sheet.batch({"cutPaste": asked})

    assert sheet.values() == [[], [None, 1, "=A1"]]


def test_paste_data_is_typed_in(sheet: Sheet) -> None:
    asked = {"coordinate": {"sheetId": 0}, "data": "a,1\nb,=A1", "delimiter": ","}

    sheet.batch({"pasteData": {**asked, "type": "PASTE_NORMAL"}})

    assert sheet.values() == [["a", 1], ["b", "=A1"]]


def test_auto_fill_carries_a_series_on(sheet: Sheet) -> None:
    sheet.fill([1, "a", "=A1"], [3, "b", "=A2"])

    sheet.batch({"autoFill": {"range": rng(0, 4, 0, 3)}})

    assert sheet.values()[2:] == [[5, "a", "=A3"], [7, "b", "=A4"]]


def test_a_mask_that_names_a_part_of_runs_sets_the_runs(sheet: Sheet) -> None:
    """A list is changed as a whole: sheets.v4's FieldMask names no members of one."""
    runs = [{"startIndex": 1, "format": {"bold": True}}]
    asked = {
        "rows": [
            {"values": [{f"{VALUE}": {"stringValue": "abc"}, "textFormatRuns": runs}]}
        ],
        "fields": f"{VALUE},textFormatRuns.format",
        "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0},
    }

    sheet.batch({"updateCells": asked})

    shown = sheet.get(ranges="A1", includeGridData="true")["sheets"][0]["data"][0]
    (held,) = shown["rowData"][0]["values"]
    assert held["textFormatRuns"] == runs
