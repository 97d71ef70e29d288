"""The call after each success."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sync.adapters.heartbeat import beat
from tests.serving import serving

SECRET = "/ping/9b1deb4d"  # noqa: S105


class Listener(HTTPServer):
    """Somebody who notices; ``status`` is what it answers."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{SECRET}"


class _Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with serving(Listener()) as server:
        yield server


def test_the_address_is_called(listener: Listener) -> None:
    beat(listener.address)
    assert listener.heard == [SECRET]


def test_no_address_is_no_call_and_no_trouble() -> None:
    beat("")


def test_a_call_that_fails_stops_nothing_and_tells_no_address(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    listener.status = 500
    beat(listener.address)
    beat(f"http://127.0.0.1:1{SECRET}")
    assert "the heartbeat did not get through" in caplog.text
    assert SECRET not in caplog.text
