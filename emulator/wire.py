"""How requests come off a connection and replies go back onto it."""

import gzip
import socket
import struct
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from typing import BinaryIO, Protocol, cast
from urllib.parse import parse_qs, urlsplit

from emulator.faults import Delivery
from emulator.web import Reply, Request

_WORTH_COMPRESSING = 1024


class Office(Protocol):
    """Whoever answers what comes in, and can cut a wait short."""

    def deliver(self, request: Request) -> Delivery:
        """Answer a request, and say how the answer is to be delivered."""
        ...

    def now(self) -> datetime:
        """Return the time that an answer bears."""
        ...

    def wait(self, seconds: float) -> None:
        """Wait, but not after the server was told to stop."""
        ...


class Conversation(BaseHTTPRequestHandler):
    """One connection: HTTP/1.1, kept alive until the client goes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "ESF"
    sys_version = ""
    office: Office

    def __getattr__(self, name: str) -> object:
        """Take every method alike: what is not served is refused further in."""
        if name.startswith("do_"):
            return self._exchange
        raise AttributeError(name)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Date answers by the emulator's clock, which may be wrong on purpose."""
        return super().date_time_string(timestamp or self.office.now().timestamp())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal quiet; ``/_control/requests`` tells what came in."""

    def _exchange(self) -> None:
        try:
            request = self._request()
        except ValueError as error:
            self.close_connection = True
            self._send(Reply(400, str(error).encode()))
            return
        delivery = self.office.deliver(request)
        self.office.wait(delivery.delay)
        if delivery.reply is None:
            self._hang_up(reset=delivery.reset)
            return
        self._send(delivery.reply, truncate=delivery.truncate)

    def _request(self) -> Request:
        target = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self._body()
        if headers.get("content-encoding", "").lower() == "gzip":
            body = _unzip(body)
        query = parse_qs(target.query, keep_blank_values=True)
        return Request(self.command, target.path or "/", query, headers, body)

    def _body(self) -> bytes:
        stream = cast(BinaryIO, self.rfile)
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return _chunked(stream)
        length = int(self.headers.get("Content-Length") or 0)
        body = stream.read(length)
        if len(body) != length:
            raise ValueError("The body ended early.")
        return body

    def _send(self, reply: Reply, *, truncate: int | None = None) -> None:
        headers, body = dict(reply.headers), reply.body
        if truncate is None and self._wants_zip(body, headers):
            headers["Content-Encoding"] = "gzip"
            headers["Vary"] = "Accept-Encoding"
            body = gzip.compress(body, compresslevel=1)
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if truncate is not None:
            self.close_connection = True
        if self.command != "HEAD":
            self.wfile.write(body[:truncate])

    def _wants_zip(self, body: bytes, headers: dict[str, str]) -> bool:
        accepted = self.headers.get("Accept-Encoding", "") if self.headers else ""
        plain = "Content-Encoding" not in headers and "Content-Range" not in headers
        return plain and len(body) >= _WORTH_COMPRESSING and "gzip" in accepted

    def _hang_up(self, *, reset: bool) -> None:
        """Close without a word; ``reset`` makes the client see a connection reset."""
        self.close_connection = True
        if reset:  # a linger of nothing turns the close into a RST
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def is_resetting(connection: socket.socket) -> bool:
    """Whether closing the connection is to reset it."""
    linger = connection.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)
    return struct.unpack("ii", linger) == (1, 0)


def _chunked(stream: BinaryIO) -> bytes:
    parts = []
    while size := int(stream.readline().split(b";")[0], 16):
        parts.append(stream.read(size))
        stream.readline()
    while stream.readline().strip():  # trailers
        pass
    return b"".join(parts)


def _unzip(body: bytes) -> bytes:
    try:
        return gzip.decompress(body)
    except (OSError, EOFError) as error:
        raise ValueError("The body is not gzip.") from error
