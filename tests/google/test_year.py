"""A year of an office, on a clock that is moved: import, reports, the year's turn."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
import time_machine

from emulator.scopes import ALL
from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.google.spreadsheet import GoogleSpreadsheet
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cycle import turn
from sync.cycle.night import Report, run_cycle
from sync.model.cells import Cell, Sheet, Value
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.wiring.bringing import read_source
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.unit.importing.workbooks import (
    DETAILS,
    NAMES,
    PROJECTS,
    STAFF,
    Book,
    as_rows,
    official,
)

HEADERS = load_headers()
INFO, PROJECTS_TAB = HEADERS.tabs["info"], HEADERS.tabs["projects"]
PROGRESS, RECIPIENTS = HEADERS.tabs["progress"], HEADERS.tabs["recipients"]
COLUMNS = list(HEADERS.spellings["progress"])
STAFFS = COLUMNS[COLUMNS.index("state") : COLUMNS.index("remark") + 1]
PAID = {name: Decimal(budget) * 9 / 10 for name, _, budget, _ in PROJECTS}


class Office(Protocol):
    """An office, and the staff that type in its sheet."""

    folder: Path

    def put(self, cell: Cell, value: Value) -> None: ...

    def read(self) -> Sheet: ...

    def give_homes(self) -> None:
        """Make the documents that people make, where they must."""


class LocalOffice:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = OfficePaths(folder).workbook

    def put(self, cell: Cell, value: Value) -> None:
        book = openpyxl.load_workbook(self._path)
        book[cell.tab].cell(cell.row, cell.column).value = value
        book.save(self._path)

    def read(self) -> Sheet:
        return LocalSpreadsheet(self._path).read()

    def give_homes(self) -> None:
        """Do nothing: a folder needs none."""


class GoogleOffice:
    def __init__(self, folder: Path, workspace: WorkspaceServer, drive: Drive) -> None:
        self._staff = Staff(drive, Sheet((), ""))
        self.folder = make_office(folder, workspace, self._staff)

    def put(self, cell: Cell, value: Value) -> None:
        self.wake()
        self._staff.put(cell, value)

    def wake(self) -> None:
        """Sign staff in anew: months have gone by."""
        self._staff.drive.sign_in(OWNER, *ALL)

    def read(self) -> Sheet:
        with wiring.open_office(self.folder) as services:
            assert isinstance(services.spreadsheet, GoogleSpreadsheet)
            return services.spreadsheet.read()

    def give_homes(self) -> None:
        self.wake()
        row = next(
            number
            for number, values in enumerate(self._staff.read(f"{INFO}!A1:A40"), 1)
            if values == ["ลิงก์เอกสาร"]
        )
        link = document_link(self._staff.make_document())
        self.put(Cell(INFO, row, 2), link)


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-10-05T01:00:00+07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture(params=["local", "google"])
def office(
    request: pytest.FixtureRequest,
    traveller: time_machine.Traveller,  # noqa: ARG001  an office begins on its day
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
) -> Office:
    folder, source = tmp_path / "office", tmp_path / "แผนของเรา.xlsx"
    tabs = {"แผน 2570": official(), "รายละเอียด": as_rows(), "รายชื่อ": STAFF}
    Book(tabs).save(source)
    office: Office
    if request.param == "google":
        office = GoogleOffice(folder, workspace, drive)
        wiring.create_office(folder, read_source(str(source), None, folder))
    else:
        wiring.create_office(folder, read_source(str(source), None, folder))
        office = LocalOffice(folder)
    people = (
        ("นายตัวอย่าง รักสุจริต", "boss@example.com", "ผู้บริหาร"),
        ("สำนักปลัด", "palad@example.com", "ผู้รับผิดชอบ"),
    )
    for row, (name, address, role) in enumerate(people, 2):
        for column, value in enumerate((name, address, role), 1):
            office.put(Cell(RECIPIENTS, row, column), value)
        office.put(Cell(RECIPIENTS, row, 4), True)
    office.give_homes()
    return office


def night(office: Office) -> Report:
    with wiring.open_office(office.folder) as services:
        return run_cycle(services)


def typed(office: Office) -> Mapping[Cell, Value]:
    """Return all that staff typed: whole tabs of theirs, and their columns of others."""
    sheet = office.read()
    found = {}
    for name in ("info", "details", "recipients"):
        tab = sheet.tab(HEADERS.tabs[name])
        assert tab is not None
        for row, values in enumerate(tab.rows, 1):
            for column, value in enumerate(values, 1):
                found[Cell(tab.title, row, column)] = value
    progress = sheet.tab(PROGRESS)
    for row in range(2, len(progress.rows) + 1 if progress else 0):
        assert progress is not None
        for name in STAFFS:
            column = COLUMNS.index(name) + 1
            found[Cell(PROGRESS, row, column)] = progress.value(row, column)
    # what nobody typed and a box that nobody ticked are one
    return {cell: value for cell, value in found.items() if value not in (None, False)}


def rows_of(office: Office, which: str) -> dict[str, int]:
    """Return the rows of a round by their projects' names."""
    tab = office.read().tab(PROGRESS)
    assert tab is not None
    at = {name: COLUMNS.index(name) + 1 for name in ("name", "round")}
    return {
        str(tab.value(row, at["name"])): row
        for row in range(2, len(tab.rows) + 1)
        if tab.value(row, at["round"]) == which
    }


