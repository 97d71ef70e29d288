"""Batches of requests: all or nothing, and what holds for any grid."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from tests.emulator.sheeting import Json, Sheet, cell, rng, rows

VALUE = "userEnteredValue"


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def test_a_request_without_a_reply_gets_an_empty_one(sheet: Sheet) -> None:
    freeze = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}}
    asked = {"properties": freeze, "fields": "gridProperties.frozenRowCount"}

    body = {"requests": [{"updateSheetProperties": asked}]}

    assert sheet.json("POST", ":batchUpdate", body) == {
        "spreadsheetId": sheet.id,
        "replies": [{}],
    }


def test_a_failed_batch_changes_nothing(sheet: Sheet) -> None:
    sheet.fill([1, 2], [3, 4])
    before = sheet.get(includeGridData="true")
    version = sheet.server.world.files[sheet.id].resource["version"]

    message = sheet.refusal(
        {"deleteDimension": {"range": rows(0, 1)}},
        {"addSheet": {"properties": {"title": "B"}}},
        {"addSheet": {"properties": {"title": "Sheet1"}}},
    )

    assert message == (
        'Invalid requests[2].addSheet: A sheet with the name "Sheet1" already exists. '
        "Please enter another name."
    )
    assert sheet.get(includeGridData="true") == before
    assert sheet.server.world.files[sheet.id].resource["version"] == version


@pytest.mark.parametrize("wrap", [lambda it: [[it]], lambda it: [None, it]])
def test_requests_in_further_lists_and_beside_null_are_taken(
    sheet: Sheet, contract: Contract, wrap: Callable[[Json], Json]
) -> None:
    """Google takes both: suites of three clients that ran against it rely on it."""
    body = {"requests": wrap({"addSheet": {"properties": {"title": "B"}}})}

    replies = sheet.json("POST", ":batchUpdate", body)["replies"]

    assert [reply["addSheet"]["properties"]["title"] for reply in replies] == ["B"]
    contract.forgive()  # the discovery document knows but a plain list


def test_an_unknown_request_is_no_field(sheet: Sheet) -> None:
    body: Json = {"requests": [{"addShet": {}}]}

    error = sheet.call("POST", ":batchUpdate", body).json()["error"]

    words = (
        "Invalid JSON payload received. Unknown name \"addShet\" at 'requests[0]': "
        "Cannot find field."
    )
    violation = {"field": "requests[0]", "description": words}
    assert error == {
        "code": 400,
        "message": words,
        "status": "INVALID_ARGUMENT",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [violation],
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "Must specify at least one request."),
        ({"requests": []}, "Must specify at least one request."),
        ({"requests": [{}]}, "Invalid requests[0]: No request set."),
        (
            {"requests": [{"addSheet": {"properties": {"tittle": "x"}}}]},
            'Invalid JSON payload received. Unknown name "tittle" at '
            "'requests[0].add_sheet.properties': Cannot find field.",
        ),
        (
            {"requests": [{"addSheet": {"properties": {"index": "x"}}}]},
            "Invalid value at 'requests[0].add_sheet.properties.index' (TYPE_INT32), "
            '"x"',
        ),
        (
            {"requests": [{"mergeCells": {"mergeType": "ALL"}}]},
            "Invalid value at 'requests[0].merge_cells.merge_type' (TYPE_ENUM), \"ALL\"",
        ),
    ],
)
def test_a_body_that_makes_no_sense(
    sheet: Sheet, asked: dict[str, Any], message: str
) -> None:
    reply = sheet.call("POST", ":batchUpdate", asked)

    assert reply.status_code == 400
    assert reply.json()["error"]["message"] == message


def test_two_requests_in_one_are_refused(sheet: Sheet) -> None:
    message = sheet.refusal({"addSheet": {}, "deleteSheet": {}})

    assert "oneof field 'kind' is already set" in message


def test_names_may_be_in_snake_case(sheet: Sheet, contract: Contract) -> None:
    sheet.batch({"add_sheet": {"properties": {"title": "B", "grid_properties": {}}}})

    assert sheet.get("sheets.properties.title")["sheets"][1] == {
        "properties": {"title": "B"}
    }
    assert ["add_sheet" in broken for broken in contract.forgive()] == [True]


def test_the_spreadsheet_can_come_with_the_replies(sheet: Sheet) -> None:
    body = {
        "requests": [{"updateCells": {
            "rows": [{"values": [cell("x")]}], "fields": VALUE, "start": {"sheetId": 0},
        }}],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": ["Sheet1!A1:A2"],
    }  # fmt: skip

    made = sheet.json("POST", ":batchUpdate", body)

    data = made["updatedSpreadsheet"]["sheets"][0]["data"][0]
    assert data["rowData"][0]["values"][0]["formattedValue"] == "x"


VALUES = st.none() | st.integers(0, 99) | st.sampled_from(["x", "=A1+B2", "=SUM(A:A)"])
GRIDS = st.lists(st.lists(VALUES, max_size=5), max_size=8)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    grid=GRIDS,
    at=st.integers(0, 9),
    count=st.integers(1, 4),
    dimension=st.sampled_from(["ROWS", "COLUMNS"]),
)
def test_what_was_inserted_can_be_deleted_again(
    workspace: WorkspaceServer,
    grid: list[list[Any]],
    at: int,
    count: int,
    dimension: str,
) -> None:
    sheet = Sheet(workspace)
    sheet.fill(*grid)
    sheet.batch(
        {"mergeCells": {"range": rng(10, 12, 6, 8)}},
        {"addNamedRange": {"namedRange": {"name": "n", "range": rng(0, 5, 1, 3)}}},
        {"addProtectedRange": {"protectedRange": {"range": rng(1, 5, 0, 9)}}},
        {"setBasicFilter": {"filter": {"range": rng(1, 5, 0, 9)}}},
    )
    before = sheet.get(includeGridData="true")
    span = rows(at, at + count, dimension)

    sheet.batch(
        {"insertDimension": {"range": span}}, {"deleteDimension": {"range": span}}
    )

    assert sheet.get(includeGridData="true") == before


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    grid=GRIDS, start=st.integers(0, 5), count=st.integers(1, 3), to=st.integers(0, 9)
)
def test_moved_rows_can_be_moved_back(
    workspace: WorkspaceServer,
    grid: list[list[Any]],
    start: int,
    count: int,
    to: int,
) -> None:
    sheet = Sheet(workspace)
    plain = [[v for v in row if not isinstance(v, str)] for row in grid]
    sheet.fill(*plain)
    end = start + count
    if start < to < end:
        to = end
    landed = to - count if to > start else to
    back = start if landed > start else end
    before = sheet.values()

    sheet.batch(
        {"moveDimension": {"source": rows(start, end), "destinationIndex": to}},
        {
            "moveDimension": {
                "source": rows(landed, landed + count),
                "destinationIndex": back,
            }
        },
    )

    assert sheet.values() == before
