"""Google in a test, for pytest: ``pytest_plugins = ["emulator.testing"]``.

The fixture ``google_workspace`` is a Workspace of the test's own, with one person in it.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

from emulator.contract import Contract
from emulator.control import Control
from emulator.scopes import ALL
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.world import OWNER, Account, World

_GOOGLE = (".googleapis.com", ".google.com")


class GoogleWorkspace:
    """An emulated Workspace and how clients come to it.

    ``contract.broken`` tells where a request departed from Google's own documents,
    ``control`` switches faults, quotas and lags on.
    """

    def __init__(self, server: WorkspaceServer, contract: Contract) -> None:
        self._server = server
        self._open: list[requests.Session] = []
        self.contract = contract

    @property
    def address(self) -> str:
        """Where it listens, for a client that may be told an address."""
        return self._server.address

    @property
    def control(self) -> Control:
        """What goes wrong, and when."""
        return self._server.control

    @property
    def world(self) -> World:
        """All that is in it."""
        return self._server.world

    def session(self, email: str = OWNER) -> requests.Session:
        """Return somebody's connections: what is meant for Google comes here."""
        self.world.accounts.setdefault(email, Account(email))
        session = requests.Session()
        session.mount("https://", _Diversion(self.address))
        token = issue(self.world, email, ALL)
        session.headers["Authorization"] = f"Bearer {token}"
        self._open.append(session)
        return session

    def service_account(self, email: str) -> dict[str, Any]:
        """Make a program's account; return its key file, which signs in here."""
        return self._server.service_account(email)

    def user(self, email: str) -> dict[str, Any]:
        """Make a person; return the authorized_user file that signs in here."""
        return self._server.user(email)

    def close(self) -> None:
        """Close the connections that were handed out."""
        for session in self._open:
            session.close()


class _Diversion(HTTPAdapter):
    """Sends to the emulator what is meant for Google, and nothing anywhere else."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,  # noqa: ANN401  the same
        verify: bool | str = True,
        cert: Any = None,  # noqa: ANN401  the same
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002  none on this machine
    ) -> requests.Response:
        host = urlsplit(request.url or "").hostname or ""
        if not host.endswith(_GOOGLE):
            raise requests.ConnectionError(f"not Google's: {host}", request=request)
        request.url = f"{self._address}{request.path_url}"
        return super().send(request, stream, timeout, verify, cert, {})


@pytest.fixture
def google_workspace() -> Iterator[GoogleWorkspace]:
    """Yield a Workspace of the test's own."""
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    contract = Contract()
    with WorkspaceServer(world) as server:
        server.observers.append(contract)
        workspace = GoogleWorkspace(server, contract)
        yield workspace
        workspace.close()
    assert server.gateway.crashes == [], "a defect of the emulator's own"
