"""The emulated Workspace as a server on loopback."""

import contextlib
import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Self, TypeAlias, cast

from emulator import auth
from emulator.control import Control
from emulator.gateway import Gateway, Observer, Visit
from emulator.web import JSON
from emulator.wire import Conversation, is_resetting
from emulator.world import World

_Accepted: TypeAlias = socket.socket | tuple[bytes, socket.socket]


class WorkspaceServer:
    """Serves one world at ``address``, every Google host's paths on one port.

    A context manager; ``stop`` closes every connection and waits for every thread.
    ``observers`` are called after each exchange with a service, under the world's lock.
    """

    def __init__(
        self,
        world: World,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        no_auth: bool = False,
    ) -> None:
        self.world = world
        self.gateway = Gateway(world, no_auth=no_auth)
        self.control = Control(self.gateway, lambda: self.address)
        self._listener = _Listener(host, port, self.gateway)
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": 0.02}
        )

    @property
    def address(self) -> str:
        """Where the server listens, such as ``http://127.0.0.1:8123``."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    @property
    def observers(self) -> list[Observer]:
        """What is called after each exchange with a service."""
        return self.gateway.observers

    @property
    def visits(self) -> list[Visit]:
        """What came in so far, but for ``/_control``."""
        return self.gateway.visits

    def service_account(self, email: str, *, delegated: bool = False) -> JSON:
        """Make a service account that signs in here; give its key file."""
        uri = f"{self.address}/token"
        return auth.add_service_account(
            self.world, email, token_uri=uri, delegated=delegated
        )

    def user(self, email: str) -> JSON:
        """Make a person who signs in here; give the authorized_user file."""
        return auth.add_user(self.world, email, token_uri=f"{self.address}/token")

    def start(self) -> Self:
        """Start serving, in a thread."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every connection, wait for every thread."""
        self.gateway.stopping.set()
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
        self._listener.hang_up()
        self._listener.server_close()
        self.gateway.messenger.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class _Listener(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them
    request_queue_size = 128

    def __init__(self, host: str, port: int, gateway: Gateway) -> None:
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        conversation = type("Here", (Conversation,), {"office": gateway})
        super().__init__((host, port), conversation)

    def server_bind(self) -> None:
        """Bind without asking a name server who 127.0.0.1 is."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def get_request(self) -> tuple[socket.socket, object]:
        """Remember the connection, to be able to end it."""
        connection, address = super().get_request()
        with self._guard:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: _Accepted) -> None:
        """Close a connection; one that is to be reset must not say goodbye first."""
        connection = cast(socket.socket, request)
        with self._guard:
            self._open.discard(connection)
        if is_resetting(connection):
            self.close_request(connection)
        else:
            super().shutdown_request(connection)

    def handle_error(self, request: _Accepted, client_address: object) -> None:
        """Let a client go without a word; anything else is a defect to be shown."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End every conversation."""
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
