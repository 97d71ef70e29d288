"""A document that is not as it was put is put back, or told of."""

from pathlib import Path

from sync.errors import DocumentTrashed
from tests.emulator.driving import FILES
from tests.google.cycle.nights import exported, night
from tests.google.sheeting import Staff


def test_a_document_that_somebody_emptied_is_put_back_though_nothing_changed(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.write_into(document, "")

    report = night(office)

    assert report.plan_document.restored
    assert exported(staff.drive, document) == published
    assert not night(office).plan_document.restored


def test_a_document_that_somebody_changed_is_put_back_and_theirs_is_kept(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    published = exported(staff.drive, document)
    staff.write_into(document, "แก้ด้วยมือ")

    report = night(office)

    assert report.plan_document.kept.startswith("file:")
    assert exported(staff.drive, document) == published


def test_a_document_in_the_bin_is_told_though_nothing_changed(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": True})

    told = night(office)
    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": False})
    well = night(office)

    assert isinstance(told.refused, DocumentTrashed)
    assert well.refused is None
    assert not well.plan_document.new
