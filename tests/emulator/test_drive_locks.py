"""Files that somebody locked (``contentRestrictions``): what they take no longer.

https://developers.google.com/workspace/drive/api/guides/content-restrictions; what
Sheets answers then: https://github.com/googleapis/google-api-nodejs-client/issues/3437
"""

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import FILES, ROBOT, UPLOAD, Drive, reason

REFUSED = (403, "insufficientFilePermissions")


def lock(drive: Drive, file_id: str, **more: object) -> None:
    body = {"contentRestrictions": [{"readOnly": True, **more}]}
    drive.json("PATCH", f"{FILES}/{file_id}", body)


def unlock(drive: Drive, file_id: str, by: str = OWNER) -> int:
    body = {"contentRestrictions": [{"readOnly": False}]}
    return drive.call("PATCH", f"{FILES}/{file_id}", body, by=by).status_code


def test_a_locked_file_takes_no_content_no_title_and_no_comment(drive: Drive) -> None:
    file_id = drive.make("แผน", mimeType=DOCUMENT_TYPE)
    drive.share(file_id, ROBOT, "writer")
    comments = f"{FILES}/{file_id}/comments"
    before = drive.json("POST", comments, {"content": "ก่อน"}, fields="id")["id"]
    lock(drive, file_id, reason="ลงนามแล้ว")

    kind = {"Content-Type": "text/plain"}
    content = drive.call(
        "PATCH", f"{UPLOAD}/{file_id}", b"x", headers=kind, uploadType="media"
    )
    title = drive.call("PATCH", f"{FILES}/{file_id}", {"name": "ใหม่"}, by=ROBOT)
    comment = drive.call("POST", comments, {"content": "หลัง"}, fields="id")
    change = drive.call("PATCH", f"{comments}/{before}", {"content": "x"}, fields="id")
    answer = {"content": "ตอบ"}
    replied = drive.call("POST", f"{comments}/{before}/replies", answer, fields="id")
    mark = drive.call("PATCH", f"{FILES}/{file_id}", {"properties": {"a": "b"}})
    shown = drive.json("GET", f"{FILES}/{file_id}", fields="contentRestrictions,name")

    for refused in (content, title, comment, change, replied):
        assert reason(refused) == REFUSED
    assert mark.status_code == 200
    (held,) = shown["contentRestrictions"]
    assert (held["reason"], held["type"]) == ("ลงนามแล้ว", "globalContentRestriction")
    assert held["restrictingUser"]["emailAddress"] == OWNER
    assert shown["name"] == "แผน"


def test_a_locked_spreadsheet_is_read_and_not_written(drive: Drive) -> None:
    file_id = drive.make("แผน", mimeType=SHEET_TYPE)
    lock(drive, file_id)
    home = f"/v4/spreadsheets/{file_id}"

    raw = {"valueInputOption": "RAW"}
    values = drive.call("PUT", f"{home}/values/A1", {"values": [["x"]]}, **raw)  # type: ignore[arg-type]
    batch: JSON = {"requests": [{"addSheet": {}}]}
    batched = drive.call("POST", f"{home}:batchUpdate", batch)
    read = drive.call("GET", f"{home}/values/A1")
    assert unlock(drive, file_id) == 200
    later = drive.call("POST", f"{home}:batchUpdate", batch)

    error = {
        "code": 403,
        "message": "The caller does not have permission",
        "status": "PERMISSION_DENIED",
    }
    assert values.json()["error"] == error
    assert batched.json()["error"] == error
    assert (read.status_code, later.status_code) == (200, 200)


def test_what_its_owner_locked_for_owners_only_an_owner_opens(drive: Drive) -> None:
    file_id = drive.make()
    drive.share(file_id, ROBOT, "writer")
    lock(drive, file_id)
    assert unlock(drive, file_id, by=ROBOT) == 200
    lock(drive, file_id, ownerRestricted=True)

    by_writer, by_owner = unlock(drive, file_id, by=ROBOT), unlock(drive, file_id)

    assert (by_writer, by_owner) == (403, 200)


def test_capabilities_say_what_a_lock_takes_away(drive: Drive) -> None:
    file_id = drive.make()
    names = ("canModifyContent", "canRename", "canComment", "canEdit")
    fields = f"capabilities({','.join(names)})"

    lock(drive, file_id)

    shown = drive.json("GET", f"{FILES}/{file_id}", fields=fields)["capabilities"]
    assert [shown[name] for name in names] == [False, False, False, True]
