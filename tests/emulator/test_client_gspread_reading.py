"""gspread's ways to read a tab, against the emulator."""

import re
from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import GSpreadException
from gspread.utils import (
    DateTimeOption,
    Dimension,
    GridRangeType,
    TableDirection,
    ValueInputOption,
    ValueRenderOption,
)

from emulator.server import WorkspaceServer
from tests.emulator.gspread_client import opened

ROWS = [
    ["A1", "B1", "", "D1"],
    ["", "b2", "", ""],
    ["", "", "", ""],
    ["A4", "", "", ""],
]
TABLE: list[list[object]] = [
    ["ชื่อ", "งบ", "", "รหัส"],
    [1, "b2", 1.45, ""],
    ["", "", "", ""],
    ["A4", 0.4, "", "007"],
]


@pytest.fixture
def book(workspace: WorkspaceServer) -> Iterator[gspread.Spreadsheet]:
    with opened(workspace) as client:
        yield client.create("อ่าน")


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


def placed(cells: list[gspread.Cell]) -> list[tuple[int, int, object]]:
    return [(cell.row, cell.col, cell.value) for cell in cells]


def test_an_empty_tab(tab: gspread.Worksheet) -> None:
    assert tab.get() == [[]]
    assert tab.get_all_values() == [[]]
    assert tab.get_values("A1:B2") == [[]]
    assert tab.get_all_records() == []
    assert tab.row_values(1) == []
    assert tab.col_values(1) == []
    assert tab.acell("A1").value is None
    assert (tab.row_count, tab.col_count) == (1000, 26)
    assert (tab.frozen_row_count, tab.frozen_col_count) == (0, 0)
    assert (tab.tab_color, tab.isSheetHidden, tab.is_gridlines_hidden) == (
        None,
        False,
        False,
    )


def test_get(tab: gspread.Worksheet) -> None:
    tab.update(ROWS, "A1")

    trimmed = [["A1", "B1", "", "D1"], ["", "b2"], [], ["A4"]]
    assert tab.get("A1:D4") == trimmed
    assert tab.get() == trimmed
    assert tab.get("A:B") == [["A1", "B1"], ["", "b2"], [], ["A4"]]
    assert tab.get("2:2") == [["", "b2"]]
    assert tab.get("A1:D4", pad_values=True) == ROWS
    assert tab.get("A2:C3", maintain_size=True) == [["", "b2", ""], ["", "", ""]]
    assert tab.get("A1:B4", major_dimension=Dimension.cols) == [
        ["A1", "", "", "A4"],
        ["B1", "b2"],
    ]
    plain = tab.get("A4", return_type=GridRangeType.ListOfLists)
    assert (type(plain), plain) == (list, [["A4"]])


def test_what_a_range_says_of_itself(tab: gspread.Worksheet) -> None:
    tab.update(ROWS, "A1")

    got = tab.get("A1:B2")
    first, second = tab.batch_get(["A1:B1", "B4:D4"])

    assert isinstance(got, gspread.ValueRange)
    assert (got.range, got.major_dimension) == ("Sheet1!A1:B2", "ROWS")
    assert (first.range, first, first.first()) == ("Sheet1!A1:B1", [["A1", "B1"]], "A1")
    assert (second.range, second, second.first()) == ("Sheet1!B4:D4", [], None)


def test_values_of_all_kinds(tab: gspread.Worksheet) -> None:
    typed = [["=4/2", "2020-01-01", "text", 53], ["=3/2", 0.12, "1999-01-02", True]]
    tab.update(typed, "A1", value_input_option=ValueInputOption.user_entered)

    assert tab.get() == [
        ["2", "2020-01-01", "text", "53"],
        ["1.5", "0.12", "1999-01-02", "TRUE"],
    ]
    assert tab.get(value_render_option=ValueRenderOption.unformatted) == [
        [2, 43831, "text", 53],
        [1.5, 0.12, 36162, True],
    ]
    assert tab.get(value_render_option=ValueRenderOption.formula) == [
        ["=4/2", 43831, "text", 53],
        ["=3/2", 0.12, 36162, True],
    ]
    dates = tab.get(
        "B1",
        value_render_option=ValueRenderOption.unformatted,
        date_time_render_option=DateTimeOption.formatted_string,
    )
    assert dates == [["2020-01-01"]]
    formula = tab.acell("A1", value_render_option=ValueRenderOption.formula)
    assert formula.value == "=4/2"
    assert tab.cell(1, 1).numeric_value == 2


def test_rows_and_columns(tab: gspread.Worksheet) -> None:
    tab.update(ROWS, "A1")

    assert tab.row_values(1) == ["A1", "B1", "", "D1"]
    assert tab.row_values(3) == []
    assert tab.col_values(1) == ["A1", "", "", "A4"]
    assert tab.col_values(2) == ["B1", "b2"]
    tab.resize(4, 5)
    assert len(tab.get_all_cells()) == 20


