"""Staff with their spreadsheet and document at Google, and their office here."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.drive import document_link
from tests.emulator.driving import Drive
from tests.google.cycle.nights import LINK_CELL
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, clean_sheet


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def document(staff: Staff) -> str:
    """The document that staff made, shared, and linked in ข้อมูลแผน."""
    file_id = staff.make_document()
    assert staff.read(f"{INFO}!A16") == [["ลิงก์เอกสาร"]]
    staff.type_in(LINK_CELL, document_link(file_id))
    return file_id


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)
