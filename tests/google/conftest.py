"""The worker's own side of Google, over HTTP, against the emulator on loopback."""

import json
from collections.abc import Iterator

import pytest

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession, Time
from sync.adapters.google.sign_in import SignIn, sign_in
from tests.emulator.driving import ROBOT, Drive


class Pauses:
    """A clock on which waiting takes no time; ``taken`` are the pauses in seconds."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.taken.append(seconds)

    def time(self) -> Time:
        return Time(monotonic=lambda: sum(self.taken), sleep=self.sleep)


@pytest.fixture(autouse=True, scope="package")
def _google_prints_bare_text() -> Iterator[None]:
    """Let Google print without LibreOffice, as on a machine without it: it takes long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("emulator.drive.office.converted", lambda *_: None)
        yield


@pytest.fixture
def contract() -> Iterator[Contract]:
    """What holds all that is sent and answered to Google's own documents."""
    contract = Contract(even_refused=True)
    yield contract
    assert contract.broken == []


@pytest.fixture
def workspace(contract: Contract) -> Iterator[WorkspaceServer]:
    """Google, with one owner; it asks for a sign-in."""
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        server.observers.append(contract)
        yield server
    assert server.gateway.crashes == []


@pytest.fixture
def drive(workspace: WorkspaceServer) -> Drive:
    """What people do in Drive."""
    return Drive(workspace)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def session(
    workspace: WorkspaceServer, drive: Drive, pauses: Pauses
) -> Iterator[GoogleSession]:
    """The worker, signed in as a service account that owns nothing."""
    assert ROBOT in drive.world.accounts
    key = {"KEY": json.dumps(workspace.service_account(ROBOT))}
    scopes = needed_scopes(documents=True, mail=False)
    signed_in = sign_in(SignIn("service_account", key_variable="KEY"), scopes, key)
    with GoogleSession(
        signed_in.credentials,
        signed_in.account,
        address=workspace.address,
        time=pauses.time(),
    ) as session:
        yield session
