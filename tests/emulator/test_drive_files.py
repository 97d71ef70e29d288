"""Drive v3: files, their content, copies and places."""

import hashlib

import pytest

from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import FILES, STAFF, Drive, reason


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
