"""Whose document it is: another's is never written to."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync.adapters.google.drive import document_link
from sync.errors import DocumentOccupied, DocumentOfAnother
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, ROBOT
from tests.google.cycle.nights import LINK_CELL, exported, night
from tests.google.sheeting import Staff, make_office
from tests.mails import words_of_file as words_of
from tests.sheets import INFO, PROJECTS


def test_somebodys_document_is_left_alone_and_the_rest_of_the_night_is_done(
    office: Path, staff: Staff, document: str
) -> None:
    staff.write_into(document, "บันทึกส่วนตัว")
    staff.add_recipient("ผู้ดูแล", "admin@example.com", "ผู้ดูแลระบบ")

    report = night(office)

    assert isinstance(report.refused, DocumentOccupied)
    assert exported(staff.drive, document).strip() == "บันทึกส่วนตัว"
    assert staff.read(f"{PROJECTS}!J3") == [["ผ่าน"]]
    said = " ".join(str(row) for row in staff.read("สรุป!A1:B30"))
    assert "ไม่ใช่เอกสารของแผนนี้" in said
    assert (OfficePaths(office).documents / "แผนปฏิบัติการ-2570.html").exists()
    (mail,) = OfficePaths(office).outbox.glob("*.eml")
    assert "ไม่ใช่เอกสารของแผนนี้" in words_of(mail)
    assert "เปิดเอกสารแผน" not in words_of(mail)


@pytest.mark.usefixtures("document")
def test_an_office_set_up_anew_elsewhere_writes_to_nobody_of_what_stands(
    office: Path,
    staff: Staff,
    tmp_path: Path,
    workspace: WorkspaceServer,
) -> None:
    assert len(night(office).messages) == 1
    elsewhere = make_office(tmp_path / "elsewhere", workspace, staff)

    assert night(elsewhere).messages == ()
    assert night(elsewhere).messages == ()
    staff.type_in(f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    assert len(night(elsewhere).messages) == 1


@pytest.mark.usefixtures("document")
def test_a_sheet_whose_document_is_another_plans_begins_as_a_new_office(
    office: Path,
    staff: Staff,
    tmp_path: Path,
    workspace: WorkspaceServer,
) -> None:
    night(office)
    staff.type_in(f"{INFO}!B8", 2571)
    staff.type_in(LINK_CELL, document_link(staff.make_document()))
    elsewhere = make_office(tmp_path / "elsewhere", workspace, staff)

    assert len(night(elsewhere).messages) == 1


def test_another_fiscal_year_never_goes_into_the_published_document(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.type_in(f"{INFO}!B8", 2571)

    slip = night(office)
    (office / "ledger.db").unlink()
    forgotten = night(office)
    staff.type_in(f"{INFO}!B8", 2570)
    back = night(office)

    for refused in (slip.refused, forgotten.refused):
        assert isinstance(refused, DocumentOfAnother)
        assert refused.facts["year"] == "2571"
    assert back.refused is None
    assert exported(staff.drive, document) == published


def test_a_plan_as_it_was_goes_into_a_document_that_is_linked_anew(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    new = staff.make_document()
    staff.type_in(LINK_CELL, document_link(new))

    report = night(office)

    assert report.plan_document.link == document_link(new)
    assert exported(staff.drive, new) == published
    assert exported(staff.drive, document) == published


def test_next_years_plan_gets_a_document_of_its_own(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    new = staff.make_document()
    staff.type_in(f"{INFO}!B8", 2571)
    staff.type_in(LINK_CELL, document_link(new))

    report = night(office)

    assert report.refused is None
    assert "๒๕๗๑" in exported(staff.drive, new)
    assert exported(staff.drive, document) == published


def test_a_document_that_was_not_ours_to_fill_is_shared_with_nobody(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    staff.write_into(document, "บันทึกส่วนตัว")
    office = make_office(
        tmp_path / "sharing", workspace, staff, 'give_access = "silently"'
    )

    night(office)

    shared = staff.drive.json(
        "GET", f"{FILES}/{document}/permissions", fields="permissions(emailAddress)"
    )
    addresses = {each.get("emailAddress") for each in shared["permissions"]}
    assert addresses == {OWNER, ROBOT}
