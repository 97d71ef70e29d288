"""gspread's ways to arrange areas of a tab, against the emulator."""

import re
from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.http_client import BackOffHTTPClient, ParamsType
from gspread.utils import MergeType, PasteOrientation, PasteType

from emulator.server import WorkspaceServer
from tests.emulator.gspread_client import opened
from tests.emulator.sheeting import Json

AREA = {
    "startRowIndex": 0,
    "startColumnIndex": 1,
    "endRowIndex": 2,
    "endColumnIndex": 3,
}


@pytest.fixture
def book(workspace: WorkspaceServer) -> Iterator[gspread.Spreadsheet]:
    with opened(workspace) as client:
        yield client.create("พื้นที่")


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


def shown(tab: gspread.Worksheet, fields: str) -> Json:
    params: ParamsType = {"fields": f"sheets({fields})"}
    return tab.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]


def test_sort_by_several_columns(tab: gspread.Worksheet) -> None:
    rows = [["ข", "2", "5"], ["ก", "2", "6"], ["ค", "1", "4"]]
    tab.resize(3, 3)
    tab.update(rows, "A1", raw=False)

    tab.sort((2, "asc"), (3, "des"), range="A1:C3")
    assert tab.get_all_values() == [rows[2], rows[1], rows[0]]
    tab.sort((1, "asc"))
    assert tab.get_all_values() == [rows[1], rows[0], rows[2]]


def test_the_edges_of_an_area_are_told_even_at_nought(tab: gspread.Worksheet) -> None:
    tab.set_basic_filter("B1:C2")
    tab.add_dimension_group_columns(0, 2)

    assert shown(tab, "basicFilter")["basicFilter"]["range"] == AREA
    (group,) = tab.list_dimension_group_columns()
    assert group["range"] == {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}


def test_copies_of_values_formats_and_turned(tab: gspread.Worksheet) -> None:
    tab.update([["a", "=1+1"]], "A1", raw=False)
    tab.format("A1", {"textFormat": {"bold": True}})

    tab.copy_range("A1:B1", "A3:B3", PasteType.values)
    tab.copy_range("A1:B1", "D1:D2", paste_orientation=PasteOrientation.transpose)
    tab.copy_range("A1:B1", "A5:B5", PasteType.format)

    formulas = tab.get("A1:D5", value_render_option="FORMULA")  # type: ignore[arg-type]
    assert formulas == [["a", "=1+1", "", "a"], ["", "", "", "=1+1"], ["a", 2]]
    bold = shown(tab, "data.rowData.values.userEnteredFormat.textFormat.bold")
    row = bold["data"][0]["rowData"][4]
    assert row["values"][0] == {"userEnteredFormat": {"textFormat": {"bold": True}}}


def test_merges_in_one_go(tab: gspread.Worksheet) -> None:
    tab.batch_merge(
        [
            {"range": "A1:B2"},
            {"range": "A4:B5", "mergeType": MergeType.merge_columns},
        ]
    )

    ends = [one["endColumnIndex"] for one in shown(tab, "merges")["merges"]]
    assert ends == [2, 1, 2]
    tab.unmerge_cells("A1:B5")
    assert "merges" not in shown(tab, "merges")


def test_a_protection_that_only_warns(tab: gspread.Worksheet) -> None:
    tab.add_protected_range("B1:C2", warning_only=True, description="ระวัง")

    (held,) = tab.spreadsheet.list_protected_ranges(tab.id)
    assert held["range"] == AREA
    assert (held["warningOnly"], held["description"]) == (True, "ระวัง")
    assert "editors" not in held


def test_formats_of_several_areas(tab: gspread.Worksheet) -> None:
    cyan = {"green": 1, "blue": 1}
    tab.format(["A2:B2", "A4"], {"backgroundColor": cyan, "wrapStrategy": "WRAP"})

    rows = shown(tab, "data.rowData.values.userEnteredFormat")["data"][0]["rowData"]
    made = {
        "userEnteredFormat": {
            "backgroundColor": cyan,
            "backgroundColorStyle": {"rgbColor": cyan},
            "wrapStrategy": "WRAP",
        }
    }
    assert rows == [{}, {"values": [made, made]}, {}, {"values": [made]}]


def test_a_colour_is_told_as_it_was_given(tab: gspread.Worksheet) -> None:
    tab.update_tab_color("#ff0000")

    again = tab.spreadsheet.worksheets()[0]
    assert again.get_tab_color() == "#FF0000"
    again.clear_tab_color()
    assert tab.spreadsheet.worksheets()[0].get_tab_color() is None


def test_a_range_that_is_none(tab: gspread.Worksheet) -> None:
    with pytest.raises(APIError, match=re.escape("Unable to parse range")) as refused:
        tab.get("no such name")
    assert refused.value.code == 400
    with pytest.raises(APIError, match="exceeds grid limits"):
        tab.acell("ZZ1")


def test_a_client_that_tries_again(workspace: WorkspaceServer) -> None:
    with opened(workspace, kind=BackOffHTTPClient) as client:
        client.set_timeout((5, 60))
        made = client.create("อดทน")
        made.sheet1.append_row(["x"])

        assert made.sheet1.get_all_values() == [["x"]]
