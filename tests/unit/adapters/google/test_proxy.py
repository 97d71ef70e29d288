"""A proxy on this machine, by which a session goes to Google."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from google.oauth2.credentials import Credentials

from sync.adapters.google.session import GoogleSession
from sync.errors import GoogleUnavailable, ProxyRefuses, Unanswered, WorkerError
from tests.smtp.certificates import authority
from tests.unit.adapters.google.answers import FakeTime

HOST = "www.googleapis.com"
UNSAFE = (
    "gmail/v1/users/me/drafts",
    "gmail/v1/users/me/drafts/send",
    "v4/spreadsheets/1abc:batchUpdate",
    "upload/drive/v3/files?uploadType=multipart",
    "upload/drive/v3/files?uploadType=resumable",
    "drive/v3/files/1abc/permissions?sendNotificationEmail=true",
)


class HangsUp:
    """A proxy that hears each request to its end and then closes the line.

    ``tunnels``: as it does with all that CONNECT leads through; ``refusal`` is what it
    says to CONNECT, if it lets nobody through.
    """

    def __init__(self, listener: socket.socket, refusal: str) -> None:
        self.heard: list[str] = []
        self._listener = listener
        self._refusal = refusal
        self._tls = authority().serving(HOST)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):  # the listener is closed
            while True:
                line, _ = self._listener.accept()
                line.settimeout(5)
                with suppress(OSError), ExitStack() as open_lines:
                    self._hear(open_lines.enter_context(line), open_lines)

    def _hear(self, line: socket.socket, open_lines: ExitStack) -> None:
        first = _whole(line)
        if not first.startswith("CONNECT"):
            self.heard.append(first)
            return
        if self._refusal:
            line.sendall(f"HTTP/1.1 {self._refusal}\r\n\r\n".encode())
            return
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        secret = self._tls.wrap_socket(line, server_side=True)
        self.heard.append(_whole(open_lines.enter_context(secret)))


def _whole(line: socket.socket) -> str:
    """Return the first line of a request, all of which is read."""
    with line.makefile("rb") as read:
        first, size = read.readline().decode().strip(), 0
        while (header := read.readline().decode().strip().casefold()) != "":
            if header.startswith("content-length:"):
                size = int(header.partition(":")[2])
        read.read(size)
    return first


@contextmanager
def proxy(monkeypatch: pytest.MonkeyPatch, refusal: str = "") -> Iterator[HangsUp]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        it = HangsUp(listener, refusal)
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://somebody:secret@{it.place}")
        thread = threading.Thread(target=it.serve)
        thread.start()
        yield it
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Goes to all hosts by the proxy that is set, and believes our authority."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    trusted = tmp_path / "trusted.pem"
    trusted.write_text(authority().pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))


def stop_of(method: str, url: str) -> WorkerError:
    credentials = Credentials(token="t")  # type: ignore[no-untyped-call]  # noqa: S106
    with (
        GoogleSession(credentials, "a", time=FakeTime().time) as session,
        pytest.raises(WorkerError) as caught,
    ):
        session.request(method, url, data=b"a" * 1000)
    return caught.value


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("path", UNSAFE)
def test_what_a_proxy_took_and_did_not_answer_is_sent_once(
    scheme: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(monkeypatch) as it:
        stop = stop_of("POST", f"{scheme}://{HOST}/{path}")

    assert type(stop) is Unanswered
    [heard] = it.heard
    assert heard.startswith("POST ")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_look_that_a_proxy_did_not_answer_is_repeated(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(monkeypatch) as it:
        stop = stop_of("GET", f"{scheme}://{HOST}/drive/v3/files/1abc")

    assert type(stop) is GoogleUnavailable
    assert len(it.heard) > 2
    assert "secret" not in str(stop.facts)


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [("403 Forbidden", ProxyRefuses), ("503 Unavailable", GoogleUnavailable)],
)
def test_what_a_proxy_let_not_through_was_not_sent(
    refusal: str, expected: type[WorkerError], monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(monkeypatch, refusal) as it:
        stop = stop_of("POST", f"https://{HOST}/{UNSAFE[0]}")

    assert type(stop) is expected
    assert stop.facts["why"] == refusal
    assert it.heard == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://somebody:secret@127.0.0.1:99999", "127.0.0.1:99999"),
        ("somebody:secret@127.0.0.1:abc", "127.0.0.1:abc"),
        ("http://somebody:sec/ret@127.0.0.1:9", "127.0.0.1:9"),
    ],
)
def test_a_proxy_whose_address_is_none_refuses_and_shows_no_password(
    address: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)

    stop = stop_of("POST", f"https://{HOST}/{UNSAFE[0]}")

    assert type(stop) is ProxyRefuses
    assert stop.proxy == shown
    assert "sec" not in str(stop.facts)
