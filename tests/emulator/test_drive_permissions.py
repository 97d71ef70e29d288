"""Sharing: permissions, shared drives, comments and changes."""

import email
from email.policy import default
from typing import Any

import pytest

from emulator.world import DOCUMENT_TYPE, FOLDER_TYPE, OWNER
from tests.emulator.driving import FILES, ROBOT, STAFF, Drive, reason

DRIVES = "/drive/v3/drives"
CHANGES = "/drive/v3/changes"
ALL_DRIVES: dict[str, Any] = {"supportsAllDrives": "true"}
EVERYWHERE: dict[str, Any] = {**ALL_DRIVES, "includeItemsFromAllDrives": "true"}


@pytest.fixture
def file_id(drive: Drive) -> str:
    return drive.make("แผน", mimeType=DOCUMENT_TYPE)


def to(address: str, role: str = "reader") -> dict[str, str]:
    return {"type": "user", "role": role, "emailAddress": address}


def roles(drive: Drive, file_id: str) -> dict[str, str]:
    """Return everybody's role on a file."""
    answer = drive.json(
        "GET",
        f"{FILES}/{file_id}/permissions",
        fields="permissions(emailAddress,role)",
        **ALL_DRIVES,
    )
    return {p["emailAddress"]: p["role"] for p in answer["permissions"]}


def test_a_permission_answers_with_four_fields(drive: Drive, file_id: str) -> None:
    made = drive.json("POST", f"{FILES}/{file_id}/permissions", to(STAFF, "writer"))

    assert made == {
        "kind": "drive#permission",
        "id": made["id"],
        "type": "user",
        "role": "writer",
    }
    got = drive.json(
        "GET", f"{FILES}/{file_id}/permissions/{made['id']}", fields="emailAddress,role"
    )
    assert got == {"emailAddress": STAFF, "role": "writer"}


def test_sharing_again_changes_the_role(drive: Drive, file_id: str) -> None:
    first = drive.share(file_id, STAFF, "reader")
    second = drive.share(file_id, STAFF, "writer")

    assert first == second
    assert roles(drive, file_id) == {OWNER: "owner", STAFF: "writer"}


def test_sharing_tells_by_mail_unless_told_not_to(drive: Drive, file_id: str) -> None:
    path = f"{FILES}/{file_id}/permissions"
    drive.json("POST", path, to("a@example.com"), emailMessage="อ่านด้วย")
    drive.json("POST", path, to("b@example.com"), sendNotificationEmail="false")
    drive.json("POST", path, {"type": "anyone", "role": "reader"})

    assert [mail.sender for mail in drive.world.mail] == [OWNER]
    message = email.message_from_bytes(drive.world.mail[0].raw, policy=default)
    assert message["To"] == "a@example.com"
    assert "แผน" in message["Subject"]
    text = message.get_content()
    assert "อ่านด้วย" in text
    assert f"https://docs.google.com/document/d/{file_id}/edit" in text


@pytest.mark.parametrize(
    ("body", "wanted", "place"),
    [
        ({"role": "reader"}, "required", "permission.type"),
        ({"type": "user", "emailAddress": STAFF}, "required", "permission.role"),
        ({"type": "user", "role": "reader"}, "required", "permission.emailAddress"),
        ({"type": "robot", "role": "reader"}, "invalid", "permission.type"),
        (to(STAFF, "king"), "invalid", "permission.role"),
        (to("nobody"), "invalid", "permission.emailAddress"),
    ],
)
def test_what_is_no_permission_is_refused(
    drive: Drive, file_id: str, body: dict[str, str], wanted: str, place: str
) -> None:
    refused = drive.call("POST", f"{FILES}/{file_id}/permissions", body)

    assert reason(refused) == (400, wanted)
    assert refused.json()["error"]["errors"][0]["location"] == place


def test_readers_neither_share_nor_see_with_whom(drive: Drive, file_id: str) -> None:
    drive.share(file_id, STAFF, "reader")
    path = f"{FILES}/{file_id}/permissions"

    shared = drive.call("POST", path, to("a@example.com"), by=STAFF)
    listed = drive.call("GET", path, by=STAFF)
    file = drive.json("GET", f"{FILES}/{file_id}", fields="*", by=STAFF)

    assert reason(shared) == (403, "insufficientFilePermissions")
    assert reason(listed) == (403, "insufficientFilePermissions")
    assert "permissions" not in file
    assert file["capabilities"]["canShare"] is False
    assert file["capabilities"]["canEdit"] is False
    assert file["shared"] is True


def test_writers_share_unless_the_owner_keeps_that(drive: Drive, file_id: str) -> None:
    drive.share(file_id, STAFF, "writer")
    path = f"{FILES}/{file_id}/permissions"

    drive.json("POST", path, to("a@example.com"), by=STAFF)
    drive.json("PATCH", f"{FILES}/{file_id}", {"writersCanShare": False})
    refused = drive.call("POST", path, to("b@example.com"), by=STAFF)

    assert reason(refused) == (403, "insufficientFilePermissions")


