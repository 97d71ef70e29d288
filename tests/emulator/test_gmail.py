"""Gmail: what it takes, what it refuses, and how it is found again."""

import base64
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
import requests

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.world import OWNER
from tests.emulator.mailing import MAIL, SEND, message, raw


def test_a_message_is_taken_and_found_by_its_id(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    workspace.world.keeps_message_ids = True
    sent = session.post(workspace.address + SEND, json=raw(message()))
    assert sent.status_code == 200
    assert sent.json()["labelIds"] == ["SENT"]

    found = session.get(
        f"{workspace.address}/gmail/v1/users/me/messages",
        params={"q": "rfc822msgid:key-1@example.com"},
    )
    none = session.get(
        f"{workspace.address}/gmail/v1/users/me/messages",
        params={"q": "rfc822msgid:<key-2@example.com>"},
    )

    assert found.json() == {
        "messages": [{"id": sent.json()["id"], "threadId": sent.json()["threadId"]}],
        "resultSizeEstimate": 1,
    }
    assert none.json() == {"resultSizeEstimate": 0}


def test_a_message_can_be_read_again(
    workspace: WorkspaceServer, session: requests.Session, contract: Contract
) -> None:
    workspace.world.keeps_message_ids = True
    mail_id = session.post(workspace.address + SEND, json=raw(message())).json()["id"]
    url = f"{workspace.address}/gmail/v1/users/me/messages/{mail_id}"

    minimal = session.get(url, params={"format": "minimal"}).json()
    masked = session.get(url, params={"fields": "id,payload/mimeType"}).json()
    whole = session.get(url, params={"format": "raw"}).json()
    headers = session.get(
        url, params={"format": "METADATA", "metadataHeaders": ["Subject", "message-id"]}
    ).json()["payload"]["headers"]
    full = session.get(url).json()["payload"]

    assert "payload" not in minimal
    assert masked == {"id": mail_id, "payload": {"mimeType": "multipart/alternative"}}
    assert minimal["snippet"] == "เรียนท่านผู้บริหาร"
    assert b"<key-1@example.com>" in base64.urlsafe_b64decode(whole["raw"])
    assert headers == [
        {"name": "Subject", "value": "แผน"},
        {"name": "Message-ID", "value": "<key-1@example.com>"},
    ]
    assert full["mimeType"] == "multipart/alternative"
    assert [part["mimeType"] for part in full["parts"]] == ["text/plain", "text/html"]
    text = base64.urlsafe_b64decode(full["parts"][0]["body"]["data"]).decode()
    assert text.strip() == "เรียนท่านผู้บริหาร"
    assert ["METADATA" in broken for broken in contract.forgive()] == [True]


def test_what_lacks_is_added_and_what_is_there_is_kept(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    workspace.world.keeps_message_ids = True
    mail = message()

    session.post(workspace.address + SEND, json=raw(mail))

    kept = workspace.world.mail[0].raw
    assert kept.endswith(mail.as_bytes())
    assert f"From: {OWNER}".encode() in kept
    assert b"Date: " in kept
    assert kept.count(b"Message-ID:") == 1


def test_what_is_sent_gets_an_id_of_gmails_own(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    """https://github.com/gauteh/lieer/issues/198: "via the API creates new ones"."""
    folded = message().as_bytes().replace(b"Message-ID: <", b"Message-Id:\n <")
    body = {"raw": base64.urlsafe_b64encode(folded).decode()}

    session.post(workspace.address + SEND, json=body)

    kept = workspace.world.mail[0].raw
    assert b"key-1@example.com" not in kept
    assert kept.lower().count(b"message-id:") == 1
    found = session.get(
        f"{workspace.address}/gmail/v1/users/me/messages",
        params={"q": "rfc822msgid:key-1@example.com"},
    )
    assert found.json() == {"resultSizeEstimate": 0}


def test_a_switch_lets_a_message_keep_its_id(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    control = f"{workspace.address}/_control/mail"
    session.post(control, json={"keepsMessageIds": True}).raise_for_status()

    session.post(workspace.address + SEND, json=raw(message()))

    assert b"<key-1@example.com>" in workspace.world.mail[0].raw


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["แผน", "รายงาน ไตรมาส 2"]),
        ("subject:แผน", ["แผน"]),
        ('subject:"ไตรมาส 2"', ["รายงาน ไตรมาส 2"]),
        ('subject:"2 ไตรมาส"', []),
        ("to:somchai", ["แผน"]),
        ("-to:somchai@example.com", ["รายงาน ไตรมาส 2"]),
        (f"from:{OWNER}", ["แผน", "รายงาน ไตรมาส 2"]),
        ("ผู้บริหาร -แผน", ["รายงาน ไตรมาส 2"]),
        ("after:2026/03/02", ["รายงาน ไตรมาส 2"]),
        ("before:2026-03-02 in:sent", ["แผน"]),
        ("in:drafts", []),
        ("after:tomorrow", []),
        ("before:2026-13", []),
        ("nobody:knows", []),
    ],
)
def test_a_search_takes_gmails_operators(
    workspace: WorkspaceServer,
    session: requests.Session,
    query: str,
    found: list[str],
) -> None:
    """https://support.google.com/mail/answer/7190."""
    moments = iter(
        [datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)]
    )
    for to, subject in (("somchai@example.com", "แผน"), ("a@b.th", "รายงาน ไตรมาส 2")):
        moment = next(moments)
        workspace.world.now = lambda moment=moment: moment  # type: ignore[misc]
        session.post(workspace.address + SEND, json=raw(message(to, subject)))

    url = f"{workspace.address}/gmail/v1/users/me/messages"
    listed = session.get(url, params={"q": query}).json().get("messages", [])

    subjects = {
        mail.id: message_from_bytes(mail.raw, policy=policy.default)["Subject"]
        for mail in workspace.world.mail
    }
    assert [subjects[each["id"]] for each in reversed(listed)] == found


