"""Mail through Gmail, over HTTP, against the emulator on loopback."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync.adapters.google.gmail import Gmail
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sign_in import SignedIn, SignIn, sign_in
from sync.errors import (
    ApiDisabled,
    GoogleRefused,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
    ScopeMissing,
    SignInRefused,
)
from sync.model.mail import Message
from tests.emulator.driving import ROBOT
from tests.google.conftest import Pauses

ALL = needed_scopes(documents=True, mail=True)
SENDING = {"method": "POST", "path": "drafts/send"}
MAKING = {"method": "POST", "path": "/drafts$"}
LOOKING = {"method": "GET", "path": "/drafts"}


def message(number: int = 1, to: str = "boss@example.com") -> Message:
    message_id = f"<{number}@example.com>"
    head = f"From: {OWNER}\r\nTo: {to}\r\nMessage-ID: {message_id}\r\nDate: x\r\n"
    return Message(message_id, to, "เรื่อง", f"{head}\r\nแผน {number}\r\n".encode())


def delegated(server: WorkspaceServer, scopes: Sequence[str] = ALL) -> SignedIn:
    key = {"KEY": json.dumps(server.service_account(ROBOT, delegated=True))}
    return sign_in(SignIn("delegated", key_variable="KEY", subject=OWNER), scopes, key)


@contextmanager
def mailbox(
    server: WorkspaceServer, signed_in: SignedIn, pauses: Pauses
) -> Iterator[Gmail]:
    with GoogleSession(
        signed_in.credentials,
        signed_in.account,
        address=server.address,
        time=pauses.time(),
    ) as session:
        yield Gmail(session)


@pytest.fixture
def gmail(workspace: WorkspaceServer, pauses: Pauses) -> Iterator[Gmail]:
    with mailbox(workspace, delegated(workspace), pauses) as gmail:
        yield gmail


def sent(server: WorkspaceServer) -> list[tuple[str, bytes]]:
    return [(mail.sender, mail.raw) for mail in server.world.mail]


def marked(message: Message) -> bytes:
    return f"X-Plan-Message: {message.message_id}\r\n".encode() + message.content


def befalls(
    server: WorkspaceServer, match: object, action: object, times: int = 1
) -> None:
    server.control.add_faults([{"match": match, "times": times, "action": action}])


def test_a_message_leaves_byte_for_byte_in_the_persons_name(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    workspace.world.keeps_message_ids = True
    gmail.send(message())

    assert sent(workspace) == [(OWNER, marked(message()))]
    assert workspace.world.drafts == {}


def test_gmail_gives_a_message_an_id_of_its_own(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    gmail.send(message())

    ((_, raw),) = sent(workspace)
    assert b"Message-ID: <1@example.com>" not in raw
    assert raw.lower().count(b"\r\nmessage-id:") + raw.startswith(b"Message-ID") == 1
    assert raw.endswith("\r\n\r\nแผน 1\r\n".encode())


def test_a_person_signed_in_sends_from_their_own_mailbox(
    workspace: WorkspaceServer, pauses: Pauses, tmp_path: Path
) -> None:
    token = tmp_path / "token.json"
    token.write_text(json.dumps(workspace.user(OWNER)))

    signed_in = sign_in(SignIn("user", token_file=token), ALL)
    with mailbox(workspace, signed_in, pauses) as gmail:
        drafts: list[str] = []
        gmail.send(message(), "", drafts.append)
        assert gmail.took(message(), *drafts)

    assert [sender for sender, _ in sent(workspace)] == [OWNER]


def test_without_a_draft_nobody_can_tell(gmail: Gmail) -> None:
    gmail.send(message(1))

    assert gmail.took(message(1)) is None


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("action", [{"reset": True}, {"status": 503}])
def test_a_message_without_an_answer_is_in_doubt_and_can_be_asked_about(
    workspace: WorkspaceServer,
    gmail: Gmail,
    action: dict[str, object],
    *,
    arrived: bool,
) -> None:
    befalls(workspace, SENDING, {**action, "after": arrived})
    drafts: list[str] = []

    with pytest.raises(MessageUncertain):
        gmail.send(message(), "", drafts.append)

    assert len(sent(workspace)) == arrived  # it was not sent again unasked
    assert gmail.took(message(), *drafts) is arrived


@pytest.mark.parametrize("made", [True, False])
@pytest.mark.parametrize("action", [{"reset": True}, {"status": 503}])
def test_a_draft_of_which_no_word_came_is_found_and_sent_once(
    workspace: WorkspaceServer, gmail: Gmail, action: dict[str, object], *, made: bool
) -> None:
    befalls(workspace, MAKING, {**action, "after": made})
    handed: list[str] = []

    with pytest.raises(MessageDelayed):
        gmail.send(message(), "", handed.append)
    assert (len(workspace.world.drafts), handed) == (made, [])
    gmail.send(message(), "", handed.append)

    assert len(sent(workspace)) == len(handed) == 1
    assert workspace.world.drafts == {}


def test_other_peoples_drafts_are_left_alone(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    befalls(workspace, MAKING, {"reset": True, "after": True})
    with pytest.raises(MessageDelayed):
        gmail.send(message(1))

    gmail.send(message(2))

    assert len(sent(workspace)) == len(workspace.world.drafts) == 1
    assert sent(workspace)[0][1].endswith("แผน 2\r\n".encode())


def test_a_draft_that_is_noted_is_sent_and_no_second_one_made(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    befalls(workspace, SENDING, {"reset": True, "after": False})
    drafts: list[str] = []
    with pytest.raises(MessageUncertain):
        gmail.send(message(), "", drafts.append)

    gmail.send(message(), drafts[0], drafts.append)

    assert drafts[0] == drafts[1]
    assert (len(sent(workspace)), workspace.world.drafts) == (1, {})


def test_a_draft_that_somebody_deleted_before_it_was_sent_is_made_anew(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    gmail.send(message(), "r-deleted")

    assert len(sent(workspace)) == 1


def test_a_moments_limit_is_waited_out(
    workspace: WorkspaceServer, gmail: Gmail, pauses: Pauses
) -> None:
    befalls(workspace, SENDING, {"status": 403, "reason": "rateLimitExceeded"})

    gmail.send(message())

    assert len(sent(workspace)) == 1
    assert len(pauses.taken) == 1


@pytest.mark.parametrize("match", [MAKING, SENDING, LOOKING])
@pytest.mark.parametrize("reason", ["dailyLimitExceeded", "quotaExceeded"])
def test_a_days_limit_leaves_all_mail_waiting(
    workspace: WorkspaceServer, gmail: Gmail, match: object, reason: str
) -> None:
    befalls(workspace, match, {"status": 403, "reason": reason})

    with pytest.raises(MailUnavailable):
        gmail.send(message())
    befalls(workspace, match, {"status": 403, "reason": reason})
    with pytest.raises(MailUnavailable):
        gmail.send(message()) if match is not LOOKING else gmail.took(message(), "r1")

    assert sent(workspace) == []


def test_while_google_fails_nothing_can_be_told(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    befalls(workspace, LOOKING, {"status": 503}, times=999)

    with pytest.raises(MailUnavailable):
        gmail.took(message(), "r1")


@pytest.mark.parametrize("to", ["not an address", ""])
def test_a_message_that_gmail_does_not_take_is_refused_for_good(
    workspace: WorkspaceServer, gmail: Gmail, to: str
) -> None:
    drafts: list[str] = []
    with pytest.raises(MessageRefused):
        gmail.send(message(to=to), "", drafts.append)
    assert list(workspace.world.drafts) == drafts  # not gone before it is noted
    gmail.discard(*drafts)
    gmail.send(message(2))

    assert len(sent(workspace)) == 1
    assert workspace.world.drafts == {}


def test_a_draft_that_cannot_be_deleted_stops_nothing(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    befalls(workspace, {"method": "DELETE"}, {"status": 403, "reason": "forbidden"})

    gmail.discard("r1")
    gmail.discard("r-deleted")

    assert workspace.world.drafts == {}


def test_an_account_without_a_mailbox_stops_all_mail(
    workspace: WorkspaceServer, pauses: Pauses
) -> None:
    key = {"KEY": json.dumps(workspace.service_account(ROBOT))}
    robot = sign_in(SignIn("service_account", key_variable="KEY"), ALL, key)

    with mailbox(workspace, robot, pauses) as gmail, pytest.raises(GoogleRefused):
        gmail.send(message())


def test_a_key_that_may_not_act_for_the_person_stops_all_mail(
    workspace: WorkspaceServer, pauses: Pauses
) -> None:
    key = {"KEY": json.dumps(workspace.service_account(ROBOT))}
    how = SignIn("delegated", key_variable="KEY", subject=OWNER)

    signed_in = sign_in(how, ALL, key)

    with mailbox(workspace, signed_in, pauses) as gmail, pytest.raises(SignInRefused):
        gmail.send(message())


def test_an_interface_that_is_off_stops_all_mail(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    befalls(workspace, SENDING, {"status": 403, "reason": "accessNotConfigured"})

    with pytest.raises(ApiDisabled):
        gmail.send(message())


def test_without_leave_to_send_mail_stops(
    workspace: WorkspaceServer, pauses: Pauses
) -> None:
    signed_in = delegated(workspace, needed_scopes(documents=True, mail=False))

    with mailbox(workspace, signed_in, pauses) as gmail, pytest.raises(ScopeMissing):
        gmail.send(message())


def test_without_leave_to_look_nobody_can_tell(
    workspace: WorkspaceServer, pauses: Pauses
) -> None:
    others = needed_scopes(documents=True, mail=False)
    with mailbox(workspace, delegated(workspace, others), pauses) as gmail:
        assert gmail.took(message(), "r1") is None


def test_looking_whether_mail_may_leave_makes_no_draft(
    workspace: WorkspaceServer, gmail: Gmail
) -> None:
    gmail.check()

    assert workspace.world.drafts == {}
    assert sent(workspace) == []


def test_a_sign_in_of_before_that_may_not_make_drafts_is_said_so(
    workspace: WorkspaceServer, pauses: Pauses
) -> None:
    before = [
        *needed_scopes(documents=True, mail=False),
        "https://www.googleapis.com/auth/gmail.send",
    ]

    with mailbox(workspace, delegated(workspace, before), pauses) as gmail:
        with pytest.raises(ScopeMissing):
            gmail.check()
        with pytest.raises(ScopeMissing):
            gmail.send(message())

    assert sent(workspace) == []
