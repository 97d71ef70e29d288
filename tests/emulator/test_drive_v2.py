"""Drive v2: what older clients still call."""

import pytest

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import DOCX, STAFF, Drive, reason, related, word_file

FILES = "/drive/v2/files"
UPLOAD = "/upload/drive/v2/files"


def insert(drive: Drive, **resource: object) -> JSON:
    return drive.json("POST", FILES, resource)


def upload(drive: Drive, content: bytes, kind: str, title: str, **query: str) -> JSON:
    body, content_type = related({"title": title}, content, kind)
    return drive.json(
        "POST",
        UPLOAD,
        body,
        headers={"Content-Type": content_type},
        uploadType="multipart",
        **query,
    )


def test_an_inserted_file_answers_in_full(drive: Drive) -> None:
    made = insert(drive, title="แผน", mimeType=SHEET_TYPE)

    assert made["kind"] == "drive#file"
    assert made["title"] == "แผน"
    assert made["labels"] == {
        "starred": False,
        "hidden": False,
        "trashed": False,
        "restricted": False,
        "viewed": False,
    }
    assert [parent["isRoot"] for parent in made["parents"]] == [True]
    assert made["alternateLink"] == (
        f"https://docs.google.com/spreadsheets/d/{made['id']}/edit?usp=drivesdk"
    )
    assert made["ownerNames"] == ["Owner"]
    assert made["etag"].startswith('"')
    assert made["userPermission"]["role"] == "owner"
    assert made["selfLink"] == f"https://www.googleapis.com/drive/v2/files/{made['id']}"


def test_content_has_a_link_to_download(drive: Drive) -> None:
    made = upload(drive, b"text", "text/plain", "a.txt")

    assert made["fileSize"] == "4"
    assert "alt=media" in made["downloadUrl"]
    path = f"{FILES}/{made['id']}"
    assert drive.call("GET", path, alt="media").content == b"text"


def test_a_list_has_items_and_searches_by_title(drive: Drive) -> None:
    folder = insert(drive, title="folder", mimeType=FOLDER_TYPE)
    inside = insert(drive, title="inside", parents=[{"id": folder["id"]}])

    query = f"'{folder['id']}' in parents and title = 'inside' and trashed=false"
    listed = drive.json("GET", FILES, q=query, maxResults=10)
    children = drive.json("GET", f"{FILES}/{folder['id']}/children")

    assert listed["kind"] == "drive#fileList"
    assert [item["id"] for item in listed["items"]] == [inside["id"]]
    assert [item["id"] for item in children["items"]] == [inside["id"]]


def test_pages_follow_one_another(drive: Drive) -> None:
    for title in ("a", "b", "c"):
        insert(drive, title=title)

    first = drive.json("GET", FILES, maxResults=2, orderBy="title")
    second = drive.json(
        "GET", FILES, maxResults=2, orderBy="title", pageToken=first["nextPageToken"]
    )

    titles = [[item["title"] for item in page["items"]] for page in (first, second)]
    assert titles == [["a", "b"], ["c"]]
    assert first["nextPageToken"] in first["nextLink"]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_changed_file_has_another_etag(drive: Drive, method: str) -> None:
    made = insert(drive, title="a")
    properties = [{"key": "year", "value": "2569", "visibility": "PUBLIC"}]

    changed = drive.json(
        method, f"{FILES}/{made['id']}", {"title": "b", "properties": properties}
    )

    assert changed["title"] == "b"
    assert changed["etag"] != made["etag"]
    assert changed["properties"] == [{"kind": "drive#property", **properties[0]}]


def test_naming_parents_moves(drive: Drive) -> None:
    folder = insert(drive, title="folder", mimeType=FOLDER_TYPE)
    path = f"{FILES}/{insert(drive, title='a')['id']}"

    moved = drive.json("PUT", path, {"parents": [{"id": folder["id"]}]})
    listed = drive.json("GET", f"{path}/parents")
    back = drive.json("POST", f"{path}/parents", {"id": "root"})

    assert [parent["id"] for parent in moved["parents"]] == [folder["id"]]
    assert [parent["id"] for parent in listed["items"]] == [folder["id"]]
    assert back["isRoot"] is True


def test_trash_and_back(drive: Drive) -> None:
    path = f"{FILES}/{insert(drive, title='a')['id']}"

    trashed = drive.json("POST", f"{path}/trash")
    restored = drive.json("POST", f"{path}/untrash")

    assert trashed["labels"]["trashed"] is True
    assert restored["labels"]["trashed"] is False