def report(office: Office, row: int, **values: Value) -> None:
    for name, value in values.items():
        office.put(Cell(PROGRESS, row, COLUMNS.index(name) + 1), value)


def done(name: str, day: str) -> dict[str, Value]:
    money = PAID[name]
    needs = {"ordinance": money, "paid": money} if money else {}
    return {
        "state": "ดำเนินการแล้วเสร็จ",
        "result": "ดำเนินการครบตามแผน",
        "problems": "ไม่มี",
        "suggestions": "ไม่มี",
        "completed": day,
        "evidence": "https://example.com/evidence",
        **needs,
    }


def at(traveller: time_machine.Traveller, day: str) -> None:
    traveller.move_to(datetime.fromisoformat(f"{day}T01:00:00+07:00"))


def subjects(made: Report) -> list[str]:
    return [message.subject for message in made.messages]


def live_the_first_round(office: Office, traveller: time_machine.Traveller) -> str:
    """Report six months, half of it late; return the link of the report."""
    at(traveller, "2027-04-01")
    night(office)
    rows = rows_of(office, "6 เดือน 2570")
    assert list(rows) == NAMES
    for name in NAMES[:3]:
        report(office, rows[name], **done(name, "20 กุมภาพันธ์ 2570"))
    half = published(office)
    link = next(link for title, link in half.links if "รอบ 6 เดือน" in title)

    at(traveller, "2027-04-21")
    assert any("ยังไม่รายงาน 3 โครงการ อีก" in it for it in subjects(night(office)))
    for name in NAMES[3:]:
        report(office, rows[name], state="อยู่ระหว่างดำเนินการ", result="กำลังจัดซื้อ")
    whole = published(office)
    assert any("ครบแล้ว: 6 เดือน/2570" in it for it in subjects(whole))
    assert link in [there for _, there in whole.links]
    assert subjects(night(office)) == []
    return link


def published(office: Office) -> Report:
    """Live a night; nothing that staff typed is another after it."""
    before = typed(office)
    report = night(office)
    assert typed(office) == before
    assert any(each.new and "รายงานผล" in each.document.key for each in report.shown)
    return report


def turn_the_year(office: Office, traveller: time_machine.Traveller) -> Report:
    """Make the sheet the next year's; return its first night."""
    at(traveller, "2027-10-02")
    night(office)
    with wiring.open_office(office.folder) as services:
        turning = turn.find_turn(services)
        turn.make_turn(services, turning)
    assert set(turning.unfinished) == set(NAMES[3:])
    office.give_homes()
    return night(office)


def report_to_the_end(office: Office) -> Report:
    """Report what was not done at six months; return the night after."""
    rows = rows_of(office, "12 เดือน 2570")
    assert list(rows) == NAMES
    for name in NAMES[3:]:
        report(office, rows[name], **done(name, "15 กันยายน 2570"))
    return published(office)


@pytest.mark.slow
def test_a_year_from_an_own_workbook_to_the_next_years_first_night(
    office: Office, traveller: time_machine.Traveller
) -> None:
    first = night(office)
    assert len(first.judgement.plan.projects) == len(NAMES)
    assert len(first.judgement.plan.details) == len(DETAILS)

    six = live_the_first_round(office, traveller)
    next_year = turn_the_year(office, traveller)
    last = report_to_the_end(office)

    assert next_year.judgement.plan.info.fiscal_year == 2571
    assert next_year.plan_document.link != first.plan_document.link
    assert any("ครบแล้ว: 12 เดือน/2570" in it for it in subjects(last))
    assert six in [link for _, link in last.links]
    summary = office.read().tab(HEADERS.tabs["summary"])
    assert summary is not None
    said = {row[0]: row[1] for row in summary.rows if len(row) > 1}
    paid = f"{sum(PAID.values()):,.2f}"
    assert str(said["รอบ 12 เดือน พ.ศ. 2570"]).startswith(
        f"รายงานแล้ว 6 จาก 6 โครงการ เบิกจ่าย {paid} บาท (ร้อยละ 100.00"
    )
