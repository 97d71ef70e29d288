"""Drive v3: approvals of files: started, answered by reviewers, and read.

Only a person can start one (a service account's ``canStartApproval`` is false), on a
file of the own domain. A guide of Google's says what follows from a change of content:
https://developers.google.com/workspace/drive/api/guides/approvals
"""

import secrets

from emulator.drive.access import (
    at_least,
    bad_request,
    find_anywhere,
    forbidden,
    required,
    role,
)
from emulator.drive.answer import masked, page
from emulator.drive.locks import lock
from emulator.drive.v3 import body
from emulator.drive.view import as_seen, can_start_approval
from emulator.web import JSON, ApiError, Request, Routes, drive_error
from emulator.world import DriveFile, World, timestamp

ROUTES = Routes()
APPROVALS = "/drive/v3/files/{file_id}/approvals"
APPROVAL = APPROVALS + "/{approval_id}"
_RESET = "RESET_APPROVAL"
_UNSPECIFIED = "FILE_CONTENT_CHANGE_BEHAVIOR_UNSPECIFIED"


@ROUTES.add("GET", APPROVALS)
def list_approvals(world: World, request: Request, file_id: str) -> JSON:
    """List the approvals of a file; without ``fields`` hardly anything is told."""
    file = find_anywhere(world, request, file_id)
    now, further = page(request, file.approvals, "pageSize", 100, 1000)
    full: JSON = {"kind": "drive#approvalList", **further}
    if now:
        full["items"] = [_seen(approval, request.caller) for approval in now]
    return masked(request, full, "kind,nextPageToken", "ApprovalList")


@ROUTES.add("GET", APPROVAL)
def get_approval(
    world: World, request: Request, file_id: str, approval_id: str
) -> JSON:
    """Return one approval."""
    file = find_anywhere(world, request, file_id)
    return _reply(request, _one(file, approval_id))


@ROUTES.add("POST", APPROVALS + ":start")
def start(world: World, request: Request, file_id: str) -> JSON:
    """Ask people to approve a file; they need not have access to it yet."""
    file = find_anywhere(world, request, file_id, "writer")
    if not can_start_approval(world, file, request.caller):
        raise forbidden()
    asked = body(request)
    reviewers = asked.get("reviewerEmails")
    known = isinstance(reviewers, list) and all(isinstance(it, str) for it in reviewers)
    if not reviewers or not known or any(map(_is_running, file.approvals)):
        raise bad_request()
    now = timestamp(world.now())
    behavior = asked.get("fileContentChangeBehavior", _UNSPECIFIED)
    approval: JSON = {
        "kind": "drive#approval",
        "approvalId": secrets.token_urlsafe(16),
        "targetFileId": file.id,
        "createTime": now,
        "modifyTime": now,
        "status": "IN_PROGRESS",
        "initiator": world.user(request.caller),
        "fileContentChangeBehavior": _RESET if behavior == _UNSPECIFIED else behavior,
        "reviewerResponses": [
            _asked(world, email) for email in dict.fromkeys(reviewers)
        ],
    }
    if asked.get("dueTime"):
        approval["dueTime"] = asked["dueTime"]
    file.approvals.insert(0, approval)
    if asked.get("lockFile"):
        lock(world, file, request.caller)
    return _reply(request, approval)


@ROUTES.add("POST", APPROVAL + ":approve")
def approve(world: World, request: Request, file_id: str, approval_id: str) -> JSON:
    """Say yes as a reviewer; the last yes ends the approval and locks the file."""
    file = find_anywhere(world, request, file_id)
    approval = _answered(world, request, file, approval_id, "APPROVED")
    answers = {each["response"] for each in approval["reviewerResponses"]}
    if answers == {"APPROVED"}:
        _complete(approval, "APPROVED")
        if file.revisions:
            approval["approvedRevisionId"] = file.revisions[-1]["id"]
        if approval["fileContentChangeBehavior"] == _RESET:
            lock(world, file, approval["initiator"]["emailAddress"])
    return _reply(request, approval)


