"""gspread's Client against the emulator: finding, making, sharing, copying files."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.exceptions import APIError, SpreadsheetNotFound
from gspread.utils import ExportFormat

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER
from tests.emulator.gspread_client import UNDECLARED, opened
from tests.emulator.sheeting import STAFF

FOLDER = "application/vnd.google-apps.folder"
FILES = "https://www.googleapis.com/drive/v3/files"


@pytest.fixture(autouse=True)
def _undeclared(contract: Contract) -> Iterator[None]:
    yield
    broken = contract.forgive()
    assert [one for one in broken if not one.endswith(UNDECLARED)] == []


@pytest.fixture
def client(workspace: WorkspaceServer) -> Iterator[gspread.Client]:
    with opened(workspace) as client:
        yield client


@pytest.fixture
def folder(client: gspread.Client) -> str:
    body = {"name": "แผน", "mimeType": FOLDER}
    return str(client.http_client.request("post", FILES, json=body).json()["id"])


def test_create_and_open(client: gspread.Client) -> None:
    made = client.create("แผนปฏิบัติการ")

    assert made.url == f"https://docs.google.com/spreadsheets/d/{made.id}"
    for again in (
        client.open("แผนปฏิบัติการ"),
        client.open_by_key(made.id),
        client.open_by_url(made.url),
        client.open_by_url(f"{made.url}/edit?gid=0#gid=0"),
        *client.openall("แผนปฏิบัติการ"),
    ):
        assert (again.id, again.title) == (made.id, "แผนปฏิบัติการ")
        assert (again.locale, again.timezone) == ("en_US", "Etc/GMT")
        assert [tab.title for tab in again.worksheets()] == ["Sheet1"]


def test_what_is_not_there(client: gspread.Client) -> None:
    client.create("หนึ่ง")

    with pytest.raises(SpreadsheetNotFound):
        client.open("สอง")
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key("test")
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_url("https://docs.google.com/spreadsheets/d/test")
    assert client.openall("สอง") == []


def test_a_private_spreadsheet(workspace: WorkspaceServer) -> None:
    with opened(workspace) as client:
        private = client.create("private").id
    with opened(workspace, STAFF) as client:
        with pytest.raises(PermissionError):
            client.open_by_key(private)
        assert client.list_spreadsheet_files() == []


def test_list_spreadsheet_files(client: gspread.Client, folder: str) -> None:
    inside = client.create("ใน", folder_id=folder)
    client.create("นอก")

    listed = client.list_spreadsheet_files()
    assert sorted(one["name"] for one in listed) == ["นอก", "ใน"]
    assert all(
        set(one) == {"id", "name", "createdTime", "modifiedTime"} for one in listed
    )
    (found,) = client.list_spreadsheet_files(folder_id=folder)
    assert found["id"] == inside.id
    assert client.open("ใน", folder_id=folder).id == inside.id
    with pytest.raises(SpreadsheetNotFound):
        client.open("นอก", folder_id=folder)


def test_delete(client: gspread.Client) -> None:
    made = client.create("ทิ้ง")

    client.del_spreadsheet(made.id)

    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key(made.id)
    with pytest.raises(APIError, match=f"File not found: {made.id}"):
        client.del_spreadsheet(made.id)


def test_copy(client: gspread.Client, folder: str) -> None:
    source = client.create("ต้นฉบับ")
    source.sheet1.update([["x", 1]], "A1")

    copied = client.copy(source.id, "สำเนา", folder_id=folder)

    before, after = source.fetch_sheet_metadata(), copied.fetch_sheet_metadata()
    assert after["sheets"] == before["sheets"]
    assert copied.title == "สำเนา"
    assert copied.sheet1.get_all_values() == [["x", "1"]]
    assert client.copy(source.id).title == "Copy of ต้นฉบับ"


def test_a_copy_cannot_be_given_an_owner(client: gspread.Client) -> None:
    source = client.create("ต้นฉบับ")

    with pytest.raises(APIError, match="The transferOwnership parameter must be"):
        client.copy(source.id, copy_permissions=True)


def test_copy_with_comments(client: gspread.Client) -> None:
    source = client.create("ต้นฉบับ")
    url = f"{FILES}/{source.id}/comments"
    client.http_client.request(
        "post", url, params={"fields": "*"}, json={"content": "ตรวจแล้ว"}
    )

    copied = client.copy(source.id, copy_comments=True)

    url = f"{FILES}/{copied.id}/comments"
    listed = client.http_client.request("get", url, params={"fields": "*"}).json()
    assert [one["content"] for one in listed["comments"]] == ["ตรวจแล้ว"]


def test_import_csv(client: gspread.Client) -> None:
    made = client.create("นำเข้า")
    made.add_worksheet("จะหายไป", 5, 5)

    client.import_csv(made.id, 'a 1,b 2\n3,"c, d"\n')

    again = client.open_by_key(made.id)
    assert len(again.worksheets()) == 1
    assert again.sheet1.get_all_values() == [["a 1", "b 2"], ["3", "c, d"]]


def test_export(client: gspread.Client) -> None:
    made = client.create("ส่งออก")
    made.sheet1.update([["a1", "B2"]], "A1:B2")

    assert client.export(made.id, ExportFormat.CSV) == b"a1,B2"
    assert made.export(ExportFormat.TSV) == b"a1\tB2"
    assert made.export(ExportFormat.EXCEL)[:2] == b"PK"
    assert made.export(ExportFormat.OPEN_OFFICE_SHEET)[:2] == b"PK"
    assert made.export(ExportFormat.ZIPPED_HTML)[:2] == b"PK"
    assert made.export()[:5] == b"%PDF-"


def test_permissions(client: gspread.Client) -> None:
    made = client.create("แบ่งปัน")

    answer = client.insert_permission(
        made.id, STAFF, "user", "writer", notify=True, email_message="ดูด้วย"
    ).json()
    client.insert_permission(made.id, None, "anyone", "reader", with_link=True)

    assert (answer["kind"], answer["role"]) == ("drive#permission", "writer")
    listed = client.list_permissions(made.id)
    assert {(one["type"], one["role"]) for one in listed} == {
        ("user", "owner"),
        ("user", "writer"),
        ("anyone", "reader"),
    }
    client.remove_permission(made.id, answer["id"])
    client.remove_permission(made.id, "anyoneWithLink")
    assert [one["role"] for one in client.list_permissions(made.id)] == ["owner"]


def test_sharing_of_a_spreadsheet(client: gspread.Client) -> None:
    made = client.create("แบ่งปัน")
    made.share(STAFF, "user", "reader", notify=False)
    made.share("group@example.com", "group", "writer", notify=False)

    assert made.remove_permissions(STAFF, "writer") == []
    assert len(made.remove_permissions(STAFF, "reader")) == 1
    assert len(made.remove_permissions("group@example.com")) == 1
    assert [one["emailAddress"] for one in made.list_permissions()] == [OWNER]


def test_ownership(workspace: WorkspaceServer, client: gspread.Client) -> None:
    made = client.create("เจ้าของใหม่")
    given = made.share(STAFF, "user", "writer", notify=False).json()
    with opened(workspace, STAFF) as theirs, pytest.raises(APIError, match="403"):
        theirs.open_by_key(made.id).accept_ownership(given["id"])

    pending = made.transfer_ownership(given["id"]).json()

    assert pending["role"] == "writer"
    with opened(workspace, STAFF) as theirs:
        assert theirs.open_by_key(made.id).accept_ownership(given["id"]).ok
    roles = {one["emailAddress"]: one["role"] for one in made.list_permissions()}
    assert roles == {OWNER: "writer", STAFF: "owner"}


def test_times(client: gspread.Client) -> None:
    made = client.create("เวลา")
    metadata = client.get_file_drive_metadata(made.id)

    assert set(metadata) >= {"id", "name", "createdTime", "modifiedTime"}
    assert made.creationTime == metadata["createdTime"]
    before = made.get_lastUpdateTime()
    made.sheet1.update_acell("A1", "x")
    assert made.get_lastUpdateTime() > before
