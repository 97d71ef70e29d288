"""A spreadsheet of each kind, with staff at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from tests.contracts.spreadsheet.desks import Desk, GoogleDesk, LocalDesk, MemoryDesk
from tests.emulator.driving import Drive
from tests.google.signed_in import robot_session


@pytest.fixture(params=["memory", "local", "google"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    match request.param:
        case "memory":
            yield MemoryDesk()
        case "local":
            yield LocalDesk(tmp_path / "p.xlsx")
        case _:
            world = World()
            world.accounts[OWNER] = Account(OWNER, name="Owner")
            contract = Contract(even_refused=True)
            with WorkspaceServer(world) as server:
                server.observers.append(contract)
                drive = Drive(server)
                with robot_session(server) as session:
                    yield GoogleDesk(drive, session)
            assert contract.broken == []
