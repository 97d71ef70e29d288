"""The doctor at an office at Google: what is in the way, and what to do about it."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import run_cycle
from sync.doctor import Level, Result, Say, is_well
from sync.doctor.visit import visit
from sync.messages import load_words
from tests.emulator.driving import DOCX, FILES, ROBOT, Drive, word_file
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet

SAY = Say(load_words("en"))
LINK_CELL = f"{INFO}!B16"


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


def seen(office: Path) -> dict[str, Result]:
    return {result.name: result for result in visit(office, SAY)}


def troubles(office: Path) -> dict[str, Level]:
    return {
        name: result.level
        for name, result in seen(office).items()
        if result.level not in {Level.GOOD, Level.LEFT_OUT}
    }


def test_a_healthy_office_is_well_and_costs_few_requests(
    office: Path, workspace: WorkspaceServer
) -> None:
    workspace.visits.clear()

    found = list(visit(office, SAY))

    assert is_well(found)
    assert {result.level for result in found} == {Level.GOOD}
    asked = [visit for visit in workspace.visits if visit.caller == ROBOT]
    assert {visit.method for visit in asked} == {"GET"}
    assert len(asked) <= 8
    assert ROBOT in seen(office)["sign_in"].says


def test_a_spreadsheet_that_is_not_shared_is_said_with_the_address(
    office: Path, staff: Staff
) -> None:
    unshare(staff, staff.id)

    found = seen(office)

    assert found["spreadsheet"].level is Level.WRONG
    assert ROBOT in found["spreadsheet"].cure
    assert found["zone"].level is found["tabs"].level is Level.LEFT_OUT
    assert found["document"].level is Level.LEFT_OUT


def test_a_spreadsheet_that_can_only_be_read_is_said(
    office: Path, staff: Staff
) -> None:
    unshare(staff, staff.id)
    staff.drive.share(staff.id, ROBOT, "reader")

    assert troubles(office) == {"spreadsheet": Level.WRONG}


def test_an_api_that_is_off_is_said(office: Path, workspace: WorkspaceServer) -> None:
    off = {"status": 403, "reason": "SERVICE_DISABLED"}
    match = {"path": "/v4/spreadsheets", "times": 99}
    workspace.control.add_faults([{"match": match, "action": off}])

    found = seen(office)

    assert found["sign_in"].level is Level.GOOD
    assert found["spreadsheet"].level is Level.WRONG
    assert "API" in found["spreadsheet"].says


def test_drive_being_off_hides_nothing_of_the_spreadsheet(
    office: Path, workspace: WorkspaceServer
) -> None:
    off = {"status": 403, "reason": "SERVICE_DISABLED"}
    match = {"path": "/drive/v3", "times": 99}
    workspace.control.add_faults([{"match": match, "action": off}])

    found = seen(office)

    assert found["sign_in"].level is Level.WRONG
    assert found["zone"].level is found["tabs"].level is Level.GOOD


def test_a_key_that_is_none_is_the_only_thing_said_of_google(office: Path) -> None:
    (office / "google-key.json").write_text("{}")

    assert troubles(office) == {"sign_in": Level.WRONG}


def _no_key(key: Path) -> None:
    key.unlink()


def _a_folder_in_its_place(key: Path) -> None:
    key.unlink()
    key.mkdir()


def _no_text(key: Path) -> None:
    key.write_bytes(b"\xff\xfe\x00")


def _half_a_key(key: Path) -> None:
    key.write_text(key.read_text()[:200])


def _no_signature(key: Path) -> None:
    key.write_text(json.dumps({**json.loads(key.read_text()), "private_key": "x"}))


@pytest.mark.parametrize(
    "spoil", [_no_key, _a_folder_in_its_place, _no_text, _half_a_key, _no_signature]
)
def test_a_key_that_cannot_be_used_is_named_and_what_is_in_it_is_not(
    office: Path, spoil: Callable[[Path], None]
) -> None:
    key = office / "google-key.json"
    secret = json.loads(key.read_text())["private_key_id"]
    spoil(key)

    found = seen(office)

    assert troubles(office) == {"sign_in": Level.WRONG}
    assert str(key) in found["sign_in"].says
    assert secret not in found["sign_in"].says
    assert found["sign_in"].cure


def test_a_key_of_another_account_leaves_the_rest_out(office: Path) -> None:
    key = json.loads((office / "google-key.json").read_text())
    (office / "google-key.json").write_text(
        json.dumps({**key, "client_email": "nobody@x.iam.gserviceaccount.com"})
    )

    found = seen(office)

    assert found["sign_in"].level is Level.WRONG
    for name in ("spreadsheet", "clock", "zone", "tabs", "document", "readers"):
        assert found[name].level is Level.LEFT_OUT


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_key_that_others_can_read_is_a_warning(office: Path) -> None:
    (office / "google-key.json").chmod(0o644)

    assert troubles(office) == {"private": Level.WARNING}


@pytest.mark.parametrize(
    ("seconds", "level"), [(120, Level.WARNING), (-120, Level.WARNING)]
)
def test_a_clock_that_is_off_is_said(
    office: Path, workspace: WorkspaceServer, seconds: float, level: Level
) -> None:
    workspace.control.skew(seconds)

    assert troubles(office) == {"clock": level}


def test_a_missing_tab_and_a_missing_header_are_named(
    office: Path, staff: Staff
) -> None:
    staff.type_in(f"{PROJECTS}!D1", "ค่าใช้จ่าย")

    found = seen(office)["tabs"]

    assert found.level is Level.WRONG
    assert PROJECTS in found.says
    staff.batch({"deleteSheet": {"sheetId": staff.tabs()[PROJECTS]}})
    assert PROJECTS in seen(office)["tabs"].says


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


def test_another_time_zone_is_a_warning(office: Path, staff: Staff) -> None:
    zone = {"properties": {"timeZone": "America/New_York"}, "fields": "timeZone"}
    staff.batch({"updateSpreadsheetProperties": zone})

    assert troubles(office) == {"zone": Level.WARNING}


def unshare(staff: Staff, file_id: str) -> None:
    """Take the worker's right to a file away."""
    answer = staff.drive.json(
        "GET", f"{FILES}/{file_id}/permissions", fields="permissions(id,emailAddress)"
    )
    for permission in answer["permissions"]:
        if permission["emailAddress"] == ROBOT:
            staff.drive.call(
                "DELETE", f"{FILES}/{file_id}/permissions/{permission['id']}"
            )