def test_ranges_of_cells(tab: gspread.Worksheet) -> None:
    tab.resize(4, 4)
    tab.update(ROWS, "A1")

    corner = [(1, 1, "A1"), (1, 2, "B1"), (2, 1, ""), (2, 2, "b2")]
    assert placed(tab.range("A1:B2")) == corner
    assert placed(tab.range("B2:A1")) == corner
    assert placed(tab.range(1, 1, 2, 2)) == corner
    assert placed(tab.range("A1:C")) == placed(tab.range("A1:C4"))
    assert placed(tab.range()) == placed(tab.range("A1:D4"))


def test_a_tab_called_like_a_cell(tab: gspread.Worksheet) -> None:
    for title in ("D3", "R1C1", 'it\'s "quoted"', "ก!ข", "A1:B2"):
        tab.update_title(title)
        tab.update([[title]], "A1")
        assert tab.get_all_values() == [[title]]
        assert tab.acell("A1").value == title


def test_records(tab: gspread.Worksheet) -> None:
    tab.update(TABLE, "A1")

    first, second, third = tab.get_all_records()
    assert first == {"ชื่อ": 1, "งบ": "b2", "": 1.45, "รหัส": ""}
    assert set(second.values()) == {""}
    assert third == {"ชื่อ": "A4", "งบ": 0.4, "": "", "รหัส": 7}
    kept = tab.get_all_records(numericise_ignore=["all"])
    assert kept[2] == {"ชื่อ": "A4", "งบ": "0.4", "": "", "รหัส": "007"}
    unformatted = tab.get_all_records(value_render_option=ValueRenderOption.unformatted)
    assert unformatted[0]["ชื่อ"] == 1
    with pytest.raises(GSpreadException):
        tab.get_all_records(expected_headers=["ชื่อ", "ไม่มี"])


def test_records_below_a_later_heading(tab: gspread.Worksheet) -> None:
    tab.update(TABLE, "A3")

    assert tab.get_all_records(head=3)[0]["งบ"] == "b2"
    tab.update_acell("B3", "ชื่อ")
    with pytest.raises(GSpreadException):
        tab.get_all_records(head=3)


def test_find(tab: gspread.Worksheet) -> None:
    tab.update([["camelcase", "x"], ["x", "CamelCase"]], "J2")

    found = tab.find("x")
    assert found is not None
    assert (found.row, found.col, found.address) == (2, 11, "K2")
    assert placed(tab.findall("x")) == [(2, 11, "x"), (3, 10, "x")]
    assert placed(tab.findall("x", in_column=10)) == [(3, 10, "x")]
    assert tab.find("x", in_row=1) is None
    assert tab.find("not there") is None
    assert len(tab.findall("CAMELCASE", case_sensitive=False)) == 2
    assert placed(tab.findall(re.compile("[a-z]C"))) == [(3, 11, "CamelCase")]


def test_expand(tab: gspread.Worksheet) -> None:
    values = [["", "", "", ""], ["", "B2", "C2", ""], ["", "B3", "", "D3"]]
    tab.update(values, "A1")

    assert tab.expand("B2") == [["B2", "C2"], ["B3", ""]]
    assert tab.expand("B2", TableDirection.right) == [["B2", "C2"]]
    assert tab.expand("B2", TableDirection.down) == [["B2"], ["B3"]]


def test_merged_cells(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    values = [
        ["1", "", "", ""],
        ["", "", "title", ""],
        ["", "", "2", ""],
        ["num", "val", "", "0"],
    ]
    tab.update(values, "A1:D4")
    tab.merge_cells("A1:B2")
    tab.merge_cells("C2:D2")
    tab.batch_merge([{"range": "C3:D3"}])
    tab.define_named_range("A1:D4", "ทั้งหมด")

    assert tab.get_values("A1:D4") == values
    combined = [
        ["1", "1", "", ""],
        ["1", "1", "title", "title"],
        ["", "", "2", "2"],
        values[3],
    ]
    assert tab.get_values("A1:D4", combine_merged_cells=True) == combined
    assert tab.get_values("ทั้งหมด", combine_merged_cells=True) == combined
    assert [
        one["endRowIndex"] for one in book.fetch_sheet_metadata()["sheets"][0]["merges"]
    ] == [2, 2, 3]


def test_names(book: gspread.Spreadsheet) -> None:
    other = book.add_worksheet("อื่น", 5, 5)
    other.update([["x", "y"]], "B2")
    other.define_named_range("B2:C2", "here")

    assert placed(book.named_range("here")) == [(2, 2, "x"), (2, 3, "y")]
    assert other.get("here") == [["x", "y"]]
    (listed,) = book.list_named_ranges()
    assert listed["name"] == "here"
    assert listed["range"] == {
        "sheetId": other.id,
        "startRowIndex": 1,
        "endRowIndex": 2,
        "startColumnIndex": 1,
        "endColumnIndex": 3,
    }
