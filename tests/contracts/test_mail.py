"""What every way for mail to leave promises."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.google.gmail import Gmail
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sign_in import SignIn, sign_in
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.smtp.mail import SmtpMail
from sync.model.mail import Message
from sync.ports import Mail
from sync.settings.values import SmtpSettings
from tests.emulator.driving import ROBOT
from tests.fakes import MemoryMail
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, MailServer


def _message(number: int) -> Message:
    message_id, to = f"<{number}@example.com>", "one@example.com"
    headers = {
        "From": OWNER,
        "To": to,
        "Date": "Mon, 23 Nov 2026 02:00:00 +0700",
        "Message-ID": message_id,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return Message(message_id, to, "แผน", f"{head}\r\n.แผน {number}\r\n".encode())


FIRST, SECOND = _message(1), _message(2)


class Post(Protocol):
    """Mail, and what came of it; ``tells``: it knows what it took."""

    tells: bool

    @property
    def mail(self) -> Mail: ...

    def arrived(self) -> list[bytes]: ...


class MemoryPost:
    tells = True

    def __init__(self) -> None:
        self.mail = MemoryMail()

    def arrived(self) -> list[bytes]:
        return sorted(message.content for message in self.mail.delivered)


class LocalPost:
    tells = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mail = LocalOutbox(folder)

    def arrived(self) -> list[bytes]:
        return sorted(path.read_bytes() for path in self._folder.glob("*"))


class SmtpPost:
    tells = False

    def __init__(self, server: MailServer) -> None:
        self._server = server
        settings = SmtpSettings(host=ADDRESS, port=server.port, timeout=5)
        trust = authority().trusted()
        self.mail = SmtpMail(settings, OWNER, lambda: "", trust=trust)

    def arrived(self) -> list[bytes]:
        return sorted(self._server.contents)


class GmailPost:
    tells = True

    def __init__(self, server: WorkspaceServer, session: GoogleSession) -> None:
        self._server = server
        self.mail = Gmail(session)

    def arrived(self) -> list[bytes]:
        sent = [mail.raw for mail in self._server.world.mail]
        return sorted(raw.partition(b"\r\n")[2] for raw in sent)  # less our mark


@contextmanager
def smtp_post() -> Iterator[Post]:
    with MailServer() as server:
        post = SmtpPost(server)
        yield post
        post.mail.close()


@contextmanager
def gmail_post() -> Iterator[Post]:
    world = World(keeps_message_ids=True)
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        key = {"KEY": json.dumps(server.service_account(ROBOT, delegated=True))}
        how = SignIn("delegated", key_variable="KEY", subject=OWNER)
        signed_in = sign_in(how, needed_scopes(documents=True, mail=True), key)
        with GoogleSession(
            signed_in.credentials, signed_in.account, address=server.address
        ) as session:
            yield GmailPost(server, session)


@pytest.fixture(params=["memory", "local", "smtp", "gmail"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    match request.param:
        case "memory":
            yield MemoryPost()
        case "local":
            yield LocalPost(tmp_path / "outbox")
        case "smtp":
            with smtp_post() as post:
                yield post
        case _:
            with gmail_post() as post:
                yield post


def test_a_message_arrives_byte_for_byte(post: Post) -> None:
    post.mail.send(FIRST)

    assert post.arrived() == [FIRST.content]


def test_the_same_message_handed_over_twice_is_the_same_bytes(post: Post) -> None:
    for message in (FIRST, FIRST):
        post.mail.send(message)

    assert set(post.arrived()) == {FIRST.content}


def test_two_messages_to_one_person_both_arrive(post: Post) -> None:
    for message in (FIRST, SECOND):
        post.mail.send(message)

    assert post.arrived() == [FIRST.content, SECOND.content]


def test_after_closing_mail_can_be_sent_again(post: Post) -> None:
    post.mail.send(FIRST)
    post.mail.close()
    post.mail.close()

    post.mail.send(SECOND)

    assert post.arrived() == [FIRST.content, SECOND.content]


def test_what_was_taken_is_told_or_nothing_is(post: Post) -> None:
    drafts: list[str] = []
    post.mail.send(FIRST, "", drafts.append)

    told = post.mail.took(FIRST, *drafts)

    assert told == (True if post.tells else None)


def test_a_message_that_is_to_be_handed_over_was_not_taken_before(post: Post) -> None:
    taken: list[int] = []

    def handing(_draft: str) -> None:
        taken.append(len(post.arrived()))

    post.mail.send(FIRST, "", handing)

    assert taken == [0]
    assert len(post.arrived()) == 1
