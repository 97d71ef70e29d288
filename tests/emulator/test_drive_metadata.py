"""Drive v3: what may be set of a file, and what is refused."""

import pytest

from emulator.contract import Contract
from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER
from tests.emulator.driving import DOCX, FILES, ROBOT, UPLOAD, Drive, reason


def test_app_properties_are_seen_by_their_app_alone(drive: Drive) -> None:
    file_id = drive.make(appProperties={"a": "1", "b": "2"}, properties={"c": "3"})
    drive.share(file_id, ROBOT, "writer")
    path = f"{FILES}/{file_id}"

    drive.json("PATCH", path, {"appProperties": {"a": None}})
    mine = drive.json("GET", path, fields="appProperties,properties")
    other = drive.json("GET", path, fields="appProperties,properties", by=ROBOT)

    assert mine == {"appProperties": {"b": "2"}, "properties": {"c": "3"}}
    assert other == {"properties": {"c": "3"}}


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
