"""Rounds of reports and the year's turn ended after a step: as if nothing had happened."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from emulator.drive.access import marks
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.google.drive import document_link
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.model.cells import Sheet, Tab
from sync.model.plan import Info
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, Drive
from tests.google.sheeting import Staff, make_office
from tests.matrix.crashing import PARTS, Matrix, State, ageless, mails, run
from tests.matrix.living import Life
from tests.progressing import TAB
from tests.reporting import (
    AUTUMN,
    KEYIN,
    REPORT,
    SUMMER,
    last_report,
    rows_of,
    save_workbook,
    type_into_workbook,
    waiting_sheet,
)
from tests.sheets import HEADERS, INFO, clean_sheet

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does"),
]

OPENS, WHOLE, TURN = "a round opens", "a report becomes whole", "the year turns"
LIVES = {OPENS: Life("night", AUTUMN), WHOLE: Life("night", AUTUMN)}
LIVES[TURN] = Life("turn", AUTUMN)
ALL = [(work, part) for work in LIVES for part in range(PARTS)]


def night(office: Path, time: datetime) -> None:
    """Live a night that nobody disturbs."""
    assert run(office, office.parent / "apart", life=Life("night", time)) == 0


def remembered(office: Path) -> object:
    """Return what the ledger knows of documents, and how often each letter left."""
    with closing(sqlite3.connect(OfficePaths(office).ledger)) as ledger:
        documents = ledger.execute(
            "SELECT key, kind, digest, as_of, clean, version, link != ''"
            " FROM publications ORDER BY key, kind"
        ).fetchall()
        letters = ledger.execute(
            "SELECT recipient, subject, state, repeated FROM outbox"
        ).fetchall()
    assert {state for _, _, state, _ in letters} == {"sent"}
    assert set(Counter(letters).values()) == {1}
    return documents, sorted(letters)


def assert_made(work: str, found: State, sheet: Sheet) -> None:
    """See that the work is what its name says, and no row is there twice."""
    rows, said = rows_of(sheet), str(found)
    assert max(Counter(rows).values()) == 1
    assert "12 เดือน 2570" in {which for _, _, which in rows}
    whole = f"{REPORT} (ฉบับสมบูรณ์ล่าสุด)"
    assert (whole in said) is (work == WHOLE)
    assert ("ครบแล้ว: 6 เดือน/2570" in said) is (work == WHOLE)
    assert (KEYIN in said) is (work != OPENS)
    assert (f"{INFO} 2570" in said or "plan-2570.xlsx" in said) is (work == TURN)


# --- an office of one's own machine --------------------------------------------------


@pytest.mark.parametrize(("work", "part"), ALL)
def test_a_local_office_is_put_right(tmp_path: Path, work: str, part: int) -> None:
    before: dict[Path, bytes] = {}

    def make(folder: Path) -> Path:
        office = folder / "office"
        office.mkdir()
        workbook = OfficePaths(office).workbook
        save_workbook(clean_sheet() if work == OPENS else waiting_sheet(), workbook)
        if work != OPENS:
            night(office, SUMMER)
        if work == WHOLE:
            type_into_workbook(workbook, last_report())
        before[office] = workbook.read_bytes()
        return office

    def state(office: Path) -> State:
        place = OfficePaths(office)
        sheet = LocalSpreadsheet(place.workbook).read()
        cells = {tab.title: (ageless(tab.rows), tab.notes) for tab in sheet.tabs}
        documents: dict[str, object] = {
            path.name: path.suffix != ".pdf" and path.read_bytes()
            for path in place.documents.iterdir()
        }
        for kept in office.glob("*-*.xlsx"):
            documents[kept.name] = kept.read_bytes() == before[office]
        return State(cells, documents, mails(office), remembered(office))

    matrix = Matrix(make, state, LIVES[work], lambda office: night(office, AUTUMN))
    found = matrix.crash_everywhere(tmp_path, part)

    sheet = LocalSpreadsheet(OfficePaths(tmp_path / "whole" / "office").workbook).read()
    assert_made(work, found, sheet)


# --- an office at Google -------------------------------------------------------------


class Offices:
    """Offices at one Google, each with homes that its staff made."""

    def __init__(self, server: WorkspaceServer, work: str) -> None:
        self._server, self._work = server, work
        self._drive = Drive(server)
        self._staffs: dict[Path, Staff] = {}
        self._homes: dict[Path, list[str]] = {}

    def make(self, folder: Path) -> Path:
        sheet = clean_sheet() if self._work == OPENS else waiting_sheet()
        staff = Staff(self._drive, sheet)
        office = make_office(folder / "office", self._server, staff)
        self._staffs[office], self._homes[office] = staff, []
        staff.type_in(f"{INFO}!A17", HEADERS.label(Info.REPORT_6_LINK))
        self._give_home(office, 16)
        self._give_home(office, 17)
        if self._work != OPENS:
            night(office, SUMMER)
        if self._work == WHOLE:
            for cell, value in last_report().items():
                staff.put(cell, value)
        return office

    def _give_home(self, office: Path, row: int) -> None:
        home = self._staffs[office].make_document()
        self._homes[office].append(home)
        self._staffs[office].type_in(f"{INFO}!B{row}", document_link(home))

    def settle(self, office: Path) -> None:
        if self._work == TURN:
            self._give_home(office, 16)
        night(office, AUTUMN)

    def state(self, office: Path) -> State:
        staff, homes = self._staffs[office], self._homes[office]
        cells = {
            title: ageless(staff.read(f"{title}!A1:Z60")) for title in staff.tabs()
        }
        links = {document_link(home): place for place, home in enumerate(homes)}
        shown = [self._shown(home) for home in homes]
        here = {
            path.name: path.read_bytes()
            for path in OfficePaths(office).documents.iterdir()
            if path.suffix != ".pdf"
        }
        return State(
            _by_place(cells, links), (shown, here), mails(office), remembered(office)
        )

    def _shown(self, home: str) -> tuple[str, bool]:
        export = f"{FILES}/{home}/export"
        text = self._drive.call("GET", export, mimeType="text/plain").content.decode()
        return text, bool(marks(self._drive.world.files[home]).get("appProperties"))

    def sheet_of(self, office: Path) -> Sheet:
        rows = self._staffs[office].read(f"{TAB}!A1:Z60")
        return Sheet((Tab(TAB, tuple(map(tuple, rows))),), "")


def _by_place(cells: object, links: dict[str, int]) -> str:
    """Return cells in which every office's own documents go by one name."""
    said = str(cells)
    for link, place in links.items():
        said = said.replace(link, f"<home {place}>")
    return said


@contextmanager
def offices(work: str) -> Iterator[Offices]:
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        yield Offices(server, work)
    assert server.gateway.crashes == []


@pytest.mark.parametrize(("work", "part"), ALL)
def test_an_office_at_google_is_put_right(tmp_path: Path, work: str, part: int) -> None:
    with offices(work) as google:
        matrix = Matrix(google.make, google.state, LIVES[work], google.settle)
        found = matrix.crash_everywhere(tmp_path, part)

        sheet = google.sheet_of(tmp_path / "whole" / "office")
    assert_made(work, found, sheet)