def test_ownership_is_handed_over_only_on_purpose(drive: Drive, file_id: str) -> None:
    path = f"{FILES}/{file_id}/permissions"

    refused = drive.call("POST", path, to(STAFF, "owner"))
    drive.json("POST", path, to(STAFF, "owner"), transferOwnership="true")

    assert reason(refused) == (403, "forbidden")
    assert refused.json()["error"]["errors"][0]["location"] == "transferOwnership"
    assert roles(drive, file_id) == {OWNER: "writer", STAFF: "owner"}
    file = drive.json(
        "GET", f"{FILES}/{file_id}", fields="owners/emailAddress,ownedByMe"
    )
    assert file == {"owners": [{"emailAddress": STAFF}], "ownedByMe": False}


def test_a_service_account_is_never_made_owner(drive: Drive, file_id: str) -> None:
    path = f"{FILES}/{file_id}/permissions"

    refused = drive.call("POST", path, to(ROBOT, "owner"), transferOwnership="true")

    assert reason(refused) == (400, "invalidSharingRequest")


def test_roles_change_and_end_by_id(drive: Drive, file_id: str) -> None:
    permission = (
        f"{FILES}/{file_id}/permissions/{drive.share(file_id, STAFF, 'reader')}"
    )

    drive.json("PATCH", permission, {"role": "commenter"})
    changed = roles(drive, file_id)
    ended = drive.call("DELETE", permission)

    assert changed[STAFF] == "commenter"
    assert (ended.status_code, ended.content) == (204, b"")
    assert roles(drive, file_id) == {OWNER: "owner"}
    assert reason(drive.call("GET", permission)) == (404, "notFound")


def test_anybody_may_leave_and_the_owner_stays(drive: Drive, file_id: str) -> None:
    path = f"{FILES}/{file_id}/permissions"
    staff = drive.share(file_id, STAFF, "reader")
    owner = drive.json("GET", f"{FILES}/{file_id}", fields="owners")["owners"][0]

    left = drive.call("DELETE", f"{path}/{staff}", by=STAFF)
    refused = drive.call("DELETE", f"{path}/{owner['permissionId']}")

    assert left.status_code == 204
    assert drive.call("GET", f"{FILES}/{file_id}", by=STAFF).status_code == 404
    assert reason(refused) == (403, "cannotRemoveOwner")


def test_a_domain_is_its_people_but_no_service_account(
    drive: Drive, file_id: str
) -> None:
    for domain in ("example.com", ROBOT.partition("@")[2]):
        body = {"type": "domain", "role": "reader", "domain": domain}
        drive.json("POST", f"{FILES}/{file_id}/permissions", body)

    assert drive.call("GET", f"{FILES}/{file_id}", by=STAFF).status_code == 200
    assert drive.call("GET", f"{FILES}/{file_id}", by=ROBOT).status_code == 404


@pytest.fixture
def shared_drive(drive: Drive) -> str:
    """A shared drive in which the service account is a writer."""
    made = drive.json("POST", DRIVES, {"name": "กองคลัง"}, requestId="1")
    drive.share(made["id"], ROBOT, "writer")
    return str(made["id"])


def test_in_a_shared_drive_a_service_account_creates(
    drive: Drive, shared_drive: str
) -> None:
    body = {"name": "แผน", "mimeType": DOCUMENT_TYPE, "parents": [shared_drive]}

    made = drive.json("POST", FILES, body, by=ROBOT, fields="*", **ALL_DRIVES)
    blind = drive.call("POST", FILES, body, by=ROBOT)

    assert made["driveId"] == shared_drive
    assert "owners" not in made
    assert reason(blind) == (404, "notFound")


def test_a_shared_drives_files_are_hidden_from_those_who_do_not_know_of_it(
    drive: Drive, shared_drive: str
) -> None:
    body = {"name": "แผน", "parents": [shared_drive]}
    file_id = drive.json("POST", FILES, body, **ALL_DRIVES)["id"]
    path = f"{FILES}/{file_id}"

    assert reason(drive.call("GET", path)) == (404, "notFound")
    assert drive.json("GET", path, **ALL_DRIVES) == {
        "kind": "drive#file",
        "id": file_id,
        "name": "แผน",
        "mimeType": "application/octet-stream",
        "teamDriveId": shared_drive,
        "driveId": shared_drive,
    }
    assert drive.json("GET", FILES)["files"] == []
    assert len(drive.json("GET", FILES, **EVERYWHERE)["files"]) == 1


def test_one_shared_drive_can_be_searched(drive: Drive, shared_drive: str) -> None:
    drive.make("mine")
    body = {"name": "แผน", "parents": [shared_drive]}
    drive.json("POST", FILES, body, **ALL_DRIVES)
    query: dict[str, Any] = {"corpora": "drive", "driveId": shared_drive}

    listed = drive.json("GET", FILES, by=ROBOT, **query, **EVERYWHERE)
    refused = drive.call("GET", FILES, **query)
    nameless = drive.call("GET", FILES, corpora="drive", **EVERYWHERE)

    assert [file["name"] for file in listed["files"]] == ["แผน"]
    assert reason(refused) == (403, "teamDriveIncludeItemsRequired")
    assert reason(nameless) == (400, "invalid")


