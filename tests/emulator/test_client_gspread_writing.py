"""gspread's ways to write into a tab, against the emulator."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import APIError, GSpreadException
from gspread.utils import (
    InsertDataOption,
    ValidationConditionType,
    ValueInputOption,
    ValueRenderOption,
)

from emulator.server import WorkspaceServer
from tests.emulator.gspread_client import opened

TYPED = ValueInputOption.user_entered
FORMULA = ValueRenderOption.formula
PLAIN = ValueRenderOption.unformatted


@pytest.fixture
def book(workspace: WorkspaceServer) -> Iterator[gspread.Spreadsheet]:
    with opened(workspace) as client:
        yield client.create("เขียน")


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("คำ", "คำ"),
        (42, "42"),
        ("0042", "42"),
        (42.01, "42.01"),
        ("'0042", "0042"),
        ("two\nlines", "two\nlines"),
        ("Iñtërnâtiônàlizætiøn", "Iñtërnâtiônàlizætiøn"),
        ("50%", "50%"),
        ("true", "TRUE"),
        ("=1+1", "2"),
        ("=1/0", "#DIV/0!"),
    ],
)
def test_update_a_cell(tab: gspread.Worksheet, typed: str | float, shown: str) -> None:
    tab.update_cell(1, 2, typed)
    tab.update_acell("A2", typed)

    assert tab.cell(1, 2).value == shown
    assert tab.acell("A2").value == shown


def test_update_answers(tab: gspread.Worksheet) -> None:
    answer = tab.update([["a", "=1+1"]], "B2", include_values_in_response=True)

    assert answer == {
        "spreadsheetId": tab.spreadsheet_id,
        "updatedRange": "Sheet1!B2:C2",
        "updatedRows": 1,
        "updatedColumns": 2,
        "updatedCells": 2,
        "updatedData": {
            "range": "Sheet1!B2:C2",
            "majorDimension": "ROWS",
            "values": [["a", "=1+1"]],
        },
    }


def test_update_keeps_raw_text(tab: gspread.Worksheet) -> None:
    tab.update([["=1+1", "0042", 1, True, None, ""]], "A1")

    shown = [["=1+1", "0042", 1, True]]
    assert tab.get(value_render_option=PLAIN) == shown
    tab.update([["=1+1", "0042"]], "A1", raw=False)
    assert tab.get("A1:B1", value_render_option=PLAIN) == [[2, 42]]


def test_none_leaves_a_cell_and_an_empty_text_empties_it(
    tab: gspread.Worksheet,
) -> None:
    tab.update([["a", "b", "c"]], "A1")

    tab.update([[None, "", "x"]], "A1")

    assert tab.get_all_values() == [["a", "", "x"]]


def test_update_beyond_the_range_or_the_grid(tab: gspread.Worksheet) -> None:
    tab.resize(2, 2)

    with pytest.raises(
        APIError, match=r"Requested writing within range \[Sheet1!A1:A2\]"
    ):
        tab.update([["a", "b"]], "A1:A2")
    with pytest.raises(APIError, match=r"exceeds grid limits. Max rows: 2, max col"):
        tab.update([["a"]], "C3")


def test_update_cells(tab: gspread.Worksheet) -> None:
    cells = tab.range("A1:B3")
    for number, cell in enumerate(cells):
        cell.value = f"ช่อง {number}"
    tab.update_cells(cells)
    tab.update_cells([gspread.Cell(1, 1, "=2*3"), gspread.Cell(4, 3, "ไกล")], TYPED)

    assert tab.get_all_values() == [
        ["6", "ช่อง 1", ""],
        ["ช่อง 2", "ช่อง 3", ""],
        ["ช่อง 4", "ช่อง 5", ""],
        ["", "", "ไกล"],
    ]


def test_batch_update_and_clear(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    answer = tab.batch_update(
        [
            {"range": "A1:D1", "values": [["A1", "B1", "", "D1"]]},
            {"range": "A4:D4", "values": [["A4", "=1+1", "", "D4"]]},
        ],
        value_input_option=TYPED,
        include_values_in_response=True,
        response_value_render_option=FORMULA,
    )

    assert (answer["totalUpdatedCells"], answer["totalUpdatedSheets"]) == (8, 1)
    second = answer["responses"][1]["updatedData"]["values"]
    assert second == [["A4", "=1+1", "", "D4"]]
    assert tab.get("A1:D4")[1:3] == [[], []]
    cleared = tab.batch_clear(["A1:B1", "D4"])
    assert cleared == {
        "spreadsheetId": book.id,
        "clearedRanges": ["Sheet1!A1:B1", "Sheet1!D4"],
    }
    assert tab.get_all_values()[0] == ["", "", "", "D1"]
    assert tab.clear()["clearedRange"] == "Sheet1!A1:Z1000"
    assert tab.get_all_values() == [[]]


def test_append_rows(tab: gspread.Worksheet) -> None:
    first = tab.append_row(["a", "b"])
    answer = tab.append_rows([["c", "d"], ["e", "=1+1"]], value_input_option=TYPED)

    assert "tableRange" not in first
    assert first["updates"]["updatedRange"] == "Sheet1!A1:B1"
    assert answer["tableRange"] == "Sheet1!A1:B1"
    assert answer["updates"]["updatedRange"] == "Sheet1!A2:B3"
    assert tab.get_all_values() == [["a", "b"], ["c", "d"], ["e", "2"]]


def test_append_to_a_table_with_a_gap(tab: gspread.Worksheet) -> None:
    tab.append_row(["a", "", "c"])
    tab.append_row(["d", "", "f"])
    tab.append_row(["g", "", "i"], table_range="A1")

    # the second goes below the last table of the row, the third below the first
    assert tab.row_values(2) == ["g", "", "i", "", "f"]


def test_append_inserts_or_grows(tab: gspread.Worksheet) -> None:
    tab.resize(2, 2)
    tab.update([["a", "b"], ["", "below"]], "A1")
    tab.batch_clear(["B2"])

    tab.append_row(["c"], insert_data_option=InsertDataOption.insert_rows)
    tab.append_rows([["d"], ["e"]])

    assert tab.col_values(1) == ["a", "c", "d", "e"]


def test_insert_rows(tab: gspread.Worksheet) -> None:
    tab.update([["a", "=1+1"], ["b", "=A1"]], "A1", raw=False)

    tab.insert_row(["x", "y", "z"], 2)
    assert tab.row_values(2) == ["x", "y", "z"]
    tab.insert_rows([["one"], ["two"]], row=1)
    assert tab.acell("B3", value_render_option=FORMULA).value == "=1+1"
    assert tab.acell("B5", value_render_option=FORMULA).value == "=A3"
    with pytest.raises(GSpreadException):
        tab.insert_row(["x"], 1, inherit_from_before=True)
    assert tab.row_count == 1003


def test_insert_columns(tab: gspread.Worksheet) -> None:
    tab.update([["a", "b"], ["1", "2"]], "A1")

    tab.insert_cols([["x", "9"], ["y"]], col=2)

    assert tab.get_all_values() == [["a", "x", "y", "b"], ["1", "9", "", "2"]]
    assert tab.col_count == 28


def test_delete_rows_and_columns(tab: gspread.Worksheet) -> None:
    tab.resize(3, 3)
    tab.update([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]], "A1")

    tab.delete_rows(1)
    tab.delete_columns(1, 2)

    assert tab.get_all_values() == [["f"], ["i"]]
    assert (tab.row_count, tab.col_count) == (2, 1)
    with pytest.raises(APIError, match="all the rows"):
        tab.delete_rows(1, 2)


def test_notes(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    assert tab.get_note("A1") == ""
    assert tab.get_notes() == [[]]
    tab.update_notes({"A1": "หนึ่ง", "B2": "สอง", "C2": "สาม"})
    other = book.add_worksheet("อื่น", 5, 5)
    other.insert_note("A3", "อีกอัน")

    assert tab.get_notes() == [["หนึ่ง"], ["", "สอง", "สาม"]]
    assert tab.get_notes(grid_range="B2:C3") == [["สอง", "สาม"]]
    assert tab.get_notes(default_empty_value=None)[1] == [None, "สอง", "สาม"]
    assert other.get_notes() == [[], [], ["อีกอัน"]]
    tab.clear_notes(["A1", "B2"])
    assert (tab.get_note("A1"), tab.get_note("C2")) == ("", "สาม")


def test_validation(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.add_validation(
        "A1:A2",
        ValidationConditionType.one_of_list,
        ["Yes", "No"],
        inputMessage="เลือก",
        strict=True,
        showCustomUi=True,
    )

    # what is written through the API is not held to the rule
    tab.update([["Maybe"]], "A1", value_input_option=TYPED)

    assert tab.acell("A1").value == "Maybe"
    fields = {"fields": "sheets.data.rowData.values.dataValidation", "ranges": "A1"}
    shown = book.fetch_sheet_metadata({**fields})["sheets"][0]["data"][0]["rowData"]
    assert shown[0]["values"][0]["dataValidation"] == {
        "condition": {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "Yes"}, {"userEnteredValue": "No"}],
        },
        "inputMessage": "เลือก",
        "strict": True,
        "showCustomUi": True,
    }


def test_hidden_columns(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    fields = {"fields": "sheets.data.columnMetadata.hiddenByUser"}

    tab.hide_columns(0, 2)
    tab.unhide_columns(1, 2)

    data = book.fetch_sheet_metadata({**fields})["sheets"][0]["data"][0]
    assert data["columnMetadata"][:3] == [{"hiddenByUser": True}, {}, {}]
