"""Gmail: a draft is made, changed, found, and sent once."""

from email import message_from_bytes, policy

import requests

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from tests.emulator.mailing import message, raw


def test_a_draft_is_made_found_read_and_sent_once(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    drafts = f"{workspace.address}/gmail/v1/users/me/drafts"
    made = session.post(drafts, json={"message": raw(message())}).json()
    named = {"id": made["id"]}

    listed = session.get(drafts, params={"q": "to:somchai@example.com"}).json()
    others = session.get(drafts, params={"q": "to:nobody@example.com"}).json()
    shown = session.get(f"{drafts}/{made['id']}", params={"format": "metadata"}).json()
    sent = session.post(f"{drafts}/send", json=named)
    again = session.post(f"{drafts}/send", json=named)
    gone = session.get(f"{drafts}/{made['id']}")

    assert made["message"]["labelIds"] == ["DRAFT"]
    assert [each["id"] for each in listed["drafts"]] == [made["id"]]
    assert others == {"resultSizeEstimate": 0}
    headers = {it["name"]: it["value"] for it in shown["message"]["payload"]["headers"]}
    assert headers["Subject"] == "แผน"
    assert shown["message"]["labelIds"] == ["DRAFT"]
    assert sent.json()["labelIds"] == ["SENT"]
    assert (again.status_code, gone.status_code) == (404, 404)
    assert len(workspace.world.mail) == 1


def test_a_draft_may_be_another_message_before_it_is_sent(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    """``drafts.update`` replaces the message, by gmail.v1's discovery document."""
    drafts = f"{workspace.address}/gmail/v1/users/me/drafts"
    made = session.post(drafts, json={"message": raw(message(subject="ก่อน"))}).json()

    changed = {"message": raw(message(subject="หลัง"))}
    updated = session.put(f"{drafts}/{made['id']}", json=changed).json()
    missing = session.put(f"{drafts}/none", json=changed)
    listed = session.get(f"{workspace.address}/gmail/v1/users/me/messages").json()
    session.post(f"{drafts}/send", json={"id": made["id"]})

    assert updated["id"] == made["id"]
    assert updated["message"]["id"] != made["message"]["id"]
    assert [each["id"] for each in listed["messages"]] == [updated["message"]["id"]]
    assert missing.status_code == 404
    (sent,) = workspace.world.mail
    assert message_from_bytes(sent.raw, policy=policy.default)["Subject"] == "หลัง"


def test_a_draft_that_is_deleted_is_gone_and_never_sent(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    drafts = f"{workspace.address}/gmail/v1/users/me/drafts"
    made = session.post(drafts, json={"message": raw(message())}).json()["id"]

    deleted = session.delete(f"{drafts}/{made}")
    again = session.delete(f"{drafts}/{made}")

    assert (deleted.status_code, again.status_code) == (204, 404)
    assert session.get(drafts).json() == {"resultSizeEstimate": 0}
    assert workspace.world.mail == []


def test_a_draft_whose_message_is_none_is_refused(
    workspace: WorkspaceServer, contract: Contract, session: requests.Session
) -> None:
    drafts = f"{workspace.address}/gmail/v1/users/me/drafts"

    refused = session.post(drafts, json={"message": "x"})

    assert refused.status_code == 400
    assert contract.broken == []
