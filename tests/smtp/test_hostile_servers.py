"""Mail servers that never come to an end: no conversation with them is endless."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sync.adapters.smtp.mail import SmtpMail
from sync.errors import MailUnavailable, MessageDelayed, MessageUncertain, Stopped
from sync.model.mail import Message
from sync.settings.values import SmtpSettings
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS

MESSAGE = Message(
    "<1@example.com>", "a@example.com", "เรื่อง", b"Subject: 1\r\n\r\n1\r\n"
)
PATIENCE = 0.8


class Hostile:
    """A server over TLS; ``wrong`` is the command after which it does its worst."""

    def __init__(self, wrong: str, worst: Callable[[socket.socket], None]) -> None:
        self.wrong = wrong
        self.worst = worst
        self.heard: list[bytes] = []
        self.over = threading.Event()
        self._listening = socket.create_server((ADDRESS, 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Hostile":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._listening.close()
        self._thread.join(5)

    def _serve(self) -> None:
        try:
            plain, _ = self._listening.accept()
            shown = authority().serving(ADDRESS)
            with shown.wrap_socket(plain, server_side=True) as line:
                self._talk(line)
        except OSError:
            pass

    def _talk(self, line: socket.socket) -> None:
        self._answer(line, "CONNECT", b"220 ready\r\n")
        within = False
        for said in line.makefile("rb"):
            self.heard.append(said)
            if within:
                if said == b".\r\n":
                    within = False
                    self._answer(line, "END", b"250 taken\r\n")
                continue
            command = said.split()[0].decode().partition(":")[0].upper()
            within = command == "DATA"
            usual = b"354 go on\r\n" if within else b"250 fine\r\n"
            self._answer(line, command, usual)

    def _answer(self, line: socket.socket, command: str, usual: bytes) -> None:
        if command == self.wrong:
            self.worst(line)
        else:
            line.sendall(usual)


def trickle(line: socket.socket) -> None:
    """Say the answer letter by letter, faster than any time limit for one read."""
    for letter in b"250 " + b"x" * 400:
        line.sendall(bytes([letter]))
        time.sleep(0.05)


def endless_lines(line: socket.socket) -> None:
    while True:
        line.sendall(b"250-and more\r\n" * 100)


def endless_line(line: socket.socket) -> None:
    line.sendall(b"250-")
    while True:
        line.sendall(b"x" * 4096)


def slow_lines(line: socket.socket) -> None:
    while True:
        line.sendall(b"250-wait\r\n")
        time.sleep(0.05)


def silence(line: socket.socket) -> None:
    line.recv(1)


@contextmanager
def posting(
    server: Hostile,
    patience: float = PATIENCE,
    check: Callable[[], None] = lambda: None,
) -> Iterator[SmtpMail]:
    settings = SmtpSettings(
        host=ADDRESS, port=server.port, security="tls", timeout=patience
    )
    trust = authority().trusted()
    mail = SmtpMail(settings, "plan@example.com", lambda: "", trust=trust, check=check)
    yield mail
    mail.close()


WORST = [trickle, endless_lines, endless_line, slow_lines, silence]
WHEN = [
    ("CONNECT", MailUnavailable),
    ("EHLO", MailUnavailable),
    ("MAIL", MessageDelayed),
    ("RCPT", MessageDelayed),
    ("DATA", MessageDelayed),
]


@pytest.mark.parametrize("worst", WORST)
@pytest.mark.parametrize(("wrong", "meaning"), WHEN)
def test_an_answer_without_end_is_not_heard_to_its_end(
    wrong: str, meaning: type[Exception], worst: Callable[[socket.socket], None]
) -> None:
    begun = time.monotonic()

    with (
        Hostile(wrong, worst) as server,
        posting(server) as mail,
        pytest.raises(meaning) as trouble,
    ):
        mail.send(MESSAGE)

    assert type(trouble.value) is meaning
    assert time.monotonic() - begun < PATIENCE + 3


@pytest.mark.parametrize("worst", WORST)
def test_a_word_on_the_message_without_end_leaves_it_in_doubt(
    worst: Callable[[socket.socket], None],
) -> None:
    begun = time.monotonic()

    with (
        Hostile("END", worst) as server,
        posting(server, 0.3) as mail,
        pytest.raises(MessageUncertain),
    ):
        mail.send(MESSAGE)

    assert time.monotonic() - begun < 0.3 * 5 + 3


@pytest.mark.parametrize("worst", WORST)
def test_a_goodbye_without_end_holds_nobody_up(
    worst: Callable[[socket.socket], None],
) -> None:
    with Hostile("QUIT", worst) as server, posting(server) as mail:
        mail.send(MESSAGE)
        begun = time.monotonic()
        mail.close()

        assert time.monotonic() - begun < PATIENCE + 3


@pytest.mark.parametrize("wrong", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
def test_asked_to_stop_the_conversation_ends_within_seconds_and_without_a_goodbye(
    wrong: str,
) -> None:
    asked = time.monotonic() + 0.5

    def check() -> None:
        if time.monotonic() > asked:
            raise Stopped

    with Hostile(wrong, silence) as server:
        with posting(server, 60, check) as mail, pytest.raises(Stopped):
            mail.send(MESSAGE)
        took = time.monotonic() - asked

    assert took < 3
    assert not any(said.upper().startswith(b"QUIT") for said in server.heard)


def test_a_server_that_takes_the_message_ever_more_slowly_is_left() -> None:
    large = Message("<1@example.com>", "a@example.com", "เรื่อง", b"x" * 20_000_000)
    done = threading.Event()

    def stop_reading(line: socket.socket) -> None:
        line.sendall(b"354 go on\r\n")
        done.wait(10)

    asked = time.monotonic() + 1

    def check() -> None:
        if time.monotonic() > asked:
            raise Stopped

    with Hostile("DATA", stop_reading) as server, posting(server, 1, check) as mail:
        begun = time.monotonic()
        with pytest.raises((Stopped, MessageDelayed)):
            mail.send(large)
        done.set()

    assert time.monotonic() - begun < 5