def test_a_message_may_be_uploaded(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    url = f"{workspace.address}/upload{SEND}"
    content = message().as_bytes()
    parts = (
        b'--b\r\nContent-Type: application/json\r\n\r\n{"threadId": "t1"}\r\n'
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + content + b"\r\n--b--\r\n"
    )

    alone = session.post(
        url,
        params={"uploadType": "media"},
        data=content,
        headers={"Content-Type": "message/rfc822"},
    )
    together = session.post(
        url,
        params={"uploadType": "multipart"},
        data=parts,
        headers={"Content-Type": "multipart/related; boundary=b"},
    )

    assert (alone.status_code, together.status_code) == (200, 200)
    assert together.json()["threadId"] == "t1"
    assert [b"Subject: " in mail.raw for mail in workspace.world.mail] == [True, True]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "'raw' RFC822 payload message string or uploading message"),
        ({"raw": "U3ViamVjdDogeAoKeA=="}, "Recipient address required"),
        ({"raw": "VG86IG5vYm9keQoKeA=="}, "Invalid To header"),
        ({"raw": "à"}, "Base64 decoding failed"),
    ],
)
def test_what_is_no_message_is_refused(
    workspace: WorkspaceServer,
    session: requests.Session,
    body: dict[str, str],
    words: str,
) -> None:
    reply = session.post(workspace.address + SEND, json=body)

    assert reply.status_code == 400
    assert words in reply.json()["error"]["message"]
    assert workspace.world.mail == []


def test_a_service_account_has_no_mailbox(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    robot = "robot@example.iam.gserviceaccount.com"
    guarded.service_account(robot)
    token = issue(guarded.world, robot, MAIL)

    reply = session.post(
        guarded.address + SEND,
        json=raw(message()),
        headers={"Authorization": f"Bearer {token}"},
    )

    item = {
        "message": "Precondition check failed.",
        "domain": "global",
        "reason": "failedPrecondition",
    }
    assert reply.status_code == 400
    assert reply.json()["error"] == {
        "code": 400,
        "message": "Precondition check failed.",
        "errors": [item],
        "status": "FAILED_PRECONDITION",
    }


def test_nobody_reads_anothers_mail(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    guarded.user("somchai@example.com")
    token = issue(guarded.world, "somchai@example.com", MAIL)
    sign_in = {"Authorization": f"Bearer {token}"}

    other = session.get(
        f"{guarded.address}/gmail/v1/users/{OWNER}/profile", headers=sign_in
    )
    own = session.get(f"{guarded.address}/gmail/v1/users/me/profile", headers=sign_in)

    assert other.status_code == 403
    assert own.json()["emailAddress"] == "somchai@example.com"


def test_a_long_list_comes_in_pages(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    ids = [
        session.post(workspace.address + SEND, json=raw(message())).json()["id"]
        for _ in range(3)
    ]
    url = f"{workspace.address}/gmail/v1/users/me/messages"

    first = session.get(url, params={"maxResults": "2"}).json()
    second = session.get(
        url, params={"maxResults": "2", "pageToken": first["nextPageToken"]}
    ).json()

    assert [each["id"] for each in first["messages"]] == [ids[2], ids[1]]
    assert [each["id"] for each in second["messages"]] == [ids[0]]
    assert "nextPageToken" not in second


def test_the_message_of_its_quota_says_when_to_come_again(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    workspace.control.add_faults(
        [
            {
                "match": {"path": "messages/send"},
                "action": {"status": 403, "reason": "rateLimitExceeded"},
            }
        ]
    )

    reply = session.post(workspace.address + SEND, json=raw(message()))

    error = reply.json()["error"]
    assert reply.status_code == 403
    assert error["message"].startswith("User-rate limit exceeded.  Retry after 2")
    assert error["errors"][0]["reason"] == "rateLimitExceeded"


def test_a_page_token_of_somebody_else_is_refused(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    """In the words of https://github.com/dacastro4/laravel-gmail/issues/121."""
    refused = session.get(
        f"{workspace.address}/gmail/v1/users/me/messages",
        params={"pageToken": "17777013873299207940 02896703247563117206"},
    )

    assert refused.status_code == 400
    assert refused.json()["error"]["message"] == "Invalid pageToken"


@pytest.mark.parametrize("text", [b"plain", b"\xff\x00"])
def test_a_message_in_an_unknown_character_set_is_shown(
    workspace: WorkspaceServer, session: requests.Session, text: bytes
) -> None:
    head = b"To: a@example.com\r\nContent-Type: text/plain; charset=nope\r\n\r\n"
    sent = {"raw": base64.urlsafe_b64encode(head + text).decode()}
    mail_id = session.post(workspace.address + SEND, json=sent).json()["id"]
    path = f"{workspace.address}/gmail/v1/users/me/messages"

    shown = session.get(f"{path}/{mail_id}").json()
    found = session.get(path, params={"q": "plain"})

    assert shown["snippet"] == text.decode(errors="replace")
    assert found.status_code == 200


@pytest.mark.parametrize("most", ["x", "-1", "1.5"])
def test_a_number_of_results_that_is_none_is_refused(
    workspace: WorkspaceServer, contract: Contract, session: requests.Session, most: str
) -> None:
    refused = session.get(
        f"{workspace.address}/gmail/v1/users/me/messages", params={"maxResults": most}
    )

    assert refused.status_code == 400
    assert refused.json()["error"]["message"] == (
        f"Invalid value at 'max_results' (TYPE_UINT32), \"{most}\""
    )
    assert contract.broken == []
