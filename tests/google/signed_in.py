"""The worker signed in at the emulator, as a service account that owns nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from emulator.server import WorkspaceServer
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession, Time
from sync.adapters.google.sign_in import SignIn, sign_in
from tests.emulator.driving import ROBOT


@contextmanager
def robot_session(
    server: WorkspaceServer, time: Time | None = None
) -> Iterator[GoogleSession]:
    """Open a session of the worker's; its account is there already."""
    key = {"KEY": json.dumps(server.service_account(ROBOT))}
    how = SignIn("service_account", key_variable="KEY")
    signed_in = sign_in(how, needed_scopes(documents=True, mail=False), key)
    with GoogleSession(
        signed_in.credentials, signed_in.account, address=server.address, time=time
    ) as session:
        yield session
