"""gspread's methods that change tabs, rows, formats and guards, against the emulator."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.http_client import ParamsType
from gspread.utils import MergeType, PasteType, ValidationConditionType

from emulator.server import WorkspaceServer
from tests.emulator.gspread_client import opened
from tests.emulator.sheeting import Json, Sheet


@pytest.fixture
def book(workspace: WorkspaceServer) -> Iterator[gspread.Spreadsheet]:
    made = Sheet(workspace)
    with opened(workspace) as client:
        yield client.open_by_key(made.id)


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


def sheet_of(tab: gspread.Worksheet) -> Json:
    metadata = tab.spreadsheet.fetch_sheet_metadata()
    return next(
        one for one in metadata["sheets"] if one["properties"]["sheetId"] == tab.id
    )


def formats(tab: gspread.Worksheet, cell: str) -> Json:
    params: ParamsType = {
        "includeGridData": False,
        "ranges": cell,
        "fields": "sheets.data.rowData.values.userEnteredFormat",
    }
    metadata = tab.spreadsheet.fetch_sheet_metadata(params)
    row = metadata["sheets"][0]["data"][0]["rowData"][0]
    return row["values"][0].get("userEnteredFormat")


def test_add_and_delete_a_worksheet(book: gspread.Spreadsheet) -> None:
    made = book.add_worksheet("แผน", rows=50, cols=5, index=0)

    assert (made.title, made.row_count, made.col_count, made.index) == ("แผน", 50, 5, 0)
    with pytest.raises(APIError, match='A sheet with the name "แผน" already exists'):
        book.add_worksheet("แผน", 1, 1)
    book.del_worksheet(made)
    assert [one.title for one in book.worksheets()] == ["Sheet1"]


def test_reorder_worksheets(book: gspread.Spreadsheet) -> None:
    for title in "ABC":
        book.add_worksheet(title, 2, 2)
    first, a, b, c = book.worksheets()

    book.reorder_worksheets([c, a, first, b])

    assert [one.title for one in book.worksheets()] == ["C", "A", "Sheet1", "B"]
    assert [one.index for one in book.worksheets()] == [0, 1, 2, 3]


def test_titles_colours_and_hiding(tab: gspread.Worksheet) -> None:
    tab.update_title("ใหม่")
    tab.update_tab_color("#FF7F00")
    tab.spreadsheet.add_worksheet("other", 1, 1)
    tab.hide()
    tab.hide_gridlines()

    properties = sheet_of(tab)["properties"]
    assert properties["title"] == "ใหม่"
    assert properties["tabColor"] == {"red": 1, "green": 0.49803922}
    assert properties["hidden"] is True
    assert properties["gridProperties"]["hideGridlines"] is True
    tab.clear_tab_color()
    tab.show()
    tab.show_gridlines()
    properties = sheet_of(tab)["properties"]
    assert "tabColorStyle" not in properties
    assert "hidden" not in properties
    assert "hideGridlines" not in properties["gridProperties"]


def test_resize_add_and_freeze(tab: gspread.Worksheet) -> None:
    tab.resize(10, 5)
    tab.add_rows(2)
    tab.add_cols(1)
    tab.freeze(rows=2, cols=1)

    assert sheet_of(tab)["properties"]["gridProperties"] == {
        "rowCount": 12,
        "columnCount": 6,
        "frozenRowCount": 2,
        "frozenColumnCount": 1,
    }
    tab.freeze(rows=0, cols=0)
    assert "frozenRowCount" not in sheet_of(tab)["properties"]["gridProperties"]


def test_insert_and_delete_rows_and_columns(tab: gspread.Worksheet) -> None:
    tab.update([["a", 1], ["b", 2]], "A1")

    tab.insert_rows([["x"], ["y"]], row=2)
    assert tab.get_all_values() == [["a", "1"], ["x", ""], ["y", ""], ["b", "2"]]
    tab.delete_rows(2, 3)
    tab.insert_cols([["n"]], col=1)
    assert tab.get_all_values() == [["n", "a", "1"], ["", "b", "2"]]
    tab.delete_columns(1)
    assert tab.get_all_values() == [["a", "1"], ["b", "2"]]


def test_sort(tab: gspread.Worksheet) -> None:
    tab.update([["head", 0], ["b", 2], ["a", 3], ["c", 1]], "A1")
    tab.freeze(rows=1)

    tab.sort((2, "des"))

    assert tab.col_values(1) == ["head", "a", "b", "c"]


def test_formats(tab: gspread.Worksheet) -> None:
    tab.format("A1:B2", {"textFormat": {"bold": True}})
    tab.batch_format(
        [
            {"range": "A1", "format": {"horizontalAlignment": "CENTER"}},
            {"range": "B1", "format": {"numberFormat": {"type": "PERCENT"}}},
        ]
    )

    assert formats(tab, "A1") == {
        "textFormat": {"bold": True},
        "horizontalAlignment": "CENTER",
    }
    assert formats(tab, "B1")["numberFormat"] == {"type": "PERCENT"}


def test_merges(tab: gspread.Worksheet) -> None:
    tab.update([[42, 43, 1], [43, 44, 1]], "A1:C2")

    tab.merge_cells("A1:B2", MergeType.merge_rows)
    assert len(sheet_of(tab)["merges"]) == 2
    tab.merge_cells("A1:B2")
    assert len(sheet_of(tab)["merges"]) == 1
    assert tab.get("A1:C2") == [["42", "", "1"], ["", "", "1"]]
    combined = tab.get("A1:C2", combine_merged_cells=True)
    assert combined == [["42", "42", "1"], ["42", "42", "1"]]
    tab.unmerge_cells("A1:B2")
    assert "merges" not in sheet_of(tab)


def test_notes(tab: gspread.Worksheet) -> None:
    tab.insert_notes({"A1": "one", "B2": "two"})
    tab.update_note("A1", "uno")

    assert tab.get_note("A1") == "uno"
    assert tab.get_notes() == [["uno"], ["", "two"]]
    tab.clear_note("A1")
    assert tab.get_note("A1") == ""


def test_protected_ranges(tab: gspread.Worksheet) -> None:
    made = tab.add_protected_range(
        "A1:B2", editor_users_emails=["staff@example.com"], description="no"
    )
    number = made["replies"][0]["addProtectedRange"]["protectedRange"][
        "protectedRangeId"
    ]

    (held,) = tab.spreadsheet.list_protected_ranges(tab.id)
    assert held["protectedRangeId"] == number
    assert held["description"] == "no"
    assert "staff@example.com" in held["editors"]["users"]
    tab.delete_protected_range(number)
    assert tab.spreadsheet.list_protected_ranges(tab.id) == []


def test_named_ranges(tab: gspread.Worksheet) -> None:
    tab.update([["x"]], "B2")
    made = tab.define_named_range("B2:C3", "ที่นี่")
    number = made["replies"][0]["addNamedRange"]["namedRange"]["namedRangeId"]

    assert tab.get("ที่นี่") == [["x"]]
    assert len(tab.spreadsheet.list_named_ranges()) == 1
    tab.delete_named_range(number)
    assert tab.spreadsheet.list_named_ranges() == []


def test_duplicates_and_copies(
    workspace: WorkspaceServer, tab: gspread.Worksheet
) -> None:
    tab.update([["x"]], "A1")
    other = Sheet(workspace)

    twin = tab.duplicate(new_sheet_name="twin")
    copied = tab.copy_to(other.id)

    assert twin.get_all_values() == [["x"]]
    assert copied["title"] == "Copy of Sheet1"
    assert other.values("Copy of Sheet1") == [["x"]]


def test_basic_filter(tab: gspread.Worksheet) -> None:
    tab.resize(10, 5)

    tab.set_basic_filter()
    whole = sheet_of(tab)["basicFilter"]["range"]
    assert (whole["endRowIndex"], whole["endColumnIndex"]) == (10, 5)
    tab.set_basic_filter("B1:C2")
    assert sheet_of(tab)["basicFilter"]["range"]["startColumnIndex"] == 1
    tab.clear_basic_filter()
    assert "basicFilter" not in sheet_of(tab)


def test_groups(tab: gspread.Worksheet) -> None:
    tab.add_dimension_group_rows(1, 4)
    tab.add_dimension_group_columns(0, 2)

    assert [one["depth"] for one in tab.list_dimension_group_rows()] == [1]
    tab.delete_dimension_group_rows(1, 4)
    assert tab.list_dimension_group_rows() == []
    assert len(tab.list_dimension_group_columns()) == 1


def test_hidden_rows_and_sizes(tab: gspread.Worksheet) -> None:
    tab.update([["x" * 50]], "A1")

    tab.hide_rows(1, 2)
    tab.columns_auto_resize(0, 1)
    tab.rows_auto_resize(0, 1)

    params: ParamsType = {"includeGridData": True, "ranges": "A1:B3"}
    data = tab.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]
    hidden = [row.get("hiddenByUser", False) for row in data["rowMetadata"]]
    assert hidden == [False, True, False]
    assert data["columnMetadata"][0]["pixelSize"] > 100
    tab.unhide_rows(1, 2)


def test_copy_cut_and_validate(tab: gspread.Worksheet) -> None:
    tab.update([["a", "b"]], "A1")

    tab.copy_range("A1:B1", "A2:B3", PasteType.values)
    tab.cut_range("A1:B1", "C1")
    tab.add_validation("D1", ValidationConditionType.one_of_list, ["x", "y"])

    assert tab.get_all_values() == [
        ["", "", "a", "b"],
        ["a", "b", "", ""],
        ["a", "b", "", ""],
    ]
