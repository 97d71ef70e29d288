"""The doctor looks at the document, its folder, and who can open it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import run_cycle
from sync.doctor import Level
from tests.emulator.driving import DOCX, FILES, ROBOT, word_file
from tests.google.doctor.looking import LINK_CELL, SAY, seen, show_everybody, troubles
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO


def test_without_a_document_it_says_how_to_make_one(office: Path, staff: Staff) -> None:
    staff.type_in(LINK_CELL, "")

    found = seen(office)["document"]

    assert found.level is Level.WRONG
    assert ROBOT in found.cure


@pytest.mark.parametrize("link", ["ไม่มี", "https://example.com/document"])
def test_a_link_that_is_none_is_said(office: Path, staff: Staff, link: str) -> None:
    staff.type_in(LINK_CELL, link)

    assert troubles(office) == {"document": Level.WRONG}


def test_a_document_that_can_only_be_read_is_said(office: Path, staff: Staff) -> None:
    document = staff.drive.make("แผน", mimeType="application/vnd.google-apps.document")
    staff.drive.share(document, ROBOT, "reader")
    show_everybody(staff, document)
    staff.type_in(LINK_CELL, document_link(document))

    assert troubles(office) == {"document": Level.WRONG}


def _written_in(staff: Staff, document: str) -> None:
    staff.drive.json(
        "PATCH",
        f"/upload{FILES}/{document}",
        word_file("บันทึกของกองคลัง"),
        headers={"Content-Type": DOCX},
        uploadType="media",
    )


def _locked(staff: Staff, document: str) -> None:
    lock = {"contentRestrictions": [{"readOnly": True, "reason": "ลงนามแล้ว"}]}
    staff.drive.json("PATCH", f"{FILES}/{document}", lock)


def _trashed(staff: Staff, document: str) -> None:
    staff.drive.json("PATCH", f"{FILES}/{document}", {"trashed": True})


@pytest.mark.parametrize("row", [16, 17])
@pytest.mark.parametrize(
    ("make_so", "code"),
    [
        (_written_in, "document_occupied"),
        (_locked, "document_locked"),
        (_trashed, "document_trashed"),
    ],
)
def test_a_document_that_a_night_would_refuse_is_said_beforehand(
    office: Path,
    staff: Staff,
    make_so: Callable[[Staff, str], None],
    code: str,
    row: int,
) -> None:
    document = staff.make_document()
    make_so(staff, document)
    staff.type_in(f"{INFO}!A17", "ลิงก์เอกสารฉบับร่าง")
    staff.type_in(f"{INFO}!B{row}", document_link(document))

    found = seen(office)["document"]

    facts = {"link": document_link(document), "why": "ลงนามแล้ว"}
    assert found.level is Level.WRONG
    assert (found.says, found.cure) == SAY.words.say_stop_of(code, facts)


def test_a_document_of_another_plan_is_said_and_the_plans_own_is_well(
    office: Path, staff: Staff
) -> None:
    with wiring.open_office(office) as opened:
        run_cycle(opened)
    own = seen(office)["document"]
    staff.type_in(f"{INFO}!B8", 2571)

    another = seen(office)["document"]

    assert own.level is Level.GOOD
    assert another.level is Level.WRONG
    assert "2570" in another.says
    assert "2571" in another.says


def test_a_folder_of_a_person_is_no_place_for_an_account_that_owns_nothing(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    folder = staff.drive.make("โฟลเดอร์", mimeType="application/vnd.google-apps.folder")
    staff.drive.share(folder, ROBOT, "writer")
    line = f'folder = "https://drive.google.com/drive/folders/{folder}"'
    office = make_office(tmp_path / "other", workspace, staff, line)

    assert troubles(office) == {"folder_there": Level.WRONG}


def test_a_folder_in_a_shared_drive_is_good(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    line = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "other", workspace, staff, line)

    assert troubles(office) == {}


def test_who_gets_mail_and_cannot_open_the_document_is_named(
    office: Path, staff: Staff
) -> None:
    document = staff.make_document()
    for row, address in enumerate(("Boss@example.com", "staff@example.org"), 2):
        cells = {"A": "ชื่อ", "B": address, "C": "ผู้บริหาร", "D": True}
        for column, value in cells.items():
            staff.type_in(f"ผู้รับอีเมล!{column}{row}", value)
    staff.type_in(LINK_CELL, document_link(document))
    staff.drive.share(document, "boss@example.com", "reader")

    found = seen(office)["readers"]

    assert found.level is Level.WARNING
    assert "staff@example.org" in found.says
    assert "Boss" not in found.says


def test_an_account_that_is_not_told_who_can_open_it_says_so(
    office: Path, workspace: WorkspaceServer
) -> None:
    hidden = {"status": 403, "reason": "insufficientFilePermissions"}
    match = {"path": "/permissions$", "times": 9}
    workspace.control.add_faults([{"match": match, "action": hidden}])

    assert troubles(office) == {"readers": Level.WARNING}
