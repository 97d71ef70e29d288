"""Searching Drive: the language of ``q``, the order, the pages."""

from typing import Any

import pytest

from emulator.clock import clock_of
from emulator.server import WorkspaceServer
from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import FILES, STAFF, Drive, reason, word_file


@pytest.fixture
def drive(workspace: WorkspaceServer) -> Drive:
    """A Drive with a folder, a spreadsheet, a document and two texts."""
    drive = Drive(workspace)
    folder = drive.make("Plans 2569", mimeType=FOLDER_TYPE)
    drive.make("Budget plan", mimeType=SHEET_TYPE, parents=[folder])
    drive.make("it's", properties={"year": "2569"}, appProperties={"plan": "ก'ข"})
    drive.put(b"a quiet river", "text/plain", name="notes.txt", parents=[folder])
    drive.put(word_file("แผนปฏิบัติการ"), "application/octet-stream", name="old.docx")
    gone = drive.make("gone")
    drive.json("PATCH", f"{FILES}/{gone}", {"trashed": True})
    return drive


def found(drive: Drive, q: str, by: str = OWNER) -> list[str]:
    """Return the names that a search finds, in alphabetical order."""
    files = drive.json("GET", FILES, q=q, fields="files/name", by=by).get("files", [])
    return sorted(file["name"] for file in files)


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("name = 'Budget plan'", ["Budget plan"]),
        ("name = 'BUDGET PLAN'", ["Budget plan"]),
        ('name = "Budget plan"', ["Budget plan"]),
        (r"name = 'it\'s'", ["it's"]),
        ("name contains 'pla'", ["Budget plan", "Plans 2569"]),
        ("name contains 'lan'", []),
        ("fullText contains 'river'", ["notes.txt"]),
        ("fullText contains 'river quiet'", ["notes.txt"]),
        ("""fullText contains '"river quiet"'""", []),
        ("trashed = true", ["gone"]),
        ("trashed=true", ["gone"]),
        ("trashed != false", ["gone"]),
        (f"mimeType = '{SHEET_TYPE}'", ["Budget plan"]),
        (f'mimeType="{SHEET_TYPE}"', ["Budget plan"]),
        ("mimeType contains 'text/'", ["notes.txt"]),
        (
            f"mimeType != '{FOLDER_TYPE}' and not (trashed = true or name = 'it')",
            ["Budget plan", "it's", "notes.txt", "old.docx"],
        ),
        ("properties has { key='year' and value='2569' }", ["it's"]),
        ("properties has {key = 'year' and value = '2570'}", []),
        (r"appProperties has {key='plan' and value='ก\'ข'}", ["it's"]),
        ("modifiedTime < '2001-01-01T00:00:00'", []),
        ("name = 'it\\'s' and modifiedTime >= '2001-01-01T00:00:00Z'", ["it's"]),
        ("'owner@example.com' in owners and name = 'gone'", ["gone"]),
        ("'me' in writers and name = 'gone'", ["gone"]),
        ("'staff@example.com' in readers", []),
        ("sharedWithMe", []),
        ("starred = true", []),
        ("visibility = 'limited' and name = 'gone'", ["gone"]),
        # from left to right, without precedence
        ("name = 'gone' or name = 'it\\'s' and trashed = true", ["gone"]),
    ],
)
def test_a_search_finds(drive: Drive, q: str, names: list[str]) -> None:
    assert found(drive, q) == names


def test_children_are_found_by_their_folder(drive: Drive) -> None:
    folder = drive.json("GET", FILES, q="name = 'Plans 2569'")["files"][0]["id"]

    assert found(drive, f"'{folder}' in parents") == ["Budget plan", "notes.txt"]
    assert found(drive, f'parents in "{folder}"') == ["Budget plan", "notes.txt"]
    assert found(drive, "'root' in parents and trashed = false") == [
        "Plans 2569",
        "it's",
        "old.docx",
    ]


