"""Drive: approvals that people start and answer, and a worker reads.

https://developers.google.com/workspace/drive/api/guides/approvals and the descriptions
in drive.v3's discovery document (revision 20261106).
"""

import pytest

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER
from tests.emulator.driving import FILES, ROBOT, STAFF, UPLOAD, Drive, reason


def start(drive: Drive, file_id: str, **asked: object) -> str:
    body = {"reviewerEmails": [STAFF], **asked}
    path = f"{FILES}/{file_id}/approvals:start"
    return str(drive.json("POST", path, body, fields="*")["approvalId"])


def read(drive: Drive, file_id: str, approval: str, by: str = ROBOT) -> JSON:
    path = f"{FILES}/{file_id}/approvals/{approval}"
    return drive.json("GET", path, by=by, fields="*")


def answers(approval: JSON) -> list[str]:
    return [each["response"] for each in approval["reviewerResponses"]]


def shared(drive: Drive) -> str:
    file_id = drive.make("แผน", mimeType=DOCUMENT_TYPE)
    drive.share(file_id, ROBOT, "writer")
    drive.share(file_id, STAFF, "reader")
    return file_id


def test_an_approval_is_read_by_whoever_reads_the_file(drive: Drive) -> None:
    file_id = shared(drive)
    approval = start(drive, file_id, dueTime="2026-12-01T00:00:00Z")
    drive.json("POST", f"{FILES}/{file_id}/approvals/{approval}:approve", by=STAFF)

    listed = drive.json("GET", f"{FILES}/{file_id}/approvals", by=ROBOT, fields="*")
    bare = drive.json("GET", f"{FILES}/{file_id}/approvals", by=ROBOT)
    missing = drive.call("GET", f"{FILES}/{file_id}/approvals/none", by=ROBOT)

    (item,) = listed["items"]
    assert (item["status"], answers(item)) == ("APPROVED", ["APPROVED"])
    assert item["initiator"]["emailAddress"] == OWNER
    assert item["reviewerResponses"][0]["reviewer"]["emailAddress"] == STAFF
    assert item["approvedRevisionId"] == "1"
    assert item["completeTime"] >= item["createTime"]
    assert bare == {"kind": "drive#approvalList"}
    assert reason(missing) == (404, "notFound")


def test_new_content_takes_back_what_was_said_while_others_have_to_answer(
    drive: Drive,
) -> None:
    file_id = shared(drive)
    both = {"reviewerEmails": [STAFF, OWNER]}
    approval = start(drive, file_id, **both)
    path = f"{FILES}/{file_id}/approvals/{approval}"
    drive.json("POST", f"{path}:approve", by=STAFF)

    drive.json("PATCH", f"{FILES}/{file_id}", {"name": "แผน ฉบับที่ 2"})
    renamed = answers(read(drive, file_id, approval))
    kind = {"Content-Type": "text/plain"}
    media = f"{UPLOAD}/{file_id}"
    drive.json("PATCH", media, b"new", headers=kind, uploadType="media")
    changed = read(drive, file_id, approval)

    assert renamed == ["APPROVED", "NO_RESPONSE"]
    assert answers(changed) == ["NO_RESPONSE", "NO_RESPONSE"]
    assert changed["status"] == "IN_PROGRESS"


@pytest.mark.parametrize(
    ("behavior", "status"), [("RESET_APPROVAL", 403), ("NO_APPROVAL_ACTION", 200)]
)
def test_what_is_approved_is_locked_by_default(
    drive: Drive, behavior: str, status: int
) -> None:
    file_id = shared(drive)
    approval = start(drive, file_id, fileContentChangeBehavior=behavior)
    drive.json("POST", f"{FILES}/{file_id}/approvals/{approval}:approve", by=STAFF)

    kind = {"Content-Type": "text/plain"}
    rewritten = drive.call(
        "PATCH", f"{UPLOAD}/{file_id}", b"x", by=ROBOT, headers=kind, uploadType="media"
    )

    assert rewritten.status_code == status
    assert read(drive, file_id, approval)["status"] == "APPROVED"


