"""What goes wrong on demand, and the other switches under ``/_control``."""

import time
from typing import Any

import pytest
import requests

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER

PROFILE = "/gmail/v1/users/me/profile"
SEND = "/gmail/v1/users/me/messages/send"
MAIL = {"raw": "VG86IGFAZXhhbXBsZS5jb20KU3ViamVjdDogeAoKeA=="}


def fail(workspace: WorkspaceServer, session: requests.Session, *rules: Any) -> None:  # noqa: ANN401
    reply = session.post(f"{workspace.address}/_control/faults", json=list(rules))
    assert reply.status_code == 200, reply.text


def statuses(
    workspace: WorkspaceServer, session: requests.Session, count: int
) -> list[int]:
    url = workspace.address + PROFILE
    return [session.get(url).status_code for _ in range(count)]


def test_the_nth_matching_request_fails(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    rule = {"match": {"path": "/profile$"}, "nth": 2, "times": 2}
    fail(workspace, session, {**rule, "action": {"status": 503}})

    assert statuses(workspace, session, 5) == [200, 503, 503, 200, 200]


def test_only_what_matches_fails(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    match = {"method": "GET", "path": "/gmail/", "query": {"q": "in:sent"}}
    fail(workspace, session, {"match": match, "action": {"status": 500}})
    url = f"{workspace.address}/gmail/v1/users/me/messages"

    assert session.get(url).status_code == 200
    assert session.post(workspace.address + SEND, json=MAIL).status_code == 200
    assert session.get(url, params={"q": "in:sent"}).status_code == 500


def test_faults_can_be_dropped(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"status": 500}, "times": 9})
    assert statuses(workspace, session, 1) == [500]

    session.delete(f"{workspace.address}/_control/faults")

    assert statuses(workspace, session, 1) == [200]


@pytest.mark.parametrize(
    ("path", "action", "expected"),
    [
        (
            "/v4/spreadsheets/x",
            {"status": 503},
            {
                "code": 503,
                "message": "The service is currently unavailable.",
                "status": "UNAVAILABLE",
            },
        ),
        (
            "/v4/spreadsheets/x",
            {"status": 403},
            {
                "code": 403,
                "message": "The caller does not have permission",
                "status": "PERMISSION_DENIED",
            },
        ),
        (
            "/drive/v3/files",
            {"status": 403, "reason": "storageQuotaExceeded"},
            {
                "errors": [
                    {
                        "domain": "usageLimits",
                        "reason": "storageQuotaExceeded",
                        "message": "The user's Drive storage quota has been exceeded.",
                    }
                ],
                "code": 403,
                "message": "The user's Drive storage quota has been exceeded.",
            },
        ),
        (
            "/drive/v3/files",
            {"status": 500},
            {
                "errors": [
                    {
                        "domain": "global",
                        "reason": "internalError",
                        "message": "Internal Error",
                    }
                ],
                "code": 500,
                "message": "Internal Error",
            },
        ),
    ],
)
def test_a_refusal_is_in_googles_words(
    workspace: WorkspaceServer,
    session: requests.Session,
    path: str,
    action: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    fail(workspace, session, {"action": action})

    reply = session.get(workspace.address + path)

    assert reply.status_code == expected["code"]
    assert reply.json() == {"error": expected}


@pytest.mark.parametrize(
    ("path", "service", "dialect"),
    [
        ("/v4/spreadsheets/x", "sheets.googleapis.com", None),
        ("/drive/v3/files", "drive.googleapis.com", "accessNotConfigured"),
        (PROFILE, "gmail.googleapis.com", "accessNotConfigured"),
    ],
)
def test_a_service_that_is_not_switched_on_says_where_to(
    workspace: WorkspaceServer,
    session: requests.Session,
    path: str,
    service: str,
    dialect: str | None,
) -> None:
    fail(
        workspace,
        session,
        {"action": {"status": 403, "reason": "accessNotConfigured"}},
    )

    error = session.get(workspace.address + path).json()["error"]

    assert f"/apis/api/{service}/overview?project=100000000000" in error["message"]
    assert error["details"][1]["reason"] == "SERVICE_DISABLED"
    assert [item["reason"] for item in error.get("errors", [])] == (
        [dialect] if dialect else []
    )


@pytest.mark.parametrize("path", ["/v4/spreadsheets/x", "/drive/v3/files"])
@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 408, 409, 413, 429, 500, 503, 504]
)
def test_every_status_has_a_body(
    workspace: WorkspaceServer, session: requests.Session, path: str, status: int
) -> None:
    fail(workspace, session, {"action": {"status": status}})

    reply = session.get(workspace.address + path)

    assert reply.status_code == status
    assert reply.json()["error"]["code"] == status


