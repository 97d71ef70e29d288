"""Drive v3: who sees a file, who may do what with it, and where it goes."""

import pytest

from emulator.server import WorkspaceServer
from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, SHEET_TYPE
from tests.emulator.driving import FILES, ROBOT, STAFF, Drive, reason


def test_what_cannot_be_seen_is_not_there(drive: Drive) -> None:
    file_id = drive.make()

    refused = drive.call("GET", f"{FILES}/{file_id}", by=STAFF)

    assert refused.status_code == 404
    assert refused.json()["error"] == {
        "errors": [
            {
                "domain": "global",
                "reason": "notFound",
                "message": f"File not found: {file_id}.",
                "locationType": "parameter",
                "location": "fileId",
            }
        ],
        "code": 404,
        "message": f"File not found: {file_id}.",
    }


def test_a_reader_may_not_write(drive: Drive) -> None:
    file_id = drive.make()
    drive.share(file_id, STAFF, "reader")

    refused = drive.call("PATCH", f"{FILES}/{file_id}", {"name": "b"}, by=STAFF)

    assert reason(refused) == (403, "insufficientFilePermissions")


def test_roles_come_down_from_folders(drive: Drive) -> None:
    folder = drive.make("folder", mimeType=FOLDER_TYPE)
    file_id = drive.make("inside", parents=[folder])
    drive.share(folder, STAFF, "writer")

    renamed = drive.json("PATCH", f"{FILES}/{file_id}", {"name": "b"}, by=STAFF)

    assert renamed["name"] == "b"


def test_only_the_owner_deletes_and_the_answer_is_empty(drive: Drive) -> None:
    file_id = drive.make()
    drive.share(file_id, STAFF, "writer")
    path = f"{FILES}/{file_id}"

    refused = drive.call("DELETE", path, by=STAFF)
    deleted = drive.call("DELETE", path)

    assert reason(refused) == (403, "insufficientFilePermissions")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert drive.call("GET", path).status_code == 404


def test_deleting_a_folder_deletes_what_is_in_it(drive: Drive) -> None:
    folder = drive.make("folder", mimeType=FOLDER_TYPE)
    file_id = drive.make("inside", parents=[folder], mimeType=SHEET_TYPE)

    drive.call("DELETE", f"{FILES}/{folder}")

    assert drive.call("GET", f"{FILES}/{file_id}").status_code == 404
    assert file_id not in drive.world.spreadsheets


def test_the_trash_holds_a_folders_files_and_can_be_emptied(drive: Drive) -> None:
    folder = drive.make("folder", mimeType=FOLDER_TYPE)
    file_id = drive.make("inside", parents=[folder])
    kept = drive.make("kept")

    drive.json("PATCH", f"{FILES}/{folder}", {"trashed": True})
    inside = drive.json("GET", f"{FILES}/{file_id}", fields="trashed,explicitlyTrashed")
    emptied = drive.call("DELETE", f"{FILES}/trash")

    assert inside == {"trashed": True, "explicitlyTrashed": False}
    assert emptied.status_code == 204
    assert drive.call("GET", f"{FILES}/{file_id}").status_code == 404
    assert drive.call("GET", f"{FILES}/{kept}").status_code == 200


@pytest.mark.parametrize("kind", [SHEET_TYPE, DOCUMENT_TYPE, "text/plain"])
def test_a_service_account_owns_nothing_even_in_a_shared_folder(
    drive: Drive, kind: str
) -> None:
    folder = drive.make("folder", mimeType=FOLDER_TYPE)
    drive.share(folder, ROBOT, "writer")
    body = {"name": "x", "mimeType": kind, "parents": [folder]}

    refused = drive.call("POST", FILES, body, by=ROBOT)

    error = refused.json()["error"]["errors"][0]
    assert reason(refused) == (403, "storageQuotaExceeded")
    assert error["domain"] == "usageLimits"
    assert error["message"].startswith("Service Accounts do not have storage quota.")


def test_a_service_account_updates_what_it_may_write(drive: Drive) -> None:
    file_id = drive.make("doc", mimeType=DOCUMENT_TYPE)
    drive.share(file_id, ROBOT, "writer")

    changed = drive.json(
        "PATCH",
        f"{FILES}/{file_id}",
        {"appProperties": {"hash": "1"}},
        by=ROBOT,
        fields="appProperties",
    )

    assert changed == {"appProperties": {"hash": "1"}}


def test_drive_file_scope_sees_only_what_the_app_made(drive: Drive) -> None:
    other = drive.make("other")
    drive.share(other, STAFF, "writer")
    drive.sign_in(STAFF, "https://www.googleapis.com/auth/drive.file")
    own = drive.json("POST", FILES, {"name": "own"}, by=STAFF)["id"]

    listed = drive.json("GET", FILES, by=STAFF)["files"]
    hidden = drive.call("GET", f"{FILES}/{other}", by=STAFF)
    refused = drive.call("PATCH", f"{FILES}/{other}", {"name": "x"}, by=STAFF)

    assert [file["id"] for file in listed] == [own]
    assert reason(hidden) == (404, "notFound")
    assert reason(refused) == (403, "appNotAuthorizedToFile")


def test_a_search_that_leaves_out_a_drive_says_it_is_incomplete(
    drive: Drive, workspace: WorkspaceServer
) -> None:
    """``incompleteSearch`` in drive.v3's discovery document: some drives not searched."""
    kept, left = (
        drive.json("POST", "/drive/v3/drives", {"name": name}, requestId=name)["id"]
        for name in ("ก", "ข")
    )
    for parent in (kept, left):
        query = {"supportsAllDrives": "true"}
        drive.json("POST", FILES, {"name": parent, "parents": [parent]}, **query)  # type: ignore[arg-type]
    workspace.control.leave_out(left)
    everywhere = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}

    found = drive.json("GET", FILES, corpora="allDrives", **everywhere)  # type: ignore[arg-type]
    one = drive.json("GET", FILES, corpora="drive", driveId=left, **everywhere)  # type: ignore[arg-type]
    old = drive.json("GET", "/drive/v2/files", corpora="allDrives", **everywhere)  # type: ignore[arg-type]

    assert [file["name"] for file in found["files"]] == [kept]
    assert found["incompleteSearch"] is True
    assert (one["incompleteSearch"], len(one["files"])) == (False, 1)
    assert old["incompleteSearch"] is True