@pytest.mark.parametrize(
    "q",
    [
        "name",
        "name =",
        "name = 'a",
        "colour = 'a'",
        "name < 'a'",
        "trashed = 'true'",
        "(name = 'a'",
        "name = 'a' name = 'b'",
        "modifiedTime > 'yesterday'",
        "name = a",
        "and name = 'a'",
        "properties has {key='a'}",
        "#",
    ],
)
def test_nonsense_is_refused(drive: Drive, q: str) -> None:
    refused = drive.call("GET", FILES, q=q)

    assert refused.json()["error"] == {
        "errors": [
            {
                "domain": "global",
                "reason": "invalid",
                "message": "Invalid Value",
                "locationType": "parameter",
                "location": "q",
            }
        ],
        "code": 400,
        "message": "Invalid Value",
    }


def test_a_list_has_its_default_fields(drive: Drive) -> None:
    answer = drive.json("GET", FILES, q="name = 'notes.txt'")

    assert answer == {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [
            {
                "kind": "drive#file",
                "id": answer["files"][0]["id"],
                "name": "notes.txt",
                "mimeType": "text/plain",
            }
        ],
    }


def test_what_is_shared_is_found_and_what_is_open_to_anyone_is_not(
    drive: Drive,
) -> None:
    shared, linked = drive.make("shared"), drive.make("linked")
    drive.share(shared, STAFF, "reader")
    anyone = {"type": "anyone", "role": "reader"}
    drive.json("POST", f"{FILES}/{linked}/permissions", anyone)

    assert found(drive, "sharedWithMe", by=STAFF) == ["shared"]
    assert found(drive, "name = 'linked'", by=STAFF) == []
    assert drive.json("GET", f"{FILES}/{linked}", by=STAFF)["name"] == "linked"


def test_order_and_pages(drive: Drive) -> None:
    query: dict[str, Any] = {
        "q": "trashed = false",
        "orderBy": "folder,name desc",
        "pageSize": 2,
    }

    first = drive.json("GET", FILES, **query)
    second = drive.json("GET", FILES, pageToken=first["nextPageToken"], **query)
    third = drive.json("GET", FILES, pageToken=second["nextPageToken"], **query)

    pages = [
        [file["name"] for file in page["files"]] for page in (first, second, third)
    ]
    assert pages == [["Plans 2569", "old.docx"], ["notes.txt", "it's"], ["Budget plan"]]
    assert "nextPageToken" not in third


def test_natural_order_counts(drive: Drive) -> None:
    for name in ("q10", "q9", "q1"):
        drive.make(name)

    answer = drive.json(
        "GET", FILES, q="name contains 'q'", orderBy="name_natural", fields="files/name"
    )

    assert [file["name"] for file in answer["files"]] == ["q1", "q9", "q10"]


def test_the_latest_comes_first(drive: Drive) -> None:
    clock_of(drive.world).advanced += clock_of(drive.world).advanced.resolution * 2000
    drive.make("latest")

    assert drive.json("GET", FILES)["files"][0]["name"] == "latest"


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("pageSize", "0", "invalidParameter"),
        ("pageSize", "1001", "invalidParameter"),
        ("pageToken", "nothing", "invalid"),
        ("orderBy", "colour", "invalid"),
        ("corpora", "everything", "invalid"),
    ],
)
def test_bad_parameters_are_refused(
    drive: Drive, name: str, value: str, wanted: str
) -> None:
    query: dict[str, Any] = {name: value}
    refused = drive.call("GET", FILES, **query)

    assert reason(refused) == (400, wanted)
    assert refused.json()["error"]["errors"][0]["location"] == name


def test_a_document_is_found_by_its_text(drive: Drive) -> None:
    word = word_file("โครงการ river")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    drive.put(word, kind, name="เอกสาร", mimeType=DOCUMENT_TYPE)

    assert found(drive, "fullText contains 'river'") == ["notes.txt", "เอกสาร"]
    assert found(drive, f"'{OWNER}' in owners and fullText contains 'โครงการ'") == [
        "เอกสาร"
    ]


@pytest.mark.parametrize(
    "q", ["(" * 3000 + "trashed = true" + ")" * 3000, "not " * 3000 + "trashed = true"]
)
def test_a_search_without_end_is_refused(drive: Drive, q: str) -> None:
    refused = drive.call("GET", FILES, q=q)

    assert reason(refused) == (400, "invalid")
