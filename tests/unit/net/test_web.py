"""Servers that never come to an end: no exchange with them is endless."""

import socket
import threading
import time
from collections.abc import Callable

import pytest
import requests
from requests import RequestException

from sync.adapters.heartbeat import beat
from sync.errors import Stopped
from sync.net.calling import call
from sync.net.deadline import Deadline, DeadlinePassed
from sync.net.web import AnswerTooLarge, Bounds, Carrier, bounded_session
from tests.smtp.certificates import authority

ADDRESS = "127.0.0.1"
WHOLE = 0.6
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 400\r\n\r\n"


class Hostile:
    """A server that hears one request, and then does its ``worst``."""

    def __init__(
        self, worst: Callable[[socket.socket], None], *, tls: bool = False
    ) -> None:
        self._worst, self._tls = worst, tls
        self._listening = socket.create_server((ADDRESS, 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        return f"{'https' if self._tls else 'http'}://{ADDRESS}:{self.port}/secret"

    def __enter__(self) -> "Hostile":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self._thread.join(5)

    def _serve(self) -> None:
        try:
            line, _ = self._listening.accept()
            if self._tls:
                line = authority().serving(ADDRESS).wrap_socket(line, server_side=True)
            with line:
                line.recv(4096)
                self._worst(line)
        except OSError:
            pass


def trickling(said: bytes) -> Callable[[socket.socket], None]:
    """Say something letter by letter, faster than any time limit for one read."""

    def worst(line: socket.socket) -> None:
        for letter in said:
            line.sendall(bytes([letter]))
            time.sleep(0.04)

    return worst


def trickle_body(line: socket.socket) -> None:
    line.sendall(GOOD)
    trickling(b"x" * 400)(line)


def trickle_pieces(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    trickling(b"1\r\nx\r\n" * 100)(line)


def silence(line: socket.socket) -> None:
    line.recv(1)


def endless(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        line.sendall(b"x" * 2**16)


TRICKLES = {
    "status line": trickling(b"HTTP/1.1 200 " + b"O" * 400),
    "headers": trickling(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 80),
    "body": trickle_body,
    "pieces": trickle_pieces,
    "silence": silence,
}


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("worst", TRICKLES)
def test_an_answer_that_trickles_has_an_end(
    worst: str, tls: bool, monkeypatch: pytest.MonkeyPatch, trusted: str
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", trusted)
    begun = time.monotonic()

    with (
        Hostile(TRICKLES[worst], tls=tls) as server,
        bounded_session(Bounds(WHOLE, 2**20)) as session,
        pytest.raises(RequestException),
    ):
        session.get(server.address, timeout=30)

    assert WHOLE * 0.9 < time.monotonic() - begun < WHOLE + 3


def test_an_answer_without_end_is_read_no_further_than_its_bound() -> None:
    with (
        Hostile(endless) as server,
        bounded_session(Bounds(30, 2**20)) as session,
        pytest.raises(AnswerTooLarge),
    ):
        session.get(server.address, timeout=30)


def test_a_single_read_has_its_own_time_limit_as_before() -> None:
    begun = time.monotonic()

    with (
        Hostile(silence) as server,
        bounded_session(Bounds(30, 2**20)) as session,
        pytest.raises(requests.ReadTimeout),
    ):
        session.get(server.address, timeout=0.3)

    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("worst", TRICKLES)
def test_asked_to_stop_an_exchange_ends_within_seconds(worst: str) -> None:
    asked = time.monotonic() + 0.4

    def check() -> None:
        if time.monotonic() > asked:
            raise Stopped

    with (
        Hostile(TRICKLES[worst]) as server,
        bounded_session(Bounds(60, 2**20, check)) as session,
        pytest.raises(Stopped),
    ):
        session.get(server.address, timeout=60)

    assert time.monotonic() - asked < 3


def test_a_server_that_takes_a_request_ever_more_slowly_is_left() -> None:
    begun = time.monotonic()

    with (
        Hostile(lambda _: time.sleep(3)) as server,
        bounded_session(Bounds(WHOLE, 2**20)) as session,
        pytest.raises(RequestException),
    ):
        session.post(server.address, data=b"x" * 50_000_000, timeout=60)

    assert time.monotonic() - begun < WHOLE + 4


def test_a_proxy_that_trickles_has_an_end() -> None:
    begun = time.monotonic()
    proxy = TRICKLES["headers"]

    with (
        Hostile(proxy) as server,
        bounded_session(Bounds(WHOLE, 2**20)) as session,
        pytest.raises(RequestException),
    ):
        session.get(
            "https://example.com/",
            timeout=30,
            proxies={"https": f"http://{ADDRESS}:{server.port}"},
        )

    assert time.monotonic() - begun < WHOLE + 3


def test_a_name_that_nobody_looks_up_has_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()

    def wait(*_: object, **__: object) -> list[object]:
        over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    begun = time.monotonic()
    try:
        with (
            bounded_session(Bounds(WHOLE, 2**20)) as session,
            pytest.raises(requests.ConnectTimeout),
        ):
            session.get("http://office.example/", timeout=30)
        with pytest.raises(DeadlinePassed):
            call("mail.example", 25, Deadline(WHOLE), 30)
    finally:
        over.set()

    assert time.monotonic() - begun < 2 * WHOLE + 3


def test_a_name_that_nobody_knows_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    with (
        bounded_session(Bounds(5, 2**20)) as session,
        pytest.raises(requests.ConnectionError, match="unknown"),
    ):
        session.get("http://office.example/")


def test_every_address_of_a_name_is_tried_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Hostile(trickling(b"HTTP/1.1 204 No\r\n\r\n")) as server:
        real = socket.getaddrinfo(ADDRESS, server.port, type=socket.SOCK_STREAM)
        dead = [(*place[:4], (ADDRESS, 1)) for place in real]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: dead + real)

        with bounded_session(Bounds(5, 2**20)) as session:
            answer = session.get(f"http://office.example:{server.port}/")

    assert answer.status_code == 204


def test_redirects_come_to_an_end() -> None:
    assert bounded_session(Bounds(5, 2**20)).max_redirects == 3


def test_whatever_a_session_asks_for_is_within_bounds() -> None:
    with bounded_session(Bounds(5, 2**20)) as session:
        carriers = {type(each) for each in session.adapters.values()}

    assert carriers == {Carrier}


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.com/x",
        "http://",
        "http:///x",
        "https://[::1",
        "http://ex ample/x",
        "http://example.com:port/x",
        "http://" + "ก" * 70 + ".example/x",
        "http://หน่วยงาน..ไทย/x",
        "nothing at all",
    ],
)
def test_a_heartbeat_address_with_a_typo_stops_nothing(
    address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nobody(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    beat(address)

    assert "the heartbeat did not get through" in caplog.text
    assert address not in caplog.text


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("trust") / "ca.pem"
    path.write_text(authority().pem)
    return str(path)
