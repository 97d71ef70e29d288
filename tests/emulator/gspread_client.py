"""gspread's client, brought to the emulator."""

from collections.abc import Iterator
from contextlib import contextmanager

import gspread
import requests
from google.oauth2.credentials import Credentials
from gspread.http_client import HTTPClient

from emulator.scopes import ALL
from emulator.server import WorkspaceServer
from emulator.tokens import issue
from emulator.world import Account
from sync.adapters.google.loopback import Loopback

UNDECLARED = (
    "query.includeItemsFromAllDrives: no such parameter",
    "request.withLink: no such field in Permission",
)
"""What gspread sends though Google does not know it, and passes over it."""


@contextmanager
def opened(
    server: WorkspaceServer, by: str = "", kind: type[HTTPClient] = HTTPClient
) -> Iterator[gspread.Client]:
    """Return a client that sends all that is meant for Google to the emulator.

    It signs in as an account, or as nobody, which the server takes for the owner.
    """
    with requests.Session() as session:
        session.mount("https://", Loopback(server.address))
        if by:
            server.world.accounts.setdefault(by, Account(by))
            token = issue(server.world, by, ALL)
            session.headers["Authorization"] = f"Bearer {token}"
        auth = Credentials(None)  # type: ignore[no-untyped-call]
        yield gspread.Client(auth=auth, session=session, http_client=kind)