def test_one_no_ends_an_approval_and_the_next_can_start(drive: Drive) -> None:
    file_id = shared(drive)
    first = start(drive, file_id)
    second_too_soon = drive.call(
        "POST", f"{FILES}/{file_id}/approvals:start", {"reviewerEmails": [STAFF]}
    )

    drive.json("POST", f"{FILES}/{file_id}/approvals/{first}:decline", by=STAFF)
    second = start(drive, file_id)
    drive.json("POST", f"{FILES}/{file_id}/approvals/{second}:cancel")
    late = drive.call("POST", f"{FILES}/{file_id}/approvals/{second}:approve", by=STAFF)

    listed = drive.json("GET", f"{FILES}/{file_id}/approvals", fields="*")["items"]
    assert [each["status"] for each in listed] == ["CANCELLED", "DECLINED"]
    assert reason(second_too_soon) == (400, "badRequest")
    assert reason(late) == (400, "badRequest")


def test_only_a_person_of_the_owners_domain_who_can_write_starts_one(
    drive: Drive,
) -> None:
    file_id = shared(drive)

    can = {
        by: drive.json(
            "GET", f"{FILES}/{file_id}", by=by, fields="capabilities/canStartApproval"
        )
        for by in (OWNER, ROBOT, STAFF)
    }
    refused = drive.call(
        "POST",
        f"{FILES}/{file_id}/approvals:start",
        {"reviewerEmails": [STAFF]},
        by=ROBOT,
    )

    assert [it["capabilities"]["canStartApproval"] for it in can.values()] == [
        True,
        False,
        False,
    ]
    assert reason(refused) == (403, "insufficientFilePermissions")


def test_a_reader_does_not_answer_for_a_reviewer(drive: Drive) -> None:
    file_id = shared(drive)
    approval = start(drive, file_id)

    refused = drive.call(
        "POST", f"{FILES}/{file_id}/approvals/{approval}:approve", by=ROBOT
    )

    assert reason(refused) == (403, "insufficientFilePermissions")
    assert answers(read(drive, file_id, approval)) == ["NO_RESPONSE"]


def test_reviewers_are_added_and_replaced_while_they_have_not_answered(
    drive: Drive,
) -> None:
    file_id = shared(drive)
    approval = start(drive, file_id)
    path = f"{FILES}/{file_id}/approvals/{approval}"
    other = "head@example.com"
    to_other = {"removedReviewerEmail": STAFF, "addedReviewerEmail": other}
    back = {"removedReviewerEmail": other, "addedReviewerEmail": STAFF}

    handed_on = {"replaceReviewers": [to_other]}
    drive.json("POST", f"{path}:reassign", handed_on, by=STAFF)
    not_theirs = drive.call(
        "POST", f"{path}:reassign", {"replaceReviewers": [back]}, by=STAFF
    )
    more = {"replaceReviewers": [back], "addReviewers": [{"addedReviewerEmail": OWNER}]}
    drive.json("POST", f"{path}:reassign", more)
    drive.json("POST", f"{path}:approve", by=STAFF)
    too_late = drive.call("POST", f"{path}:reassign", handed_on)
    said = drive.call("POST", f"{path}:comment", {"message": "โปรดดู"}, by=STAFF)
    nothing = drive.call("POST", f"{path}:comment", {}, by=STAFF)

    held = read(drive, file_id, approval)
    emails = [it["reviewer"]["emailAddress"] for it in held["reviewerResponses"]]
    assert (emails, answers(held)) == ([STAFF, OWNER], ["APPROVED", "NO_RESPONSE"])
    assert reason(not_theirs) == (403, "insufficientFilePermissions")
    assert reason(too_late) == (400, "badRequest")
    assert (said.status_code, reason(nothing)) == (200, (400, "required"))
