"""A night ended after a step, and another after it: as if nothing had happened."""

import os
from pathlib import Path

import pytest

from emulator.drive.access import marks
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.importing.example import load_example
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from tests.emulator.driving import FILES, Drive
from tests.google.sheeting import Staff, make_office
from tests.matrix.crashing import (
    ENDS,
    PARTS,
    Matrix,
    State,
    ageless,
    attached,
    mails,
)
from tests.sheets import DETAILS, INFO, PROJECTS, RECIPIENTS, clean_sheet, type_in

TABS = (INFO, PROJECTS, DETAILS, RECIPIENTS, "ผลการตรวจสอบ", "สรุป")
WRONG = {f"{PROJECTS}!D4": "15,00O.00", f"{PROJECTS}!D6": 1}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does"),
]


@pytest.mark.parametrize("how", ENDS)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_local_office_ended_after_a_step_is_put_right(
    tmp_path: Path, part: int, how: str
) -> None:
    plan = load_example(load_headers(), load_frames()[0].dimensions)

    def make(folder: Path) -> Path:
        wiring.create_office(folder / "office", plan)
        return folder / "office"

    def state(office: Path) -> State:
        place = OfficePaths(office)
        sheet = LocalSpreadsheet(place.workbook).read()
        cells = {tab.title: (ageless(tab.rows), tab.notes) for tab in sheet.tabs}
        documents = {
            path.name: path.read_bytes()
            for path in place.documents.iterdir()
            if path.suffix == ".docx"
        }
        names = sorted(path.name for path in place.documents.iterdir())
        published = {path.read_bytes() for path in place.documents.glob("*.pdf")}
        assert attached(office)
        assert attached(office) <= published
        return State(cells, (documents, names), mails(office))

    found = Matrix(make, state).crash_everywhere(tmp_path, part, how)

    assert "BUD006" in str(found.cells)


@pytest.mark.parametrize("how", ENDS)
@pytest.mark.parametrize("part", range(PARTS))
def test_an_office_at_google_ended_after_a_step_is_put_right(
    tmp_path: Path, part: int, how: str
) -> None:
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        drive = Drive(server)
        staffs: dict[Path, tuple[Staff, str]] = {}

        def make(folder: Path) -> Path:
            staff = Staff(drive, type_in(clean_sheet(), WRONG))
            document = staff.make_document()
            staff.type_in(f"{INFO}!B16", document_link(document))
            office = make_office(folder / "office", server, staff)
            staffs[office] = staff, document
            return office

        def state(office: Path) -> State:
            staff, document = staffs[office]
            export = f"{FILES}/{document}/export"
            shown = drive.call("GET", export, mimeType="text/plain").content
            others = [
                file
                for file in world.files.values()
                if marks(file).get("appProperties")
                and file.resource["id"] not in {d for _, d in staffs.values()}
            ]
            assert marks(world.files[document]).get("appProperties")
            cells = {title: ageless(staff.read(f"{title}!A1:Z60")) for title in TABS}
            assert cells[INFO][15] == ["ลิงก์เอกสาร", document_link(document)]
            del cells[INFO][15]  # every office has its own
            return State(cells, (shown, len(others)), [str(len(mails(office)))])

        found = Matrix(make, state).crash_everywhere(tmp_path, part, how)
    assert "BUD006" in str(found.cells)
    assert server.gateway.crashes == []
