"""The year's turn at Google: last year's tabs are kept beside, in their own."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle import turn
from sync.cycle.night import run_cycle
from tests.emulator.driving import Drive
from tests.google.cycle.nights import exported
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet

LINK_CELL = f"{INFO}!B16"


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


def test_tabs_are_kept_and_a_new_home_is_asked_for(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    old = staff.make_document()
    staff.type_in(LINK_CELL, document_link(old))
    office = make_office(tmp_path / "office", workspace, staff)
    with wiring.open_office(office) as services:
        run_cycle(services)
        printed = exported(staff.drive, old)
        rows = staff.read(f"{PROJECTS}!A1:L6")

        turn.make_turn(services, turn.find_turn(services))

    assert staff.read(f"{PROJECTS} 2570!A1:L6") == rows
    assert staff.read(f"{INFO}!B8") == [["2571"]]
    assert staff.read(LINK_CELL) in ([], [[""]])

    new = staff.make_document()
    staff.type_in(LINK_CELL, document_link(new))
    with wiring.open_office(office) as services:
        report = run_cycle(services)

    assert report.plan_document.link == document_link(new)
    assert exported(staff.drive, old) == printed