@ROUTES.add("POST", APPROVAL + ":decline")
def decline(world: World, request: Request, file_id: str, approval_id: str) -> JSON:
    """Say no as a reviewer: one is enough to end the approval."""
    file = find_anywhere(world, request, file_id)
    approval = _answered(world, request, file, approval_id, "DECLINED")
    _complete(approval, "DECLINED")
    return _reply(request, approval)


@ROUTES.add("POST", APPROVAL + ":cancel")
def cancel(world: World, request: Request, file_id: str, approval_id: str) -> JSON:
    """End an approval without a decision."""
    file = find_anywhere(world, request, file_id, "writer")
    approval = _running(file, approval_id)
    approval["modifyTime"] = timestamp(world.now())
    _complete(approval, "CANCELLED")
    return _reply(request, approval)


@ROUTES.add("POST", APPROVAL + ":comment")
def comment(world: World, request: Request, file_id: str, approval_id: str) -> JSON:
    """Say something to all who have to do with an approval."""
    file = find_anywhere(world, request, file_id)
    approval = _one(file, approval_id)
    if not body(request).get("message"):
        raise required("message")
    approval["modifyTime"] = timestamp(world.now())
    return _reply(request, approval)


@ROUTES.add("POST", APPROVAL + ":reassign")
def reassign(world: World, request: Request, file_id: str, approval_id: str) -> JSON:
    """Add reviewers, or put others in place of those who have not answered.

    Who only reads the file may do so with what is asked of themselves.
    """
    file = find_anywhere(world, request, file_id)
    approval = _running(file, approval_id)
    asked = body(request)
    replaced = {
        each["removedReviewerEmail"]: each["addedReviewerEmail"]
        for each in asked.get("replaceReviewers", ())
    }
    added = [each["addedReviewerEmail"] for each in asked.get("addReviewers", ())]
    writes = at_least(role(world, request.caller, file.id), "writer")
    if not writes and (added or replaced.keys() != {request.caller}):
        raise forbidden()
    held = {
        each["reviewer"]["emailAddress"]: each["response"]
        for each in approval["reviewerResponses"]
    }
    if any(held.get(email) != "NO_RESPONSE" for email in replaced):
        raise bad_request()
    approval["reviewerResponses"] = [
        *(
            _asked(world, replaced[email]) if email in replaced else each
            for email, each in zip(held, approval["reviewerResponses"], strict=True)
        ),
        *(_asked(world, email) for email in added if email not in held),
    ]
    approval["modifyTime"] = timestamp(world.now())
    return _reply(request, approval)


def _asked(world: World, email: str) -> JSON:
    return {
        "kind": "drive#reviewerResponse",
        "reviewer": world.user(email),
        "response": "NO_RESPONSE",
    }


def _answered(
    world: World, request: Request, file: DriveFile, approval_id: str, answer: str
) -> JSON:
    approval = _running(file, approval_id)
    for each in approval["reviewerResponses"]:
        if each["reviewer"]["emailAddress"] == request.caller:
            each["response"] = answer
            approval["modifyTime"] = timestamp(world.now())
            return approval
    raise forbidden()


def _complete(approval: JSON, status: str) -> None:
    approval |= {"status": status, "completeTime": approval["modifyTime"]}


def _is_running(approval: JSON) -> bool:
    return bool(approval["status"] == "IN_PROGRESS")


def _running(file: DriveFile, approval_id: str) -> JSON:
    approval = _one(file, approval_id)
    if not _is_running(approval):
        raise bad_request()
    return approval


def _one(file: DriveFile, approval_id: str) -> JSON:
    for approval in file.approvals:
        if approval["approvalId"] == approval_id:
            return approval
    raise _missing(approval_id)


def _missing(approval_id: str) -> ApiError:
    return drive_error(
        404,
        "notFound",
        f"Approval not found: {approval_id}.",
        location_type="parameter",
        location="approvalId",
    )


def _reply(request: Request, approval: JSON) -> JSON:
    return masked(request, _seen(approval, request.caller), "kind", "Approval")


def _seen(approval: JSON, caller: str) -> JSON:
    responses = [
        {**each, "reviewer": as_seen(each["reviewer"], caller)}
        for each in approval["reviewerResponses"]
    ]
    initiator = as_seen(approval["initiator"], caller)
    return {**approval, "initiator": initiator, "reviewerResponses": responses}
