"""Google, answering everything alike."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from google.oauth2.credentials import Credentials

from sync.adapters.google.session import GoogleSession, Patience
from tests.google.conftest import Pauses
from tests.serving import serving

JSON = "application/json; charset=UTF-8"
PORTAL = b"<!DOCTYPE html><html><body>Please sign in to the network</body></html>"


class Fixed(ThreadingHTTPServer):
    """Answers everything alike, with a good status."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kind, self.content = JSON, b"{}"


class _Handler(BaseHTTPRequestHandler):
    server: Fixed
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        if self.server.kind:
            self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def do_POST(self) -> None:
        self.do_GET()

    def do_PATCH(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(pauses: Pauses) -> Iterator[tuple[Fixed, GoogleSession]]:
    with serving(Fixed()) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        credentials: Credentials = Credentials("access")  # type: ignore[no-untyped-call]
        with GoogleSession(
            credentials,
            "a@example.com",
            address=address,
            time=pauses.time(),
            patience=Patience(budget=3),
        ) as session:
            yield server, session


def as_bytes(content: object) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content).encode()