def test_moving_into_a_shared_drive_gives_the_file_to_it(
    drive: Drive, shared_drive: str, file_id: str
) -> None:
    moved = drive.json(
        "PATCH",
        f"{FILES}/{file_id}",
        {},
        addParents=shared_drive,
        removeParents="root",
        fields="driveId,parents,owners",
        **ALL_DRIVES,
    )

    assert moved == {"driveId": shared_drive, "parents": [shared_drive]}
    assert roles(drive, file_id) == {OWNER: "organizer", ROBOT: "writer"}


def test_shared_drives_are_listed_for_their_members(
    drive: Drive, shared_drive: str
) -> None:
    answer = drive.json("GET", DRIVES, by=ROBOT)

    assert answer == {
        "kind": "drive#driveList",
        "drives": [{"kind": "drive#drive", "id": shared_drive, "name": "กองคลัง"}],
    }
    assert drive.json("GET", DRIVES, by=STAFF)["drives"] == []
    assert drive.call("GET", f"{DRIVES}/{shared_drive}", by=STAFF).status_code == 404
    assert reason(drive.call("POST", DRIVES, {"name": "x"})) == (400, "required")


def test_only_an_empty_shared_drive_is_deleted(drive: Drive, shared_drive: str) -> None:
    body = {"name": "แผน", "parents": [shared_drive], "mimeType": FOLDER_TYPE}
    inside = drive.json("POST", FILES, body, **ALL_DRIVES)["id"]

    full = drive.call("DELETE", f"{DRIVES}/{shared_drive}")
    drive.call("DELETE", f"{FILES}/{inside}", **ALL_DRIVES)
    empty = drive.call("DELETE", f"{DRIVES}/{shared_drive}")

    assert reason(full) == (403, "cannotDeleteResourceWithChildren")
    assert empty.status_code == 204
    assert drive.json("GET", DRIVES)["drives"] == []


def test_comments_are_made_answered_and_resolved(drive: Drive, file_id: str) -> None:
    drive.share(file_id, STAFF, "commenter")
    path = f"{FILES}/{file_id}/comments"

    made = drive.json("POST", path, {"content": "แก้ <ข้อ> 2"}, by=STAFF, fields="*")
    answer = {"content": "แก้แล้ว", "action": "resolve"}
    drive.json("POST", f"{path}/{made['id']}/replies", answer, fields="id")
    fields = "comments(content,htmlContent,resolved,author/me,replies(content,action))"
    listed = drive.json("GET", path, fields=fields)["comments"]

    assert listed == [
        {
            "content": "แก้ <ข้อ> 2",
            "htmlContent": "แก้ &lt;ข้อ&gt; 2",
            "resolved": True,
            "author": {"me": False},
            "replies": [{"content": "แก้แล้ว", "action": "resolve"}],
        }
    ]


def test_comments_want_fields_and_a_role(drive: Drive, file_id: str) -> None:
    drive.share(file_id, STAFF, "reader")
    path = f"{FILES}/{file_id}/comments"

    bare = drive.call("GET", path)
    reader = drive.call("POST", path, {"content": "x"}, by=STAFF, fields="id")

    assert reason(bare) == (400, "required")
    assert bare.json()["error"]["errors"][0]["location"] == "fields"
    assert reason(reader) == (403, "insufficientFilePermissions")


def test_a_deleted_comment_is_gone_but_for_its_place(
    drive: Drive, file_id: str
) -> None:
    path = f"{FILES}/{file_id}/comments"
    made = drive.json("POST", path, {"content": "x"}, fields="id")

    assert drive.call("DELETE", f"{path}/{made['id']}").status_code == 204
    assert drive.json("GET", path, fields="comments")["comments"] == []
    kept = drive.json("GET", path, fields="comments", includeDeleted="true")["comments"]
    assert [(c["deleted"], "content" in c) for c in kept] == [(True, False)]


def test_changes_are_told_once_each_in_order(drive: Drive, file_id: str) -> None:
    token = drive.json("GET", f"{CHANGES}/startPageToken")["startPageToken"]
    none = drive.json("GET", CHANGES, pageToken=token)

    other = drive.make("other")
    drive.world.touch(file_id, STAFF)
    drive.call("DELETE", f"{FILES}/{other}")
    some = drive.json("GET", CHANGES, pageToken=token)
    rest = drive.json("GET", CHANGES, pageToken=some["newStartPageToken"])

    assert none["changes"] == rest["changes"] == []
    told = {change["fileId"]: change["removed"] for change in some["changes"]}
    assert told == {file_id: False, other: True}
    assert reason(drive.call("GET", CHANGES)) == (400, "required")
