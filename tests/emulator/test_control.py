"""The emulator's own switches, besides the faults."""

from typing import Any

import pytest
import requests

from emulator.clock import clock_of
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.world import OWNER, Account, World

PROFILE = "/gmail/v1/users/me/profile"
SEND = "/gmail/v1/users/me/messages/send"
MAIL = {"raw": "VG86IGFAZXhhbXBsZS5jb20KU3ViamVjdDogeAoKeA=="}


def test_what_came_in_is_listed(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    session.get(f"{workspace.address}{PROFILE}?alt=json")
    session.post(workspace.address + SEND, json=MAIL)
    url = f"{workspace.address}/_control/requests"

    visits = session.get(url).json()
    session.delete(url)

    for visit in visits:
        assert visit.pop("at").endswith("Z")
    assert visits == [
        {
            "method": "GET",
            "path": PROFILE,
            "query": {"alt": ["json"]},
            "status": 200,
            "caller": OWNER,
            "bytes": 0,
        },
        {
            "method": "POST",
            "path": SEND,
            "query": {},
            "status": 200,
            "caller": OWNER,
            "bytes": 55,
        },
    ]
    assert session.get(url).json() == []


def test_quotas_are_off_until_switched_on(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    url = f"{workspace.address}/v4/nothing"
    assert {session.get(url).status_code for _ in range(70)} == {404}

    quotas = {"on": True, "reads": 2, "writes": 1}
    session.post(f"{workspace.address}/_control/quotas", json=quotas)
    clock_of(workspace.world).skew -= _seconds_into_the_minute(workspace)

    reads = [session.get(url).status_code for _ in range(3)]
    writes = [session.post(url).status_code for _ in range(2)]
    assert (reads, writes) == ([404, 404, 429], [404, 429])

    workspace.control.advance(60)
    assert session.get(url).status_code == 404


def _seconds_into_the_minute(workspace: WorkspaceServer) -> Any:  # noqa: ANN401
    now = workspace.world.now()
    return now - now.replace(second=0, microsecond=0)


def test_a_quota_refuses_in_googles_words(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    quotas = {"on": True, "reads": 0}
    session.post(f"{workspace.address}/_control/quotas", json=quotas)

    error = session.get(f"{workspace.address}/v4/nothing").json()["error"]

    assert error["message"] == (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per "
        "minute per user' of service 'sheets.googleapis.com' for consumer "
        "'project_number:100000000000'."
    )
    assert error["status"] == "RESOURCE_EXHAUSTED"
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    assert error["details"][0]["metadata"]["quota_limit_value"] == "0"


def test_a_projects_quota_is_for_all_its_callers_together(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    """https://developers.google.com/workspace/sheets/api/limits."""
    guarded.control.set_quotas(on=True, reads=2, project_reads=3)
    clock_of(guarded.world).skew -= _seconds_into_the_minute(guarded)
    scope = frozenset({"https://www.googleapis.com/auth/spreadsheets"})

    def reads(name: str, project: str) -> list[requests.Response]:
        email = f"{name}@{project}.iam.gserviceaccount.com"
        guarded.world.accounts[email] = Account(email, kind="service_account")
        token = issue(guarded.world, email, scope)
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{guarded.address}/v4/spreadsheets/none"
        return [session.get(url, headers=headers) for _ in range(2)]

    first, second = reads("a", "one"), reads("b", "one")
    elsewhere = reads("a", "two")

    statuses = [it.status_code for it in (*first, *second, *elsewhere)]
    assert statuses == [404, 404, 404, 429, 404, 404]
    metadata = second[1].json()["error"]["details"][0]["metadata"]
    assert metadata["quota_limit"] == "ReadRequestsPerMinutePerProject"
    assert metadata["quota_limit_value"] == "3"


def test_drives_calls_weigh_as_its_guide_says(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    """https://developers.google.com/workspace/drive/api/guides/limits: 5, 50, 100."""
    workspace.control.set_quotas(on=True, units=155)
    clock_of(workspace.world).skew -= _seconds_into_the_minute(workspace)
    files = f"{workspace.address}/drive/v3/files"

    listed = session.get(files)
    made = session.post(files, json={})
    one = session.get(f"{files}/{made.json()['id']}")
    over = session.get(f"{files}/{made.json()['id']}")

    assert [it.status_code for it in (listed, made, one, over)] == [200, 200, 200, 403]
    assert over.json()["error"]["errors"][0]["reason"] == "userRateLimitExceeded"


def test_accounts_are_made(guarded: WorkspaceServer, session: requests.Session) -> None:
    url = f"{guarded.address}/_control/accounts"

    robot = session.post(url, json={"email": "robot@example.com"}).json()
    person = session.post(url, json={"email": "a@example.com", "kind": "user"}).json()

    assert (robot["type"], person["type"]) == ("service_account", "authorized_user")
    assert robot["token_uri"] == f"{guarded.address}/token"
    assert set(guarded.world.accounts) >= {"robot@example.com", "a@example.com"}


def test_mail_is_shown(workspace: WorkspaceServer, session: requests.Session) -> None:
    session.post(workspace.address + SEND, json=MAIL)

    (mail,) = session.get(f"{workspace.address}/_control/mail").json()

    assert mail["sender"] == OWNER


def test_a_reset_leaves_the_accounts_alone(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    token = issue(guarded.world, OWNER, frozenset({"https://mail.google.com/"}))
    sign_in = {"Authorization": f"Bearer {token}"}
    session.post(guarded.address + SEND, json=MAIL, headers=sign_in)
    guarded.control.add_faults([{"action": {"status": 500}}])
    guarded.control.advance(1800)

    session.post(f"{guarded.address}/_control/reset")

    assert guarded.world.mail == []
    assert guarded.visits == []
    assert session.get(guarded.address + PROFILE, headers=sign_in).status_code == 200


@pytest.fixture
def sheet(workspace: WorkspaceServer, session: requests.Session) -> str:
    made = session.post(f"{workspace.address}/v4/spreadsheets", json={})
    return str(made.json()["spreadsheetId"])


def values(
    workspace: WorkspaceServer, session: requests.Session, sheet: str
) -> list[list[Any]]:
    url = f"{workspace.address}/v4/spreadsheets/{sheet}/values/Sheet1"
    unformatted = {"valueRenderOption": "UNFORMATTED_VALUE"}
    rows: list[list[Any]] = (
        session.get(url, params=unformatted).json().get("values", [])
    )
    return rows


def test_staff_type_into_a_cell(
    workspace: WorkspaceServer, session: requests.Session, sheet: str
) -> None:
    edit = {"spreadsheetId": sheet, "tab": "Sheet1", "cell": "A1", "value": "1,250"}

    reply = session.post(f"{workspace.address}/_control/edit", json=edit)

    assert reply.json() == {"queued": False}
    assert values(workspace, session, sheet) == [[1250]]
    assert [visit.method for visit in workspace.visits] == ["POST", "GET"]


def test_staff_type_into_several_cells_and_change_rows(
    workspace: WorkspaceServer, session: requests.Session, sheet: str
) -> None:
    workspace.control.edit(
        {
            "spreadsheetId": sheet,
            "tab": "Sheet1",
            "range": "A1:B2",
            "values": [["a", "b"], ["c", "d"]],
        }
    )
    row = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}

    workspace.control.edit(
        {"spreadsheetId": sheet, "requests": [{"deleteDimension": {"range": row}}]}
    )

    assert values(workspace, session, sheet) == [["c", "d"]]


def test_an_edit_that_sheets_refuses_is_reported(
    workspace: WorkspaceServer, session: requests.Session, sheet: str
) -> None:
    edit = {"spreadsheetId": sheet, "tab": "nowhere", "cell": "A1", "value": "x"}

    reply = session.post(f"{workspace.address}/_control/edit", json=edit)

    assert reply.status_code == 400
    assert "Unable to parse range" in reply.json()["error"]


@pytest.mark.parametrize(
    ("moment", "seen"), [("before", [["a"], ["b"]]), ("after", [["a"], ["a"]])]
)
def test_staff_type_around_the_nth_request(
    workspace: WorkspaceServer,
    session: requests.Session,
    sheet: str,
    moment: str,
    seen: list[Any],
) -> None:
    cell = {"spreadsheetId": sheet, "tab": "Sheet1", "cell": "A1"}
    workspace.control.edit({**cell, "value": "a"})
    when = {"match": {"method": "GET", "path": "/values/"}, "nth": 2}
    queued = {moment: when, "edit": {**cell, "value": "b"}}

    session.post(f"{workspace.address}/_control/edit", json=queued)

    looks = [values(workspace, session, sheet)[0] for _ in range(3)]
    assert looks == [*seen, ["b"]]


@pytest.mark.parametrize(
    ("switch", "given"),
    [
        ("faults", {"match": {"path": "("}, "action": {"status": 503}}),
        ("faults", {"nth": "x", "action": {"status": 503}}),
        ("faults", {"match": {"times": None}, "action": {"status": 503}}),
        ("faults", {"match": "x", "action": {"status": 503}}),
        ("edit", {"edit": {}, "before": {"path": "("}}),
        ("clock", {"advance": 1e300}),
        ("clock", {"advance": 1e12}),
        ("clock", {"skew": -1e12}),
        ("quotas", {"on": True, "reads": "x"}),
        ("lag", {"seconds": "x"}),
        ("lag", {"seconds": None}),
        ("lag", {"seconds": -1}),
        ("changes", {"skip": [1]}),
        ("unsearched", {"drives": [1, "a"]}),
        ("conversion", {"spoil": {"right": 5}}),
        ("accounts", {"email": ["a"]}),
    ],
    ids=str,
)
def test_what_a_switch_cannot_take_is_refused_and_harms_nothing(
    workspace: WorkspaceServer,
    session: requests.Session,
    switch: str,
    given: dict[str, Any],
) -> None:
    refused = session.post(f"{workspace.address}/_control/{switch}", json=given)
    made = session.post(f"{workspace.address}/v4/spreadsheets", json={})
    found = session.get(f"{workspace.address}/drive/v3/files")

    assert refused.status_code == 400
    assert "error" in refused.json()
    assert (made.status_code, found.status_code) == (200, 200)


def test_a_reset_puts_every_switch_back(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    world, fresh = workspace.world, World()
    for switch, given in (
        ("conversion", {"exact": True, "spoil": {"a": "b"}}),
        ("mail", {"keepsMessageIds": True}),
        ("lag", {"seconds": 60}),
        ("unsearched", {"drives": ["a"]}),
        ("changes", {"skip": ["a"]}),
    ):
        session.post(f"{workspace.address}/_control/{switch}", json=given)

    session.post(f"{workspace.address}/_control/reset")

    for name in (
        "keeps_uploads",
        "spoilt",
        "keeps_message_ids",
        "lag",
        "unsearched",
        "skipped_changes",
    ):
        assert getattr(world, name) == getattr(fresh, name), name
