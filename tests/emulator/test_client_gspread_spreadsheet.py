"""gspread's Spreadsheet against the emulator: its values, properties and tabs."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import APIError, WorksheetNotFound

from emulator.server import WorkspaceServer
from tests.emulator.gspread_client import opened


@pytest.fixture
def book(workspace: WorkspaceServer) -> Iterator[gspread.Spreadsheet]:
    with opened(workspace) as client:
        yield client.create("แผน")


def test_values_of_the_spreadsheet(book: gspread.Spreadsheet) -> None:
    book.add_worksheet("🌵 หนึ่ง", 10, 10)
    raw = {"valueInputOption": "RAW"}
    rows = [["🍇", "🍉"], ["🍐", "🍎"]]

    book.values_update("🌵 หนึ่ง!A1", params={**raw}, body={"values": rows})
    appended = book.values_append("🌵 หนึ่ง!A1", {**raw}, {"values": [["🍋", 1]]})

    assert book.values_get("🌵 หนึ่ง")["values"] == [*rows, ["🍋", "1"]]
    assert appended["updates"]["updatedRange"] == "'🌵 หนึ่ง'!A3:B3"
    both = book.values_batch_get(["🌵 หนึ่ง!A:A", "🌵 หนึ่ง!B:B"])["valueRanges"]
    assert [one["values"][0] for one in both] == [["🍇"], ["🍉"]]
    data = [{"range": "🌵 หนึ่ง!A1", "values": [["x"]]}]
    done = book.values_batch_update({**raw, "data": data})
    assert done["totalUpdatedCells"] == 1
    book.values_batch_clear(body={"ranges": ["🌵 หนึ่ง!B:B"]})
    assert book.values_clear("🌵 หนึ่ง!A2")["clearedRange"] == "'🌵 หนึ่ง'!A2"
    assert book.values_get("🌵 หนึ่ง")["values"] == [["x"], [], ["🍋"]]


def test_the_spreadsheets_own_properties(book: gspread.Spreadsheet) -> None:
    book.update_title("🎊 ชื่อใหม่ #123")
    book.update_timezone("Europe/Paris")
    book.update_locale("fr_FR")

    kept = book.fetch_sheet_metadata()["properties"]
    assert (kept["title"], book.title) == ("🎊 ชื่อใหม่ #123", "🎊 ชื่อใหม่ #123")
    assert (kept["timeZone"], book.timezone) == ("Europe/Paris", "Europe/Paris")
    assert (kept["locale"], book.locale) == ("fr_FR", "fr_FR")


def test_the_other_ways_to_change_tabs(book: gspread.Spreadsheet) -> None:
    first = book.sheet1
    twin = book.duplicate_sheet(first.id, insert_sheet_index=1, new_sheet_name="แฝด")
    twin.update_index(0)

    assert [one.title for one in book.worksheets()] == ["แฝด", "Sheet1"]
    book.del_worksheet_by_id(first.id)
    assert [one.title for one in book.worksheets()] == ["แฝด"]
    with pytest.raises(APIError, match="You can't remove all the sheets"):
        book.del_worksheet(twin)
    with pytest.raises(APIError, match="You can't hide all the sheets"):
        twin.hide()


def test_tabs(book: gspread.Spreadsheet) -> None:
    made = book.add_worksheet("สอง", 2, 3)

    assert book.worksheet("สอง").id == made.id
    assert book.get_worksheet(1).id == made.id
    assert book.get_worksheet_by_id(made.id).title == "สอง"
    assert [one.id for one in book] == [0, made.id]
    assert made.url == f"{book.url}#gid={made.id}"
    made.hide()
    assert [one.title for one in book.worksheets(exclude_hidden=True)] == ["Sheet1"]
    with pytest.raises(WorksheetNotFound):
        book.worksheet("สาม")
    with pytest.raises(WorksheetNotFound):
        book.get_worksheet(5)
    with pytest.raises(WorksheetNotFound):
        book.get_worksheet_by_id(12345)


def test_batch_update(book: gspread.Spreadsheet) -> None:
    add = {"addSheet": {"properties": {"title": "เพิ่ม", "sheetId": 7}}}
    note = {"addSheet": {"properties": {"title": "เพิ่ม"}}}

    answer = book.batch_update({"requests": [add]})
    assert answer["spreadsheetId"] == book.id
    assert answer["replies"][0]["addSheet"]["properties"]["sheetId"] == 7
    with pytest.raises(APIError) as refused:
        book.batch_update({"requests": [{"deleteSheet": {"sheetId": 7}}, note, note]})
    assert (refused.value.code, refused.value.error["status"]) == (
        400,
        "INVALID_ARGUMENT",
    )
    assert refused.value.error["message"].startswith("Invalid requests[2].addSheet: ")
    assert [one.id for one in book.worksheets()] == [0, 7]
