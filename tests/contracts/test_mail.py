"""What every way for mail to leave promises."""

from pathlib import Path
from typing import Protocol

import pytest

from sync.adapters.local.outbox import LocalOutbox
from sync.model import Message
from sync.ports import Mail
from tests.fakes import MemoryMail

FIRST = Message("<1@example.com>", "one@example.com", "แผน", b"Subject: 1\r\n\r\n1")
SECOND = Message("<2@example.com>", "one@example.com", "แผน", b"Subject: 2\r\n\r\n2")


class Post(Protocol):
    """Mail, and what came of it."""

    @property
    def mail(self) -> Mail: ...

    def arrived(self) -> list[bytes]: ...


class MemoryPost:
    def __init__(self) -> None:
        self.mail = MemoryMail()

    def arrived(self) -> list[bytes]:
        return sorted(message.content for message in self.mail.delivered)


class LocalPost:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mail = LocalOutbox(folder)

    def arrived(self) -> list[bytes]:
        return sorted(path.read_bytes() for path in self._folder.iterdir())


@pytest.fixture(params=["memory", "local"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    return MemoryPost() if request.param == "memory" else LocalPost(tmp_path / "outbox")


def test_a_message_arrives_byte_for_byte(post: Post) -> None:
    post.mail.send(FIRST)

    assert post.arrived() == [FIRST.content]


def test_the_same_message_handed_over_twice_arrives_once(post: Post) -> None:
    for message in (FIRST, FIRST):
        post.mail.send(message)

    assert post.arrived() == [FIRST.content]


def test_two_messages_to_one_person_both_arrive(post: Post) -> None:
    for message in (FIRST, SECOND, FIRST):
        post.mail.send(message)

    assert post.arrived() == [FIRST.content, SECOND.content]
