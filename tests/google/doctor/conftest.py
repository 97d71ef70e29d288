"""Staff with a spreadsheet and a document, and an office for the doctor."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.drive import document_link
from tests.emulator.driving import Drive
from tests.google.doctor.looking import LINK_CELL, show_everybody
from tests.google.sheeting import Staff, make_office
from tests.sheets import clean_sheet


@pytest.fixture
def staff(drive: Drive) -> Staff:
    staff = Staff(drive, clean_sheet())
    zone = {"properties": {"timeZone": "Asia/Bangkok"}, "fields": "timeZone"}
    staff.batch({"updateSpreadsheetProperties": zone})
    document = staff.make_document()
    show_everybody(staff, document)
    staff.type_in(LINK_CELL, document_link(document))
    return staff


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)
