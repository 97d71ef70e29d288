"""A night of a round, and the year's turn, killed after a step: the next makes it whole.

``tests/matrix`` kills processes at offices with disks and at Google; this is its quick
part, in memory, where every step is one that people could see.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.ledger import Ledger
from sync.ledger.connection import Database
from sync.ledger.tables import Tables
from sync.model.cells import Edit, Sheet
from sync.model.documents import Before, Document, Kind, Placed
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.settings.values import DocumentSettings, Settings
from tests.fakes import FixedClock, MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.offices import memory_office
from tests.progressing import SIX, TWELVE
from tests.reporting import (
    AUTUMN,
    KEYIN,
    REPORT,
    SUMMER,
    last_report,
    rows_of,
    turn_the_year,
    waiting_sheet,
)
from tests.sheets import PROJECTS


class Killed(BaseException):
    """The process is gone: nothing catches it."""


class Life:
    """Counts the steps of a worker, and ends it after so many; 0: never."""

    def __init__(self) -> None:
        self.steps, self.last = 0, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.last:
            raise Killed

    def live(self, work: Callable[[], object], last: int = 0) -> None:
        self.steps, self.last = 0, last
        work()


class Sheets(MemorySpreadsheet):
    life: Life

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        revision = super().write(edits, seen=seen)
        self.life.step()
        return revision

    def keep(self, titles: Sequence[str], name: str) -> str:
        kept = super().keep(titles, name)
        self.life.step()
        return kept


class Papers(MemoryDocuments):
    life: Life

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        placed = super().publish(document, before)
        self.life.step()
        return placed


class Letters(MemoryMail):
    life: Life

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        super().send(message, draft, handing)
        self.life.step()


@dataclass
class Office:
    """An office in memory, as it is when its last report has just been typed."""

    services: Services
    life: Life

    def live(self, work: Callable[[Services], object], last: int = 0) -> None:
        self.life.live(lambda: work(self.services), last)

    @property
    def titles(self) -> set[str]:
        return {tab.title for tab in self.services.spreadsheet.read().tabs}

    @property
    def papers(self) -> Mapping[str, bytes]:
        return cast(Papers, self.services.documents).contents

    @property
    def letters(self) -> list[tuple[str, str]]:
        delivered = cast(Letters, self.services.mail).delivered
        return sorted((message.recipient, message.subject) for message in delivered)

    @property
    def found(self) -> object:
        """What people find: cells, documents, mail, and what is remembered."""
        sheet = self.services.spreadsheet.read()
        find = self.services.ledger.publications.find
        known = [
            (key, kind, replace(publication, version=0))
            for key, kind in ((key, kind) for key in _KEYS for kind in Kind)
            if (publication := find(key, kind))
        ]
        cells = {tab.title: tab.rows for tab in sheet.tabs}
        return cells, self.papers, known, self.letters


_KEYS = (
    *(f"แผนปฏิบัติการ-{year}" for year in (2570, 2571)),
    *(REPORT, f"{REPORT} (ฉบับสมบูรณ์ล่าสุด)", f"{REPORT} (ร่าง)", KEYIN),
)


class Offices:
    """Makes offices that are all alike."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / "ledger.db"
        with closing(Ledger.open(self._path)) as ledger:
            first = self._office(Sheets(*waiting_sheet().tabs), Papers(), ledger)
            first.live(run_cycle)
        self._tabs = first.services.spreadsheet.read().tabs
        self._contents = first.papers

    def make(self) -> Office:
        sheet, papers = Sheets(*self._tabs), Papers()
        papers.contents = dict(self._contents)
        for cell, value in last_report().items():
            sheet.type_in(cell, value)
        office = self._office(sheet, papers, Ledger.copy(self._path))
        cast(FixedClock, office.services.clock).time = AUTUMN
        return office

    def _office(self, sheet: Sheets, papers: Papers, ledger: Ledger) -> Office:
        life, mail = Life(), Letters()
        sheet.life = papers.life = mail.life = life
        services = replace(
            memory_office(self._folder, FixedClock(SUMMER)),
            spreadsheet=sheet,
            documents=papers,
            mail=mail,
            ledger=ledger,
            settings=Settings(document=DocumentSettings(also=("web",))),
        )
        _COMMITS[ledger.notes._db] = life
        return Office(services, life)


_COMMITS: dict[Tables, Life] = {}
"""Whose life a commit of a ledger is a step of."""


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    transaction = Database.transaction

    @contextmanager
    def noted(self: Database) -> Iterator[sqlite3.Connection]:
        with transaction(self) as db:
            yield db
        if self in _COMMITS:
            _COMMITS[self].step()

    monkeypatch.setattr(Database, "transaction", noted)
    yield Offices(tmp_path)
    _COMMITS.clear()


NIGHT, TURN = "night", "turn"
WORKS: Mapping[str, Callable[[Services], object]] = {
    NIGHT: run_cycle,
    TURN: turn_the_year,
}
SOME = 7


@pytest.mark.parametrize(
    ("work", "stride"),
    [(NIGHT, SOME), (TURN, 1), pytest.param(NIGHT, 1, marks=pytest.mark.slow)],
)
def test_killed_after_a_step_all_is_as_if_nothing_had_happened(
    offices: Offices, work: str, stride: int
) -> None:
    undisturbed = offices.make()
    undisturbed.live(WORKS[work])
    every = undisturbed.life.steps
    undisturbed.live(run_cycle)

    assert every > 2 * stride
    for nth in range(1, every + 1, stride):
        office = offices.make()
        with pytest.raises(Killed):
            office.live(WORKS[work], nth)
        office.live(WORKS[work])
        office.live(run_cycle)
        assert office.found == undisturbed.found, nth
    assert_made(work, undisturbed)


def assert_made(work: str, office: Office) -> None:
    """See that the work is what its name says, and no row is there twice."""
    rows = rows_of(office.services.spreadsheet.read())
    assert Counter(which for _, _, which in rows) == {SIX: 3, TWELVE: 3}
    assert len(set(rows)) == len(rows)
    assert (f"{PROJECTS} 2570" in office.titles) is (work == TURN)
    told = [who for who, subject in office.letters if "ครบแล้ว" in subject]
    assert told == ["admin@example.com", "tuayang@example.com"]
    assert f"{REPORT} (ฉบับสมบูรณ์ล่าสุด).docx" in office.papers
    assert f"{KEYIN}.docx" in office.papers
