"""Servers of a test's own on loopback, which hold files in memory: WebDAV, and FTPS."""

import socket
import socketserver
import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

USER, PASSWORD = "clerk", "a very long secret"


@dataclass
class Files:
    """What a server holds; ``refuses`` names a step that it refuses from now on.

    ``spoils``: what is written is not what was sent. ``steps`` are those made.
    """

    content: dict[str, bytes] = field(default_factory=dict)
    refuses: str = ""
    spoils: bool = False
    steps: list[tuple[str, str]] = field(default_factory=list)

    def may(self, step: str, name: str) -> bool:
        self.steps.append((step, name))
        return step != self.refuses

    def write(self, name: str, content: bytes) -> None:
        self.content[name] = content[:-1] if self.spoils else content


class Webdav(ThreadingHTTPServer):
    """A folder ``/site/`` that one person may change."""

    def __init__(self, files: Files) -> None:
        self.files = files
        super().__init__(("127.0.0.1", 0), _Webdav)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/site"


class _Webdav(BaseHTTPRequestHandler):
    server: Webdav
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:  # noqa: ANN401
        """Be silent."""

    def _name(self, address: str) -> str:
        return unquote(urlsplit(address).path).removeprefix("/site/")

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _step(self, step: str) -> str | None:
        """Return the name it is about, unless it was refused just now."""
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        basic = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {basic}":
            self._answer(401)
            return None
        name = self._name(self.path)
        if not self.server.files.may(step, name):
            self._answer(507)
            return None
        if step != "write" and name not in self.server.files.content:
            self._answer(404)
            return None
        return name

    def do_GET(self) -> None:
        if (name := self._step("read")) is not None:
            self._answer(200, self.server.files.content[name])

    def do_PUT(self) -> None:
        if (name := self._step("write")) is not None:
            self.server.files.write(name, self.body)
            self._answer(201)

    def do_MOVE(self) -> None:
        if (name := self._step("rename")) is not None:
            new = self._name(self.headers["Destination"])
            content = self.server.files.content
            content[new] = content.pop(name)
            self._answer(204)

    def do_DELETE(self) -> None:
        if (name := self._step("remove")) is not None:
            del self.server.files.content[name]
            self._answer(204)


class Ftps(socketserver.ThreadingTCPServer):
    """A folder ``site`` that one person may change, under TLS alone."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, files: Files, tls: ssl.SSLContext) -> None:
        self.files, self.tls = files, tls
        super().__init__(("127.0.0.1", 0), _Ftps)


class _Ftps(socketserver.BaseRequestHandler):
    server: Ftps

    def handle(self) -> None:
        plain: socket.socket = self.request
        plain.sendall(b"220 ready\r\n")
        with plain.makefile("rb") as text:
            if not text.readline().startswith(b"AUTH TLS"):
                return
        plain.sendall(b"234 begin\r\n")
        try:
            line = self.server.tls.wrap_socket(plain, server_side=True)
        except OSError:  # whoever called does not believe us
            return
        with line, line.makefile("rb") as secret:
            while said := secret.readline():
                command, _, rest = said.decode().rstrip("\r\n").partition(" ")
                act = getattr(self, f"_{command.lower()}", None)
                self._line = line
                answer = act(rest) if act else "200 well"
                line.sendall(f"{answer}\r\n".encode())
                if command == "QUIT":
                    return

    def _user(self, name: str) -> str:
        self._who = name
        return "331 and the password"

    def _pass(self, password: str) -> str:
        return "230 in" if (self._who, password) == (USER, PASSWORD) else "530 no"

    def _cwd(self, folder: str) -> str:
        return "250 there" if folder == "site" else "550 no such folder"

    def _pasv(self, _: str) -> str:
        self._data = socket.create_server(("127.0.0.1", 0))
        port = self._data.getsockname()[1]
        return f"227 go on (127,0,0,1,{port // 256},{port % 256})"

    def _rnfr(self, name: str) -> str:
        self._old = name
        return "350 to what" if name in self.server.files.content else "550 not there"

    def _rnto(self, new: str) -> str:
        files = self.server.files
        if not files.may("rename", self._old):
            return "552 no room"
        files.content[new] = files.content.pop(self._old)
        return "250 done"

    def _dele(self, name: str) -> str:
        files = self.server.files
        if not files.may("remove", name) or name not in files.content:
            return "550 not there"
        del files.content[name]
        return "250 done"

    def _retr(self, name: str) -> str:
        with self._data:
            files = self.server.files
            if not files.may("read", name):
                return "552 no room"
            if name not in files.content:
                return "550 not there"
            with self._open() as data:
                data.sendall(files.content[name])
                data.unwrap()
        return "226 done"

    def _stor(self, name: str) -> str:
        with self._data:
            if not self.server.files.may("write", name):
                return "552 no room"
            with self._open() as data:
                pieces = list(iter(lambda: data.recv(65536), b""))
                data.unwrap()
        self.server.files.write(name, b"".join(pieces))
        return "226 done"

    def _open(self) -> ssl.SSLSocket:
        self._line.sendall(b"150 here\r\n")
        plain, _ = self._data.accept()
        return self.server.tls.wrap_socket(plain, server_side=True)