def test_delete_copy_and_touch(drive: Drive) -> None:
    made = insert(drive, title="a")
    path = f"{FILES}/{made['id']}"

    copied = drive.json("POST", f"{path}/copy", {"title": "b"})
    touched = drive.json("POST", f"{path}/touch")
    deleted = drive.call("DELETE", path)

    assert copied["title"] == "b"
    assert touched["modifiedDate"] >= made["modifiedDate"]
    assert touched["version"] == "2"
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert reason(drive.call("GET", path)) == (404, "notFound")


def test_convert_makes_it_one_of_googles(drive: Drive) -> None:
    sheet = upload(drive, b"a,b", "text/csv", "a.csv", convert="true")
    document = upload(drive, word_file("ก"), DOCX, "a", convert="true")
    plain = upload(drive, b"a,b", "text/csv", "a.csv")

    kinds = [made["mimeType"] for made in (sheet, document, plain)]
    assert kinds == [SHEET_TYPE, DOCUMENT_TYPE, "text/csv"]


def test_gspread_replaces_a_spreadsheet_by_csv(drive: Drive) -> None:
    made = insert(drive, title="a", mimeType=SHEET_TYPE)

    answer = drive.json(
        "PUT",
        f"{UPLOAD}/{made['id']}",
        b"1,2\n3,4",
        headers={"Content-Type": "text/csv"},
        uploadType="media",
        convert="True",
        supportsAllDrives="True",
    )

    assert (answer["id"], answer["mimeType"]) == (made["id"], SHEET_TYPE)
    tab = drive.world.spreadsheets[made["id"]].tabs[0]
    assert tab.cells[1, 0]["userEnteredValue"] == {"numberValue": 3}


def test_a_commenter_is_a_reader_with_something_more(drive: Drive) -> None:
    path = f"{FILES}/{insert(drive, title='a')['id']}/permissions"
    body = {
        "type": "user",
        "role": "reader",
        "additionalRoles": ["commenter"],
        "value": STAFF,
    }

    made = drive.json("POST", path, body, sendNotificationEmails="false")
    anyone = {"type": "anyone", "role": "reader", "withLink": True}
    link = drive.json("POST", path, anyone)
    listed = drive.json("GET", path)["items"]
    changed = drive.json("PATCH", f"{path}/{made['id']}", {"role": "writer"})
    deleted = drive.call("DELETE", f"{path}/{made['id']}")

    assert (made["role"], made["additionalRoles"]) == ("reader", ["commenter"])
    assert made["emailAddress"] == STAFF
    assert (link["id"], link["withLink"]) == ("anyoneWithLink", True)
    assert [item["role"] for item in listed] == ["owner", "reader", "reader"]
    assert changed["role"] == "writer"
    assert deleted.status_code == 204
    assert drive.world.mail == []


def test_about_names_the_root(drive: Drive) -> None:
    about = drive.json("GET", "/drive/v2/about")

    root = drive.json("GET", f"{FILES}/root")
    assert about["rootFolderId"] == root["id"]
    assert about["user"]["emailAddress"] == OWNER
    assert about["user"]["isAuthenticatedUser"] is True


def test_a_mask_is_read_by_v2s_words(drive: Drive) -> None:
    insert(drive, title="a")

    assert drive.json("GET", FILES, fields="items(title)") == {
        "items": [{"title": "a"}]
    }
    refused = drive.call("GET", FILES, fields="files(name)")
    assert reason(refused) == (400, "invalidParameter")


def test_revisions_are_told_in_v2s_words(drive: Drive) -> None:
    """drive.v2's discovery document (revision 20260916): a kept revision is "pinned"."""
    made = upload(drive, b"one", "text/plain", "a.txt")
    path = f"{UPLOAD}/{made['id']}"
    kind = {"Content-Type": "text/plain"}
    drive.json("PUT", path, b"second", headers=kind, uploadType="media")
    revisions = f"{FILES}/{made['id']}/revisions"

    first, second = drive.json("GET", revisions)["items"]
    pinned = drive.json("PATCH", f"{revisions}/{first['id']}", {"pinned": True})
    head = drive.json("GET", f"{revisions}/head", fields="id,fileSize")
    gone = drive.call("DELETE", f"{revisions}/{first['id']}")

    assert (first["fileSize"], second["fileSize"]) == ("3", "6")
    assert (first["pinned"], pinned["pinned"]) == (False, True)
    assert head == {"id": second["id"], "fileSize": "6"}
    assert gone.status_code == 204
    assert len(drive.json("GET", revisions)["items"]) == 1
