"""Requests of a batch about merges, rules, protections and names."""

from typing import Any

import pytest

from emulator.server import WorkspaceServer
from tests.emulator.sheeting import STAFF, Json, Sheet, cell, rng, shown

RED = {"red": 1}
VALUE = "userEnteredValue"


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


@pytest.mark.parametrize(
    ("kind", "merges"),
    [
        ("MERGE_ALL", [shown(0, 2, 0, 2)]),
        ("MERGE_ROWS", [shown(0, 1, 0, 2), shown(1, 2, 0, 2)]),
        ("MERGE_COLUMNS", [shown(0, 2, 0, 1), shown(0, 2, 1, 2)]),
    ],
)
def test_merge_cells(sheet: Sheet, kind: str, merges: list[Any]) -> None:
    sheet.fill([42, 43], [43, 44])

    sheet.batch({"mergeCells": {"range": rng(0, 2, 0, 2), "mergeType": kind}})

    assert sheet.tab("merges") == merges
    sheet.batch({"unmergeCells": {"range": rng(0, 3, 0, 3)}})
    assert sheet.tab("merges") is None


def test_a_merge_keeps_the_first_value(sheet: Sheet) -> None:
    sheet.fill([None, "b"], ["c", "d"])

    sheet.batch({"mergeCells": {"range": rng(0, 2, 0, 2), "mergeType": "MERGE_ALL"}})

    assert sheet.values() == [["b"]]


def test_part_of_a_merge_cannot_be_parted(sheet: Sheet) -> None:
    sheet.batch({"mergeCells": {"range": rng(0, 2, 0, 2)}})

    assert sheet.refusal({"unmergeCells": {"range": rng(1, 3, 0, 2)}}) == (
        "Invalid requests[0].unmergeCells: You must select all cells in a merged range "
        "to merge or unmerge them."
    )


def test_set_data_validation_and_write_against_it(sheet: Sheet) -> None:
    rule = {
        "condition": {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "ก"}, {"userEnteredValue": "ข"}],
        },
        "strict": True,
        "showCustomUi": True,
    }
    sheet.batch({"setDataValidation": {"range": rng(0, 2, 0, 1), "rule": rule}})

    sheet.fill(["ค"])

    assert sheet.cells("dataValidation") == [[rule], [rule]]
    assert sheet.values() == [["ค"], [None]]
    sheet.batch({"setDataValidation": {"range": rng(0, 2, 0, 1)}})
    assert sheet.cells("dataValidation") == [[None]]


def test_conditional_format_rules(sheet: Sheet) -> None:
    def rule(text: str) -> dict[str, Any]:
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
        look = {"backgroundColor": RED, "backgroundColorStyle": {"rgbColor": RED}}
        boolean = {"condition": condition, "format": look}
        return {"ranges": [shown(0, 9, 0, 1)], "booleanRule": boolean}

    def held() -> list[str]:
        return [
            one["booleanRule"]["condition"]["values"][0]["userEnteredValue"]
            for one in sheet.tab("conditionalFormats")
        ]

    for text, index in (("a", 0), ("b", 1), ("c", 0)):
        asked = {"rule": rule(text), "index": index}
        assert sheet.batch({"addConditionalFormatRule": asked}) == [{}]
    assert held() == ["c", "a", "b"]

    move = {"sheetId": 0, "index": 2, "newIndex": 0}
    (moved,) = sheet.batch({"updateConditionalFormatRule": move})
    assert moved["updateConditionalFormatRule"] == {
        "oldRule": rule("b"),
        "newRule": rule("b"),
        "oldIndex": 2,
    }
    sheet.batch({"updateConditionalFormatRule": {"index": 1, "rule": rule("d")}})
    assert held() == ["b", "d", "a"]

    (gone,) = sheet.batch({"deleteConditionalFormatRule": {"sheetId": 0, "index": 1}})
    assert gone == {"deleteConditionalFormatRule": {"rule": rule("d")}}
    missing = {"deleteConditionalFormatRule": {"sheetId": 0, "index": 2}}
    assert sheet.refusal(missing) == (
        "Invalid requests[0].deleteConditionalFormatRule: No conditional format on "
        "sheet: 0 at index: 2"
    )


def test_a_protected_range_as_google_answers(sheet: Sheet) -> None:
    asked: Json = {
        "range": rng(0, 2, 0, 2),
        "description": None,
        "warningOnly": False,
        "requestingUserCanEdit": False,
        "editors": {"users": [], "groups": []},
    }

    (made,) = sheet.batch({"addProtectedRange": {"protectedRange": asked}})

    reply = made["addProtectedRange"]["protectedRange"]
    number = reply.pop("protectedRangeId")
    assert reply == {
        "range": shown(0, 2, 0, 2),
        "requestingUserCanEdit": True,
        "editors": {},
    }
    assert sheet.tab("protectedRanges") == [
        {
            "protectedRangeId": number,
            "range": shown(0, 2, 0, 2),
            "requestingUserCanEdit": True,
            "editors": {"users": ["owner@example.com"]},
        }
    ]