def show_everybody(staff: Staff, document: str) -> None:
    """Let anybody who has the link open a document."""
    anyone = {"type": "anyone", "role": "reader"}
    staff.drive.json("POST", f"{FILES}/{document}/permissions", anyone)


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


def test_without_an_answer_it_gives_up_soon(office: Path) -> None:
    settings = office / "office.toml"
    text = settings.read_text("utf-8")
    address = text.partition('address = "')[2].partition('"')[0]
    settings.write_text(text.replace(address, "http://127.0.0.1:1"), "utf-8")

    began = time.monotonic()
    assert troubles(office) == {"sign_in": Level.WRONG}
    assert time.monotonic() - began < 30


def test_an_office_that_mails_through_gmail_has_its_mailbox_looked_at(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    folder = make_office(tmp_path / "office", workspace, staff)
    settings = folder / "office.toml"
    key = folder / "google-key.json"
    key.write_text(json.dumps(workspace.service_account(ROBOT, delegated=True)))
    key.chmod(0o600)
    text = settings.read_text("utf-8").replace(
        "[google]", f'[google]\nsign_in = "delegated"\nsubject = "{OWNER}"', 1
    )
    settings.write_text(f'{text}\n[mail]\nway = "gmail"\n', "utf-8")

    assert seen(folder)["mailbox"].level is Level.GOOD

    fault = {"status": 403, "reason": "insufficientPermissions"}
    workspace.control.add_faults(
        [{"match": {"path": "/drafts"}, "times": 9, "action": fault}]
    )

    assert seen(folder)["mailbox"].level is Level.WRONG
