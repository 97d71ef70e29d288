"""The doctor at an office at Google: what is in the way, and what to do about it."""

import json
import time
from pathlib import Path

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync import wiring
from sync.cycle.night import run_cycle
from sync.doctor import Level, is_well
from sync.doctor.visit import visit
from tests.emulator.driving import ROBOT
from tests.google.doctor.looking import SAY, seen, troubles, unshare
from tests.google.sheeting import Staff, make_office
from tests.sheets import PROJECTS


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


def test_a_missing_tab_and_a_missing_header_are_named(
    office: Path, staff: Staff
) -> None:
    staff.type_in(f"{PROJECTS}!D1", "สถานที่")

    found = seen(office)["tabs"]

    assert found.level is Level.WRONG
    assert PROJECTS in found.says
    staff.batch({"deleteSheet": {"sheetId": staff.tabs()[PROJECTS]}})
    assert PROJECTS in seen(office)["tabs"].says


def test_another_time_zone_is_a_warning(office: Path, staff: Staff) -> None:
    zone = {"properties": {"timeZone": "America/New_York"}, "fields": "timeZone"}
    staff.batch({"updateSpreadsheetProperties": zone})

    assert troubles(office) == {"zone": Level.WARNING}


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

    with wiring.open_office(folder) as opened:
        assert run_cycle(opened).messages

    assert seen(folder)["ledger"].level is Level.GOOD

    fault = {"status": 403, "reason": "insufficientPermissions"}
    workspace.control.add_faults(
        [{"match": {"path": "/drafts"}, "times": 9, "action": fault}]
    )

    assert seen(folder)["mailbox"].level is Level.WRONG
