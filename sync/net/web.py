"""Requests over HTTP whose answers come to an end.

A time limit of requests' holds for one read: whoever sends a byte a second is never
stopped by it, be it in the body, among the headers or at a proxy. So each exchange has
a deadline that every read and every write on its connection is cut to, and an answer
has a size.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import requests
from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
)
from urllib3.util.ssl_ import create_urllib3_context

from sync.net.calling import call
from sync.net.deadline import Deadline

_T = TypeVar("_T")

MOST_REDIRECTS = 3
_PIECE = 2**16


class AnswerTooLarge(RequestException):
    """The answer is larger than anything of use can be."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long one exchange may take, in seconds, and how many bytes its answer has.

    ``check`` is called about every second meanwhile, and may raise to break it off.
    """

    seconds: float = 240
    largest: int = 32 * 2**20
    check: Callable[[], None] = lambda: None


_USUAL = Bounds()


@dataclass(slots=True)
class _Exchange:
    """What is under way on the connections of one carrier: one exchange at a time."""

    deadline: Deadline = field(default_factory=lambda: Deadline(0))


class Carrier(HTTPAdapter):
    """Carries requests, each within the bounds, and reads answers whole.

    An answer that is asked for as a stream is left to the caller to read; its deadline
    goes on.
    """

    def __init__(self, bounds: Bounds = _USUAL) -> None:
        self._bounds = bounds
        self._exchange = _Exchange()
        super().__init__()

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002  as requests has it
        *args: Any,  # noqa: ANN401  what requests takes
        **kwargs: Any,  # noqa: ANN401
    ) -> Response:
        """Send one request and hear its answer.

        Raises:
            AnswerTooLarge: it is too large.
            RequestException: it did not come, or not in time.
        """
        self._exchange.deadline = Deadline(self._bounds.seconds, self._bounds.check)
        response = super().send(request, True, *args, **kwargs)  # noqa: FBT003
        if not stream:
            _read_within(response, self._bounds.largest)
        return response

    def init_poolmanager(
        self,
        connections: int,
        maxsize: int,
        block: bool = False,  # noqa: FBT001, FBT002  as requests has it
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Make what keeps connections."""
        kwargs["ssl_context"] = _tls()
        super().init_poolmanager(connections, maxsize, block, **kwargs)
        self._bind(self.poolmanager)

    def proxy_manager_for(
        self,
        proxy: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> PoolManager:
        """Return what keeps connections through a proxy."""
        known = proxy in self.proxy_manager
        manager: PoolManager = super().proxy_manager_for(
            proxy, **kwargs, ssl_context=_tls()
        )
        if not known and not proxy.lower().startswith("socks"):
            self._bind(manager)
        return manager

    def _bind(self, manager: PoolManager) -> None:
        ours = {"exchange": self._exchange}
        plain = type("_Plain", (_PlainConnection,), ours)
        secret = type("_Secret", (_SecretConnection,), ours)
        manager.pool_classes_by_scheme = {
            "http": type(
                "HTTPConnectionPool", (HTTPConnectionPool,), {"ConnectionCls": plain}
            ),
            "https": type(
                "HTTPSConnectionPool", (HTTPSConnectionPool,), {"ConnectionCls": secret}
            ),
        }


def bounded_session(bounds: Bounds) -> requests.Session:
    """Return a session all of whose exchanges are within the bounds."""
    session = requests.Session()
    bind(session, lambda: Carrier(bounds))
    return session


def bind(session: requests.Session, carrier: Callable[[], HTTPAdapter]) -> None:
    """Let carriers carry all that a session asks for."""
    session.max_redirects = MOST_REDIRECTS
    for scheme in ("https://", "http://"):
        session.mount(scheme, carrier())


def _read_within(response: Response, largest: int) -> None:
    pieces, size = [], 0
    for piece in response.iter_content(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            response.close()
            raise AnswerTooLarge(f"the answer has more than {largest} bytes")
    # where requests itself keeps what was read of a stream
    response._content = b"".join(pieces)  # noqa: SLF001


# --- connections --------------------------------------------------------------------


class _Timely:
    """Reads and writes of a socket, each cut to what is left of its exchange."""

    exchange: _Exchange | None = None
    _patience: float | None = None

    def settimeout(self, value: float | None, /) -> None:
        """Note how long a single read or write may take."""
        self._patience = value
        super().settimeout(value)  # type: ignore[misc]

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401
        """Read what is there."""
        return self._in_time(lambda: super(_Timely, self).recv_into(*args, **kwargs))  # type: ignore[misc,no-any-return]

    def send(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401
        """Write as much as is taken."""
        return self._in_time(lambda: super(_Timely, self).send(*args, **kwargs))  # type: ignore[misc,no-any-return]

    def sendall(self, data: Any, flags: int = 0, /) -> None:  # noqa: ANN401
        """Write all of it."""
        with memoryview(data) as view, view.cast("B") as rest:
            done = 0
            while done < len(rest):
                done += self.send(rest[done : done + _PIECE], flags)

    def _in_time(self, act: Callable[[], _T]) -> _T:
        if self.exchange is None or self._patience == 0:
            return act()
        whole = self.exchange.deadline
        once = whole if self._patience is None else Deadline(self._patience)
        while True:
            super().settimeout(min(whole.next_wait(), once.left()))  # type: ignore[misc]
            try:
                return act()
            except TimeoutError:
                continue


class _PlainSocket(_Timely, socket.socket):
    """A socket that keeps to its exchange's deadline."""


class _SecretSocket(_Timely, ssl.SSLSocket):
    """The same under TLS."""


def _tls() -> ssl.SSLContext:
    context = create_urllib3_context()
    context.sslsocket_class = _SecretSocket
    return context


class _Calling:
    """Connections that are opened in time, and kept to it."""

    exchange: _Exchange

    def _new_conn(self: Any) -> socket.socket:
        patience = self.timeout if isinstance(self.timeout, int | float) else 10
        try:
            line = call(self._dns_host, self.port, self.exchange.deadline, patience)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"no connection: {error}") from error
        except (OSError, UnicodeError) as error:
            raise NewConnectionError(self, f"no connection: {error}") from error
        timely = _PlainSocket(line.family, line.type, line.proto, line.detach())
        for option in self.socket_options or ():
            timely.setsockopt(*option)
        timely.exchange = self.exchange
        timely.settimeout(patience)
        return timely


class _PlainConnection(_Calling, HTTPConnection):
    """A connection without TLS."""


class _SecretConnection(_Calling, HTTPSConnection):
    """A connection under TLS; its handshake has the time that connecting has."""

    def connect(self) -> None:
        """Connect, by way of a proxy if there is one."""
        super().connect()
        if isinstance(self.sock, _Timely):
            self.sock.exchange = self.exchange
