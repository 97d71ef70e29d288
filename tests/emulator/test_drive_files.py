"""Drive v3: files, who sees them, and what is refused."""

import hashlib

import pytest

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import DOCX, FILES, ROBOT, STAFF, UPLOAD, Drive, reason


@pytest.fixture
def drive(workspace: WorkspaceServer) -> Drive:
    return Drive(workspace)


def test_a_new_file_answers_with_four_fields(drive: Drive) -> None:
    made = drive.json("POST", FILES, {"name": "แผน", "mimeType": FOLDER_TYPE})

    assert made == {
        "kind": "drive#file",
        "id": made["id"],
        "name": "แผน",
        "mimeType": FOLDER_TYPE,
    }


def test_a_file_without_name_and_type_gets_both(drive: Drive) -> None:
    made = drive.json("POST", FILES, {})

    assert (made["name"], made["mimeType"]) == ("Untitled", "application/octet-stream")


def test_fields_choose_also_within_lists_and_refuse_unknown_names(drive: Drive) -> None:
    file_id = drive.make()

    chosen = drive.json(
        "GET",
        f"{FILES}/{file_id}",
        fields="id,owners/emailAddress,capabilities(canEdit)",
    )
    wrong = drive.call("GET", f"{FILES}/{file_id}", fields="id,colour")

    assert chosen == {
        "id": file_id,
        "owners": [{"emailAddress": OWNER}],
        "capabilities": {"canEdit": True},
    }
    assert wrong.json()["error"] == {
        "errors": [
            {
                "domain": "global",
                "reason": "invalidParameter",
                "message": "Invalid field selection colour",
                "locationType": "parameter",
                "location": "fields",
            }
        ],
        "code": 400,
        "message": "Invalid field selection colour",
    }


def test_content_has_its_sums_size_and_links(drive: Drive) -> None:
    content = "สวัสดี".encode()
    file_id = drive.put(content, "text/plain", name="a.txt")

    file = drive.json("GET", f"{FILES}/{file_id}", fields="*")

    assert file["size"] == str(len(content))
    assert file["md5Checksum"] == hashlib.md5(content).hexdigest()  # noqa: S324
    assert file["sha256Checksum"] == hashlib.sha256(content).hexdigest()
    assert file["fileExtension"] == "txt"
    assert file["originalFilename"] == "a.txt"
    assert file["webViewLink"] == (
        f"https://drive.google.com/file/d/{file_id}/view?usp=drivesdk"
    )
    assert file["webContentLink"] == (
        f"https://drive.google.com/uc?id={file_id}&export=download"
    )
    assert "exportLinks" not in file
    assert file["ownedByMe"] is True


@pytest.mark.parametrize(
    ("kind", "place"), [(SHEET_TYPE, "spreadsheets"), (DOCUMENT_TYPE, "document")]
)
def test_a_native_file_opens_in_its_editor(drive: Drive, kind: str, place: str) -> None:
    file_id = drive.make(mimeType=kind)

    file = drive.json("GET", f"{FILES}/{file_id}", fields="*")

    assert file["webViewLink"] == (
        f"https://docs.google.com/{place}/d/{file_id}/edit?usp=drivesdk"
    )
    assert "md5Checksum" not in file
    assert "headRevisionId" not in file
    assert "application/pdf" in file["exportLinks"]


def test_a_native_spreadsheet_is_there_to_be_worked_in(drive: Drive) -> None:
    file_id = drive.make("ตาราง", mimeType=SHEET_TYPE)

    spreadsheet = drive.world.spreadsheets[file_id]

    assert spreadsheet.properties["title"] == "ตาราง"
    assert [tab.title for tab in spreadsheet.tabs] == ["Sheet1"]


def test_renaming_a_spreadsheet_renames_both_sides(drive: Drive) -> None:
    file_id = drive.make(mimeType=SHEET_TYPE)

    drive.json("PATCH", f"{FILES}/{file_id}", {"name": "ใหม่"})

    assert drive.world.spreadsheets[file_id].properties["title"] == "ใหม่"


def test_the_bytes_come_back_whole_or_by_range(drive: Drive) -> None:
    file_id = drive.put(b"0123456789", "text/plain", name="a")
    path = f"{FILES}/{file_id}"

    whole = drive.call("GET", path, alt="media")
    part = drive.call("GET", path, alt="media", headers={"Range": "bytes=2-4"})

    assert (whole.status_code, whole.content) == (200, b"0123456789")
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["Content-Range"] == "bytes 2-4/10"


def test_a_native_file_has_no_bytes_to_download(drive: Drive) -> None:
    file_id = drive.make(mimeType=DOCUMENT_TYPE)

    refused = drive.call("GET", f"{FILES}/{file_id}", alt="media")

    assert reason(refused) == (403, "fileNotDownloadable")