def test_a_bad_gateway_is_a_page(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"status": 502}})

    reply = session.get(workspace.address + PROFILE)

    assert reply.status_code == 502
    assert "Error 502 (Server Error)!!1" in reply.text


def test_a_body_and_headers_can_be_given(
    workspace: WorkspaceServer, session: requests.Session, contract: Contract
) -> None:
    given = {"status": 429, "body": {"a": 1}, "headers": {"Retry-After": "7"}}
    fail(workspace, session, {"action": given})

    reply = session.get(workspace.address + PROFILE)

    assert (reply.status_code, reply.json()) == (429, {"a": 1})
    assert reply.headers["Retry-After"] == "7"
    assert len(contract.forgive()) == 1


def test_a_refused_call_is_not_applied(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"status": 503}})

    session.post(workspace.address + SEND, json=MAIL)

    assert workspace.world.mail == []


@pytest.mark.parametrize("action", [{"reset": True}, {"hang": 0.1}])
def test_a_call_may_be_left_unanswered_and_unapplied(
    workspace: WorkspaceServer, session: requests.Session, action: dict[str, Any]
) -> None:
    fail(workspace, session, {"action": action})

    with pytest.raises(requests.ConnectionError):
        session.post(workspace.address + SEND, json=MAIL)

    assert workspace.world.mail == []
    assert [visit.status for visit in workspace.visits] == [0]


def test_a_reset_is_one(workspace: WorkspaceServer, session: requests.Session) -> None:
    fail(workspace, session, {"action": {"reset": True}})

    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        session.get(workspace.address + PROFILE)


@pytest.mark.parametrize(
    "action",
    [{"after": True}, {"after": True, "reset": True}, {"after": True, "hang": 0}],
)
def test_a_call_may_be_applied_and_left_unanswered(
    workspace: WorkspaceServer, session: requests.Session, action: dict[str, Any]
) -> None:
    fail(workspace, session, {"action": action})

    with pytest.raises(requests.ConnectionError):
        session.post(workspace.address + SEND, json=MAIL)

    assert len(workspace.world.mail) == 1


def test_a_call_may_be_applied_and_then_refused(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"after": True, "status": 503}})

    reply = session.post(workspace.address + SEND, json=MAIL)

    assert reply.status_code == 503
    assert len(workspace.world.mail) == 1


def test_an_answer_may_end_early(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"truncate": 10}})

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        session.get(workspace.address + PROFILE)


@pytest.mark.parametrize(("action", "status"), [({}, 200), ({"status": 429}, 429)])
def test_an_answer_may_be_no_json(
    workspace: WorkspaceServer,
    session: requests.Session,
    action: dict[str, Any],
    status: int,
) -> None:
    fail(workspace, session, {"action": {**action, "not_json": True}})

    reply = session.get(workspace.address + PROFILE)

    assert reply.status_code == status
    assert "<title>Sorry...</title>" in reply.text


def test_an_answer_may_be_late(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    fail(workspace, session, {"action": {"delay": 0.3}})
    start = time.monotonic()

    reply = session.get(workspace.address + PROFILE)

    assert reply.json()["emailAddress"] == OWNER
    assert time.monotonic() - start >= 0.3


def test_a_stop_does_not_wait_for_what_hangs(world: Any) -> None:  # noqa: ANN401
    with WorkspaceServer(world, no_auth=True) as workspace:
        workspace.control.add_faults([{"action": {"hang": 600}}])
        with pytest.raises(requests.Timeout):
            requests.get(workspace.address + PROFILE, timeout=0.2)
        start = time.monotonic()

    assert time.monotonic() - start < 5


def test_a_rule_that_makes_no_sense_is_refused(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    url = f"{workspace.address}/_control/faults"

    unknown = session.post(url, json={"action": {"explode": True}})
    without = session.post(url, json={"match": {}})

    assert (unknown.status_code, without.status_code) == (400, 400)
