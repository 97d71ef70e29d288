"""A night of approvals killed after a step: the next makes it whole, and nothing twice."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.approval.table import COLUMNS
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.ledger import Ledger
from sync.ledger.connection import Database
from sync.ledger.tables import Tables
from sync.model.cells import Cell, Tab, Value
from sync.model.chain import first_break
from sync.settings.values import ApprovalSettings, Settings
from tests.approving import APPROVED, HEADER, TAB
from tests.fakes import FixedClock
from tests.flow.test_approval import PEOPLE
from tests.flow.test_rounds_killed import Killed, Letters, Life, Papers, Sheets
from tests.offices import memory_office
from tests.sheets import PROJECTS, clean_sheet, place, type_in

NOW = datetime(2027, 4, 6, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
SOME = 15
ADMIN = "admin@example.com"


class Offices:
    """Makes offices that are all alike: a version stands approved, another is come."""

    def __init__(self, folder: Path) -> None:
        self._folder, path = folder, folder / "ledger.db"
        self.lives: dict[Tables, Life] = {}
        tabs = (*type_in(clean_sheet(), PEOPLE).tabs, Tab(TAB, (HEADER,)))
        with closing(Ledger.open(path)) as ledger:
            first = self._office(Sheets(*tabs), Papers(), ledger)
            first.live()
            first.fill_in(2, {**APPROVED, "decided_on": "6 เมษายน 2570"})
            first.live()
            first.type_in(f"{PROJECTS}!I3", "จัดร่วมกับโรงเรียน")
            first.live()
            first.fill_in(3, {**APPROVED, "decided_on": "6 เมษายน 2570"})
            first.type_in(f"{PROJECTS}!I4", "เร่งรัด")
        self._first, self._path = first, path

    def make(self) -> "Office":
        sheet, papers = Sheets(*self._first.sheet.read().tabs), Papers()
        sheet.links = dict(self._first.sheet.links)
        papers.contents = dict(self._first.papers.contents)
        return self._office(sheet, papers, Ledger.copy(self._path))

    def _office(self, sheet: Sheets, papers: Papers, ledger: Ledger) -> "Office":
        mail, life = Letters(), Life()
        sheet.life = papers.life = mail.life = life
        approval = ApprovalSettings(approvers=("nayok@example.com",))
        services = replace(
            memory_office(self._folder, FixedClock(NOW)),
            spreadsheet=sheet,
            documents=papers,
            mail=mail,
            ledger=ledger,
            settings=Settings(approval=approval),
        )
        self.lives[ledger.notes._db] = life
        return Office(services, sheet, papers, mail, life)


@dataclass
class Office:
    """One of them; ``found`` is what people find, and what is remembered."""

    services: Services
    sheet: Sheets
    papers: Papers
    mail: Letters
    life: Life

    def fill_in(self, row: int, typed: Mapping[str, Value]) -> None:
        names = [str(column) for column in COLUMNS]
        for name, value in typed.items():
            self.sheet.type_in(Cell(TAB, row, names.index(name) + 1), value)

    def type_in(self, address: str, value: Value) -> None:
        self.sheet.type_in(place(address), value)

    def live(self, last: int = 0) -> None:
        self.life.live(lambda: run_cycle(self.services), last)

    @property
    def entries(self) -> list[str]:
        links = self.services.ledger.chain.links()
        assert first_break(links) is None
        return [link.text for link in links]

    @property
    def letters(self) -> list[tuple[str, str]]:
        return sorted((m.recipient, m.subject) for m in self.mail.delivered)

    @property
    def found(self) -> object:
        cells = {tab.title: tab.rows for tab in self.sheet.read().tabs}
        standing = self.services.ledger.approvals.standing()
        return cells, self.entries, self.letters, standing


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    offices, transaction = Offices(tmp_path), Database.transaction

    @contextmanager
    def noted(self: Database) -> Iterator[sqlite3.Connection]:
        with transaction(self) as db:
            yield db
        if self in offices.lives:
            offices.lives[self].step()

    monkeypatch.setattr(Database, "transaction", noted)
    yield offices
    offices.lives.clear()


@pytest.mark.parametrize("stride", [SOME, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_after_a_step_nothing_is_lost_and_nothing_is_there_twice(
    offices: Offices, stride: int
) -> None:
    undisturbed = offices.make()
    undisturbed.live()
    every = undisturbed.life.steps
    undisturbed.live()

    kinds = ['"kind":"decision"' in text for text in undisturbed.entries]
    assert kinds == [False, True, False, False, True]
    told = [
        subject.partition(":")[0]
        for who, subject in undisturbed.letters
        if who == ADMIN
    ]
    assert told == ["บันทึกว่าเห็นชอบ", "มีการแก้ไขหลังอนุมัติ"]
    assert every > 2 * stride
    for nth in range(1, every + 1, stride):
        office = offices.make()
        with pytest.raises(Killed):
            office.live(nth)
        office.live()
        office.live()
        assert office.found == undisturbed.found, nth
