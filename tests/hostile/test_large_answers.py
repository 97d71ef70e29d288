"""Google answers without end: the worker stops reading, and says what to do."""

import gzip
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat

import pytest
from google.oauth2.credentials import Credentials

from sync.adapters.google.answers import LARGEST, MOST_PARTS
from sync.adapters.google.drive import PDF
from sync.adapters.google.pdf import GooglePdf
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sheets_api import SheetsApi
from sync.errors import SheetTooLarge
from sync.model.documents import Document
from tests.serving import serving

pytestmark = pytest.mark.slow

ID = "s" * 44
LINK = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
BEGIN = b'{"sheets":[{"properties":{"sheetId":0,"title":"x"},"data":[{"rowData":[{"values":['
CELL = b'{"effectiveValue":{"stringValue":"x"}},'
CELLS = 10_000_000

ANSWERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "ten million cells": lambda: chain([BEGIN], repeat(CELL * 1000, CELLS // 1000)),
    "ten million empty cells": lambda: chain(
        [BEGIN], repeat(b"{}," * 1000, CELLS // 1000)
    ),
    "a cell without end": lambda: chain(
        [BEGIN, b'{"note":"'], repeat(b"x" * 50_000, 10_000)
    ),
    "packed": lambda: packed(400),
}


def packed(megabytes: int) -> Iterator[bytes]:
    """Return zeros that unpack to a thousand times as many."""
    return iter([gzip.compress(bytes(megabytes * 2**20), compresslevel=1)])


class Endless(ThreadingHTTPServer):
    """Google, as somebody wants it to answer; ``sent`` are the bytes that went out."""

    daemon_threads = True

    def __init__(self, answer: Iterator[bytes], *, encoding: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.encoding = encoding
        self.sent = 0


class _Handler(BaseHTTPRequestHandler):
    server: Endless

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if self.server.encoding:
            self.send_header("Content-Encoding", self.server.encoding)
        self.end_headers()
        try:
            for piece in self.server.answer:
                self.wfile.write(piece)
                self.server.sent += len(piece)
        except OSError:
            pass  # nobody listens any more

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(kind: str) -> Iterator[tuple[Endless, GoogleSession]]:
    encoding = "gzip" if kind == "packed" else ""
    with serving(Endless(ANSWERS[kind](), encoding=encoding)) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        credentials: Credentials = Credentials("access")  # type: ignore[no-untyped-call]
        with GoogleSession(credentials, "a@example.com", address=address) as session:
            yield server, session


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_spreadsheet_too_large_is_not_read_to_its_end(kind: str) -> None:
    with answering(kind) as (server, session):
        api = SheetsApi(session, ID, {}, lambda _: None)
        tracemalloc.start()
        try:
            with pytest.raises(SheetTooLarge) as caught:
                api.fetch()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    assert caught.value.facts == {"what": LINK, "most": "32 MB"}
    assert server.sent < 2 * LARGEST
    assert peak < 3 * LARGEST
    assert session.sent == 1


def test_a_document_too_large_costs_the_night_only_its_pdf() -> None:
    with answering("a cell without end") as (server, session):
        document = Document("plan", "แผน", b"")
        link = f"https://docs.google.com/document/d/{ID}/edit"

        assert GooglePdf(session).make(document, link) is None

    assert PDF
    assert server.sent < 2 * LARGEST


def test_there_is_room_for_any_plan() -> None:
    """Two thousand projects of a real plan's length, three bytes a letter."""
    projects, cells, letters = 2_000, 25, 2_400

    assert projects * letters * 3 + projects * cells * 120 < LARGEST * 2 / 3
    assert projects * cells * 5 * 4 < MOST_PARTS
