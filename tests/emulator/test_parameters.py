"""Query parameters that a method does not have.

Sheets refuses them in the words that Google's newer services share; Drive's approvals
and access proposals do too, as live tests of ``supportsAllDrives`` there have shown
(2026-08), while Drive's older methods pass over them, as gspread's recordings show
(https://github.com/burnash/gspread/tree/master/tests/cassettes).
"""

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import SHEET_TYPE
from tests.emulator.driving import FILES, Drive

WORDS = (
    'Invalid JSON payload received. Unknown name "supportsAllDrives": Cannot bind query '
    "parameter. Field 'supportsAllDrives' could not be found in request message."
)


def test_sheets_refuses_a_parameter_that_it_does_not_know(drive: Drive) -> None:
    file_id = drive.make(mimeType=SHEET_TYPE)

    refused = drive.call("GET", f"/v4/spreadsheets/{file_id}", supportsAllDrives="true")

    violation = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"description": WORDS}],
    }
    assert refused.json()["error"] == {
        "code": 400,
        "message": WORDS,
        "status": "INVALID_ARGUMENT",
        "details": [violation],
    }


def test_parameters_of_the_system_and_names_in_either_case_are_taken(
    drive: Drive, contract: Contract
) -> None:
    file_id = drive.make(mimeType=SHEET_TYPE)
    path = f"/v4/spreadsheets/{file_id}/values/A1"
    drive.json("PUT", path, {"values": [[5]]}, valueInputOption="RAW")

    read = drive.json(
        "GET",
        path,
        value_render_option="UNFORMATTED_VALUE",
        quotaUser="a",
        fields="values",
        **{"$alt": "json", "$.xgafv": "2"},  # type: ignore[arg-type]
    )

    assert read == {"values": [[5]]}
    assert len(contract.forgive()) == 2, "the discovery document knows one spelling"


def test_a_parameter_without_a_name_is_none_that_sheets_knows(
    workspace: WorkspaceServer, drive: Drive
) -> None:
    file_id = drive.make(mimeType=SHEET_TYPE)

    refused = drive.call("GET", f"/v4/spreadsheets/{file_id}?=x")

    assert refused.status_code == 400
    assert workspace.gateway.crashes == []


def test_of_drive_only_the_newest_methods_refuse(
    drive: Drive, contract: Contract
) -> None:
    file_id = drive.make()
    path = f"{FILES}/{file_id}"

    old = drive.call("GET", path, includeItemsFromAllDrives="true")
    new = drive.call("GET", f"{path}/approvals", supportsAllDrives="true")

    assert old.status_code == 200
    assert (new.status_code, new.json()["error"]["message"]) == (400, WORDS)
    assert new.json()["error"]["status"] == "INVALID_ARGUMENT"
    assert len(contract.forgive()) == 1, "the parameter of the older method"
