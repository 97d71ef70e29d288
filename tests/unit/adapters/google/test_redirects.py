"""What signs us in goes to Google alone, wherever an answer points."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from google.oauth2.credentials import Credentials

from sync.adapters.google.session import GoogleSession, Patience
from sync.adapters.heartbeat import beat
from sync.errors import GoogleUnavailable, Unanswered
from tests.serving import serving

SHEET = "https://sheets.googleapis.com/v4/spreadsheets/abc"
FILE = "https://www.googleapis.com/drive/v3/files/abc?alt=media"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105
SECRET = "ya29.secret-token"  # noqa: S105


class Host(HTTPServer):
    """A host that notes what it is sent, and answers well or points elsewhere."""

    def __init__(self, elsewhere: str = "", status: int = 307) -> None:
        self.elsewhere, self.status = elsewhere, status
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Host

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.heard.append(f"{self.requestline}\n{self.headers}{body.decode()}")
        self.send_response(self.server.status if self.server.elsewhere else 200)
        if self.server.elsewhere:
            self.send_header("Location", f"{self.server.elsewhere}{self.path}")
        content = b"{}"
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[Host]:
    with serving(Host()) as host:
        yield host


@contextmanager
def signed_in(google: Host, token: str | None = SECRET) -> Iterator[GoogleSession]:
    credentials = Credentials(  # type: ignore[no-untyped-call]
        token,
        refresh_token="1//secret-refresh",  # noqa: S106
        token_uri=TOKEN,
        client_id="client",
        client_secret="secret-client",  # noqa: S106
    )
    patience = Patience(connect=2, look=2, change=2, budget=0)
    with closing(
        GoogleSession(credentials, "a@b.c", address=google.address, patience=patience)
    ) as session:
        yield session


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("address", [SHEET, FILE])
def test_a_look_goes_on_to_another_host_without_its_token(
    other: Host, address: str, status: int
) -> None:
    with serving(Host(other.address, status)) as google, signed_in(google) as session:
        assert session.get(address).json() == {}

    (asked,) = google.heard
    assert f"Bearer {SECRET}" in asked
    (seen,) = other.heard
    assert "secret" not in seen
    assert "authorization" not in seen.lower()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_change_goes_to_no_other_host(other: Host, method: str, status: int) -> None:
    with (
        serving(Host(other.address, status)) as google,
        signed_in(google) as session,
        pytest.raises((GoogleUnavailable, Unanswered)),
    ):
        session.request(method, SHEET, json={"values": [["ชื่อ"]]})

    assert len(google.heard) == 1
    assert other.heard == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_what_a_token_is_had_for_goes_to_no_other_host(
    other: Host, status: int
) -> None:
    with (
        serving(Host(other.address, status)) as google,
        signed_in(google, token=None) as session,
        pytest.raises(GoogleUnavailable),
    ):
        session.get(SHEET)

    assert "secret-refresh" in google.heard[0]
    assert other.heard == []


def test_a_heartbeat_goes_on_without_its_password(other: Host) -> None:
    with serving(Host(other.address, 302)) as named:
        beat(named.address.replace("http://", "http://user:secret@") + "/ping")

    assert "Authorization: Basic" in named.heard[0]
    (seen,) = other.heard
    assert "authorization" not in seen.lower()
