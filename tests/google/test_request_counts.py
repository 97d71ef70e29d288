"""What cycles cost in requests, where test_cycle.py does not say: the answer by day."""

from pathlib import Path

from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle import check_cycle, run_cycle
from tests.google.sheeting import SHEETS, Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet
from tests.workspace.server import WorkspaceServer
from tests.workspace_tests.driving import FILES, ROBOT, Drive


def test_an_answer_to_staff_takes_four_requests(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    staff = Staff(drive, clean_sheet())
    staff.type_in(f"{INFO}!B16", document_link(staff.make_document()))
    folder = make_office(tmp_path / "office", workspace, staff)
    with wiring.open_office(folder) as office:
        run_cycle(office)
        staff.type_in(f"{PROJECTS}!D5", "สองหมื่นกว่า")
        workspace.visits.clear()

        check_cycle(office, office.spreadsheet.read())

    asked = [f"{v.method} {v.path}" for v in workspace.visits if v.caller == ROBOT]
    assert asked == [
        f"GET {SHEETS}/{staff.id}",  # read
        f"GET {FILES}/{staff.id}",  # who changed it?
        f"GET {SHEETS}/{staff.id}",  # nothing changed since?
        f"POST {SHEETS}/{staff.id}:batchUpdate",  # its answer verifies
    ]
    assert staff.read(f"{PROJECTS}!J5") == [["ต้องแก้ไข 1 จุด"]]
