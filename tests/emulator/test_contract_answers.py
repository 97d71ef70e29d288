"""That whole resources, not only the parts usually asked for, are as Google has them."""

import pytest

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, SHEET_TYPE
from tests.emulator.driving import DOCX, FILES, STAFF, Drive, word_file

EVERYTHING = "*"
V2 = "/drive/v2/files"

KINDS: dict[str, JSON] = {
    "binary": {},
    "document": {"mimeType": DOCUMENT_TYPE},
    "folder": {"mimeType": FOLDER_TYPE, "folderColorRgb": "#ff0000"},
    "marked": {"appProperties": {"plan": "1"}, "properties": {"a": "b"}},
    "described": {
        "description": "แผน",
        "starred": True,
        "copyRequiresWriterPermission": True,
    },
    "spreadsheet": {"mimeType": SHEET_TYPE},
}


def whole(drive: Drive, path: str, query: str = "") -> JSON:
    """Everything that Drive tells; the contract is held by the fixture."""
    return drive.json("GET", f"{path}?{query}", fields=EVERYTHING)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("files", [FILES, V2])
def test_files(drive: Drive, kind: str, files: str) -> None:
    file_id = drive.make(kind, **KINDS[kind])
    drive.share(file_id, STAFF, "writer")

    found = whole(drive, f"{files}/{file_id}")

    assert found["id"] == file_id
    assert found["capabilities"]


@pytest.mark.parametrize("files", [FILES, V2])
def test_uploaded_files(drive: Drive, files: str) -> None:
    text = drive.put(b"text", "text/plain", name="a.txt")
    word = drive.put(word_file("a"), DOCX, name="a.docx")
    page = drive.put(word_file("a"), DOCX, name="a", mimeType=DOCUMENT_TYPE)

    assert "md5Checksum" in whole(drive, f"{files}/{text}")
    assert "md5Checksum" in whole(drive, f"{files}/{word}")
    assert "exportLinks" in whole(drive, f"{files}/{page}")


@pytest.mark.parametrize("about", ["/drive/v3/about", "/drive/v2/about"])
def test_about(drive: Drive, about: str) -> None:
    assert whole(drive, about)["user"]


@pytest.mark.parametrize(
    "path",
    [
        FILES + "/{}/permissions",
        FILES + "/{}/revisions",
        FILES + "/{}/comments",
        FILES + "/{}/comments/{}",
        FILES + "/{}/comments/{}/replies",
        V2 + "/{}/permissions",
        V2 + "/{}/parents",
    ],
)
def test_what_hangs_on_a_file(drive: Drive, path: str) -> None:
    file_id = drive.put(b"text", "text/plain", name="a.txt")
    drive.share(file_id, STAFF, "commenter")
    comments = f"{FILES}/{file_id}/comments"
    quoted = {"mimeType": "text/plain", "value": "text"}
    body = {"content": "a", "quotedFileContent": quoted, "anchor": "{}"}
    comment = drive.json("POST", comments, body, by=STAFF, fields=EVERYTHING)["id"]
    replies = f"{comments}/{comment}/replies"
    drive.json(
        "POST", replies, {"content": "b", "action": "resolve"}, fields=EVERYTHING
    )

    assert whole(drive, path.format(file_id, comment))


@pytest.mark.parametrize("version", ["v3", "v2"])
def test_lists(drive: Drive, version: str) -> None:
    for number in range(3):
        drive.make(str(number))
    size = {"v3": "pageSize", "v2": "maxResults"}[version]

    assert whole(drive, f"/drive/{version}/files", f"{size}=2")["nextPageToken"]


def test_shared_drives(drive: Drive) -> None:
    made = drive.json(
        "POST", "/drive/v3/drives", {"name": "a"}, requestId="1", fields=EVERYTHING
    )
    inside = drive.json(
        "POST", FILES, {"parents": [made["id"]]}, supportsAllDrives="true"
    )["id"]

    assert whole(drive, f"/drive/v3/drives/{made['id']}")["name"] == "a"
    assert whole(drive, "/drive/v3/drives")["drives"]
    assert whole(drive, f"{FILES}/{inside}", "supportsAllDrives=true")["driveId"]
    assert whole(drive, f"{V2}/{inside}", "supportsAllDrives=true")["driveId"]
    permissions = f"{FILES}/{inside}/permissions"
    assert whole(drive, permissions, "supportsAllDrives=true")["permissions"]


def test_changes(drive: Drive) -> None:
    start = whole(drive, "/drive/v3/changes/startPageToken")["startPageToken"]
    gone = drive.make("a")
    drive.call("DELETE", f"{FILES}/{gone}")
    drive.make("b")

    changes = whole(drive, "/drive/v3/changes", f"pageToken={start}")["changes"]

    assert {change["fileId"] for change in changes if change["removed"]} == {gone}
    assert any(change["file"]["name"] == "b" for change in changes if "file" in change)
