"""A running emulator for the tests of the emulator."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.storage import Store
from emulator.world import OWNER, Account, World
from tests.emulator.driving import Drive
from tests.emulator.google_client import Google
from tests.emulator.keeping import Opened


@pytest.fixture
def world() -> World:
    """An empty Workspace with an owner."""
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    return world


@pytest.fixture
def contract() -> Iterator[Contract]:
    """What holds all that is sent and answered to Google's own documents."""
    contract = Contract()
    yield contract
    assert contract.broken == []


@pytest.fixture
def workspace(world: World, contract: Contract) -> Iterator[WorkspaceServer]:
    """A server that takes requests without a token as the owner's."""
    with WorkspaceServer(world, no_auth=True) as server:
        server.observers.append(contract)
        yield server
    assert server.gateway.crashes == []


@pytest.fixture
def guarded(world: World, contract: Contract) -> Iterator[WorkspaceServer]:
    """A server that asks for a sign-in."""
    with WorkspaceServer(world) as server:
        server.observers.append(contract)
        yield server
    assert server.gateway.crashes == []


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """A client's connections."""
    with requests.Session() as session:
        yield session


@pytest.fixture
def google(guarded: WorkspaceServer) -> Iterator[Google]:
    """Google's own client."""
    google = Google(guarded)
    yield google
    google.close()


@pytest.fixture
def drive(workspace: WorkspaceServer) -> Drive:
    """What people do in Drive."""
    return Drive(workspace)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    stores: list[Store] = []

    def open_again() -> Store:
        stores.append(Store(tmp_path))
        return stores[-1]

    yield open_again
    for store in stores:
        store.close()
