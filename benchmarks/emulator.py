"""The emulated Google and an office at it, in a process of their own.

``python -m benchmarks.emulator FOLDER PROJECTS SECONDS`` makes an office for the
worker in a folder, says where it is, and serves until its input is closed. So what
the emulator takes is not counted as the worker's.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.plans import HEADERS, sheet_of
from emulator.faults import Delivery
from emulator.gateway import Gateway
from emulator.server import WorkspaceServer
from emulator.web import Request
from emulator.world import OWNER, Account, World
from sync.adapters.google.drive import document_link
from sync.model.cells import Cell, Sheet
from sync.model.plan import Info
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office

_MOST_FULL = 1_500
"""Projects. Google exports no document of more than 10 MB, and so the worker could not
read back one of many more; a larger plan has shorter texts."""


@contextmanager
def served_office(
    folder: Path, projects: int, seconds: float
) -> Iterator[tuple[WorkspaceServer, Staff, str]]:
    """Serve an office whose plan has so many projects, and the id of its document.

    No answer comes sooner than ``seconds`` after its request.
    """
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        sheet = sheet_of(projects, brief=projects > _MOST_FULL)
        staff = Staff(Drive(server), sheet)
        document = staff.make_document()
        staff.put(_place_of_link(sheet), document_link(document))
        make_office(folder, server, staff)
        _move_away(server.gateway, seconds)
        yield server, staff, document


def _place_of_link(sheet: Sheet) -> Cell:
    title, wanted = HEADERS.tabs["info"], HEADERS.label(Info.DOCUMENT_LINK)
    tab = sheet.tab(title)
    rows = tab.rows if tab else ()
    row = next(number for number, row in enumerate(rows, 1) if row[0] == wanted)
    return Cell(title, row, 2)


def _move_away(gateway: Gateway, seconds: float) -> None:
    """Make answers take as long as if Google were far; its own work is part of it."""
    near = gateway.deliver

    def deliver(request: Request) -> Delivery:
        begun = time.monotonic()
        delivery = near(request)
        if request.path.startswith("/_control"):
            return delivery
        left = seconds - (time.monotonic() - begun)
        return replace(delivery, delay=max(left, 0))

    gateway.deliver = deliver  # type: ignore[method-assign]


def main() -> None:
    """Serve until nobody listens any more."""
    folder, projects, seconds = sys.argv[1:]
    place = Path(folder)
    with served_office(place, int(projects), float(seconds)) as (server, staff, made):
        told = {
            "address": server.address,
            "spreadsheet": staff.id,
            "document": made,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