def test_every_change_raises_the_version(drive: Drive) -> None:
    file_id = drive.make()
    path = f"{FILES}/{file_id}"
    before = int(drive.json("GET", path, fields="version")["version"])

    drive.json("PATCH", path, {"name": "b"})
    drive.json("PATCH", path, {"appProperties": {"plan": "1"}})
    drive.share(file_id, STAFF, "reader")

    assert drive.json("GET", path, fields="version") == {"version": str(before + 3)}


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


def test_a_file_moves_but_is_never_in_two_folders(drive: Drive) -> None:
    one = drive.make("one", mimeType=FOLDER_TYPE)
    two = drive.make("two", mimeType=FOLDER_TYPE)
    path = f"{FILES}/{drive.make('file', parents=[one])}"

    both = drive.call("PATCH", path, {}, addParents=two)
    moved = drive.json(
        "PATCH", path, {}, addParents=two, removeParents=one, fields="parents"
    )
    written = drive.call("PATCH", path, {"parents": [one]})

    assert reason(both) == (403, "cannotAddParent")
    assert moved == {"parents": [two]}
    assert reason(written) == (403, "fieldNotWritable")


def test_a_copy_lies_beside_the_original_and_has_its_own_sharing(drive: Drive) -> None:
    folder = drive.make("folder", mimeType=FOLDER_TYPE)
    source = drive.put(b"text", "text/plain", name="a.txt", parents=[folder])
    drive.share(source, STAFF, "reader")

    copied = drive.json("POST", f"{FILES}/{source}/copy", {}, fields="*")

    assert copied["name"] == "Copy of a.txt"
    assert copied["parents"] == [folder]
    assert copied["size"] == "4"
    assert [p["emailAddress"] for p in copied["permissions"]] == [OWNER]


def test_a_copied_spreadsheet_is_independent(drive: Drive) -> None:
    source = drive.make("แม่แบบ", mimeType=SHEET_TYPE)
    held = drive.world.spreadsheets[source]
    held.tabs[0].cells[0, 0] = {"userEnteredValue": {"stringValue": "x"}}

    copied = drive.json("POST", f"{FILES}/{source}/copy", {"name": "แผน"})["id"]
    held.tabs[0].cells.clear()

    assert drive.world.spreadsheets[copied].tabs[0].cells == {
        (0, 0): {"userEnteredValue": {"stringValue": "x"}}
    }
    assert drive.world.spreadsheets[copied].properties["title"] == "แผน"


def test_a_folder_cannot_be_copied(drive: Drive) -> None:
    folder = drive.make(mimeType=FOLDER_TYPE)

    refused = drive.call("POST", f"{FILES}/{folder}/copy", {})

    assert reason(refused) == (403, "cannotCopyFile")


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


def test_app_properties_are_seen_by_their_app_alone(drive: Drive) -> None:
    file_id = drive.make(appProperties={"a": "1", "b": "2"}, properties={"c": "3"})
    drive.share(file_id, ROBOT, "writer")
    path = f"{FILES}/{file_id}"

    drive.json("PATCH", path, {"appProperties": {"a": None}})
    mine = drive.json("GET", path, fields="appProperties,properties")
    other = drive.json("GET", path, fields="appProperties,properties", by=ROBOT)

    assert mine == {"appProperties": {"b": "2"}, "properties": {"c": "3"}}
    assert other == {"properties": {"c": "3"}}


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


def test_a_full_storage_takes_no_more(drive: Drive) -> None:
    drive.world.accounts[OWNER].storage_limit = 10
    drive.put(b"12345678", "text/plain", name="a")

    headers = {"Content-Type": "text/plain"}
    refused = drive.call("POST", UPLOAD, b"123", headers=headers, uploadType="media")

    assert refused.json()["error"]["message"] == (
        "The user's Drive storage quota has been exceeded."
    )
    assert reason(refused) == (403, "storageQuotaExceeded")
    assert len(drive.json("GET", FILES)["files"]) == 1


def test_about_wants_fields_and_tells_the_limits(drive: Drive) -> None:
    drive.put(b"12345678", "text/plain", name="a")

    refused = drive.call("GET", "/drive/v3/about")
    about = drive.json(
        "GET", "/drive/v3/about", fields="user,storageQuota,importFormats"
    )
    robot = drive.json("GET", "/drive/v3/about", fields="storageQuota/limit", by=ROBOT)

    assert reason(refused) == (400, "required")
    assert about["user"]["emailAddress"] == OWNER
    assert about["user"]["me"] is True
    assert about["storageQuota"]["usage"] == "8"
    assert about["importFormats"][DOCX] == [DOCUMENT_TYPE]
    assert robot == {"storageQuota": {"limit": "0"}}


def test_ids_can_be_had_before_and_used_once(drive: Drive) -> None:
    ids = drive.json("GET", f"{FILES}/generateIds", count=2)["ids"]

    made = drive.json("POST", FILES, {"id": ids[0], "name": "a"})
    again = drive.call("POST", FILES, {"id": ids[0], "name": "a"})

    assert len(ids) == 2
    assert made["id"] == ids[0]
    assert reason(again) == (409, "fileIdInUse")


