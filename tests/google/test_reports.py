"""Reports at Google: into the document that people made, and in few requests."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import Report, run_cycle
from sync.model.cells import Cell, Sheet, Tab, Value
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.google.test_cycle import asked, exported
from tests.sheets import HEADERS, INFO, NAMES, PROJECTS, clean_sheet, type_in

TAB = HEADERS.tabs["progress"]
COLUMNS = list(HEADERS.spellings["progress"])
KEYS = ("AAAAA", "BBBBB", "CCCCC")
MOST = 16
"""Requests of a night in which the plan and one report changed, each in its home."""
QUIET = 3
"""Those of one in which nothing did: the sheet, and a look at either document."""


@pytest.fixture
def staff(drive: Drive) -> Staff:
    keys = {f"{PROJECTS}!L{row}": key for row, key in enumerate(KEYS, 3)}
    sheet = type_in(clean_sheet(), keys)
    header = tuple(HEADERS.write("progress", name) for name in COLUMNS)
    rows = tuple(map(_row, NAMES, KEYS))
    return Staff(drive, Sheet((*sheet.tabs, Tab(TAB, (header, *rows))), ""))


def _row(name: str, key: str) -> tuple[Value, ...]:
    values = {"key": key, "name": name, "round": "6 เดือน 2570"}
    return tuple(values.get(column) for column in COLUMNS)


def night(folder: Path) -> Report:
    with wiring.open_office(folder) as office:
        return run_cycle(office)


def report(staff: Staff, row: int, result: str) -> None:
    for name, text in (("state", "อยู่ระหว่างดำเนินการ"), ("result", result)):
        staff.put(Cell(TAB, row, COLUMNS.index(name) + 1), text)


def test_a_report_goes_into_the_document_that_people_made(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    plan, home = staff.make_document(), staff.make_document()
    staff.type_in(f"{INFO}!B16", document_link(plan))
    staff.type_in(f"{INFO}!A17", HEADERS.write("info", "report_6_link"))
    staff.type_in(f"{INFO}!B17", document_link(home))
    office = make_office(tmp_path / "office", workspace, staff)
    report(staff, 2, "จัดอบรมแล้วครึ่งหนึ่ง")
    night(office)
    assert "จัดอบรมแล้วครึ่งหนึ่ง" in exported(staff.drive, home)

    report(staff, 3, "จัดอบรมครบแล้ว")
    staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")
    asked(workspace)
    changed = night(office)
    requests = asked(workspace)

    assert "จัดอบรมครบแล้ว" in exported(staff.drive, home)
    assert "เร่งรัด" in exported(staff.drive, plan)
    assert document_link(home) in [link for _, link in changed.links]
    assert len(requests) <= MOST, requests
    night(office)
    assert len(asked(workspace)) == QUIET
