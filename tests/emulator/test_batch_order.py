"""Requests of a batch that sort rows or change text."""

from typing import Any

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Sheet, rng, rows


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_sort_range_puts_numbers_first_and_blanks_last(sheet: Sheet) -> None:
    sheet.fill(["b", 1], [None, 2], [3, 3], ["A", 4], [1, 5], [True, 6])

    spec = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}
    asked = {"range": rng(0, 6, 0, 2), "sortSpecs": [spec]}
    sheet.batch({"sortRange": asked})
    ascending = [row[1] for row in sheet.values()]
    spec["sortOrder"] = "DESCENDING"
    sheet.batch({"sortRange": asked})

    assert ascending == [5, 3, 4, 1, 6, 2]
    assert [row[1] for row in sheet.values()] == [6, 1, 4, 3, 5, 2]


def test_sort_range_by_two_columns_keeps_rows_together(sheet: Sheet) -> None:
    sheet.fill([1, 1, "a"], [0, 2, "b"], [1, 0, "c"])

    specs = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}, {"dimensionIndex": 1}]
    sheet.batch({"sortRange": {"range": rng(0, 3, 0, 3), "sortSpecs": specs}})

    assert [row[2] for row in sheet.values()] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("asked", "values", "reply"),
    [
        (
            {"find": "AN", "replacement": "o", "allSheets": True},
            [["boa", 10], ["bo-o"]],
            {"valuesChanged": 2, "occurrencesChanged": 3},
        ),
        (
            {"find": "an", "replacement": "o", "sheetId": 0, "matchCase": True},
            [["boa", 10], ["bAN-o"]],
            {"valuesChanged": 2, "occurrencesChanged": 2},
        ),
        (
            {
                "find": "1(.)",
                "replacement": "2$1",
                "searchByRegex": True,
                "range": rng(0, 1, 0, 2),
            },
            [["bana", 20], ["bAN-an"]],
            {"valuesChanged": 1, "occurrencesChanged": 1},
        ),
        (
            {"find": "bana", "replacement": "", "allSheets": True,
             "matchEntireCell": True},
            [[None, 10], ["bAN-an"]],
            {"valuesChanged": 1, "occurrencesChanged": 1},
        ),
    ],
)  # fmt: skip
def test_find_replace(
    sheet: Sheet, asked: dict[str, Any], values: list[Any], reply: dict[str, int]
) -> None:
    sheet.fill(["bana", 10], ["bAN-an"])

    (made,) = sheet.batch({"findReplace": asked})

    assert sheet.values() == values
    rows_ = reply["valuesChanged"]
    assert made["findReplace"] == {**reply, "rowsChanged": rows_, "sheetsChanged": 1}


def test_find_replace_in_formulas(sheet: Sheet) -> None:
    sheet.fill(["=A2+1", "x"])
    asked = {"find": "A2", "replacement": "B3", "allSheets": True}

    (skipped,) = sheet.batch({"findReplace": asked})
    (done,) = sheet.batch({"findReplace": {**asked, "includeFormulas": True}})

    assert skipped == {"findReplace": {}}
    assert done["findReplace"]["formulasChanged"] == 1
    assert sheet.values() == [["=B3+1", "x"]]


def test_text_to_columns(sheet: Sheet) -> None:
    sheet.fill(["a;1"], ["b;2;c"])

    asked = {"source": rng(0, 2, 0, 1), "delimiterType": "AUTODETECT"}
    sheet.batch({"textToColumns": asked})

    assert sheet.values() == [["a", 1], ["b", 2, "c"]]


def test_trim_whitespace(sheet: Sheet) -> None:
    sheet.fill(["  a  b ", "c"])

    (made,) = sheet.batch({"trimWhitespace": {"range": rng(0, 1, 0, 2)}})

    assert made == {"trimWhitespace": {"cellsChangedCount": 1}}
    assert sheet.values() == [["a b", "c"]]


def test_delete_duplicates(sheet: Sheet) -> None:
    sheet.fill(["a", 1], ["A", 1], ["b", 1], ["a", 1])
    columns = [rows(0, 1, "COLUMNS")]

    asked = {"range": rng(0, 4, 0, 2), "comparisonColumns": columns}
    (made,) = sheet.batch({"deleteDuplicates": asked})

    assert made == {"deleteDuplicates": {"duplicatesRemovedCount": 2}}
    assert sheet.values() == [["a", 1], ["b", 1]]


def test_randomize_range_keeps_rows_whole(sheet: Sheet) -> None:
    lines = [[number, number * 2] for number in range(9)]
    sheet.fill(*lines)

    sheet.batch({"randomizeRange": {"range": rng(0, 9, 0, 2)}})

    assert sorted(sheet.values()) == lines