def test_root_is_my_drive(drive: Drive) -> None:
    file_id = drive.make()

    root = drive.json("GET", f"{FILES}/root", fields="id,name,mimeType")
    parents = drive.json("GET", f"{FILES}/{file_id}", fields="parents")

    assert (root["name"], root["mimeType"]) == ("My Drive", FOLDER_TYPE)
    assert parents == {"parents": [root["id"]]}


@pytest.mark.parametrize("kind", ["properties", "appProperties"])
def test_a_property_has_room_for_124_bytes_its_name_among_them(
    drive: Drive, kind: str
) -> None:
    """https://developers.google.com/workspace/drive/api/guides/properties.

    Thai letters are three bytes each. The words and the reason are from a log of a
    refused upload, the reason for too many from another's tests (both of 2026).
    """
    file_id = drive.make()
    full = {"กข": "ค" * 39 + "x"}
    path = f"{FILES}/{file_id}"

    fits = drive.call("PATCH", path, {kind: full})
    long = drive.call("PATCH", path, {kind: {"กข": "ค" * 39 + "xy"}})
    made_too_long = drive.call("POST", FILES, {kind: {"a": "x" * 124}})
    many = drive.call("PATCH", path, {kind: {str(n): "" for n in range(30)}})

    assert fits.status_code == 200
    assert reason(long) == (403, "propertyLengthLimitExceeded")
    assert "limited to 124 bytes in UTF-8" in long.json()["error"]["message"]
    assert reason(made_too_long) == (403, "propertyLengthLimitExceeded")
    assert reason(many) == (403, "propertyCountLimitExceeded")
    assert drive.json("GET", path, fields=kind) == {kind: full}


@pytest.mark.parametrize(
    "field",
    [
        {"version": "7"},
        {"webViewLink": "https://example.com"},
        {"permissionIds": ["1"]},
        {"lastModifyingUser": {"displayName": "x"}},
        {"thumbnailLink": "https://example.com"},
    ],
)
def test_what_drive_alone_sets_is_refused_made_or_changed(
    drive: Drive, field: dict[str, object]
) -> None:
    """What is "Output only" in drive.v3's discovery document (revision 20261106)."""
    file_id = drive.make()

    changed = drive.call("PATCH", f"{FILES}/{file_id}", field)
    made = drive.call("POST", FILES, field)
    unset = drive.call("PATCH", f"{FILES}/{file_id}", dict.fromkeys(field))

    assert reason(changed) == (403, "fieldNotWritable")
    assert reason(made) == (403, "fieldNotWritable")
    assert unset.status_code == 200


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


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ["a"]},
        {"name": {"a": "b"}},
        {"parents": "root"},
        {"trashed": "perhaps"},
        {"starred": 5},
        {"modifiedTime": "yesterday"},
        {"properties": ["a"]},
        {"contentHints": {"thumbnail": 5}},
    ],
    ids=str,
)
def test_metadata_of_a_wrong_type_are_refused(
    drive: Drive, contract: Contract, wrong: JSON
) -> None:
    file_id = drive.make()

    refused = drive.call("POST", FILES, wrong)
    changed = drive.call("PATCH", f"{FILES}/{file_id}", wrong)

    assert (refused.status_code, changed.status_code) == (400, 400)
    assert len(drive.world.files) == len(drive.json("GET", FILES)["files"]) + 1
    assert contract.broken == []


def test_a_number_is_taken_as_its_text_and_a_strange_field_passed_over(
    drive: Drive, contract: Contract
) -> None:
    sent = {"name": 5, "title": {"deep": [[]]}, "starred": "true"}
    made = drive.json("POST", FILES, sent, fields="name,starred")

    assert made == {"name": "5", "starred": True}
    assert "title" not in next(reversed(drive.world.files.values())).resource
    assert [each.partition(": ")[2] for each in contract.broken] == [
        "request.name: 5 is not a string",
        "request.title: no such field in File",
        'request.starred: "true" is not a boolean',
    ]
    contract.broken.clear()


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=3-1", 200, b"0123456789"),
        ("bytes=0-0,2-3", 200, b"0123456789"),
        ("bytes=1-x", 200, b"0123456789"),
        ("bytes=\u00b2-", 200, b"0123456789"),
        ("bytes=-0", 416, b""),
        ("bytes=8-99", 206, b"89"),
        ("bytes=-99", 206, b"0123456789"),
    ],
)
def test_a_range_that_is_none_is_passed_over(
    drive: Drive, asked: str, status: int, content: bytes
) -> None:
    """https://www.rfc-editor.org/rfc/rfc9110#section-14.2, and several parts at once."""
    made = drive.call("POST", UPLOAD, b"0123456789", uploadType="media").json()

    answer = drive.call(
        "GET",
        f"{FILES}/{made['id']}",
        alt="media",
        headers={"Range": asked.encode("latin-1")},  # type: ignore[dict-item]
    )

    assert (answer.status_code, answer.content) == (status, content)