def test_protected_cells_are_only_for_their_editors(sheet: Sheet) -> None:
    sheet.share(STAFF)
    protection = {"range": rng(0, 1, 0, 2)}
    (made,) = sheet.batch({"addProtectedRange": {"protectedRange": protection}})
    number = made["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    write = {
        "start": {"sheetId": 0},
        "rows": [{"values": [cell(1)]}],
        "fields": VALUE,
    }
    refusal = (
        "Invalid requests[1].updateCells: You are trying to edit a protected cell or "
        "object. Please contact the spreadsheet owner to remove protection if you need "
        "to edit."
    )

    assert sheet.refusal({"addSheet": {}}, {"updateCells": write}, by=STAFF) == refusal
    below = {**write, "start": {"sheetId": 0, "rowIndex": 1}}
    sheet.batch({"updateCells": below}, by=STAFF)
    sheet.batch({"updateCells": write})
    hidden = sheet.json("GET", "", by=STAFF)["sheets"][0]["protectedRanges"]
    assert hidden == [{"protectedRangeId": number, "range": shown(0, 1, 0, 2)}]

    staff = {"protectedRangeId": number, "editors": {"users": [STAFF]}}
    asked = {"protectedRange": staff, "fields": "editors"}
    sheet.batch({"updateProtectedRange": asked})
    sheet.batch({"updateCells": write}, by=STAFF)

    sheet.batch({"deleteProtectedRange": {"protectedRangeId": number}})
    assert sheet.tab("protectedRanges") is None


def test_a_protected_tab_can_have_openings(sheet: Sheet) -> None:
    sheet.share(STAFF)
    protection = {"range": {"sheetId": 0}, "unprotectedRanges": [rng(0, 9, 0, 1)]}
    sheet.batch({"addProtectedRange": {"protectedRange": protection}})

    def write(column: int) -> dict[str, Any]:
        start = {"sheetId": 0, "columnIndex": column}
        return {
            "updateCells": {
                "start": start,
                "rows": [{"values": [cell(1)]}],
                "fields": VALUE,
            }
        }

    sheet.batch(write(0), by=STAFF)
    assert "protected cell" in sheet.refusal(write(1), by=STAFF)
    gone = {"deleteSheet": {"sheetId": 0}}
    assert "protected cell" in sheet.refusal({"addSheet": {}}, gone, by=STAFF)


def test_a_warning_keeps_nobody_out_and_has_no_editors(sheet: Sheet) -> None:
    sheet.share(STAFF)
    warning = {"range": rng(0, 1, 0, 2), "warningOnly": True}

    sheet.batch({"addProtectedRange": {"protectedRange": warning}})

    write = {"start": {"sheetId": 0}, "rows": [{"values": [cell(1)]}], "fields": VALUE}
    sheet.batch({"updateCells": write}, by=STAFF)
    with_editors = {**warning, "editors": {"users": [STAFF]}}
    asked = {"addProtectedRange": {"protectedRange": with_editors}}
    assert sheet.refusal(asked) == (
        "Invalid requests[0].addProtectedRange: ProtectedRange is warningOnly. Editors "
        "cannot be set on it."
    )


def test_named_ranges(sheet: Sheet) -> None:
    asked = {"name": "งบ", "range": rng(0, 2, 0, 1)}
    (made,) = sheet.batch({"addNamedRange": {"namedRange": asked}})
    named = made["addNamedRange"]["namedRange"]
    number = named["namedRangeId"]
    assert named == {
        "namedRangeId": number,
        "name": "งบ",
        "range": shown(0, 2, 0, 1),
    }

    again = {"addNamedRange": {"namedRange": asked}}
    assert "already exists" in sheet.refusal(again)
    renamed = {"namedRangeId": number, "name": "เงิน"}
    sheet.batch({"updateNamedRange": {"namedRange": renamed, "fields": "name"}})
    assert sheet.get("namedRanges.name") == {"namedRanges": [{"name": "เงิน"}]}

    sheet.batch({"deleteNamedRange": {"namedRangeId": number}})
    assert "namedRanges" not in sheet.get()
    missing = {"deleteNamedRange": {"namedRangeId": number}}
    assert f"No named range with id: {number}" in sheet.refusal(missing)


@pytest.mark.parametrize("name", ["", "A1", "r1c1", "1st", "a b", "true", "a-b"])
def test_a_name_must_be_one(sheet: Sheet, name: str) -> None:
    asked = {"name": name, "range": rng(0, 2, 0, 1)}

    message = sheet.refusal({"addNamedRange": {"namedRange": asked}})

    assert message == f"Invalid requests[0].addNamedRange: Invalid name: {name}"


@pytest.mark.parametrize("sheet_id", [2**31, -(2**31) - 1, 1.5, "Infinity", "NaN"])
def test_a_number_that_is_no_int32_is_refused(sheet: Sheet, sheet_id: Json) -> None:
    refused = sheet.refusal({"addSheet": {"properties": {"sheetId": sheet_id}}})

    assert "properties.sheet_id' (TYPE_INT32)" in refused


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999"])
def test_a_number_that_is_none_is_refused(sheet: Sheet, number: str) -> None:
    rows = [{"values": [{VALUE: {"numberValue": number}}]}]

    refused = sheet.refusal({"appendCells": {"rows": rows, "fields": VALUE}})

    assert "number_value' (TYPE_DOUBLE)" in refused


def test_criteria_that_are_none_are_refused(sheet: Sheet) -> None:
    asked = {"filter": {"range": rng(0, 2, 0, 2), "criteria": "x"}}

    assert "filter.criteria'" in sheet.refusal({"setBasicFilter": asked})
