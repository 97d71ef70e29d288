"""A proxy between the worker and Google that answers some requests in its own way."""

import contextlib
import http.client
import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_ASKED = re.compile(r"^/(v4|drive|upload|gmail|token)")
_LONGEST = 20
"""Seconds after which even an endless answer ends: nobody may hang on it so long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Google answered."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def as_bytes(self) -> bytes:
        """Return it as it goes over the wire."""
        length = {"Content-Length": str(len(self.content)), "Connection": "close"}
        head = [f"HTTP/1.1 {self.status} Any"]
        head += [
            f"{name}: {value}" for name, value in {**self.headers, **length}.items()
        ]
        return "\r\n".join([*head, "", ""]).encode("latin-1") + self.content


Wrong = Callable[[socket.socket, Answer], None]


@dataclass
class Plan:
    """Which request is answered wrongly: the ``nth``, and ``times`` in a row."""

    wrong: Wrong | None = None
    nth: int = 1
    times: int = 1
    seen: int = field(default=0)

    def strikes(self) -> bool:
        """Count a request, and tell whether it is one of those meant."""
        self.seen += 1
        return self.wrong is not None and self.nth <= self.seen < self.nth + self.times


class Proxy(ThreadingHTTPServer):
    """Hands requests on to ``target`` and answers back, but for what the plan says."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target).netloc
        self.plan = Plan()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever hangs up had enough."""


class _Handler(BaseHTTPRequestHandler):
    server: Proxy
    protocol_version = "HTTP/1.1"

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self._asked(body)
        self.close_connection = True
        if _ASKED.match(self.path) and self.server.plan.strikes():
            assert self.server.plan.wrong
            with contextlib.suppress(OSError):
                self.server.plan.wrong(self.connection, answer)
        else:
            self.connection.sendall(answer.as_bytes())

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _hand_on  # noqa: N815

    def _asked(self, body: bytes) -> Answer:
        line = http.client.HTTPConnection(self.server.target, timeout=30)
        with contextlib.closing(line):
            headers = {
                name: value
                for name, value in self.headers.items()
                if name.lower() not in {"host", "connection"}
            }
            headers["Host"] = self.server.target
            line.request(self.command, self.path, body or None, headers)
            answer = line.getresponse()
            kept = {
                name: value
                for name, value in answer.getheaders()
                if name.lower()
                not in {"content-length", "transfer-encoding", "connection"}
            }
            return Answer(answer.status, kept, answer.read())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


# --- what may go wrong --------------------------------------------------------------


def _instead(content: bytes, kind: str = "application/json; charset=UTF-8") -> Wrong:
    def wrong(line: socket.socket, _true: Answer) -> None:
        line.sendall(Answer(200, {"Content-Type": kind}, content).as_bytes())

    return wrong


def _half(line: socket.socket, true: Answer) -> None:
    half = true.content[: len(true.content) // 2]
    line.sendall(Answer(true.status, true.headers, half).as_bytes())


def _broken_off(line: socket.socket, true: Answer) -> None:
    said = true.as_bytes()
    line.sendall(said[: max(1, len(said) - 1)])


def _trickle(line: socket.socket, true: Answer) -> None:
    """Letter by letter, each sooner than any time limit for one read."""
    end = time.monotonic() + _LONGEST
    for letter in true.as_bytes():
        line.sendall(bytes([letter]))
        time.sleep(0.05)
        if time.monotonic() > end:
            return


def _endless(line: socket.socket, _true: Answer) -> None:
    end = time.monotonic() + _LONGEST
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while time.monotonic() < end:
        line.sendall(b"0," * 2**15)


def _silence(line: socket.socket, _true: Answer) -> None:
    line.settimeout(_LONGEST)
    line.recv(1)


def _nothing(_line: socket.socket, _true: Answer) -> None:
    """Hang up."""


WRONG: Mapping[str, Wrong] = {
    "a web page": _instead(b"<html>Please sign in</html>", "text/html"),
    "a web page called JSON": _instead(b"<html>Please sign in</html>"),
    "empty": _instead(b""),
    "a list": _instead(b"[]"),
    "null": _instead(b"null"),
    "an empty object": _instead(b"{}"),
    "half": _half,
    "broken off": _broken_off,
    "hung up": _nothing,
    "silent": _silence,
    "trickling": _trickle,
    "endless": _endless,
}
